/*
 * field.h: a typed field of a record or of an action's arguments.
 *
 * Knows: names, labels, types, offsets.  Must not know: how a field is typed in
 * or drawn; the faces make forms, options, JSON and columns from it.
 *
 * A row is written with the F_ macros, designated initialisers after them:
 *
 *	{ F_PARA(struct opinion_reply, reason), .label = N_("理由"), .article = 14 },
 *
 * _Generic over the member's type gives the offset, so a field declared with
 * the wrong type does not compile.
 */
#ifndef JIANDU_ACT_FIELD_H
#define JIANDU_ACT_FIELD_H

#include <stddef.h>
#include <stdint.h>

#include "store/record.h"

enum field_type {
	FT_LINE, /* const char *: one line */
	FT_PARA, /* const char *: paragraphs */
	FT_NAME, /* const char *: a person's name (NFC, separator ·) */
	FT_IDNO, /* const char *: citizen's ID number */
	FT_USCC, /* const char *: unified social credit code */
	FT_INT,  /* int64_t */
	FT_DAY,  /* day_t */
	FT_BOOL, /* bool */
	FT_WORD, /* word_t of .words */
	FT_SET,  /* wordset of .words */
	FT_REF,  /* int64_t id of a record of flow .ref */
};

enum field_flags {
	FIELD_REQUIRED = 1 << 0,    /* an empty value is refused */
	FIELD_PREFILL = 1 << 1,     /* a form starts with the record's value of the same name; not given keeps it */
	FIELD_HAPPENED = 1 << 2,    /* the day the act happened: not after today, before 2024-06-11 is flagged (21), default today */
	FIELD_RECEIVED = 1 << 3,    /* the day the office received it: not after today, not before the act, default today */
	FIELD_NOTE = 1 << 4,        /* its label and value stand in the timeline */
	FIELD_SENSITIVE = 1 << 5,   /* masked everywhere, in no index */
	FIELD_CORRECTABLE = 1 << 6, /* record field that the flow's correct action may change */
	FIELD_LATE = 1 << 7,        /* why an act is entered late; asked when FIELD_HAPPENED lies too far back */
	FIELD_HIDDEN = 1 << 8,      /* in no form and no help: bookkeeping of the record */
	FIELD_PAST = 1 << 9,        /* a date that may not lie after today */
	FIELD_PERSONAL = 1 << 10,   /* about a person: emptied when the person's data are erased (as sensitive ones are) */
	FIELD_KEPT = 1 << 11,       /* kept from the agency concerned: who complained, the letter, what the bureau weighed */
	FIELD_DEED = 1 << 12,       /* full name of an act or event, shown by its label */
};

struct field {
	struct col col;        /* name, storage type, offset, words */
	enum field_type type;
	const char *label;     /* Chinese msgid, e.g. N_("事实与理由") */
	const char *ref;       /* FT_REF: name of the flow referred to */
	unsigned flags;
	int article;           /* article that asks for the field, 0 none */
	int max;               /* most characters (text; 0: 200 for a line, 20000 for paragraphs) or greatest integer */
	const char *hint;      /* one short msgid shown beside the field, or NULL */
	const char *standard;  /* default as typed text ("今天"), or NULL */
	const char *aka;       /* other header names in office sheets, joined by '|', or NULL */
};

#define F_AT_TEXT(S, m) _Generic(((S *)0)->m, const char *: offsetof(S, m))
#define F_AT_INT(S, m) _Generic(((S *)0)->m, int64_t: offsetof(S, m))
#define F_AT_DAY(S, m) _Generic(((S *)0)->m, day_t: offsetof(S, m))
#define F_AT_BOOL(S, m) _Generic(((S *)0)->m, bool: offsetof(S, m))
#define F_AT_WORD(S, m) _Generic(((S *)0)->m, word_t: offsetof(S, m))
#define F_AT_SET(S, m) _Generic(((S *)0)->m, wordset: offsetof(S, m))

#define F_LINE(S, m) .col = { #m, COL_TEXT, F_AT_TEXT(S, m), NULL }, .type = FT_LINE
#define F_PARA(S, m) .col = { #m, COL_TEXT, F_AT_TEXT(S, m), NULL }, .type = FT_PARA
#define F_NAME(S, m) .col = { #m, COL_TEXT, F_AT_TEXT(S, m), NULL }, .type = FT_NAME
#define F_IDNO(S, m) .col = { #m, COL_TEXT, F_AT_TEXT(S, m), NULL }, .type = FT_IDNO
#define F_USCC(S, m) .col = { #m, COL_TEXT, F_AT_TEXT(S, m), NULL }, .type = FT_USCC
#define F_INT(S, m) .col = { #m, COL_INT, F_AT_INT(S, m), NULL }, .type = FT_INT
#define F_DAY(S, m) .col = { #m, COL_DAY, F_AT_DAY(S, m), NULL }, .type = FT_DAY
#define F_BOOL(S, m) .col = { #m, COL_BOOL, F_AT_BOOL(S, m), NULL }, .type = FT_BOOL
#define F_WORD(S, m, w) .col = { #m, COL_WORD, F_AT_WORD(S, m), w }, .type = FT_WORD
#define F_SET(S, m, w) .col = { #m, COL_SET, F_AT_SET(S, m), w }, .type = FT_SET
#define F_REF(S, m, flow) .col = { #m, COL_REF, F_AT_INT(S, m), NULL }, .type = FT_REF, .ref = flow

/* The field called NAME among the N at F, NULL when there is none. */
const struct field *field_find(const struct field *f, size_t n, const char *name);

#define N_OF(a) (sizeof(a) / sizeof((a)[0]))

#endif
