/*
 * document.h: papers as they were issued.
 *
 * Knows: the rows' members and words.  Must not know: how a paper is made (flow/paper.h) or looks.
 *
 * A document holds the paper itself.  It is reprinted from that, whatever becomes of the record, the template
 * or the settings; it is never edited: a new one takes its place.  It keeps the names it was issued with.
 */
#ifndef JIANDU_FLOW_DOCUMENT_H
#define JIANDU_FLOW_DOCUMENT_H

#include "act/action.h"
#include "flow/paper.h"

enum document_state { DOCUMENT_NONE, DOCUMENT_ISSUED, DOCUMENT_SUPERSEDED, DOCUMENT_VOID };

struct document {
	struct record rec;
	const char *number;       /* of the file of papers: 2026-12 */
	int64_t number_key;
	word_t kind;              /* of paper_kinds */
	const char *paper_number; /* on the paper: 碚司监函〔2026〕3号; "" it has none */
	const char *title;        /* of the paper */
	const char *subject;      /* the record it was made of, as called then */
	int64_t opinion, review, supervisor, certificate, round, invitation, candidate, activity, dismissal, evaluation; /* that record: at
		most one */
	int64_t period;           /* of a report: 2026, 202611; 0 none */
	int64_t head;             /* entry of the trail whose value is printed on it, 0 none */
	int64_t agency;           /* agency that may read it, 0 none */
	int64_t person;           /* supervisor who may read it, 0 none */
	const char *agency_name, *person_name, *initials;
	day_t issued_on;
	const char *issuer;       /* name of the account */
	const char *content;      /* the paper, as flow/paper.h describes it */
	int64_t supersedes;       /* document it took the place of, 0 none */
	day_t ended_on;           /* superseded or voided */
	const char *end_reason;
};
extern const struct word document_states[];

/* The issued document of KIND that was made of OF, 0 none. */
int64_t document_of(struct act *a, word_t kind, const struct paper_of *of);
/* The latest issued document of KIND, 0 none. */
int64_t document_latest(struct act *a, word_t kind);
/* The records a document was made of. */
struct paper_of document_from(const struct document *d);

/* A template as the office has it. */
struct template {
	struct record rec;
	word_t kind;
	const char *text;
	const char *original;     /* as it came with the program */
};

#endif
