/*
 * parties.h: who takes part: agencies, persons, supervisors and their certificates.
 *
 * Knows: the rows' members and words.  Must not know: opinions and reviews, which
 * stand on these.
 *
 * A person is kept once; a supervisor is one term of that person; a certificate
 * belongs to a term.  Strings are never NULL, dates are DAY_NONE when unknown.
 *
 * A row holds the names it is searched, sorted and titled by (supervisor.name),
 * even where they repeat the person's: the search index and the books must follow
 * from the row alone.  A correction of the person is carried into its terms by acts.
 */
#ifndef JIANDU_FLOW_PARTIES_H
#define JIANDU_FLOW_PARTIES_H

#include "act/action.h"

/* ---- agency 执法机构 ---- */
enum agency_state { AGENCY_NONE, AGENCY_ACTIVE, AGENCY_CLOSED };
enum agency_kind { AGENCY_STREET = 1, AGENCY_TOWN, AGENCY_DEPARTMENT, AGENCY_PARK, AGENCY_MUNICIPAL };

struct agency {
	struct record rec;
	const char *name;           /* full name, unique: 区城市管理局 */
	const char *short_name;     /* for narrow columns; "" means the full name */
	word_t kind;                /* of agency_kinds */
	const char *code;           /* unified social credit code, "" not told */
	const char *liaison;        /* who answers for it */
	const char *phone;          /* sensitive */
	const char *note;
	const char *former_names;   /* older names, joined by 、, oldest first */
	const char *initials;       /* pinyin initials of the full name */
	const char *short_initials; /* of the short name, or of the name without 区 and 镇人民政府 */
	day_t closed_on;            /* day it was withdrawn or merged, DAY_NONE while active */
	int64_t successor;          /* agency that took over when it was closed, 0 none */
};
extern const struct word agency_states[]; /* active, closed */
extern const struct word agency_kinds[];  /* street, town, department, park, municipal */

/* ---- person 人员 ---- */
enum person_state { PERSON_NONE, PERSON_KEPT, PERSON_ERASED };
enum person_sex { PERSON_MALE = 1, PERSON_FEMALE, PERSON_UNSAID };

struct person {
	struct record rec;
	const char *name;
	word_t sex;             /* of person_sexes */
	const char *idno;       /* sensitive; "" not told, else unique */
	day_t born;
	const char *ethnic;     /* 汉族 */
	const char *politics;   /* 中共党员 */
	const char *education;  /* 本科 */
	const char *employer;   /* unit and post */
	wordset skills;         /* of enforcement_fields: what the person is versed in */
	const char *phone;      /* sensitive */
	const char *pinyin;     /* reading, syllables joined; correctable */
	const char *initials;   /* of the reading */
	const char *stroke_key; /* binary order of it is 姓氏笔画 order */
};
extern const struct word person_states[]; /* kept */
extern const struct word person_sexes[];  /* male, female, unsaid */

/* ---- supervisor 监督员: one row per term ---- */
enum supervisor_state {
	SUPERVISOR_NONE,
	SUPERVISOR_ACTIVE,
	SUPERVISOR_EXPIRED,
	SUPERVISOR_RENEWED,
	SUPERVISOR_RESIGNED,
	SUPERVISOR_ADJUSTED,
	SUPERVISOR_DISMISSED,
};

struct supervisor {
	struct record rec;
	int64_t person;            /* whose term */
	const char *name;          /* the person's name, carried here by person.correct */
	const char *initials;      /* the person's */
	const char *stroke_key;    /* the person's */
	wordset categories;        /* of supervisor_categories (article 3) */
	day_t term_start;          /* day of appointment */
	day_t term_end;            /* last day of the term, included */
	const char *letter_number; /* number of the letter of appointment */
	int64_t previous;          /* the term before, 0 none */
	bool over_age;             /* over the ordinary greatest age when the term began (article 6(5)) */
	const char *over_reason;   /* why someone over that age was appointed */
	bool ending;               /* the program has put the end of the term on the work queue; stays until somebody decides */
	day_t aged_on;             /* day the program found the holder over the ordinary age within this term; DAY_NONE else */
	bool aged_seen;            /* somebody has taken note of it: it matters for the renewal only */
	wordset conditions;        /* of renew_conditions: those of article 6 checked again when the term was a renewal */
	const char *conditions_note;
	const char *gap_reason;    /* why a renewed term does not follow at once */
	const char *added_reason;  /* why it was added outside a round (article 5) */
	const char *release_reason;/* why an expired term is not renewed */
	/* What was decided before the end about the next term; DAY_NONE: nothing yet. */
	day_t next_decided_on;
	int64_t next_decided_by;   /* account */
	wordset next_conditions;   /* of renew_conditions */
	const char *next_note;
	wordset next_categories;   /* 0: as now */
	const char *next_letter;
	const char *next_certificate;
	const char *next_over_reason;
	day_t left_on;             /* last day when it ended before term_end; DAY_NONE while it runs or when it ran out */
	const char *left_reason;   /* why */
	const char *note;
};
extern const struct word supervisor_states[];     /* active, expired, renewed, resigned, adjusted, dismissed */
extern const struct word supervisor_categories[]; /* article 3 */
extern const struct word supervisor_ages[];       /* over: the mark of someone over the ordinary greatest age */
extern const struct word renew_conditions[];      /* the seven of article 6 */

/* Was the supervisor in office on DAY: within the term and not yet left?  Whatever the state says today. */
bool supervisor_in_office(const struct supervisor *s, day_t day);
/* The certificate that was valid for SUPERVISOR on DAY, 0 none. */
int64_t supervisor_certificate(struct act *a, int64_t supervisor, day_t day);

/* ---- certificate 监督员证 ---- */
enum certificate_state {
	CERTIFICATE_NONE,
	CERTIFICATE_ISSUED,
	CERTIFICATE_LOST,
	CERTIFICATE_RETURNED,
	CERTIFICATE_VOID,
	CERTIFICATE_EXPIRED,
};

struct certificate {
	struct record rec;
	const char *number;  /* 碚执监〔2024〕5号, to the letter, unique */
	int64_t supervisor;  /* the term it was issued for */
	int64_t person;      /* its holder */
	const char *name;    /* the holder's name as printed on it */
	int64_t order_key;   /* year * 1,000,000 + serial read from the number; 0 when it has none */
	day_t issued_on;
	day_t ended_on;      /* day it was lost, returned, voided or ran out; DAY_NONE while valid */
	day_t recalled_on;   /* day its holder was asked to give it back, DAY_NONE not asked */
	int64_t recall_days; /* working days to give it back, as told */
	day_t returned_on;   /* day it came back */
	day_t declared_on;   /* a lost one: day it was publicly declared void */
	const char *declared_in; /* where */
	int64_t replaces;    /* certificate it was issued in place of, 0 none */
	int64_t replaced_by; /* certificate that was issued in its place, 0 none */
	const char *note;
};
extern const struct word certificate_states[]; /* issued, lost, returned, void, expired */

/* What a presented number is worth on a day, as far as the asking actor may know. */
struct certificate_verdict {
	int64_t id;           /* 0: there is no such number, or the actor may not open the record */
	bool valid;
	const char *number;   /* as issued; as asked when there is none */
	const char *why;      /* one sentence: why it is valid or not */
	bool full;            /* the members below are told */
	const char *name;     /* its holder, "" not told */
	const char *term;     /* "2024-07-01至2027-06-30", "" not told */
	const char *replaced; /* number issued in its place, "" none or not told */
	word_t same_name;     /* of certificate_names: does the name that was shown agree; 0 none was asked */
	word_t proof;         /* of certificate_proofs: does the check code on the card agree with its number */
	word_t standing;      /* of certificate_standings: what it is worth on that day, in one word; 0 there is no such card */
};
enum certificate_proof { PROOF_GENUINE = 1, PROOF_FORGED, PROOF_NONE, PROOF_NO_KEY };
enum certificate_standing { STANDING_CURRENT = 1, STANDING_LOST, STANDING_RETURNED, STANDING_VOID, STANDING_EXPIRED, STANDING_ENDED };
extern const struct word certificate_names[]; /* same, other */
extern const struct word certificate_proofs[]; /* genuine, forged, unproved, no_key */
extern const struct word certificate_standings[]; /* current, lost, returned, void, expired, ended */
/* What the QR code on the card of NUMBER holds: the number, * and its check code; the number alone while there is no key. */
const char *certificate_scanned(struct act *a, const char *number);
/*
 * Judge NUMBER (brackets and widths are alike), or what was scanned from the card, for ON; NAME is what the card shows,
 * "" not asked.  Strings of the arena.
 */
void certificate_judge(struct act *a, const char *number, const char *name, day_t on, struct certificate_verdict *out);

#endif
