/*
 * event.c: what is no action and yet belongs on the trail.
 *
 * Knows: the trail.  Must not know: how people enter, faces.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/event.h"
#include "base/i18n.h"
#include "store/books.h"
#include "engine/private.h"

const struct word events[] = {
	WORD_NONE,
	{ "session.login", N_("登录"), 0 },
	{ "session.refused", N_("登录被拒绝"), 0 },
	{ "session.end", N_("退出"), 0 },
	{ "session.locked", N_("锁屏"), 0 },
	{ "session.unlocked", N_("解锁"), 0 },
	{ "session.ended", N_("被管理员结束会话"), 0 },
	{ "session.password", N_("本人设定口令"), 0 },
	{ "session.code", N_("本人设定动态码"), 0 },
	{ "export.list", N_("导出"), 0 },
	{ "export.roll", N_("导出活动名单"), 0 },
	{ "print.paper", N_("输出文书"), 0 },
	{ "read.record", N_("查看敏感记录"), 0 },
	{ "read.attachment", N_("取出附件"), 0 },
	{ "file.get", N_("取走文件"), 0 },
	{ "file.put", N_("放入文件"), 0 },
	{ "file.aged", N_("清理过期文件"), 0 },
	{ "backup.made", N_("备份"), 0 },
	{ "backup.restored", N_("恢复备份"), 0 },
	{ "certificate.rekey", N_("换验证密钥"), 0 },
	{ "database.shared", N_("改为共用"), 0 },
	WORD_END,
};

const char *
trail_label(const char *name)
{
	const struct action *ac = action_find(NULL, name);
	word_t w = ac == NULL ? word_key(events, name) : 0;

	return ac != NULL ? _(ac->label) : w != 0 ? word_label(events, w) : name;
}

const char *
trail_deeds(struct arena *a, const char *typed)
{
	const char *out = " ";

	for (size_t i = 0; flows[i] != NULL; i++)
		for (size_t k = 0; k < flows[i]->n_actions; k++) {
			const struct action *ac = &flows[i]->actions[k];

			if (strcmp(ac->name, typed) == 0 || strcmp(ac->label, typed) == 0 || strcmp(_(ac->label), typed) == 0)
				out = arena_printf(a, "%s%s ", out, ac->name);
		}
	for (word_t w = 1; w <= word_count(events); w++)
		if (strcmp(events[w].key, typed) == 0 || strcmp(events[w].label, typed) == 0 || strcmp(_(events[w].label), typed) == 0)
			out = arena_printf(a, "%s%s ", out, events[w].key);
	return out[1] != '\0' ? out : NULL;
}

bool
event_record(struct engine *en, const char *event, const char *flow, int64_t record, int outcome, const char *note,
	struct err *e)
{
	struct arena *a;
	struct trail_entry t = { .account = en->actor.account, .who = en->actor.name, .flow = flow, .record = record,
		.action = event, .happened_on = DAY_NONE, .received_on = DAY_NONE,
		.outcome = outcome != 0 ? outcome : TRAIL_EVENT, .note = note, .change = "{}", .today_set = en->today_set };
	struct err *old;
	bool ok;

	if (word_key(events, event) == 0) {
		fprintf(stderr, "jiandu: no event %s\n", event);
		abort();
	}
	a = arena_new();
	t.at = time_text(a);
	old = db_errors(en->db, e);
	ok = db_begin(en->db);
	if (ok) {
		db_enter_action(en->db);
		trail_add(en->db, &t, "");
		db_leave_action(en->db);
		ok = db_commit(en->db);
	}
	db_errors(en->db, old);
	arena_free(a);
	return ok;
}
