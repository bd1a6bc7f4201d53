/*
 * bench.h: what the parts of the benchmark share: times, a table of results, programs on a pseudo-terminal.
 *
 * Knows: clocks, pseudo-terminals.  Must not know: what is measured.
 *
 * Every figure is taken beside its floor in one run, the programs taking turns key by key, so that a
 * disturbance of the machine meets all of them; what is said of the program are the ratios.
 */
#ifndef JIANDU_TESTS_BENCH_BENCH_H
#define JIANDU_TESTS_BENCH_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* ---- times ---- */

struct sample {
	double *v;   /* milliseconds, or what else is counted */
	size_t n, cap;
};
double now_ms(void);
void sample_add(struct sample *s, double v);
/* The value below which the part P (0..1) of the sample lies; 0 when it is empty. */
double sample_at(struct sample *s, double p);
double sample_mean(const struct sample *s);
void sample_free(struct sample *s);

/* ---- results ---- */

#define BENCH_SCALES_MOST 8
#define NO_SCALE (-1) /* a floor that has no size */

/* The sizes of this run, in order; result columns are places in it. */
extern long bench_scale[BENCH_SCALES_MOST];
extern int bench_scales;
/* Keep a text for the row LABEL under the scale's column; NO_SCALE writes it under every column. */
void result_put(const char *label, int scale, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* "p50 / p95" of a sample. */
void result_sample(const char *label, int scale, struct sample *s);
/* VALUE over FLOOR as a ratio; remembered for result_ratio_of(). */
void result_ratio(const char *label, int scale, double value, double floor);
/* Begin another table with this heading. */
void result_table(const char *heading);
/* Print everything as Markdown. */
void result_print(void);
/* A loose bound that the short form fails on: says LABEL when VALUE is over MOST times FLOOR. */
void result_bound(const char *label, int scale, double value, double floor, double most);
int result_faults(void);

/* ---- programs ---- */

/* The program under test, and where its databases stand. */
extern const char *bench_jiandu, *bench_dir;
extern bool bench_short;       /* the short form: few rounds */
extern long bench_saves_most;  /* larger files are not copied to be written to */
/* DIR/sN.db, and DIR/sN.txt, in one of eight buffers. */
const char *bench_path(long n, const char *end);
/* Run ARGV with standard input from IN and output to OUT (NULL: nothing); its exit status, its time in *MS. */
int bench_run(char *const argv[], const char *in, const char *out, double *ms);

struct line {
	int fd;
	pid_t pid;
	double begun;          /* when it was started */
	unsigned long long bytes;
};
/* Start ARGV on a pseudo-terminal of 100 columns and 30 rows. */
void line_start(struct line *l, char *const argv[]);
/*
 * Take what the program writes: wait at most FIRST ms for something, and then until nothing comes for QUIET ms.
 * The time of the last byte, 0 when none came; how many in *N.
 */
double line_hear(struct line *l, int first, int quiet, size_t *n);
/* Send KEYS; milliseconds until the last byte of the answer, < 0 when there was none; its bytes in *N (may be NULL). */
double line_key(struct line *l, const char *keys, size_t *n);
/* Processor time that the program has taken, in ms; memory in KiB: all that is resident, and what is its own. */
double line_cpu(const struct line *l);
void line_memory(const struct line *l, long *resident, long *own);
void line_end(struct line *l);

/* ---- the parts ---- */

/* The floors: a program that echoes in raw mode; one of forty lines in curses that changes one line per key. */
int floor_echo(void);
int floor_curses(void);

/* ONLY: "start", "search", or all of it. */
void bench_keys(const char *self, const char *only);
/* ONLY: "counts", "backup", or all of it. */
void bench_store(const char *only);
void bench_sheets(void);

#endif
