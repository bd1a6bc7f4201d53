/*
 * fuzz_base.c: what takes bytes from outside and needs no database: text, width, days, numbers,
 * encodings, sheets, names, keys.
 *
 * Knows: the floor base, ui/key.h.  Must not know: records.
 */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/conv.h"
#include "base/csv.h"
#include "base/day.h"
#include "base/han.h"
#include "base/idno.h"
#include "base/json.h"
#include "base/text.h"
#include "base/width.h"
#include "ui/key.h"

#include <jansson.h>

static bool
valid(const char *s)
{
	return text_valid(s, strlen(s));
}

/* A sentence for people, whatever was put in. */
static void
sentence(const struct err *e)
{
	must(e->code != ERR_OK && e->text[0] != '\0');
	must_say(valid(e->text), e->text);
}

/* The valid string that comes nearest to the bytes: what a face hands on. */
static char *
made_valid(struct arena *a, const char *s, size_t n)
{
	char *out = arena_alloc(a, n * 3 + 1), *p = out;

	for (size_t at = 0; at < n;) {
		uint32_t cp;

		at += text_decode(s + at, n - at, &cp);
		if (cp != 0)
			p += text_encode(cp, p);
	}
	*p = '\0';
	return out;
}

/* ---- text ---- */

static void
fuzz_text(const char *s, size_t n, struct arena *a)
{
	bool ok = text_valid(s, n);
	size_t at = 0, count = 0;
	char *v, *t, buf[4];
	uint32_t cp;

	while (at < n) {
		size_t used = text_decode(s + at, n - at, &cp);

		must(used >= 1 && used <= 4 && at + used <= n);
		must(cp <= 0x10ffff);
		if (ok)
			must(text_encode(cp, buf) == used && memcmp(buf, s + at, used) == 0);
		at += used;
		count++;
	}
	for (at = 0; at < n;) {
		size_t used = text_grapheme(s + at, n - at);

		must(used >= 1 && at + used <= n);
		at += used;
	}
	/* text_clean() and the boundary take any bytes. */
	t = text_clean(a, s, (n & 1) != 0);
	must_say(valid(t) && text_is_clean(t, (n & 1) != 0), t);
	must(strcmp(text_clean(a, t, (n & 1) != 0), t) == 0);
	must(text_is_clean(s, true) == (strcmp(text_clean(a, s, true), s) == 0));
	for (at = 0; at <= n && at < 200; at++) {
		size_t b = text_boundary(s, at);

		must(b <= at);
		if (ok)
			must(text_valid(s, b));
	}
	v = made_valid(a, s, n);
	must(valid(v));
	if (ok && strlen(s) == n)
		must(text_count(s) == count && strcmp(v, s) == 0);
	t = text_nfc(a, v);
	must(valid(t) && strcmp(text_nfc(a, t), t) == 0);
	t = text_name(a, v);
	must_say(valid(t) && strcmp(text_name(a, t), t) == 0, t);
	t = text_trim(a, v);
	must(valid(t) && strcmp(text_trim(a, t), t) == 0);
	t = text_fold_width(a, v);
	must(valid(t) && strcmp(text_fold_width(a, t), t) == 0);
	must(text_same_word(v, v));
	must(text_same_word(v, t) == text_same_word(t, v));
	for (at = strlen(v); at > 0;) {
		size_t before = text_grapheme_before(v, at);

		must(before < at);
		at = before;
	}
	for (at = 0; v[at] != '\0'; at += text_decode(v + at, strlen(v + at), &cp))
		(void)text_fold_key(cp);
}

static const char *const text_seeds[] = { "依照《重庆市行政执法监督条例》，规范行政执法监督员的选聘、使用和管理。", "司徒𬭎", "买买提·艾合买提", "Müller e\xcc\x81t",
	"👨‍👩‍👧‍👦 🇨🇳 ①②", " 北碚区　城市管理局 ", "１２３ＡＢＣ（四）", "a\tb\nc", NULL };

/* ---- width ---- */

static void
fuzz_width(const char *s, size_t n, struct arena *a)
{
	const char *v = text_clean(a, made_valid(a, s, n), true), *line = text_clean(a, v, false);
	size_t len = strlen(line), n_lines, at = 0;
	struct wrap_line *lines;

	for (int ambiguous = 1; ambiguous <= 2; ambiguous++) {
		width_set_ambiguous(ambiguous);
		for (int columns = 0; columns < 24; columns++) {
			int used = -1;
			size_t fit = width_fit(line, columns, &used);
			const char *pad;

			must(fit <= len && used >= 0 && used <= columns);
			must(width_bytes(line, fit) == used);
			must(text_valid(line, fit));
			must(width_text(width_clip(a, line, columns)) <= columns);
			pad = width_pad(a, line, columns, columns & 1);
			must_say(width_text(pad) == columns, pad);
		}
		must(width_text(line) >= 0);
		must(width_fit(line, 1000000, NULL) == len);
		for (int columns = 2; columns < 40; columns += 7) {
			n_lines = width_wrap(a, v, columns, &lines);
			must(n_lines >= 1);
			at = 0;
			for (size_t i = 0; i < n_lines; i++) {
				must(lines[i].start >= at && lines[i].start + lines[i].len <= strlen(v));
				must(width_bytes(v + lines[i].start, lines[i].len) <= columns || text_grapheme(v + lines[i].start, lines[i].len) == lines[i].len ||
					lines[i].len == 0);
				must(memchr(v + lines[i].start, '\n', lines[i].len) == NULL);
				/* Between two lines only what a line may end in is left out. */
				for (; at < lines[i].start; at++)
					must(v[at] == '\n' || v[at] == ' ' || v[at] == '\t' || (unsigned char)v[at] >= 0x80);
				at = lines[i].start + lines[i].len;
			}
			must(strspn(v + at, " \t\n\xe3\x80\x80") == strlen(v + at));
		}
	}
	width_set_ambiguous(1);
}

/* ---- days ---- */

static void
fuzz_day(const char *s, size_t n, struct arena *a)
{
	static struct calendar *cal;
	const char *v = made_valid(a, s, n);
	day_t today = day_from(2026, 11, 23), d = 12345, again;
	struct err e = { 0 };
	char text[DAY_TEXT];
	struct calendar_day *days;
	size_t n_days;
	int year;

	if (cal == NULL)
		cal = calendar_new();
	if (day_parse(v, today, cal, &d, &e)) {
		must(d != DAY_NONE);
		day_format(d, text);
		must_say(day_parse_iso(text) == d, text);
		must(day_parse(text, DAY_NONE, NULL, &again, &e) && again == d);
		must(valid(day_format_cn(a, d)));
		must(day_age(d, today) >= -1);
		must(day_weekday(d) >= 1 && day_weekday(d) <= 7);
		must(valid(calendar_explain(cal, a, d, (int)(n % 40))));
	} else {
		must(d == 12345);
		sentence(&e);
	}
	err_clear(&e);
	/* Without a day to lean on only what names itself is a date. */
	if (!day_parse(v, DAY_NONE, NULL, &d, &e))
		sentence(&e);
	(void)day_parse_iso(v);
	err_clear(&e);
	if (calendar_parse_notice(v, strlen(v), a, &year, &days, &n_days, &e))
		must(n_days <= 366 && year >= 1800 && year <= 2999);
	else
		sentence(&e);
}

static const char *const day_seeds[] = { "2024-6-11", "2024.6.11", "2024/6/11", "20240611", "2024年6月11日", "2024年6月11号", "6.11", "45454", "今天", "昨天", "+5",
	"-3", "+5w", "2024-06-11 00:00:00", "２０２４年６月１１日", "2月30日", "日期,类型,说明\n2027-02-05~2027-02-11,休,春节\n2027-02-14,班\n",
	"2027-01-01,休\n2027-12-31~2028-01-02,休", NULL };
static const char *const day_tokens[] = { "年", "月", "日", "号", "w", "+", "-", ".", "/", "~", "至", "休", "班", "今天", "2027", "02-29", "\n", ",", "00:00", "12:30", "T", NULL };

/* ---- numbers of persons and units ---- */

static void
fuzz_number(const char *s, size_t n, struct arena *a)
{
	const char *v = made_valid(a, s, n);
	struct idno id;
	struct err e = { 0 };
	char mask[19], code[19];
	day_t today = day_from(2026, 11, 23);

	if (idno_parse(v, today, &id, &e)) {
		struct idno twice;

		must(strlen(id.text) == 18 && id.born != DAY_NONE && id.born <= today);
		must(idno_parse(id.text, today, &twice, &e) && strcmp(twice.text, id.text) == 0);
		idno_mask(id.text, mask);
		must(strncmp(mask, id.text, 2) == 0 && mask[17] == id.text[17] && strspn(mask + 2, "*") == 15);
	} else {
		sentence(&e);
		/* The sentence never gives the number away. */
		must(strlen(v) < 15 || strstr(e.text, v) == NULL);
	}
	idno_mask(v, mask);
	must(strlen(mask) <= 18);
	err_clear(&e);
	if (uscc_parse(v, code, &e)) {
		char again[19];

		must(strlen(code) == 18 && uscc_parse(code, again, &e) && strcmp(code, again) == 0);
	} else {
		sentence(&e);
	}
}

static const char *const number_seeds[] = { "11010519491231002X", "440524188001010014", "37010119010203997x", "５００１９９１９８５０３１０１０１７", "500199850310101", "5.00199E+17",
	"'500199199011051046", "500 199 1990 1105 1046", "91350100M000100Y43", "11500228709467150P", "91350100m000100y43", NULL };

/* ---- encodings ---- */

static void
fuzz_conv(const char *s, size_t n, struct arena *a)
{
	static const char *const names[] = { "auto", "utf-8", "gb18030", "gbk", "utf-16le", "UTF-16BE", "gb2312", "klingon" };
	struct buf out = BUF_INIT;

	(void)a;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct err e = { 0 };

		buf_clear(&out);
		buf_adds(&out, "留");
		if (conv_to_utf8(s, n, names[i], &out, &e)) {
			struct buf back = BUF_INIT, twice = BUF_INIT;
			size_t lost = 0;
			char first[5];

			must_say(text_valid(out.s, out.len) && strlen(out.s) == out.len, names[i]);
			must(conv_from_utf8(buf_str(&out), "gb18030", &back, &lost, first, &e));
			if (lost > 0) {
				uint32_t cp;

				text_decode(first, strlen(first), &cp);
				/* Private use and what is no character at all: GB 18030 gives some of these no place in iconv(). */
				must_say((cp >= 0xe000 && cp <= 0xf8ff) || (cp & 0xfffe) == 0xfffe || (cp >= 0xfdd0 && cp <= 0xfdef), first);
				buf_free(&back);
				continue;
			}
			must_say(conv_to_utf8(buf_str(&back), back.len, "gb18030", &twice, &e), e.text);
			must(strcmp(buf_str(&twice), buf_str(&out)) == 0);
			buf_clear(&back);
			must(conv_from_utf8(buf_str(&out), "gbk", &back, &lost, first, &e));
			buf_clear(&back);
			must(conv_from_utf8(buf_str(&out), "utf-8-bom", &back, NULL, NULL, &e));
			buf_free(&back);
			buf_free(&twice);
		} else {
			sentence(&e);
			must(strcmp(buf_str(&out), "留") == 0);
		}
	}
	buf_free(&out);
	{
		const char *found = conv_detect(s, n);
		struct err e = { 0 };
		struct buf text = BUF_INIT;

		if (found == NULL)
			must(!conv_to_utf8(s, n, "auto", &text, &e));
		buf_free(&text);
	}
}

static const char *const conv_seeds[] = { "\xef\xbb\xbf编号,监督员\r\n1,唐婉秋\r\n", "\xb1\xe0\xba\xc5,\xbc\xe0\xb6\xbd\xd4\xb1\r\n", "\xff\xfe", "\xfe\xff", "plain ascii\n",
	"\x81\x30\x81\x30\x84\x31\xa4\x37", "司徒𬭎 䶮", "\x80\xff\x81\x30", NULL };

/* ---- sheets ---- */

static void
fuzz_csv(const char *s, size_t n, struct arena *a)
{
	const char *v = made_valid(a, s, n);
	struct csv csv, again;
	struct csv_row row, twin;
	struct err e = { 0 };
	struct buf out = BUF_INIT;
	size_t rows = 0, last = 0;

	/* As an export begins. */
	buf_adds(&out, "\xef\xbb\xbf");
	csv_open(&csv, v, strlen(v));
	while (csv_next(&csv, a, &row, &e)) {
		must(row.n > 0 && row.line > last);
		last = row.line;
		rows++;
		for (size_t i = 0; i < row.n; i++) {
			must(valid(row.cell[i]));
			csv_write(&out, row.cell[i], i == 0);
		}
		csv_end(&out);
	}
	if (e.code != ERR_OK)
		sentence(&e);
	/* What was written is read again, but for the apostrophe before what a sheet would compute. */
	csv_open(&again, buf_str(&out), out.len);
	again.sep = ',';
	err_clear(&e);
	csv_open(&csv, v, strlen(v));
	for (size_t i = 0; i < rows; i++) {
		struct err first = { 0 };

		must(csv_next(&csv, a, &row, &first));
		must_say(csv_next(&again, a, &twin, &e), e.text);
		must(twin.n == row.n);
		for (size_t k = 0; k < row.n; k++)
			must(strcmp(twin.cell[k], row.cell[k]) == 0 || (twin.cell[k][0] == '\'' && strcmp(twin.cell[k] + 1, row.cell[k]) == 0));
	}
	must(!csv_next(&again, a, &twin, &e) && e.code == ERR_OK);
	buf_free(&out);
}

static const char *const csv_seeds[] = { "编号,事实\r\n1,\"查封扣押财物未当场制作清单。\n附：照片\"\"2\"\"张\"\r\n", "a;b;c\n1;2;3\n", "a\tb\n\n\n,,,\n", "\"\"", "=1+1,'x,-2,@a\n",
	"一,二\r三,四\r", NULL };
static const char *const csv_tokens[] = { "\"", "\"\"", ",", "\r\n", "\n", "\r", ";", "\t", "\",\"", "=", "\"\n", NULL };

/* ---- names read ---- */

static void
fuzz_han(const char *s, size_t n, struct arena *a)
{
	const char *v = made_valid(a, s, n), *t;
	struct buf b = BUF_INIT;
	json_t *j;
	json_error_t why;

	t = han_initials(a, v);
	must_say(strspn(t, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen(t), t);
	t = han_initials_name(a, v);
	must_say(strspn(t, "abcdefghijklmnopqrstuvwxyz0123456789") == strlen(t), t);
	must(valid(han_pinyin(a, v)) && valid(han_pinyin_name(a, v)));
	must(han_compare_strokes(v, v) == 0);
	t = han_stroke_key(a, v);
	for (size_t i = 0; t[i] != '\0'; i++)
		must((unsigned char)t[i] >= 0x20 && (unsigned char)t[i] < 0x80);
	/* The order of the keys is the order of the names. */
	{
		const char *other = "司徒明", *k = han_stroke_key(a, other);
		int x = han_compare_strokes(v, other), y = strcmp(t, k);

		must((x < 0) == (y < 0) && (x > 0) == (y > 0));
	}
	json_quote(&b, v);
	j = json_loads(buf_str(&b), JSON_DECODE_ANY, &why);
	must_say(j != NULL && strcmp(json_string_value(j), v) == 0, why.text);
	json_decref(j);
	buf_free(&b);
}

static const char *const name_seeds[] = { "单文华", "尉迟明", "司徒𬭎", "迪丽·买买提", "重庆市北碚区", "吕 绿", "Müller-Lü", "曾䶮", "解 仇 区", NULL };

/* ---- keys ---- */

static void
fuzz_key(const char *s, size_t n, struct arena *a)
{
	struct keys *k;
	struct key key;
	size_t total = 0;

	(void)a;
	for (int utf8 = 0; utf8 < 2; utf8++) {
		/* Cut at every place: what comes in pieces is what came at once, or waits. */
		size_t cut = n > 0 ? (size_t)(unsigned char)s[0] % n : 0, extra = 0;

		k = keys_new(utf8 != 0);
		keys_feed(k, s, cut);
		while (keys_next(k, &key))
			total++;
		keys_feed(k, s + cut, n - cut);
		for (int turn = 0; turn < 100000 && !keys_empty(k); turn++) {
			while (keys_next(k, &key)) {
				total++;
				must(key.kind != K_NONE);
				if (key.kind == K_PASTE) {
					must(text_valid(key.paste, key.paste_len));
					for (size_t i = 0; i < key.paste_len; i++)
						must((unsigned char)key.paste[i] >= 0x20 ? key.paste[i] != 0x7f : key.paste[i] == '\n' || key.paste[i] == '\t');
				}
				if (key.kind == K_CHAR)
					must(key.cp >= 0x20 && key.cp <= 0x10ffff);
				(void)key_command(&key);
				if (total % 17 == 0) {
					struct key back = key;

					keys_unget(k, &back);
					must(keys_next(k, &key) && key.kind == back.kind && key.cp == back.cp);
				}
			}
			if (!keys_empty(k)) {
				/* A paste whose end never came: Esc by itself leaves it. */
				if (keys_wait(k) < 0) {
					keys_feed(k, "\x1b", 1);
					extra++;
				}
				must(!keys_next(k, &key) && keys_wait(k) >= 0);
				keys_expire(k);
			}
		}
		must(keys_empty(k));
		must(keys_fed(k) == n + extra && extra <= 1);
		keys_free(k);
	}
	must(total <= 4 * n + 4);
}

static const char *const key_seeds[] = { "abc中文\r\t\x1b", "\x1b[A\x1b[B\x1bOP\x1b[15~\x1b[1;5C\x1b[Z", "\x1b[200~粘贴的\r\n文字\x1b[201~x", "\x1b[<0;10;20M\x1b[<0;10;20m", "\x1b[24;80R",
	"\x1b" "1\x1b-\x1b=", "\x1b[[A\x1b[11^\x1b[7$", "\x1b]11;rgb:0000/0000/0000\x07\x1b[?62;22c", "\xc4\xe3\xba\xc3", "\x1b\x1b[A\x7f\x08\x01\x1a", NULL };
static const char *const key_tokens[] = { "\x1b", "\x1b[", "\x1bO", "\x1b[200~", "\x1b[201~", "~", "[", ";", "M", "R", "\x1b]", "\x07", "\x9b", "<", "?", "1;", "\r", NULL };

const struct fuzz_target fuzz_base[] = {
	{ .name = "text", .seeds = text_seeds, .one = fuzz_text, .cost = 1 },
	{ .name = "width", .seeds = text_seeds, .one = fuzz_width, .cost = 12 },
	{ .name = "day", .seeds = day_seeds, .tokens = day_tokens, .one = fuzz_day, .cost = 1 },
	{ .name = "number", .seeds = number_seeds, .one = fuzz_number, .cost = 1 },
	{ .name = "conv", .seeds = conv_seeds, .one = fuzz_conv, .cost = 4 },
	{ .name = "csv", .seeds = csv_seeds, .tokens = csv_tokens, .one = fuzz_csv, .cost = 1 },
	{ .name = "han", .seeds = name_seeds, .one = fuzz_han, .cost = 1 },
	{ .name = "key", .seeds = key_seeds, .tokens = key_tokens, .one = fuzz_key, .cost = 1 },
	{ .name = NULL },
};
