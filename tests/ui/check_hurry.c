/*
 * check_hurry.c: a reading that takes long never keeps a key waiting.
 *
 * Knows: ui/hurry.h, standard input.  Must not know: what is read.
 */
#include <check.h>
#include <unistd.h>

#include "engine/engine.h"
#include "ui/hurry.h"
#include "ui/term.h"
#include "tests/store/temp.h"

Suite *suite_hurry(void);

static struct engine en;
static struct ui ui;
static int typing;

static void
setup(void)
{
	int fd[2];

	temp_open();
	en.db = temp_db;
	ui.en = &en;
	ck_assert_int_eq(pipe(fd), 0);
	ck_assert_int_eq(dup2(fd[0], STDIN_FILENO), STDIN_FILENO);
	typing = fd[1];
}

/* Count to N within H; the number, 0 when it was stopped. */
static int64_t
read_long(struct hurry *h, long long n, struct err *e)
{
	struct err *old = db_errors(temp_db, e);
	int64_t got = 0;
	struct stmt *s = db_prepare(temp_db,
		"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < :n) SELECT count(*) FROM n");

	db_bind_int(s, ":n", n);
	hurry_begin(&ui, h);
	if (db_step(s))
		got = db_int(s, 0);
	db_done(s);
	hurry_end(&ui, h, e);
	db_errors(temp_db, old);
	return got;
}

START_TEST(a_moment_then_the_picture_then_all)
{
	struct hurry h = { 0 };
	struct err e = { 0 };
	long long begun = term_now();

	/* Before the picture it ends by itself, however long it would be. */
	ck_assert_int_eq(read_long(&h, 1LL << 40, &e), 0);
	ck_assert_int_eq(e.code, ERR_OK);
	ck_assert(h.unfinished);
	ck_assert_int_lt(term_now() - begun, 2000);
	/* Behind it, it goes on to its end. */
	ck_assert(hurry_later(&h));
	ck_assert_int_eq(read_long(&h, 2000000, &e), 2000000);
	ck_assert(!h.unfinished);
	ck_assert(!hurry_later(&h));
}
END_TEST

START_TEST(a_key_stops_it)
{
	struct hurry h = { .patient = true };
	struct err e = { 0 };

	ck_assert_int_eq(write(typing, "x", 1), 1);
	ck_assert(term_typed());
	ck_assert_int_eq(read_long(&h, 1LL << 40, &e), 0);
	ck_assert_int_eq(e.code, ERR_OK);
	ck_assert(h.unfinished);
	/* A short one is over before anybody asks; the next question begins anew. */
	hurry_again(&h);
	ck_assert(!h.unfinished && !h.patient);
	ck_assert_int_eq(read_long(&h, 10, &e), 10);
	ck_assert(!h.unfinished);
}
END_TEST

START_TEST(an_error_stays_one)
{
	struct hurry h = { 0 };
	struct err e = { 0 };

	hurry_begin(&ui, &h);
	err_set(&e, ERR_DENIED, NULL, 0, "not for you");
	ck_assert(!hurry_end(&ui, &h, &e));
	ck_assert_int_eq(e.code, ERR_DENIED);
	ck_assert(!h.unfinished);
}
END_TEST

Suite *
suite_hurry(void)
{
	Suite *s = suite_create("hurry");
	TCase *c = tcase_create("hurry");

	tcase_add_checked_fixture(c, setup, temp_close);
	tcase_add_test(c, a_moment_then_the_picture_then_all);
	tcase_add_test(c, a_key_stops_it);
	tcase_add_test(c, an_error_stays_one);
	suite_add_tcase(s, c);
	return s;
}
