/*
 * keys.c: what a person feels: the start, each key, the search as typed, memory and quiet; beside the floors and less.
 *
 * Knows: the keys of the workbench and of less.  Must not know: SQL.
 *
 * All programs are open at the same time and take turns key by key.
 */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/bench/bench.h"

enum { ECHO_FLOOR, CURSES_FLOOR, LESS_FIRST };
#define LINES_MOST (LESS_FIRST + 2 * BENCH_SCALES_MOST)

/* What one kind of key cost one program. */
struct cost {
	struct sample ms, bytes;
};

static struct line line[LINES_MOST];
static int n_lines;

static int
less_of(int scale)
{
	return LESS_FIRST + scale;
}

static int
work_of(int scale)
{
	return LESS_FIRST + bench_scales + scale;
}

static void
press(int which, const char *keys, struct cost *c)
{
	size_t n = 0;
	double ms = line_key(&line[which], keys, &n);

	if (ms < 0)
		return;
	sample_add(&c->ms, ms);
	sample_add(&c->bytes, (double)n);
}

static void
free_costs(struct cost *c)
{
	for (int i = 0; i < LINES_MOST; i++) {
		sample_free(&c[i].ms);
		sample_free(&c[i].bytes);
	}
}

static void
start(int which, const char *self)
{
	char db[512], text[512];

	if (which == ECHO_FLOOR || which == CURSES_FLOOR) {
		line_start(&line[which], (char *[]){ (char *)self, which == ECHO_FLOOR ? "--echo" : "--curses", NULL });
		return;
	}
	if (which < work_of(0)) {
		snprintf(text, sizeof text, "%s", bench_path(bench_scale[which - LESS_FIRST], ".txt"));
		line_start(&line[which], (char *[]){ "less", "-n", "-S", text, NULL });
		return;
	}
	snprintf(db, sizeof db, "%s", bench_path(bench_scale[which - work_of(0)], ".db"));
	line_start(&line[which], (char *[]){ (char *)bench_jiandu, "--db", db, NULL });
}

/* The same rows as text, for less. */
static void
write_text(int scale)
{
	char db[512], text[512];
	struct stat st;

	snprintf(db, sizeof db, "%s", bench_path(bench_scale[scale], ".db"));
	snprintf(text, sizeof text, "%s", bench_path(bench_scale[scale], ".txt"));
	if (stat(text, &st) != 0 || st.st_size == 0)
		bench_run((char *[]){ (char *)bench_jiandu, "--db", db, "opinion", "list", "--all", NULL }, NULL, text, NULL);
}

static void
measure_start(const char *self)
{
	struct cost c[LINES_MOST];
	int rounds = bench_short ? 5 : 30;

	memset(c, 0, sizeof c);
	for (int i = 0; i < rounds; i++)
		for (int w = 0; w < n_lines; w++) {
			size_t n;
			double last;

			start(w, self);
			last = line_hear(&line[w], 20000, 120, &n);
			if (last > 0) {
				sample_add(&c[w].ms, last - line[w].begun);
				sample_add(&c[w].bytes, (double)n);
			}
			line_end(&line[w]);
		}
	result_table("Start to the first complete screen, ms (p50 / p95)");
	result_sample("raw echo", NO_SCALE, &c[ECHO_FLOOR].ms);
	result_sample("curses floor", NO_SCALE, &c[CURSES_FLOOR].ms);
	for (int s = 0; s < bench_scales; s++) {
		double less = sample_at(&c[less_of(s)].ms, 0.5), own = sample_at(&c[work_of(s)].ms, 0.5);

		result_sample("`less -n -S`", s, &c[less_of(s)].ms);
		result_sample("`jiandu`, 待办", s, &c[work_of(s)].ms);
		result_ratio("ratio to less", s, own, less);
		result_ratio("ratio to the smallest size", s, own, sample_at(&c[work_of(0)].ms, 0.5));
		result_put("bytes of the first screen", s, "%.0f", sample_at(&c[work_of(s)].bytes, 0.5));
		result_bound("start", s, own, less, 12);
	}
	free_costs(c);
}

/* One kind of key: for every program the keys that do it (NULL: it has none), and what brings it back in between. */
struct kind {
	const char *label;
	const char *floor, *less, *work, *back;
	int rounds, most; /* most: the loose bound over the curses floor in the short form */
};

static void
measure_kind(const struct kind *k)
{
	struct cost c[LINES_MOST];
	int rounds = bench_short ? (k->rounds + 4) / 5 : k->rounds;
	char label[96];

	memset(c, 0, sizeof c);
	for (int i = 0; i < rounds; i++) {
		press(ECHO_FLOOR, "x", &c[ECHO_FLOOR]);
		press(CURSES_FLOOR, "x", &c[CURSES_FLOOR]);
		for (int s = 0; s < bench_scales; s++) {
			if (k->less != NULL)
				press(less_of(s), k->less, &c[less_of(s)]);
			press(work_of(s), k->work, &c[work_of(s)]);
			if (k->back != NULL)
				line_key(&line[work_of(s)], k->back, NULL);
		}
	}
	for (int s = 0; s < bench_scales; s++) {
		double own = sample_at(&c[work_of(s)].ms, 0.5), floor = sample_at(&c[CURSES_FLOOR].ms, 0.5);

		snprintf(label, sizeof label, "%s", k->label);
		result_sample(label, s, &c[work_of(s)].ms);
		snprintf(label, sizeof label, "%s: ratio to curses, p50", k->label);
		result_ratio(label, s, own, floor);
		snprintf(label, sizeof label, "%s: ratio to curses, p95", k->label);
		result_ratio(label, s, sample_at(&c[work_of(s)].ms, 0.95), sample_at(&c[CURSES_FLOOR].ms, 0.95));
		if (k->less != NULL) {
			snprintf(label, sizeof label, "%s: less", k->label);
			result_sample(label, s, &c[less_of(s)].ms);
			snprintf(label, sizeof label, "%s: ratio to less, p50", k->label);
			result_ratio(label, s, own, sample_at(&c[less_of(s)].ms, 0.5));
		}
		snprintf(label, sizeof label, "%s: bytes%s", k->label, k->less != NULL ? " (less)" : "");
		if (k->less != NULL)
			result_put(label, s, "%.0f (%.0f)", sample_at(&c[work_of(s)].bytes, 0.5),
				sample_at(&c[less_of(s)].bytes, 0.5));
		else
			result_put(label, s, "%.0f", sample_at(&c[work_of(s)].bytes, 0.5));
		result_bound(k->label, s, own, floor, k->most);
	}
	snprintf(label, sizeof label, "%s: curses floor", k->label);
	result_sample(label, NO_SCALE, &c[CURSES_FLOOR].ms);
	free_costs(c);
}

#define DOWN "\033[B"
#define UP "\033[A"
#define PAGE_DOWN "\033[6~"
#define PAGE_UP "\033[5~"
#define HOME "\033[H"
#define END "\033[F"
#define ESC "\033"
#define F9 "\033[20~"

/* Every workbench to the same place. */
static void
all_work(const char *keys)
{
	for (int s = 0; s < bench_scales; s++) {
		if (write(line[work_of(s)].fd, keys, strlen(keys)) < 0)
			return;
		line_hear(&line[work_of(s)], 300, 120, NULL);
	}
}

static const struct kind in_window[] = {
	{ "down, within the window", NULL, NULL, DOWN, UP, 100, 30 },
	{ "up, within the window", NULL, NULL, UP, DOWN, 100, 30 },
};
static const struct kind scrolling[] = {
	{ "down, scrolling", NULL, "j", DOWN, NULL, 100, 60 },
	{ "page down", NULL, " ", PAGE_DOWN, NULL, 50, 60 },
	{ "page up", NULL, "b", PAGE_UP, NULL, 40, 60 },
	{ "End", NULL, "G", END, HOME, 25, 60 },
	{ "Home", NULL, "g", HOME, END, 25, 60 },
};
static const struct kind opening[] = {
	{ "open a case", NULL, NULL, "\r", ESC, 40, 120 },
};
static const struct kind walking[] = {
	{ "next case", NULL, NULL, "J", NULL, 40, 120 },
};

static void
measure_back(void)
{
	struct cost c[LINES_MOST];
	int rounds = bench_short ? 5 : 25;

	memset(c, 0, sizeof c);
	for (int i = 0; i < rounds; i++)
		for (int s = 0; s < bench_scales; s++) {
			line_key(&line[work_of(s)], "\r", NULL);
			/* F12 goes back as Esc does, without the wait that tells Esc from the beginning of a key. */
			press(work_of(s), "\033[24~", &c[work_of(s)]);
		}
	for (int s = 0; s < bench_scales; s++)
		result_sample("back", s, &c[work_of(s)].ms);
	free_costs(c);
}

/* Words of one to four characters, rare and common in the invented district, and a number. */
static const struct {
	const char *label, *word;
} words[] = {
	{ "1, common: 的", "的" },
	{ "1, rare: 窖", "窖" },
	{ "2, common: 执法", "执法" },
	{ "2, rare: 养犬", "养犬" },
	{ "3, common: 告知书", "告知书" },
	{ "3, rare: 营业证", "营业证" },
	{ "4, common: 行政处罚", "行政处罚" },
	{ "4, rare: 自行拆除", "自行拆除" },
	{ "a number: 2025-100", "2025-100" },
	{ "nothing holds it: 犇骉", "犇骉" },
};

static void
measure_search(void)
{
	struct cost c[BENCH_SCALES_MOST];
	int rounds = bench_short ? 3 : 15;

	result_table("Search in the register as typed: key to screen, ms (p50 / p95)");
	for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
		memset(c, 0, sizeof c);
		for (int i = 0; i < rounds; i++)
			for (int s = 0; s < bench_scales; s++) {
				line_key(&line[work_of(s)], "/", NULL);
				press(work_of(s), words[w].word, &c[s]);
				line_hear(&line[work_of(s)], 5, 5, NULL);
				line_key(&line[work_of(s)], ESC, NULL);
				line_hear(&line[work_of(s)], 200, 60, NULL);
			}
		for (int s = 0; s < bench_scales; s++) {
			result_sample(words[w].label, s, &c[s].ms);
			result_bound("search", s, sample_at(&c[s].ms, 0.5), 5, 60);
			sample_free(&c[s].ms);
			sample_free(&c[s].bytes);
		}
	}
}

static void
measure_quiet(void)
{
	int ms = bench_short ? 2000 : 10000;
	double cpu[BENCH_SCALES_MOST] = { 0 };
	unsigned long long bytes[BENCH_SCALES_MOST] = { 0 };

	for (int s = 0; s < bench_scales; s++) {
		line_hear(&line[work_of(s)], 0, 0, NULL);
		cpu[s] = line_cpu(&line[work_of(s)]);
		bytes[s] = line[work_of(s)].bytes;
	}
	poll(NULL, 0, ms);
	result_table("Quiet and memory");
	for (int s = 0; s < bench_scales; s++) {
		double used = line_cpu(&line[work_of(s)]) - cpu[s];
		long resident, own;

		line_hear(&line[work_of(s)], 0, 0, NULL);
		line_memory(&line[work_of(s)], &resident, &own);
		result_put("bytes written while nothing happens", s, "%llu", line[work_of(s)].bytes - bytes[s]);
		result_put("processor while nothing happens, %", s, "%.3f", used * 100 / ms);
		result_put("resident, MiB (own pages)", s, "%.1f (%.1f)", (double)resident / 1024, (double)own / 1024);
		line_memory(&line[less_of(s)], &resident, &own);
		result_put("less: resident, MiB (own pages)", s, "%.1f (%.1f)", (double)resident / 1024, (double)own / 1024);
		result_bound("idle processor, %", s, used * 100 / ms, 1, 5);
		result_bound("idle bytes", s, (double)(line[work_of(s)].bytes - bytes[s]), 1, 1);
	}
}

#define EVERY(kinds) \
	for (size_t i_ = 0; i_ < sizeof(kinds) / sizeof *(kinds); i_++) \
		measure_kind(&(kinds)[i_])

/* In the register, and on an open case. */
static void
measure_keys(void)
{
	for (int i = 0; i < 40; i++)
		for (int s = 0; s < bench_scales; s++)
			line_key(&line[work_of(s)], DOWN, NULL);
	EVERY(scrolling);
	all_work(HOME);
	EVERY(opening);
	measure_back();
	all_work("\r");
	EVERY(walking);
	all_work(ESC);
	all_work(HOME);
}

void
bench_keys(const char *self, const char *only)
{
	struct cost c[BENCH_SCALES_MOST];

	n_lines = LESS_FIRST + 2 * bench_scales;
	for (int s = 0; s < bench_scales; s++)
		write_text(s);
	if (strcmp(only, "search") != 0)
		measure_start(self);
	if (strcmp(only, "start") == 0)
		return;
	for (int w = 0; w < n_lines; w++) {
		start(w, self);
		line_hear(&line[w], 20000, 200, NULL);
	}

	result_table("Keys: key to the last byte of the answer, ms (p50 / p95)");
	if (strcmp(only, "search") != 0)
		EVERY(in_window);
	memset(c, 0, sizeof c);
	for (int s = 0; s < bench_scales; s++) {
		line_key(&line[work_of(s)], F9, NULL);
		line_key(&line[work_of(s)], "opinion list", NULL);
		press(work_of(s), "\r", &c[s]);
		result_sample("from 待办 to the register of opinions (once)", s, &c[s].ms);
		sample_free(&c[s].ms);
		sample_free(&c[s].bytes);
		line_hear(&line[work_of(s)], 200, 120, NULL);
	}
	if (strcmp(only, "search") != 0)
		measure_keys();
	measure_search();
	measure_quiet();
	for (int w = 0; w < n_lines; w++)
		line_end(&line[w]);
}
