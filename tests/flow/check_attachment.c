/*
 * check_attachment.c: files stored with a record: who has them, what is refused, what came comes back, what was changed is found.
 *
 * Knows: the engine's attachments, their rows.  Must not know: how pieces are kept, but to damage one.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "store/piece.h"
#include "flow/attachment.h"
#include "engine/attachment.h"
#include "tests/engine/office.h"
#include "tests/flow/cases.h"

Suite *suite_attachment(void);

static const struct attachment *
row(int64_t id)
{
	return row_of("attachment", id);
}

/* A nameless file that holds N bytes of S, at its beginning. */
static int
file_of(const void *s, size_t n)
{
	FILE *f = tmpfile();
	int fd;

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(s, 1, n, f), n);
	fflush(f);
	fd = dup(fileno(f));
	fclose(f);
	ck_assert_int_eq(lseek(fd, 0, SEEK_SET), 0);
	return fd;
}

/* Add it to an opinion; the id, 0 when it was refused (world_err). */
static int64_t
add(int64_t opinion, const void *s, size_t n, const char *name, const char *shown)
{
	int fd = file_of(s, n);
	bool ok;

	world_err = (struct err){ 0 };
	ok = attachment_add(world, world_arena, flow_find("opinion"), opinion, fd, name, shown, "说明", &world_result, &world_err);
	close(fd);
	return ok ? world_result.id : 0;
}

static int64_t
add_text(int64_t opinion, const char *s, const char *name, const char *shown)
{
	return add(opinion, s, strlen(s), name, shown);
}

static bool
gather(void *ctx, const void *s, size_t n)
{
	buf_add(ctx, s, n);
	return true;
}

/* What is stored; fails the test when it cannot be had. */
static const char *
content(int64_t id)
{
	struct buf b = BUF_INIT;
	const char *out;

	world_err = (struct err){ 0 };
	ck_assert_msg(attachment_get(world, world_arena, id, gather, &b, &world_err), "%s", world_err.text);
	out = arena_strdup(world_arena, buf_str(&b));
	buf_free(&b);
	return out;
}

static bool
can_get(int64_t id)
{
	struct buf b = BUF_INIT;
	bool ok;

	world_err = (struct err){ 0 };
	ok = attachment_get(world, world_arena, id, gather, &b, &world_err);
	buf_free(&b);
	return ok;
}

START_TEST(kept_and_given_back)
{
	static char big[3 * PIECE_SIZE + 17] = "%PDF-1.7\n";
	const struct attachment **v;
	struct buf b = BUF_INIT;
	int64_t opinion, id;

	case_world();
	opinion = an_opinion();
	id = add_text(opinion, "现场情况记录\n", "记录.txt", NULL);
	ck_assert_msg(id != 0, "%s", world_err.text);
	ck_assert_str_eq(row(id)->number, "2026-1");
	ck_assert_str_eq(row(id)->type, "txt");
	ck_assert_int_eq(row(id)->size, (int64_t)strlen("现场情况记录\n"));
	ck_assert_uint_eq(strlen(row(id)->hash), 64);
	ck_assert_int_eq(row(id)->shown, SHOWN_BUREAU);
	ck_assert_int_eq(row(id)->agency, 0);
	ck_assert_str_eq(content(id), "现场情况记录\n");
	/* More than one piece, the last not full; bytes that are no text. */
	for (size_t i = 9; i < sizeof big; i++)
		big[i] = (char)(i * 31 >> 3);
	id = add(opinion, big, sizeof big, "扫描件.PDF", "bureau");
	ck_assert_msg(id != 0, "%s", world_err.text);
	ck_assert_int_eq(row(id)->pieces, 4);
	ck_assert(attachment_get(world, world_arena, id, gather, &b, &world_err));
	ck_assert(b.len == sizeof big && memcmp(b.s, big, sizeof big) == 0);
	buf_free(&b);
	ck_assert_uint_eq(attachments_of(world, world_arena, flow_find("opinion"), opinion, &v, &world_err), 2);
	ck_assert_int_eq(found("attachment", "扫描件"), 1);
	ck_assert_int_eq(called("attachment", "2026-2"), id);
	books_agree();
}
END_TEST

START_TEST(what_is_refused)
{
	int64_t opinion;

	case_world();
	opinion = an_opinion();
	/* Not by words alone. */
	refused(ERR_REFUSED, "name", 0, "attachment.add", 0, "of_flow", "opinion", "record", id_text(opinion), "name", "a.txt", "shown", "bureau",
		NULL);
	refused(ERR_REFUSED, "record", 0, "attachment.add", 0, "name", "a.txt", "shown", "bureau", NULL);
	ck_assert_int_eq(add_text(opinion, "MZ 程序", "a.exe", NULL), 0);
	ck_assert_int_eq(world_err.code, ERR_REFUSED);
	ck_assert_ptr_nonnull(strstr(world_err.text, "pdf"));
	ck_assert_int_eq(add_text(opinion, "这不是PDF", "a.pdf", NULL), 0);
	ck_assert_ptr_nonnull(strstr(world_err.text, "不符"));
	ck_assert_int_eq(add(opinion, "a\0b", 3, "a.txt", NULL), 0);
	ck_assert_int_eq(add_text(opinion, "", "a.txt", NULL), 0);
	ck_assert_int_eq(add_text(opinion, "字", "没有扩展名", NULL), 0);
	ck_assert_int_eq(add_text(opinion, "字", "../a.txt", NULL), 0);
	ck_assert_int_eq(add_text(opinion, "字", "-a.txt", NULL), 0);
	ck_assert_ptr_null(strchr(row(add_text(opinion, "字", "a\033[1m.txt", NULL))->name, '\033'));
	/* The person is the opinion's; an opinion without an agency has none to show it to. */
	opinion = done("opinion.register", 0, "supervisor", "付敏", "raised_on", "今天", "kind", "advice", "field", "other", "facts", "事实",
		"route", "bureau", NULL);
	ck_assert_int_eq(add_text(opinion, "字", "a.txt", "agency"), 0);
	ck_assert_str_eq(world_err.field, "shown");
	ck_assert_int_ne(add_text(opinion, "字", "a.txt", "person"), 0);
	/* Types are the office's: one can be taken back. */
	done("setting.set", called("setting", "attachment_types"), "value", "pdf、jpg", NULL);
	ck_assert_int_eq(add_text(opinion, "字", "b.txt", NULL), 0);
	refused(ERR_REFUSED, "value", 0, "setting.set", called("setting", "attachment_types"), "value", "pdf、exe", NULL);
	refused(ERR_REFUSED, "value", 0, "setting.set", called("setting", "printer"), "value", "-o landscape", NULL);
	done("setting.set", called("setting", "printer"), "value", "office_2", NULL);
	books_agree();
}
END_TEST

START_TEST(limits)
{
	static char mega[(1 << 20) + 1];
	int64_t opinion;

	case_world();
	opinion = an_opinion();
	memset(mega, 'a', sizeof mega);
	done("setting.set", called("setting", "attachment_size"), "value", "1", NULL);
	ck_assert_int_eq(add(opinion, mega, sizeof mega, "a.txt", NULL), 0);
	ck_assert_int_eq(world_err.code, ERR_REFUSED);
	ck_assert_int_ne(add(opinion, mega, sizeof mega - 1, "a.txt", NULL), 0);
	done("setting.set", called("setting", "attachment_total"), "value", "1", NULL);
	ck_assert_int_eq(add_text(opinion, "字", "b.txt", NULL), 0);
	ck_assert_ptr_nonnull(strstr(world_err.text, "合计"));
	/* Removed, it counts no more. */
	done("attachment.remove", called("attachment", "2026-1"), "reason", "误存", NULL);
	ck_assert_int_ne(add_text(opinion, "字", "b.txt", NULL), 0);
	refused(ERR_REFUSED, "value", 0, "setting.set", called("setting", "attachment_size"), "value", "51", NULL);
}
END_TEST

START_TEST(who_has_them)
{
	const struct attachment **v;
	int64_t opinion, ours, theirs;

	case_world();
	opinion = a_served_opinion();
	ours = add_text(opinion, "内部\n", "内部.txt", NULL);
	theirs = add_text(opinion, "给机构\n", "送机构.txt", "agency");
	world_as("zhou");
	ck_assert_int_eq(listed("attachment", "attachment", NULL), 1);
	ck_assert_int_eq(called("attachment", "2026-1"), 0);
	ck_assert_int_eq(called("attachment", "2026-2"), theirs);
	ck_assert_str_eq(content(theirs), "给机构\n");
	ck_assert(!can_get(ours));
	ck_assert_int_eq(world_err.code, ERR_NOTFOUND);
	world_err = (struct err){ 0 };
	ck_assert_uint_eq(attachments_of(world, world_arena, flow_find("opinion"), opinion, &v, &world_err), 1);
	ck_assert_int_eq(found("attachment", "内部"), 0);
	ck_assert_int_eq(add_text(opinion, "字", "c.txt", NULL), 0);
	ck_assert_int_eq(world_err.code, ERR_DENIED);
	refused(ERR_DENIED, "", 11, "attachment.share", theirs, "shown", "both", "reason", "试", NULL);
	world_as("ran");
	ck_assert_int_eq(listed("attachment", "attachment", NULL), 0);
	world_as(NULL);
	refused(ERR_REFUSED, "shown", 0, "attachment.share", ours, "shown", "bureau", "reason", "试", NULL);
	refused(ERR_REFUSED, "reason", 0, "attachment.share", ours, "shown", "person", NULL);
	done("attachment.share", ours, "shown", "person", "reason", "应监督员要求", NULL);
	done("attachment.share", theirs, "shown", "bureau", "reason", "误送", NULL);
	world_as("ran");
	ck_assert_str_eq(content(ours), "内部\n");
	world_as("zhou");
	ck_assert(!can_get(theirs));
	world_as("fumin");
	ck_assert(!can_get(ours));
	world_as(NULL);
	books_agree();
}
END_TEST

START_TEST(removed_with_a_trace)
{
	int64_t opinion, id;

	case_world();
	opinion = an_opinion();
	id = add_text(opinion, "要删的内容\n", "误存.txt", "both");
	refused(ERR_REFUSED, "reason", 0, "attachment.remove", id, NULL);
	done("attachment.remove", id, "reason", "存错了件", NULL);
	ck_assert(!can_get(id));
	ck_assert_int_eq(world_err.code, ERR_REFUSED);
	ck_assert_int_eq(db_value(world->db, "SELECT count(*) FROM piece", -1), 0);
	ck_assert_int_eq(row(id)->rec.state, ATTACHMENT_REMOVED);
	ck_assert_uint_eq(strlen(row(id)->hash), 64);
	ck_assert_int_eq(allowed("attachment.share", id), ERR_REFUSED);
	world_as("zhou");
	ck_assert_int_eq(listed("attachment", "attachment", NULL), 0);
	world_as(NULL);
	ck_assert(engine_verify(world, NULL, &(int64_t){ 0 }, &world_err));
	books_agree();
}
END_TEST

/* A person's own files go with the person's data; those of a case stay in its file. */
START_TEST(erased_with_the_person)
{
	int64_t opinion, mine, its, x;
	struct err e = { 0 };
	int fd;

	case_world();
	opinion = an_answered_opinion("采纳", "采纳意见，立即整改");
	its = add_text(opinion, "案卷内容\n", "案卷.txt", NULL);
	fd = file_of("简历\n", strlen("简历\n"));
	ck_assert(attachment_add(world, world_arena, flow_find("supervisor"), called("supervisor", "冉凯文"), fd, "冉凯文简历.txt", NULL, "",
		&world_result, &e));
	close(fd);
	mine = world_result.id;
	done("opinion.convey", opinion, "convey_how", "电话", NULL);
	done("opinion.accept", opinion, NULL);
	done("opinion.close", opinion, NULL);
	done("supervisor.resign", called("supervisor", "冉凯文"), "reason", "工作调动", NULL);
	x = done("erasure.propose", 0, "person", "冉凯文", "ground", "asked", "reason", "本人来函要求删除", NULL);
	done("erasure.confirm", x, NULL);
	ck_assert_int_eq(row(mine)->rec.state, ATTACHMENT_REMOVED);
	ck_assert_ptr_null(strstr(row(mine)->name, "冉"));
	ck_assert(!can_get(mine));
	ck_assert_int_eq(row(its)->rec.state, ATTACHMENT_KEPT);
	ck_assert_str_eq(content(its), "案卷内容\n");
	ck_assert_str_eq(row(its)->note, "");
	books_agree();
}
END_TEST

/* Whoever changes a stored file behind the program's back is found; within the program nobody can. */
START_TEST(changed_content_is_found)
{
	struct err e = { 0 }, *old;
	int64_t opinion, id, rows, files;

	case_world();
	opinion = an_opinion();
	id = add_text(opinion, "真的内容\n", "证据.txt", NULL);
	add_text(opinion, "另一份\n", "另一份.txt", NULL);
	ck_assert(attachments_verify(world, &files, NULL, NULL, &e));
	ck_assert_int_eq(files, 2);
	ck_assert(engine_verify(world, NULL, &rows, &e));
	old = db_errors(world->db, &e);
	ck_assert(!db_exec(world->db, "UPDATE piece SET data = x'00'"));
	e = (struct err){ 0 };
	ck_assert(!db_exec(world->db, "DELETE FROM piece"));
	/* Nor what the file's record says of it, within an action. */
	e = (struct err){ 0 };
	ck_assert(db_begin(world->db));
	db_enter_action(world->db);
	ck_assert(!db_exec(world->db, "UPDATE attachment SET hash = 'x'"));
	db_leave_action(world->db);
	ck_assert_ptr_nonnull(strstr(e.text, "a stored file is never edited"));
	db_rollback(world->db);
	e = (struct err){ 0 };
	db_errors(world->db, old);
	office_tamper(db_path(world->db), "UPDATE piece SET data = CAST('假的内容' || char(10) AS BLOB) WHERE rowid = 1");
	e = (struct err){ 0 };
	ck_assert(!engine_verify(world, NULL, &rows, &e));
	ck_assert_ptr_nonnull(strstr(e.text, "证据.txt"));
	ck_assert(!can_get(id));
	ck_assert_int_eq(world_err.code, ERR_SYSTEM);
}
END_TEST

Suite *
suite_attachment(void)
{
	Suite *s = suite_create("attachment");
	TCase *t = tcase_create("files");

	tcase_add_checked_fixture(t, world_open, world_close);
	tcase_add_test(t, kept_and_given_back);
	tcase_add_test(t, what_is_refused);
	tcase_add_test(t, limits);
	tcase_add_test(t, who_has_them);
	tcase_add_test(t, removed_with_a_trace);
	tcase_add_test(t, erased_with_the_person);
	tcase_add_test(t, changed_content_is_found);
	suite_add_tcase(s, t);
	return s;
}
