/*
 * check_key.c: bytes become keys, and no byte wedges the decoder.
 *
 * Knows: bytes and what they mean.  Must not know: curses, a terminal.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "ui/key.h"

Suite *suite_key(void);

static struct keys *k;

static void
setup(void)
{
	unsetenv("ESCDELAY");
	k = keys_new(true);
}

static void
teardown(void)
{
	keys_free(k);
}

static void
feed(const char *s)
{
	keys_feed(k, s, strlen(s));
}

/* Feed S of N bytes and expect one key of KIND with CP and MODS, nothing after it. */
static void
expect_n(const char *s, size_t n, enum key_kind kind, uint32_t cp, unsigned mods)
{
	struct key key;

	keys_feed(k, s, n);
	ck_assert_msg(keys_next(k, &key), "no key from %s", s + 1);
	ck_assert_msg(key.kind == kind, "kind %d from %s", (int)key.kind, s + 1);
	ck_assert_msg(key.cp == cp, "cp %x from %s", key.cp, s + 1);
	ck_assert_msg(key.mods == mods, "mods %u from %s", key.mods, s + 1);
	ck_assert_msg(!keys_next(k, &key), "two keys from %s", s + 1);
	ck_assert(keys_empty(k));
}

static void
expect(const char *s, enum key_kind kind, uint32_t cp, unsigned mods)
{
	expect_n(s, strlen(s), kind, cp, mods);
}

START_TEST(text)
{
	expect("a", K_CHAR, 'a', 0);
	expect("中", K_CHAR, 0x4e2d, 0);
	expect("𬭎", K_CHAR, 0x2cb4e, 0);
	expect("？", K_CHAR, 0xff1f, 0);
	expect("\r", K_ENTER, 0, 0);
	expect("\n", K_ENTER, 0, 0);
	expect("\r\n", K_ENTER, 0, 0);
	expect("\t", K_TAB, 0, 0);
	expect("\177", K_BACKSPACE, 0, 0);
	expect("\b", K_BACKSPACE, 0, 0);
	expect("\023", K_CTRL, 's', 0);
	expect_n("\0", 1, K_CTRL, ' ', 0);
	expect("\037", K_CTRL, '_', 0);
}
END_TEST

START_TEST(sequences)
{
	static const struct {
		const char *s;
		enum key_kind kind;
		uint32_t cp;
		unsigned mods;
	} all[] = {
		{ "\033[A", K_UP, 0, 0 }, { "\033OA", K_UP, 0, 0 }, { "\033[1;5A", K_UP, 0, KM_CTRL },
		{ "\033[D", K_LEFT, 0, 0 }, { "\033[1;2D", K_LEFT, 0, KM_SHIFT }, { "\033Od", K_LEFT, 0, KM_CTRL },
		{ "\033[H", K_HOME, 0, 0 }, { "\033OH", K_HOME, 0, 0 }, { "\033[1~", K_HOME, 0, 0 },
		{ "\033[7~", K_HOME, 0, 0 }, { "\033[F", K_END, 0, 0 }, { "\033OF", K_END, 0, 0 },
		{ "\033[4~", K_END, 0, 0 }, { "\033[8~", K_END, 0, 0 }, { "\033[1;5H", K_HOME, 0, KM_CTRL },
		{ "\033[2~", K_INSERT, 0, 0 }, { "\033[3~", K_DELETE, 0, 0 }, { "\033[3;5~", K_DELETE, 0, KM_CTRL },
		{ "\033[3$", K_DELETE, 0, KM_SHIFT }, { "\033[3^", K_DELETE, 0, KM_CTRL },
		{ "\033[5~", K_PGUP, 0, 0 }, { "\033[6~", K_PGDN, 0, 0 }, { "\033[Z", K_BTAB, 0, 0 },
		{ "\033OP", K_F, 1, 0 }, { "\033[11~", K_F, 1, 0 }, { "\033[[A", K_F, 1, 0 }, { "\033[P", K_F, 1, 0 },
		{ "\033OS", K_F, 4, 0 }, { "\033[14~", K_F, 4, 0 }, { "\033[[E", K_F, 5, 0 }, { "\033[15~", K_F, 5, 0 },
		{ "\033[17~", K_F, 6, 0 }, { "\033[20~", K_F, 9, 0 }, { "\033[24~", K_F, 12, 0 },
		{ "\033[1;2P", K_F, 1, KM_SHIFT }, { "\033[1;2R", K_F, 3, KM_SHIFT }, { "\033[R", K_F, 3, 0 },
		{ "\0332", K_F, 2, 0 }, { "\0330", K_F, 10, 0 }, { "\033=", K_F, 12, 0 },
		{ "\033OM", K_ENTER, 0, 0 }, { "\033Op", K_CHAR, '0', 0 }, { "\033Oy", K_CHAR, '9', 0 },
		{ "\033On", K_CHAR, '.', 0 }, { "\033[13;1u", K_ENTER, 0, 0 }, { "\033[115;5u", K_CTRL, 's', 0 },
		{ "\033[27;5;115~", K_CTRL, 's', 0 },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		expect(all[i].s, all[i].kind, all[i].cp, all[i].mods);
}
END_TEST

START_TEST(escape_alone)
{
	struct key key;

	keys_feed(k, "\033", 1);
	ck_assert(!keys_next(k, &key));
	ck_assert_int_eq(keys_wait(k), 50);
	keys_expire(k);
	ck_assert(keys_next(k, &key));
	ck_assert_int_eq(key.kind, K_ESC);
	ck_assert_int_eq(keys_wait(k), -1);
	/* typed ahead of a letter it stays what it is */
	keys_feed(k, "\033j", 2);
	ck_assert(keys_next(k, &key) && key.kind == K_ESC);
	ck_assert(keys_next(k, &key) && key.kind == K_CHAR && key.cp == 'j');
	keys_feed(k, "\033\033", 2);
	ck_assert(keys_next(k, &key) && key.kind == K_ESC);
	ck_assert(!keys_next(k, &key));
	keys_expire(k);
	ck_assert(keys_next(k, &key) && key.kind == K_ESC);
	/* Esc and [ with nothing after it */
	keys_feed(k, "\033[", 2);
	ck_assert(!keys_next(k, &key));
	ck_assert_int_gt(keys_wait(k), 0);
	keys_expire(k);
	ck_assert(keys_next(k, &key) && key.kind == K_ESC);
	ck_assert(keys_next(k, &key) && key.cp == '[');
}
END_TEST

START_TEST(in_pieces)
{
	struct key key;

	keys_feed(k, "\344", 1);
	ck_assert(!keys_next(k, &key));
	ck_assert_int_gt(keys_wait(k), 0);
	keys_feed(k, "\270", 1);
	ck_assert(!keys_next(k, &key));
	keys_feed(k, "\255\033", 2);
	ck_assert(keys_next(k, &key) && key.cp == 0x4e2d);
	ck_assert(!keys_next(k, &key));
	keys_feed(k, "[1", 2);
	ck_assert(!keys_next(k, &key));
	keys_feed(k, ";5C", 3);
	ck_assert(keys_next(k, &key) && key.kind == K_RIGHT && key.mods == KM_CTRL);
	ck_assert(keys_empty(k));
}
END_TEST

START_TEST(bad_bytes)
{
	struct key key;
	char all[256];
	int n = 0;

	keys_feed(k, "\260\241x\377\344中", 8);
	ck_assert(keys_next(k, &key) && key.kind == K_BAD && key.cp == 0xb0);
	ck_assert(keys_next(k, &key) && key.kind == K_BAD && key.cp == 0xa1);
	ck_assert(keys_next(k, &key) && key.cp == 'x');
	ck_assert(keys_next(k, &key) && key.kind == K_BAD);
	ck_assert(keys_next(k, &key) && key.kind == K_BAD);
	ck_assert(keys_next(k, &key) && key.cp == 0x4e2d);
	ck_assert(!keys_next(k, &key));
	/* every byte, in every order of its neighbours: the letter after them arrives */
	srand(7);
	for (int round = 0; round < 300; round++) {
		for (size_t i = 0; i < sizeof(all); i++)
			all[i] = (char)(rand() % 255 + 1);
		keys_feed(k, all, sizeof(all));
		while (keys_next(k, &key))
			n++;
		keys_expire(k);
		while (keys_next(k, &key))
			n++;
		if (!keys_empty(k)) { /* a paste was begun by chance */
			keys_feed(k, "\033[201~", 6);
			while (keys_next(k, &key))
				;
		}
		keys_feed(k, "Q", 1);
		ck_assert(keys_next(k, &key));
		ck_assert_int_eq((int)key.cp, 'Q');
	}
	ck_assert_int_gt(n, 1000);
}
END_TEST

START_TEST(paste)
{
	struct key key;
	struct buf b = BUF_INIT;

	feed("\033[200~一\r\n二\r三\n\tx\001\033[31m\377\033[201~z");
	ck_assert(keys_next(k, &key) && key.kind == K_PASTE);
	ck_assert_str_eq(key.paste, "一\n二\n三\n\tx[31m\357\277\275");
	ck_assert_uint_eq(key.paste_len, strlen(key.paste));
	ck_assert(keys_next(k, &key) && key.cp == 'z');
	/* ten thousand hanzi in pieces of 7 bytes, commands among them: one key */
	buf_adds(&b, "\033[200~");
	for (int i = 0; i < 10000; i++)
		buf_adds(&b, i % 100 == 99 ? "\rq:" : "意");
	buf_adds(&b, "\033[201~");
	for (size_t i = 0; i < b.len; i += 7) {
		ck_assert(!keys_next(k, &key));
		keys_feed(k, b.s + i, b.len - i < 7 ? b.len - i : 7);
	}
	ck_assert(keys_next(k, &key) && key.kind == K_PASTE);
	ck_assert_uint_eq(key.paste_len, 9900 * 3 + 100 * 3);
	ck_assert(!keys_next(k, &key));
	buf_free(&b);
	/* an empty one is nothing */
	keys_feed(k, "\033[200~\033[201~", 12);
	ck_assert(!keys_next(k, &key));
	ck_assert(keys_empty(k));
	/* without its end: what came is delivered, the rest is still a paste, Esc ends it */
	keys_feed(k, "\033[200~abc", 9);
	ck_assert(!keys_next(k, &key));
	ck_assert_int_ge(keys_wait(k), 1000);
	keys_expire(k);
	ck_assert(keys_next(k, &key) && key.kind == K_PASTE);
	ck_assert_str_eq(key.paste, "abc");
	ck_assert(!keys_empty(k));
	keys_feed(k, "\033", 1);
	ck_assert(!keys_next(k, &key));
	keys_expire(k);
	ck_assert(keys_next(k, &key) && key.kind == K_ESC);
	ck_assert(keys_empty(k));
}
END_TEST

START_TEST(reports)
{
	struct key key;

	keys_feed(k, "a\033[2;5R\033[2;3Rb", 14);
	ck_assert(keys_next(k, &key) && key.cp == 'a');
	ck_assert(keys_next(k, &key) && key.kind == K_REPORT && key.row == 2 && key.col == 5);
	ck_assert(keys_next(k, &key) && key.kind == K_REPORT && key.col == 3);
	ck_assert(keys_next(k, &key) && key.cp == 'b');
	ck_assert_uint_eq(keys_handled(k), 2);
	ck_assert_uint_eq(keys_taken(k), 14);
	/* answers to what others asked, focus, unknown sequences: passed over */
	feed("\033[?62;22c\033[I\033[O\033]11;rgb:0000/0000/0000\007\033P1$r0m\033\\\033[99;99;99Xc");
	ck_assert(keys_next(k, &key));
	ck_assert_int_eq((int)key.cp, 'c');
	ck_assert(!keys_next(k, &key));
	keys_feed(k, "\033[<64;10;5M", 11);
	ck_assert(keys_next(k, &key) && key.kind == K_MOUSE && key.cp == 64 && key.row == 4 && key.col == 9);
}
END_TEST

START_TEST(put_back)
{
	struct key a, b, c;

	keys_feed(k, "12\033[200~文\033[201~3", 19);
	ck_assert(keys_next(k, &a));
	ck_assert(keys_next(k, &b));
	ck_assert(keys_next(k, &c) && c.kind == K_PASTE);
	keys_unget(k, &c);
	keys_unget(k, &b);
	keys_unget(k, &a);
	ck_assert(keys_next(k, &a) && a.cp == '1');
	ck_assert(keys_next(k, &a) && a.cp == '2');
	ck_assert(keys_next(k, &a) && a.kind == K_PASTE);
	ck_assert_str_eq(a.paste, "文");
	ck_assert(keys_next(k, &a) && a.cp == '3');
}
END_TEST

START_TEST(commands)
{
	struct key key;

	feed("？：／、。Ａｊ１z");
	for (const char *want = "?:/"; *want; want++) {
		ck_assert(keys_next(k, &key));
		ck_assert_int_eq((int)key_command(&key), *want);
	}
	keys_next(k, &key); /* 、 */
	keys_next(k, &key);
	ck_assert_int_eq((int)key_command(&key), '.');
	for (const char *want = "Aj1z"; *want; want++) {
		ck_assert(keys_next(k, &key));
		ck_assert_int_eq((int)key_command(&key), *want);
	}
	keys_feed(k, "\r", 1);
	ck_assert(keys_next(k, &key));
	ck_assert_uint_eq(key_command(&key), 0);
}
END_TEST

Suite *
suite_key(void)
{
	Suite *s = suite_create("key");
	TCase *tc = tcase_create("key");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, text);
	tcase_add_test(tc, sequences);
	tcase_add_test(tc, escape_alone);
	tcase_add_test(tc, in_pieces);
	tcase_add_test(tc, bad_bytes);
	tcase_add_test(tc, paste);
	tcase_add_test(tc, reports);
	tcase_add_test(tc, put_back);
	tcase_add_test(tc, commands);
	suite_add_tcase(s, tc);
	return s;
}
