/*
 * books.h: the four books that serve every flow: trail, clock, wait, tally.
 *
 * Knows: their tables.  Must not know: what an entry means to a flow.
 * engine/action.c alone writes them.
 */
#ifndef JIANDU_STORE_BOOKS_H
#define JIANDU_STORE_BOOKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "store/db.h"

/* ---- trail: who did what when by which article, chained ---- */
#define TRAIL_EVENT 100 /* outcome of what changed no record (engine/event.h): in no timeline */
struct trail_entry {
	int64_t seq;             /* 1.. without holes */
	const char *at;          /* entered: local time "2026-11-23 15:20:07" */
	int64_t account;
	const char *who;         /* account's name at that time */
	const char *flow;        /* "opinion" */
	int64_t record;          /* 0 for what concerns no record */
	const char *action;      /* "opinion.reply" */
	int article;
	day_t happened_on;       /* when it happened */
	day_t received_on;       /* when the office received it; DAY_NONE when not told */
	int outcome;             /* 0 done, TRAIL_EVENT, else the err_code of a refusal */
	const char *note;        /* what people read in the timeline: how, whom, reason, result */
	const char *change;      /* JSON {"field":[old,new],...}; stands apart in the file */
	bool today_set;          /* --today was used */
};
/* Append; fills seq.  IMAGE is the record's new canonical image ("" for a refusal). */
bool trail_add(struct db *db, struct trail_entry *t, const char *image);
/* The entries of one record, newest first, those before seq BELOW (0: from the end), at most MAX; owned by A; refusals left out. */
size_t trail_of(struct db *db, struct arena *a, int64_t record, int64_t below, size_t max, struct trail_entry **out);
/* Entries of the whole trail, refusals too, newest first, those before seq BELOW (0: from the end), at most MAX; owned by A. */
size_t trail_page(struct db *db, struct arena *a, int64_t below, size_t max, struct trail_entry **out);
/* How many of RECORD's acts are in archives: trail_of() does not give them. */
int64_t trail_archived(struct db *db, int64_t record);
/* Head of the chain: seq and 64 hex digits (0 and zeros while it is empty). */
bool trail_head(struct db *db, int64_t *seq, char hex[65]);
/* The same of entry *SEQ; 0: of the last, whose seq is told.  False when there is none. */
bool trail_head_at(struct db *db, int64_t *seq, char hex[65]);
/*
 * Walk the chain: a changed, missing or cut row fails naming its seq.  HEAD (seq:hex, may be NULL)
 * must lie on the chain.  IMAGE_OF answers the present image of a record (a flow's business), so
 * that a record changed behind the program's back is found too; PROGRESS may be NULL.
 */
struct trail_check {
	bool (*image_of)(void *ctx, const char *flow, int64_t record, struct buf *out); /* false: no such record */
	bool (*progress)(void *ctx, int64_t done, int64_t total);
	void *ctx;
	const char *const *archives; /* files of archived rows, proved with the rest; none: the chain goes on from the last one's end */
	size_t n_archives;
};
bool trail_verify(struct db *db, const char *head, const struct trail_check *check, int64_t *rows, struct err *e);

/*
 * Erase the words (note, change) and the salts of RECORD's entries before seq BELOW, refusals too: what they said is
 * gone, that they were stays provable.
 */
bool trail_erase(struct db *db, int64_t record, int64_t below);
/* The same for refusals that belong to no record (a new one was refused) and whose words hold WORDS. */
bool trail_erase_refusals(struct db *db, const char *words);
/* How many entries' words have been erased. */
int64_t trail_erased(struct db *db);
/* How many acts made or changed RECORD, archived ones too. */
int64_t trail_acts(struct db *db, int64_t record);
/* Has the trail, or an archive of it, an act that made or changed RECORD? */
bool trail_has(struct db *db, int64_t record);

/* ---- clock: periods that run ---- */
enum clock_unit { CLOCK_WORKDAYS, CLOCK_DAYS, CLOCK_FIXED };
struct clock_row {
	const char *kind;     /* "reply", "review", "order", "recheck": one of each per record */
	day_t start;          /* the act; the period begins the day after */
	int n;                /* length in units; CLOCK_FIXED: due is given */
	enum clock_unit unit;
	int extension;        /* further units, by extension */
	day_t due;            /* computed by the book from start, n + extension; given for CLOCK_FIXED */
	day_t stopped;        /* DAY_NONE while it runs */
	int article;          /* what asks for it, 0: the office's own setting */
	const char *basis;    /* one clause for people: "第十四条要求反馈是否采纳；期限15工作日（本局设定）" */
};
/* Fill C with a period of N working days after START that ended on STOPPED; returns C.  Strings are borrowed. */
struct clock_row *clock_workdays(struct clock_row *c, const char *kind, day_t start, int64_t n, day_t stopped, int article,
	const char *basis);
/* Make the clocks of RECORD exactly these N (missing ones are removed); due computed by CAL. */
bool clock_put(struct db *db, const struct calendar *cal, const char *flow, int64_t record, struct clock_row *c, size_t n);
/* The clocks of RECORD, in the order they are due; owned by A. */
size_t clock_of(struct db *db, struct arena *a, int64_t record, struct clock_row **out);
/* A deadline that another calendar moved. */
struct clock_moved {
	int64_t record;
	const char *flow;
	const char *kind;
	day_t was, due;
};
/*
 * Recompute every running clock after the calendar changed, and the waits that take their due date
 * from it; returns how many moved, and which, when OUT is not NULL, in memory of A.  A stopped clock keeps its due date, also in clock_put() unless what
 * it is computed from changes: a closed matter never turns overdue later.
 */
size_t clock_recompute(struct db *db, const struct calendar *cal, struct arena *a, struct clock_moved **out);

/* Entries of the book for FLOW (NULL: in all), for the check. */
int64_t clock_total(struct db *db, const char *flow);

/* ---- wait: what waits for whom: the work queue ---- */
struct wait_row {
	unsigned role;          /* one ROLE_ bit */
	int64_t agency;         /* ROLE_AGENCY: whose; else 0 */
	int64_t person;         /* ROLE_SUPERVISOR: whose; else 0 */
	int64_t officer;        /* account that has the case in hand, 0 any */
	day_t due;              /* DAY_NONE: no period */
	const char *clock;      /* kind of the clock due comes from, or "" */
	const char *action;     /* action that ends the waiting; one that makes a record of another flow is told this record */
	const char *text;       /* what to do, short: "催办答复" */
	const char *calm;       /* said in its place until the period has run out: nobody here need act yet; NULL or "": never */
	const char *number;     /* the record's number */
	const char *object;     /* whom it concerns */
};
/* What W says on TODAY, a msgid; *CALM (may be NULL): others are at work, nothing need be done here yet. */
const char *wait_says(const struct wait_row *w, day_t today, bool *calm);
bool wait_put(struct db *db, const char *flow, int64_t record, const struct wait_row *w, size_t n);

/* The waits of RECORD as they stand; owned by A. */
size_t wait_of(struct db *db, struct arena *a, int64_t record, struct wait_row **out);

/* Entries of the book for FLOW (NULL: in all), for the check. */
int64_t wait_total(struct db *db, const char *flow);
/* Kept counts that are not those of the book, for the check. */
int64_t wait_faults(struct db *db);

/* Whose queue is read. */
struct wait_who {
	unsigned roles;
	int64_t agency, person, account;
	day_t today;        /* words are looked for in what is said on that day */
	const int64_t *officers; /* not NULL: only what these accounts have in hand, as far as ROLES reach */
	size_t n_officers;
	const char *but;    /* literal condition over wait w that leaves rows out ("AND NOT EXISTS …"), NULL or "" none; */
	const char *away;   /* what it binds as :away */
};
struct wait_found {
	int64_t record, place;
	const char *flow;
	struct wait_row w;
	const char *basis;  /* of the clock that the due date comes from, "" none */
};
/* Where a page of the queue begins or, read backward, ends: beside this row. */
struct wait_edge {
	day_t due;
	int64_t record; /* 0: before the first row, or (backward) behind the last */
	int64_t place;
	bool backward;
	bool inclusive; /* the row itself too */
};
/* Where the rows of RECORD lie in the queue, the most urgent first. */
size_t wait_edges(struct db *db, struct arena *a, int64_t record, struct wait_edge **out);
/*
 * The queue, most urgent first, without period last, from EDGE (NULL: the beginning) on, or up to it;
 * WORDS (may be NULL) must occur in number, object or text.
 */
size_t wait_fetch(struct db *db, struct arena *a, const struct wait_who *who, const char *words, const struct wait_edge *edge,
	size_t max, struct wait_found **out);
struct wait_count {
	const char *flow;
	int64_t all, overdue, soon; /* due before TODAY; due from TODAY to SOON, what is calm till then left out */
};
/* Counts by flow; owned by A. */
size_t wait_counts(struct db *db, struct arena *a, const struct wait_who *who, day_t today, day_t soon,
	struct wait_count **out);

/* ---- tally: counts by flow, state, agency, month ---- */
struct tally_key {
	const char *flow;
	const char *state;
	int64_t agency; /* 0 none */
	int month;      /* year * 12 + month - 1 of the record's own date; 0 none */
};
/* Move one record from OLD (NULL: new) to NEW (NULL: gone). */
bool tally_move(struct db *db, const struct tally_key *old_key, const struct tally_key *new_key);
/* Records of FLOW, of STATE when not NULL, of AGENCY when not 0. */
int64_t tally_count(struct db *db, const char *flow, const char *state, int64_t agency);

/* Every count that is not 0, for the check; FN returns false to stop. */
bool tally_each(struct db *db, bool (*fn)(void *ctx, const struct tally_key *k, int64_t n), void *ctx);

/* Totals of the tally that are not the sum of their months, for the check. */
int64_t tally_faults(struct db *db);

/* ---- numbers: per word and year, from 1, no padding ---- */
/* The next number of WORD in YEAR, given now; a number already taken by import is skipped. */
int64_t number_next(struct db *db, const char *word, int year);
/* Make sure later numbers of WORD in YEAR are above N (imported paper history). */
void number_taken(struct db *db, const char *word, int year, int64_t n);

/* ---- settings: the rule profile and the office's own figures ---- */
int64_t setting_int(struct db *db, const char *key, int64_t absent);
const char *setting_text(struct db *db, struct arena *a, const char *key, const char *absent);

#endif
