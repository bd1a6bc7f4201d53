/*
 * registry.c: every flow by name.
 *
 * Knows: the flows' declarations.  Must not know: what they do.
 */
#include <string.h>

#include "flow/flows.h"
#include "engine/private.h"

const struct flow *const flows[] = {
	&flow_opinion,
	&flow_review,
	&flow_activity,
	&flow_attendance,
	&flow_finding,
	&flow_supervisor,
	&flow_person,
	&flow_certificate,
	&flow_dismissal,
	&flow_agency,
	&flow_conflict,
	&flow_account,
	&flow_credential,
	&flow_cover,
	&flow_setting,
	&flow_holiday,
	&flow_round,
	&flow_candidate,
	&flow_invitation,
	&flow_objection,
	&flow_inquiry,
	&flow_duty,
	&flow_evaluation,
	&flow_misconduct,
	&flow_attachment,
	&flow_document,
	&flow_template,
	&flow_erasure,
	&flow_grant,
	&flow_key,
	&flow_trail,
	&flow_archive,
	NULL,
};

const struct flow *
flow_find(const char *name)
{
	if (name == NULL)
		return NULL;
	for (size_t i = 0; flows[i] != NULL; i++)
		if (strcmp(flows[i]->name, name) == 0)
			return flows[i];
	return NULL;
}

const char *
action_verb(const struct action *ac)
{
	const char *dot = strchr(ac->name, '.');

	return dot != NULL ? dot + 1 : ac->name;
}

const struct action *
action_find(const struct flow *flow, const char *name)
{
	if (name == NULL)
		return NULL;
	for (size_t i = 0; flows[i] != NULL; i++) {
		const struct flow *f = flows[i];

		/* An action's name begins with its flow's and a dot: most flows are passed over at once. */
		if (flow != NULL ? f != flow : strncmp(f->name, name, strcspn(name, ".")) != 0)
			continue;
		for (size_t k = 0; k < f->n_actions; k++)
			if (strcmp(f->actions[k].name, name) == 0 ||
				(flow != NULL && strcmp(action_verb(&f->actions[k]), name) == 0))
				return &f->actions[k];
	}
	return NULL;
}

const struct flow *
action_flow(const struct action *ac)
{
	for (size_t i = 0; flows[i] != NULL; i++)
		if (flows[i]->n_actions > 0 && ac >= flows[i]->actions && ac < flows[i]->actions + flows[i]->n_actions)
			return flows[i];
	return NULL;
}

const struct list *
list_find(const struct flow *flow, const char *name)
{
	for (size_t i = 0; i < flow->n_lists; i++) {
		const char *dot = strchr(flow->lists[i].name, '.');

		if (strcmp(flow->lists[i].name, name) == 0 || (dot != NULL && strcmp(dot + 1, name) == 0))
			return &flow->lists[i];
	}
	return NULL;
}
