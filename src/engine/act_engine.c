/*
 * act_engine.c: what a running action may ask of the engine: other records, numbers, settings.
 *
 * Knows: the registry.  Must not know: the law.
 */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "store/piece.h"
#include "engine/event.h"
#include "engine/private.h"

/*
 * Documents are numbered per word and year, from 1, without padding, at issue
 * (GB/T 9704 practice).  The words are the office's: setting "word_KEY";
 * a key without a word is numbered by year alone: 2026-31.
 */
static const struct {
	const char *key;
	const char *word; /* default */
} words[] = {
	{ "review", "审" },
	{ "order", "令" },
	{ "certificate", "碚执监" },
	{ "letter", "碚聘" },
	{ "dismissal", "解" },
	{ "paper", "碚司监函" },
	{ "report", "碚司监报" },
};

const char *
act_number(struct act *a, const char *word, int year)
{
	int64_t n = number_next(a->db, word, year);

	for (size_t i = 0; i < N_OF(words); i++)
		if (strcmp(words[i].key, word) == 0)
			return arena_printf(a->arena, "%s〔%d〕%lld号",
				setting_text(a->db, a->arena, arena_printf(a->arena, "word_%s", word), words[i].word), year,
				(long long)n);
	return arena_printf(a->arena, "%d-%lld", year, (long long)n);
}

const struct staged *
act_staged(struct act *a)
{
	return a->engine->staged;
}

const struct archive *
act_archive(struct act *a)
{
	return a->engine->archive;
}

bool
act_keep_staged(struct act *a, int64_t attachment)
{
	if (a->engine->staged != NULL && piece_keep(a->db, a->engine->staged, attachment))
		return true;
	if (!db_failed(a->db))
		db_fail(a->db, _("文件没有存全"));
	return false;
}

void *
act_load(struct act *a, const char *flow, int64_t id)
{
	const struct flow *f = flow_find(flow);

	return f != NULL && id != 0 ? row_load(a->engine, a->arena, f, id) : NULL;
}

int64_t
act_setting(struct act *a, const char *key)
{
	return setting_int(a->db, key, 0);
}

const char *
act_deed(const char *name)
{
	return trail_label(name);
}

bool
act_has_flow(const char *flow)
{
	return flow_find(flow) != NULL;
}

const char *
act_title(struct act *a, const char *flow, int64_t id)
{
	return record_title(a->engine, a->arena, flow_find(flow), id);
}
