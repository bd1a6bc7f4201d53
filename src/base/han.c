/*
 * han.c: pinyin and strokes of hanzi.
 *
 * Knows: the generated tables, words and surnames read differently.
 * Must not know: people (a corrected reading is stored with the person).
 */
#include "base/han.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unicase.h>

#include "base/buf.h"
#include "base/tab_pinyin.h"
#include "base/tab_stroke.h"
#include "base/text.h"

#define COUNT(x) (sizeof(x) / sizeof((x)[0]))

/* A word and its reading: one syllable a hanzi, parted by blanks. */
struct reading {
	const char *word;
	const char *syllables;
};

/*
 * Surnames whose reading differs from the common one; longer ones first.  Of
 * those with two (覃 Qin and Tan, 盖 Ge and Gai) the one dictionaries put first.
 */
static const struct reading surnames[] = {
	{ .word = "尉迟", .syllables = "yu chi" },
	{ .word = "尉遲", .syllables = "yu chi" },
	{ .word = "长孙", .syllables = "zhang sun" },
	{ .word = "長孫", .syllables = "zhang sun" },
	{ .word = "万俟", .syllables = "mo qi" },
	{ .word = "澹台", .syllables = "tan tai" },
	{ .word = "拓跋", .syllables = "tuo ba" },
	{ .word = "单", .syllables = "shan" },
	{ .word = "單", .syllables = "shan" },
	{ .word = "仇", .syllables = "qiu" },
	{ .word = "区", .syllables = "ou" },
	{ .word = "區", .syllables = "ou" },
	{ .word = "查", .syllables = "zha" },
	{ .word = "解", .syllables = "xie" },
	{ .word = "曾", .syllables = "zeng" },
	{ .word = "盖", .syllables = "ge" },
	{ .word = "蓋", .syllables = "ge" },
	{ .word = "覃", .syllables = "qin" },
	{ .word = "朴", .syllables = "piao" },
	{ .word = "洗", .syllables = "xian" },
	{ .word = "乐", .syllables = "yue" },
	{ .word = "樂", .syllables = "yue" },
	{ .word = "缪", .syllables = "miao" },
	{ .word = "繆", .syllables = "miao" },
	{ .word = "员", .syllables = "yun" },
	{ .word = "員", .syllables = "yun" },
	{ .word = "贠", .syllables = "yun" },
	{ .word = "黑", .syllables = "he" },
	{ .word = "折", .syllables = "she" },
	{ .word = "召", .syllables = "shao" },
	{ .word = "种", .syllables = "chong" },
	{ .word = "秘", .syllables = "bi" },
	{ .word = "句", .syllables = "gou" },
	{ .word = "祭", .syllables = "zhai" },
	{ .word = "繁", .syllables = "po" },
	{ .word = "么", .syllables = "yao" },
	{ .word = "乜", .syllables = "nie" },
	{ .word = "贲", .syllables = "ben" },
	{ .word = "能", .syllables = "nai" },
	{ .word = "晟", .syllables = "cheng" },
};

/* Words read differently from their hanzi one by one: places first, then the bureau's papers. */
static const struct reading words[] = {
	{ .word = "重庆", .syllables = "chong qing" },
	{ .word = "长寿", .syllables = "chang shou" },
	{ .word = "长沙", .syllables = "chang sha" },
	{ .word = "长春", .syllables = "chang chun" },
	{ .word = "长江", .syllables = "chang jiang" },
	{ .word = "长安", .syllables = "chang an" },
	{ .word = "长治", .syllables = "chang zhi" },
	{ .word = "长乐", .syllables = "chang le" },
	{ .word = "长兴", .syllables = "chang xing" },
	{ .word = "长城", .syllables = "chang cheng" },
	{ .word = "长期", .syllables = "chang qi" },
	{ .word = "天长", .syllables = "tian chang" },
	{ .word = "厦门", .syllables = "xia men" },
	{ .word = "六安", .syllables = "lu an" },
	{ .word = "台州", .syllables = "tai zhou" },
	{ .word = "东莞", .syllables = "dong guan" },
	{ .word = "番禺", .syllables = "pan yu" },
	{ .word = "蚌埠", .syllables = "beng bu" },
	{ .word = "乐亭", .syllables = "lao ting" },
	{ .word = "乐清", .syllables = "yue qing" },
	{ .word = "单县", .syllables = "shan xian" },
	{ .word = "洪洞", .syllables = "hong tong" },
	{ .word = "西藏", .syllables = "xi zang" },
	{ .word = "丽水", .syllables = "li shui" },
	{ .word = "铅山", .syllables = "yan shan" },
	{ .word = "大夫", .syllables = "dai fu" },
	{ .word = "银行", .syllables = "yin hang" },
	{ .word = "行业", .syllables = "hang ye" },
	{ .word = "音乐", .syllables = "yin yue" },
	{ .word = "重新", .syllables = "chong xin" },
	{ .word = "重复", .syllables = "chong fu" },
	{ .word = "重阳", .syllables = "chong yang" },
	{ .word = "曾经", .syllables = "ceng jing" },
	{ .word = "曾孙", .syllables = "zeng sun" },
	{ .word = "调查", .syllables = "diao cha" },
	{ .word = "调动", .syllables = "diao dong" },
	{ .word = "会计", .syllables = "kuai ji" },
	{ .word = "供给", .syllables = "gong ji" },
	{ .word = "还款", .syllables = "huan kuan" },
	{ .word = "归还", .syllables = "gui huan" },
	{ .word = "什么", .syllables = "shen me" },
};

/* Value of one digit of the generated rows: -, 0..9, A..Z, _, a..z in the order of ASCII. */
static uint32_t digit(char c)
{
	if (c >= 'a')
		return (uint32_t)(c - 'a') + 38;
	if (c == '_')
		return 37;
	if (c >= 'A')
		return (uint32_t)(c - 'A') + 11;
	return c == '-' ? 0 : (uint32_t)(c - '0') + 1;
}

/* The syllable of CP, "" when it has none. */
static const char *syllable(uint32_t cp)
{
	uint32_t page = cp >> 8;
	const char *d;
	uint32_t number;

	if (page >= COUNT(tab_pinyin_page) || tab_pinyin_page[page] == 0)
		return "";
	d = tab_pinyin_row[tab_pinyin_page[page] - 1] + (cp & 0xFF) * 2;
	number = digit(d[0]) << 6 | digit(d[1]);
	return tab_pinyin_syllable[number];
}

/* The rank of CP in the order of strokes, 0 unknown. */
static uint32_t rank_of(uint32_t cp)
{
	uint32_t page = cp >> 8;
	const char *d;

	if (page >= COUNT(tab_stroke_page) || tab_stroke_page[page] == 0)
		return 0;
	d = tab_stroke_row[tab_stroke_page[page] - 1] + (cp & 0xFF) * 3;
	return digit(d[0]) << 12 | digit(d[1]) << 6 | digit(d[2]);
}

/* The entry of LIST that S begins with, or NULL. */
static const struct reading *leading(const struct reading *list, size_t n, const char *s)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(list[i].word, s, strlen(list[i].word)) == 0)
			return &list[i];
	return NULL;
}

/* Append the syllables of a reading, or only their first letters. */
static void add_syllables(struct buf *out, const char *syllables, bool initials)
{
	bool begins = true;

	for (const char *p = syllables; *p; p++) {
		if (*p != ' ' && (begins || !initials))
			buf_addc(out, *p);
		begins = *p == ' ';
	}
}

/* Pinyin or initials of S; NAME: it is a person's, look at its surname. */
static char *spell(struct arena *a, const char *s, bool name, bool initials)
{
	struct buf out = BUF_INIT;
	size_t n = strlen(s), at = 0;
	char *result;

	/* blanks before the surname do not hide it; a name with · has no Chinese surname */
	while (name && s[at] == ' ')
		at++;
	if (name && !strstr(s, "\xC2\xB7")) {
		const struct reading *r = leading(surnames, COUNT(surnames), s + at);

		if (r) {
			add_syllables(&out, r->syllables, initials);
			at += strlen(r->word);
		}
	}
	while (at < n) {
		unsigned char c = (unsigned char)s[at];
		const struct reading *r = c < 0x80 ? NULL : leading(words, COUNT(words), s + at);
		uint32_t cp;
		size_t len;
		const char *one;

		if (r) {
			add_syllables(&out, r->syllables, initials);
			at += strlen(r->word);
			continue;
		}
		len = text_decode(s + at, n - at, &cp);
		one = syllable(cp);
		cp = text_fold_key(cp);
		if (*one) {
			add_syllables(&out, one, initials);
		} else if (cp < 0x80) {
			if (cp >= 'A' && cp <= 'Z')
				cp += 'a' - 'A';
			if ((cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ||
				(!initials && cp > ' ' && cp < 0x7F))
				buf_addc(&out, (char)cp);
		} else if (!initials && cp >= 0xC0 && cp < 0x2000) {
			char lower[4];

			/* letters of other scripts */
			buf_add(&out, lower, text_encode(uc_tolower(cp), lower));
		}
		at += len;
	}
	result = arena_strndup(a, buf_str(&out), out.len);
	buf_free(&out);
	return result;
}

char *han_pinyin(struct arena *a, const char *s)
{
	return spell(a, s, false, false);
}

char *han_pinyin_name(struct arena *a, const char *s)
{
	return spell(a, s, true, false);
}

char *han_initials(struct arena *a, const char *s)
{
	return spell(a, s, false, true);
}

char *han_initials_name(struct arena *a, const char *s)
{
	return spell(a, s, true, true);
}

static bool is_syllable(const char *s, size_t n)
{
	size_t lo = 1, hi = COUNT(tab_pinyin_syllable);

	/* the table is in alphabetical order */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		int d = strncmp(tab_pinyin_syllable[mid], s, n);

		if (d == 0 && tab_pinyin_syllable[mid][n] == '\0')
			return true;
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

#define PART_MOST 8      /* hanzi of a name, more are not tried */
#define SYLLABLE_MOST 6  /* zhuang */

/* A name being parted: the ways tried so far and the best of them. */
struct part {
	size_t n;                             /* hanzi */
	const char *usual[PART_MOST][2];      /* their readings: as a word's, as a surname's */
	size_t at[PART_MOST + 1], best[PART_MOST + 1];
	int best_score, ties;
};

static void try_parts(struct part *p, const char *s, size_t done, int score)
{
	size_t left = strlen(s + p->at[done]);

	if (done == p->n) {
		if (left > 0 || score < p->best_score)
			return;
		p->ties = score > p->best_score ? 0 : p->ties + 1;
		p->best_score = score;
		memcpy(p->best, p->at, sizeof p->at);
		return;
	}
	for (size_t n = 1; n <= SYLLABLE_MOST && n <= left; n++) {
		const char *one = s + p->at[done];
		bool usual = false;

		if (!is_syllable(one, n))
			continue;
		for (int i = 0; i < 2; i++)
			usual = usual || (strlen(p->usual[done][i]) == n && strncmp(p->usual[done][i], one, n) == 0);
		p->at[done + 1] = p->at[done] + n;
		try_parts(p, s, done + 1, score + usual);
	}
}

char *han_part(struct arena *a, const char *name, const char *joined)
{
	struct part p = { .best_score = -1 };
	size_t len = strlen(name);
	struct buf out = BUF_INIT;
	char *result;

	for (size_t at = 0; at < len;) {
		uint32_t cp;
		size_t n = text_decode(name + at, len - at, &cp);
		const char *one = arena_strndup(a, name + at, n);

		at += n;
		if (p.n == PART_MOST)
			return NULL;
		p.usual[p.n][0] = han_pinyin(a, one);
		p.usual[p.n++][1] = han_pinyin_name(a, one);
	}
	try_parts(&p, joined, 0, 0);
	if (p.n == 0 || p.best_score + 1 < (int)p.n || p.ties > 0)
		return NULL;
	for (size_t i = 0; i < p.n; i++)
		buf_printf(&out, "%s%.*s", i > 0 ? " " : "", (int)(p.best[i + 1] - p.best[i]), joined + p.best[i]);
	result = arena_strndup(a, buf_str(&out), out.len);
	buf_free(&out);
	return result;
}

int han_strokes(unsigned int cp)
{
	uint32_t rank = rank_of(cp);
	size_t lo = 0, hi = COUNT(tab_stroke_first) - 1;

	if (rank == 0)
		return 0;
	/* the last count whose first rank is not above RANK */
	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (tab_stroke_first[mid] <= rank)
			lo = mid;
		else
			hi = mid;
	}
	return (int)lo;
}

/*
 * The next character of *S as a number to compare: 0 at the end, then what is no
 * hanzi by code point, hanzi by rank, and hanzi too new for the table.
 */
static uint32_t next_key(const char **s)
{
	while (**s) {
		uint32_t cp, rank;

		*s += text_decode(*s, strnlen(*s, 4), &cp);
		if (cp == ' ' || cp == 0x3000)
			continue; /* 李　明 is written so to fill three places */
		rank = rank_of(cp);
		if (rank > 0)
			return 0x200000 + rank;
		return cp < 0x20000 ? cp : 0x400000 + cp;
	}
	return 0;
}

int han_compare_strokes(const char *x, const char *y)
{
	for (;;) {
		uint32_t kx = next_key(&x), ky = next_key(&y);

		if (kx != ky)
			return kx < ky ? -1 : 1;
		if (kx == 0)
			return 0;
	}
}

char *han_stroke_key(struct arena *a, const char *s)
{
	struct buf out = BUF_INIT;
	uint32_t key;
	char *result;

	/* every key is below 2^24 and none but the end is 0: six digits each, a shorter name first */
	while ((key = next_key(&s)) != 0)
		buf_printf(&out, "%06X", (unsigned)key);
	result = arena_strndup(a, buf_str(&out), out.len);
	buf_free(&out);
	return result;
}
