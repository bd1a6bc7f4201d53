/*
 * paper.h: papers for the faces: which a record has, a draft of one, and the way to jiandu-paper.
 *
 * Knows: flow/paper.h, a child process.  Must not know: how a paper looks, where it is written to.
 */
#ifndef JIANDU_ENGINE_PAPER_H
#define JIANDU_ENGINE_PAPER_H

#include "flow/paper.h"
#include "engine/engine.h"

/* A kind of paper that a record can have. */
struct paper_offer {
	const struct paper_form *form;
	int64_t id;          /* of the record; of a report its period */
	int64_t issued;      /* document that stands, 0 none yet */
	const char *number;  /* its number on the paper, else of the file; "" none yet */
	day_t on;            /* day it was issued, DAY_NONE */
	bool allowed;        /* may one be issued, or read, by this actor? */
	const char *why;     /* why not, one sentence; "" */
};
/* The papers of record ID of FLOW, and those of its whole register, at most MAX; strings owned by A. */
size_t paper_offers(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct paper_offer *out, size_t max);
/* The reports of YEAR, as far as they have begun: annual report, register, months, the latest first. */
size_t report_offers(struct engine *en, struct arena *a, int year, struct paper_offer *out, size_t max);

/*
 * The document of FORM's kind that stands for record ID of FLOW, 0 none.  Scope applies.  Here and below FLOW is NULL for
 * what is made of no record; ID is a report's period then (2026, 202611; flow/report.h).
 */
int64_t paper_issued(struct engine *en, struct arena *a, const struct paper_form *form, const struct flow *f, int64_t id);
/* What document ID holds, if the actor sees it; NULL with E.  Owned by A. */
const char *paper_content(struct engine *en, struct arena *a, int64_t id, struct err *e);
/* The paper as it would be issued today, marked as a draft; NULL with E.  For the bureau.  Owned by A. */
const char *paper_draft(struct engine *en, struct arena *a, const struct paper_form *form, const struct flow *f, int64_t id,
	struct err *e);
/* A draft of FORM's paper on the latest record that has come to it: to see what a template makes.  NULL with E: there is none. */
const char *paper_sample(struct engine *en, struct arena *a, const struct paper_form *form, struct err *e);
/* Would the paper that document ID holds read otherwise if it were made today?  (Its date and number apart.) */
bool paper_outdated(struct engine *en, struct arena *a, int64_t id);
/* Issue FORM's paper on record ID of FLOW (0: the register's); the document, 0 with E. */
int64_t paper_issue(struct engine *en, struct arena *a, const struct paper_form *form, const struct flow *f, int64_t id,
	struct err *e);

/* One of many papers that are wanted at once. */
struct paper_wanted {
	const struct flow *flow; /* of the record; NULL: the register's, a report */
	int64_t id;              /* a report's period */
	int64_t document;        /* the one that stands, filled; 0 for a draft */
	bool outdated;           /* filled: it was there before, and would read otherwise today */
	const char *content;     /* filled; owned by the arena */
	const char *name;        /* filled: what a file of it may be called, without an ending */
};
/*
 * Papers of FORM for N records, in their order: those that stand as they were issued, the others issued now, all or
 * none.  DRAFT only composes them.  PROGRESS (may be NULL) returns false to stop.  False with a sentence in E that
 * names the record.
 */
bool papers_issue(struct engine *en, struct arena *a, const struct paper_form *form, struct paper_wanted *v, size_t n, bool draft,
	bool (*progress)(void *ctx, size_t done, size_t total), void *ctx, struct err *e);

/* Put on the trail that these N documents (ids; 0: a draft) went out to WHERE ("存为 …", "打印机 …"). */
bool papers_out(struct engine *en, const int64_t *document, size_t n, const char *where, struct err *e);

/* Is jiandu-paper there?  False with the sentence that says what is missing. */
bool paper_pdf_there(struct err *e);
/*
 * N contents as one PDF, by the program jiandu-paper that lies beside this one; what it had to say goes to NOTES
 * (may be NULL).  False with ERR_SYSTEM and a sentence: it is not there, it failed.
 */
bool paper_pdf(const char *const *content, size_t n, struct buf *out, struct buf *notes, struct err *e);

#define PAPER_BOOK_MOST ((size_t)32 << 20) /* bytes of a workbook that is read */
/*
 * The sheet called SHEET (NULL: the first that is not hidden) of the XLSX workbook of N bytes at S as CSV, by jiandu-paper,
 * which has little memory and time for it; of how many hidden rows and columns the values are in it, HIDDEN.  False with
 * ERR_REFUSED and a sentence (too large, a formula: the cell is named, no workbook), or ERR_SYSTEM: the program is not there.
 */
bool paper_book(const char *s, size_t n, const char *sheet, struct buf *out, size_t hidden[2], struct err *e);
/* The names of its sheets, without the hidden ones, a line each.  False as above. */
bool paper_sheets(const char *s, size_t n, struct buf *out, struct err *e);

/* Where the child may keep what lies on the disk meanwhile: beside the database, under the same protection. */
const char *paper_place(struct engine *en, struct arena *a);
/*
 * The tables of CONTENT as an XLSX workbook, by jiandu-paper; what lies on the disk meanwhile lies in DIR.  False with
 * ERR_SYSTEM and a sentence: it is not there, the paper has no table.
 */
bool paper_tables(const char *content, const char *dir, struct buf *out, struct err *e);

/* A workbook being written by jiandu-paper; until it is closed SIGPIPE is ignored. */
struct paper_pack;
/* Is there a program that may write one?  False with E. */
bool paper_pack_there(struct err *e);
/* Begin one; what lies on the disk meanwhile lies in DIR, without a name.  NULL with E: the program is not there. */
struct paper_pack *paper_pack_open(const char *dir, struct err *e);
/* Hand over N bytes of the lines that src/paper/pack.h tells of.  False when it has ended: paper_pack_close() says why. */
bool paper_pack_put(struct paper_pack *p, const char *s, size_t n);
/* OK: that was all, the workbook goes to WRITE; else it is dropped.  False with E (what was put wrong before stays). */
bool paper_pack_close(struct paper_pack *p, bool ok, bool (*write)(void *ctx, const char *s, size_t n, struct err *e), void *ctx,
	struct err *e);

#endif
