/*
 * report.h: papers of a period: its days and months, the tables and pictures that may stand in one.
 *
 * Knows: the book of figures, records' columns.  Must not know: templates' notation, how a table is drawn.
 *
 * A table is called by its name in a template; what there is, and in which kind of report, is a list (report_table.c).
 * Figures of matters come from the book of figures.  Figures of people are counted from the records, and small ones do
 * not leave the office (report_small.c).
 */
#ifndef JIANDU_FLOW_REPORT_H
#define JIANDU_FLOW_REPORT_H

#include "act/action.h"
#include "flow/paper.h"

/* ---- the period ---- */

/* What TEXT (2026, 2026年, 2026-11, 2026年11月) names; 0 when it is not WANTED or no such time. */
int64_t report_period_read(enum paper_period wanted, const char *text);
/* "2026年", "2026年11月"; "" for 0.  Owned by A. */
const char *report_period_text(struct arena *a, int64_t period);
/* Its first and last day. */
void report_period_days(int64_t period, day_t *first, day_t *last);
/* The one of WANTED that holds DAY. */
int64_t report_period_of(enum paper_period wanted, day_t day);
/* The year or the month before. */
int64_t report_period_before(int64_t period);

/* ---- small figures (report_small.c) ---- */

enum small { SMALL_SHOWN, SMALL_LESS, SMALL_LEFT_OUT };
/*
 * Which of the N figures V of people are not written: those from 1 below LEAST (SMALL_LESS: "<3"), and, when their sum is
 * told (SUMMED), as many others (SMALL_LEFT_OUT: "*") as it takes that nobody can compute one of them; where nothing less
 * would do, all of them.  LEAST 0: every figure is written.
 */
void small_hide(const int64_t *v, size_t n, int64_t least, bool summed, enum small *out);
/* N as it may be written beside no others: "12", "<3". */
const char *small_text(struct arena *a, int64_t n, int64_t least);

/* ---- tables (report_table.c) ---- */

/* In which reports a table may stand. */
enum report_use {
	REPORT_MATTERS = 1, /* figures of matters */
	REPORT_PEOPLE = 2,  /* figures of people: small ones are not written */
	REPORT_ROWS = 4,    /* the matters themselves, one a row: for the office only */
};

struct report;

struct report_table {
	const char *name;   /* as a template calls it */
	enum report_use use;
	bool (*fill)(struct report *r, const struct report_table *t);
	const char *flow, *field, *label; /* of which it is made, for FILL */
	unsigned series;    /* bit I: column I is drawn; 0: there is no picture of it */
};

/* The table called NAME that may stand where the USES are allowed; NULL. */
const struct report_table *report_table(unsigned uses, const char *name);
/* Their names, joined by 、. */
const char *report_table_names(struct arena *a, unsigned uses);

/* One report being made. */
struct report {
	struct act *a;
	int64_t period;
	day_t first, last;  /* the last day counted: of the period, or the day of the report when that is earlier */
	int from, to;       /* months, as the book of figures counts them */
	int64_t least;      /* small figures of people are not written below it */
	int n_tables, n_charts;
	/* The table that is being filled. */
	struct report_row *row;
	size_t n_rows, cap;
	const struct report_col *col;
	size_t n_cols;
	bool total;         /* the last row is the sum */
};
/* For the report of PERIOD made on ON. */
void report_begin(struct report *r, struct act *a, int64_t period, day_t on);

#define REPORT_COLS 12
struct report_col {
	const char *label;
	int width;          /* share */
	bool number;        /* stands at the right */
};
struct report_row {
	const char *cell[REPORT_COLS];
};
struct json_t;
/* Append T to the BLOCKS of a paper: as a table, or as a picture, HOW '+', '%' bars or '/' lines. */
void report_put(struct report *r, const struct report_table *t, char how, struct json_t *blocks);

/* What the name KEY of a report's template stands for; "" when empty; NULL: none of its names. */
const char *report_value(struct report *r, const char *key);
/* A row for T; the cells are empty. */
struct report_row *report_row(struct report *r);
/* Figures of the period: the records of FLOW whose FIELD has VALUE (NULL: any). */
int64_t report_count(struct report *r, const char *flow, const char *field, const char *value);
/* The deadlines that a report tells of: their figures, what they are called. */
#define REPORT_DEADLINES 7
struct report_deadline {
	const char *flow, *field, *label;
};
extern const struct report_deadline report_deadlines[REPORT_DEADLINES];
/* N as it stands in a table or a sentence. */
const char *report_number(struct report *r, int64_t n);
/* PART of ALL, "" of nothing. */
const char *report_rate(struct report *r, int64_t part, int64_t all);
/* Adopted and, by half, partly adopted of those answered. */
const char *report_adoption(struct report *r, int64_t yes, int64_t part, int64_t no);
/* People in office on DAY. */
int64_t report_people(struct report *r, day_t day);

/* report_rows.c: the matters of the year, one a row; report_people.c: figures of people. */
bool report_opinion_rows(struct report *r, const struct report_table *t);
bool report_review_rows(struct report *r, const struct report_table *t);
bool report_inquiry_rows(struct report *r, const struct report_table *t);
bool report_activity_rows(struct report *r, const struct report_table *t);
bool report_people_categories(struct report *r, const struct report_table *t);
bool report_people_sexes(struct report *r, const struct report_table *t);
bool report_people_moves(struct report *r, const struct report_table *t);
bool report_people_attendance(struct report *r, const struct report_table *t);
bool report_people_grades(struct report *r, const struct report_table *t);
bool report_people_breaches(struct report *r, const struct report_table *t);
/* Rows of WORDS with the figures V (of its keys, from 1), small ones hidden; SUMMED: and their sum. */
void report_people_rows(struct report *r, const struct word *words, const int64_t *v, const char *label, const char *unit, bool summed);

#endif
