/*
 * supervisor.h: what the files of the supervisor flow share.
 *
 * Knows: terms, the sheet, the lists.  Must not know: anything other flows use (that
 * is parties.h).
 */
#ifndef JIANDU_FLOW_SUPERVISOR_H
#define JIANDU_FLOW_SUPERVISOR_H

#include "act/action.h"
#include "flow/parties.h"

#define SUPERVISOR_LISTS 4
#define SUPERVISOR_SCOPES 3

extern const struct list supervisor_lists[SUPERVISOR_LISTS];     /* the register first */
extern const struct scope supervisor_scopes[SUPERVISOR_SCOPES];
extern const char *const supervisor_refs[];                      /* ends with NULL */
/* The same scope for one row. */
bool supervisor_sees(const struct actor *who, const void *row);
/* Name; a term that is over is told apart by its first day. */
const char *supervisor_title(struct act *a, const void *row);
void supervisor_tally(const void *row, struct tally_key *out);
void supervisor_text(struct act *a, const void *row, struct search_text *out);

/* ---- renewal (supervisor_renew.c) ---- */
#define SUPERVISOR_RENEW_FIELDS 9
struct supervisor_renew {
	day_t term_start;
	wordset conditions;
	const char *conditions_note;
	wordset categories;
	const char *letter_number;
	const char *certificate;
	const char *over_reason;
	const char *gap_reason;
	const char *late_reason;
};
extern const struct field supervisor_renew_fields[SUPERVISOR_RENEW_FIELDS];
bool supervisor_renew_may(struct act *a);
bool supervisor_renew_check(struct act *a);
bool supervisor_renew_run(struct act *a);
bool supervisor_renew_also(struct act *a);

/* Decided before the term ends: the same without its first day, which follows from the term. */
#define SUPERVISOR_DECIDE_FIELDS 6
struct supervisor_decide {
	wordset conditions;
	const char *conditions_note;
	wordset categories;
	const char *letter_number;
	const char *certificate;
	const char *over_reason;
};
extern const struct field supervisor_decide_fields[SUPERVISOR_DECIDE_FIELDS];
bool supervisor_decide_may(struct act *a);
bool supervisor_decide_check(struct act *a);
bool supervisor_decide_run(struct act *a);
/* What is decided is taken back, with a reason. */
struct supervisor_undecide {
	const char *reason;
};
extern const struct field supervisor_undecide_fields[1];
bool supervisor_undecide_may(struct act *a);
bool supervisor_undecide_run(struct act *a);
/* The day after the term: what was decided becomes the next term. */
bool supervisor_turn_may(struct act *a);
bool supervisor_turn_run(struct act *a);
bool supervisor_turn_also(struct act *a);
/* What the record says of the term: duties, yearly evaluations, age, how many terms; for a renewal and for its refusal. */
const char *supervisor_beside(struct act *a);

struct supervisor_release {
	const char *release_reason;
};
extern const struct field supervisor_release_fields[1];
bool supervisor_release_may(struct act *a);
bool supervisor_release_run(struct act *a);

/* ---- what the program watches (supervisor_watch.c) ---- */
struct supervisor_none {
	bool nothing; /* the act has no arguments; an empty struct is no C */
};
bool supervisor_expire_may(struct act *a);
bool supervisor_expire_run(struct act *a);
bool supervisor_remind_may(struct act *a);
bool supervisor_remind_run(struct act *a);
bool supervisor_age_may(struct act *a);
bool supervisor_age_run(struct act *a);
bool supervisor_note_age_may(struct act *a);
bool supervisor_note_age_run(struct act *a);
size_t supervisor_waits(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
size_t supervisor_owed(struct act *a, int64_t after, struct owed *out, size_t max);

/* A record that the person no longer meets article 6: the program proposes the dismissal. */
struct supervisor_report {
	word_t finding; /* of dismissal_findings: one of ground (1) */
	const char *evidence;
	const char *source;
	day_t on;
	const char *late_reason;
};
extern const struct field supervisor_report_fields[5];
bool supervisor_report_check(struct act *a);
bool supervisor_report_run(struct act *a);
bool supervisor_report_also(struct act *a);

/* ---- terms (supervisor_term.c) ---- */
struct term {
	int64_t person;   /* 0: not registered yet, no term can overlap */
	int64_t except;   /* the term that is being corrected, 0 none */
	day_t born;
	day_t start, end;
	const char *who;  /* field that names the person, for refusals of age */
};

/* The last day of a term that begins on START by the profile's length (article 5). */
day_t term_usual_end(struct act *a, day_t start);
/* Article 6(5): over the ordinary greatest age from the day after the birthday on which it is reached. */
bool term_is_over_age(struct act *a, day_t born, day_t start);
/* Order of days, least age, no other term of the person in it; else refused with its article. */
bool term_is_lawful(struct act *a, const struct term *t);
/* Over the ordinary age "in principle" not: a reason and a leader, or refused at field over_reason. */
bool term_over_age_is_reasoned(struct act *a, day_t born, day_t start, const char *reason);
/* The latest term of PERSON that began before START, 0 none. */
int64_t term_before(struct act *a, int64_t person, day_t start);
/* How many terms follow each other without a gap up to this one, itself included. */
int64_t term_consecutive(struct act *a, int64_t term);
/* Fill the new row a->row with the term of P. */
void term_begin(struct act *a, const struct person *p, day_t start, day_t end);
/* A number on paper is borne by one certificate only; else refused at field certificate. */
bool term_number_is_free(struct act *a, const char *number);
/* Issue the certificate NUMBER ("" none) for the term a->row, which stands in the file. */
bool term_issue_certificate(struct act *a, const char *number, day_t on);
/* The valid certificate of the term a->row, 0 none. */
int64_t term_valid_certificate(struct act *a);
/* It runs out with the term's last day; nothing when there is none. */
bool term_expire_certificate(struct act *a);

/* ---- the sheet (supervisor_import.c) ---- */
#define SUPERVISOR_IMPORT_FIELDS 15
struct supervisor_import {
	const char *name;
	word_t sex;
	const char *idno;
	const char *ethnic;
	const char *politics;
	const char *education;
	const char *employer;
	wordset categories;
	wordset skills;
	const char *phone;
	day_t term_start;
	day_t term_end;
	const char *certificate;
	const char *letter_number;
	const char *note;
};
extern const struct field supervisor_import_fields[SUPERVISOR_IMPORT_FIELDS];
/* The record that the row already became, if every cell agrees with it; 0 else. */
int64_t supervisor_import_match(struct act *a);
bool supervisor_import_check(struct act *a);
bool supervisor_import_run(struct act *a);
bool supervisor_import_also(struct act *a);

#endif
