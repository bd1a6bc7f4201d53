/*
 * audit.c: jiandu audit: the trail read, proved, its beginning archived.
 *
 * Knows: the trail's rows.  Must not know: how the chain is made, who may cut it.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "store/books.h"
#include "store/spool.h"
#include "engine/audit.h"
#include "engine/event.h"
#include "engine/export.h"
#include "cli/private.h"

#define LIMIT 200

static void
json_trail(const struct trail_entry *t)
{
	static const char *const outcomes[] = { "done", "system", "usage", "refused", "denied", "notfound", "stale", "cancelled" };
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_int(&b, "seq", t->seq);
	json_text(&b, "at", t->at);
	json_text(&b, "who", t->who);
	json_text(&b, "flow", t->flow);
	json_int(&b, "record", t->record);
	json_text(&b, "action", t->action);
	json_int(&b, "article", t->article);
	json_day(&b, "happened_on", t->happened_on);
	json_day(&b, "received_on", t->received_on);
	json_text(&b, "outcome", t->outcome == TRAIL_EVENT ? "event" : (size_t)t->outcome < N_OF(outcomes) ? outcomes[t->outcome] : "");
	json_text(&b, "note", t->note);
	json_bool(&b, "today_set", t->today_set);
	buf_addc(&b, '}');
	out_json(&b);
}

/* The rows of DB: the live trail, or those that an archive holds. */
static bool
list_rows(struct cli *c, struct db *db, int64_t limit)
{
	const struct table_col cols[] = {
		{ .label = _("序"), .right = true },
		{ .label = _("时间"), .min = 19 },
		{ .label = _("何人"), .min = 8 },
		{ .label = _("办了什么"), .min = 12 },
		{ .label = _("结果"), .min = 4 },
		{ .label = _("说明"), .min = 16, .rank = 1 },
	};
	struct arena *a = arena_new();
	struct table t;
	struct trail_entry *page;
	int64_t below = 0;
	size_t n;

	table_begin(&t, c, cols, N_OF(cols));
	do {
		n = trail_page(db, a, below, limit < 500 ? (size_t)limit : 500, &page);
		for (size_t i = 0; i < n; i++) {
			if (c->json)
				json_trail(&page[i]);
			else
				table_row(&t, (const char *[]){ arena_printf(a, "%lld", (long long)page[i].seq), page[i].at,
						      page[i].who, trail_label(page[i].action),
						      page[i].outcome == 0 || page[i].outcome == TRAIL_EVENT ? "" : _("未办"), page[i].note });
			below = page[i].seq;
		}
		table_print(&t);
		limit -= (int64_t)n;
		arena_reset(a);
	} while (n > 0 && limit > 0 && below > 1 && out_flush(c->e));
	table_end(&t);
	arena_free(a);
	if (below > 1 && limit > 0 && !c->json && c->e->code == ERR_OK)
		notef(_("第1至%lld条不在这里，已归档\n"), (long long)below - 1);
	return c->e->code == ERR_OK;
}

/* In a session behind sshd a file is one of the account's folder, and no link. */
static bool
may_read(const char *path, struct err *e)
{
	int64_t bytes;
	int fd;

	if (!spool_confined())
		return true;
	fd = spool_read(AT_FDCWD, path, &bytes, e);
	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

static bool
audit_list(struct cli *c, int64_t limit, const char *file)
{
	struct err *old;
	struct db *db;
	bool ok;

	if (file == NULL)
		return list_rows(c, c->en->db, limit);
	db = may_read(file, c->e) ? archive_open(file, c->e) : NULL;
	if (db == NULL)
		return false;
	old = db_errors(db, c->e);
	ok = list_rows(c, db, limit);
	db_errors(db, old);
	db_close(db);
	return ok;
}

static bool
audit_verify(struct cli *c, const char *head, const char **files, size_t n)
{
	struct buf b = BUF_INIT;
	char hex[65];
	int64_t rows = 0, seq = 0, erased, upto, archives;
	bool ok;

	for (size_t i = 0; i < n; i++)
		if (!may_read(files[i], c->e))
			return false;
	progress_on(_("核验"));
	ok = engine_verify_archives(c->en, head, files, n, &rows, count_progress, NULL, c->e);
	progress_off();
	if (!ok || !trail_head(c->en->db, &seq, hex))
		return false;
	erased = trail_erased(c->en->db);
	upto = archive_end(c->en->db, &archives);
	if (!c->json) {
		outf(_("留痕%lld条，完整无缺，与记录相符\n%lld:%s\n"), (long long)rows, (long long)seq, hex);
		if (n > 0)
			outf(_("连同%zu个归档文件，自第1条起是一条链\n"), n);
		else if (archives > 0)
			outf(_("第1至%lld条已归档，从那里的链头接续；连同归档文件核验：jiandu audit verify 文件…\n"), (long long)upto);
		if (erased > 0)
			outf(_("其中%lld条的原话已按个人信息删除抹去，链照样核对\n"), (long long)erased);
		return true;
	}
	buf_addc(&b, '{');
	json_bool(&b, "ok", true);
	json_int(&b, "rows", rows);
	json_int(&b, "erased", erased);
	json_int(&b, "archived", upto);
	json_int(&b, "archives", archives);
	json_text(&b, "head", arena_printf(c->a, "%lld:%s", (long long)seq, hex));
	buf_addc(&b, '}');
	out_json(&b);
	return true;
}

static bool
make_archive(struct cli *c, const char *before, const char *path)
{
	struct archive x;
	struct buf b = BUF_INIT;
	bool more = false, ok;
	day_t day;

	if (!spool_takes(path, c->e))
		return false;
	if (!day_parse(before, c->en->today, c->en->cal, &day, c->e))
		return false;
	progress_on(_("归档"));
	progress_wait(c->en);
	ok = audit_archive(c->en, c->a, day, path, &x, &more, count_progress, NULL, c->e);
	progress_off();
	if (!ok)
		return false;
	if (!c->json) {
		outf(_("第%lld至%lld条留痕（%s至%s）已归档：%s\nSM3 %s\n"), (long long)x.from, (long long)x.upto, x.first_at, x.last_at,
			path, x.sm3);
		if (more)
			notef(_("一个归档文件最多%d条，较早的还没有归档完：请换一个文件名再办一次\n"), ARCHIVE_ROWS_MOST);
		return true;
	}
	buf_addc(&b, '{');
	json_text(&b, "file", path);
	json_int(&b, "from", x.from);
	json_int(&b, "upto", x.upto);
	json_text(&b, "first_at", x.first_at);
	json_text(&b, "last_at", x.last_at);
	json_text(&b, "sm3", x.sm3);
	json_text(&b, "head", arena_printf(c->a, "%lld:%s", (long long)x.upto, x.head));
	json_bool(&b, "more", more);
	buf_addc(&b, '}');
	out_json(&b);
	return true;
}

static bool
audit_head(struct cli *c)
{
	struct buf b = BUF_INIT;
	char hex[65];
	int64_t seq;

	if (!trail_head(c->en->db, &seq, hex))
		return false;
	if (!c->json) {
		outf("%lld:%s\n", (long long)seq, hex);
		return true;
	}
	buf_addc(&b, '{');
	json_text(&b, "head", arena_printf(c->a, "%lld:%s", (long long)seq, hex));
	buf_addc(&b, '}');
	out_json(&b);
	return true;
}

const struct option audit_options[4] = {
	{ .name = "head", .label = N_("链头"), .word = "SEQ:HEX", .help = N_("另处保存的链头，应在链上") },
	{ .name = "limit", .label = N_("条数"), .word = "N", .help = N_("最多列几条，默认200") },
	{ .name = "all", .label = N_("全部"), .help = N_("全部列出"), .flag = true },
	{ .name = "before", .label = N_("归档哪日以前的"), .word = "DATE", .help = N_("归档这一天以前的留痕，不晚于设定 keep_trail_months") },
};

enum { AUDIT_HEAD, AUDIT_LIMIT, AUDIT_ALL, AUDIT_BEFORE };

bool
run_audit(struct cli *c, int argc, char **argv)
{
	static const char usage[] = N_("用法：jiandu audit [verify [--head 序:值] [归档文件…] | head | list [--limit N] [归档文件] | archive --before 日期 文件]");
	struct option v[N_OF(audit_options)];
	const char **rest, *what;
	struct err *old;
	size_t n;
	int64_t limit;
	bool ok;

	memcpy(v, audit_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n) || !option_number(c, &v[AUDIT_LIMIT], LIMIT, &limit))
		return false;
	what = n > 0 ? rest[0] : "list";
	if (strcmp(what, "archive") == 0 ? n != 2 || v[AUDIT_BEFORE].value == NULL :
		strcmp(what, "list") == 0 ? n > 2 : strcmp(what, "head") == 0 ? n > 1 : strcmp(what, "verify") != 0)
		return wrong_usage(c, "%s", _(usage));
	if (!needs_role(c, ROLE_AUDITOR, _("查看留痕")))
		return false;
	old = db_errors(c->en->db, c->e);
	if (strcmp(what, "verify") == 0)
		ok = audit_verify(c, v[AUDIT_HEAD].value, rest + 1, n - 1);
	else if (strcmp(what, "archive") == 0)
		ok = make_archive(c, v[AUDIT_BEFORE].value, rest[1]);
	else if (strcmp(what, "head") == 0)
		ok = audit_head(c);
	else
		ok = audit_list(c, v[AUDIT_ALL].value != NULL ? INT64_MAX : limit, n == 2 ? rest[1] : NULL);
	db_errors(c->en->db, old);
	return ok;
}
