/*
 * demo_text.h: the invented district's words: chance, names, agencies, and
 * passages composed by rule.
 *
 * Knows: Chinese official prose.  Must not know: the engine, flows, the database.
 *
 * A passage is a pattern: "[a|b|c]" is one of its alternatives (nested at will,
 * an empty one allowed), "{name}" is a slot filled from struct demo_story.  What
 * is composed here is the content of sample records, not interface text, and is
 * therefore not translated.
 */
#ifndef JIANDU_CLI_DEMO_TEXT_H
#define JIANDU_CLI_DEMO_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/day.h"

/* ---- chance: splitmix64, the same on every machine ---- */
struct demo_rand {
	uint64_t state;
};
/* A stream of its own for part PART of what SEED makes. */
struct demo_rand demo_rand(uint64_t seed, uint64_t part);
uint64_t demo_next(struct demo_rand *r);
/* 0 .. N - 1. */
int demo_below(struct demo_rand *r, int n);
/* LOW .. HIGH, both possible. */
int demo_between(struct demo_rand *r, int low, int high);
/* True in PERCENT of 100 cases. */
bool demo_chance(struct demo_rand *r, int percent);

/* ---- the district ---- */
/* What an agency has to do with; each a set of alternatives "a|b|c", NULL: it has no such power. */
struct demo_domain {
	int busy;             /* how often it is met, against the others */
	/* 当事人=案由=涉案财物: "一家早餐店=占用人行道摆放桌椅=折叠桌四张"; the later parts may be missing. */
	const char *parties;
	const char *built;    /* what it may tear down */
	const char *permits;  /* 许可事项 */
	const char *levies;   /* 收费征收事项 */
	const char *lands;    /* 房屋、土地征收项目 */
	const char *benefits; /* 给付事项 of households */
	const char *grants;   /* 补助事项 of enterprises and others who apply for them */
	const char *confirms; /* 确认事项 */
	const char *rulings;  /* 裁决事项 */
};
struct demo_agency {
	const char *name;       /* in the register */
	const char *called;     /* as texts call it */
	const char *kind;       /* key of the agency's kind */
	int domain;             /* index of demo_domains */
};
extern const struct demo_domain demo_domains[];
extern const size_t demo_n_domains;
extern const int demo_rural_domain; /* the towns', whose places are villages */
extern const int demo_city_domain;  /* 城市管理, whose liaison has an account */
/* The district's own agencies; what a greater scale adds is composed by demo_more_agency(). */
extern const struct demo_agency demo_agencies[];
extern const size_t demo_n_agencies;
/* The I-th agency beyond demo_agencies (I from 0); its strings are owned by A. */
struct demo_agency demo_more_agency(struct arena *a, int i);

/* ---- people ---- */
struct demo_person {
	const char *name;
	bool female, over_age;
	const char *idno;       /* area 500199, valid check character */
	const char *ethnic, *politics, *education, *employer, *phone;
	const char *categories; /* labels joined by 、 */
	const char *skills;     /* labels of enforcement_fields, NULL none */
};
/* The I-th supervisor of the district that SEED makes, of working age on ON; owned by A.  No two share a name. */
struct demo_person demo_supervisor(struct arena *a, uint64_t seed, int i, day_t on);
/* A name for a liaison or an officer; not unique; owned by A. */
const char *demo_name(struct arena *a, struct demo_rand *r);

/* ---- a story: what one opinion is about ---- */
struct demo_case; /* what happened: one row of the case tables (demo_case.h) */

struct demo_story {
	const struct demo_case *what;
	const struct demo_domain *domain;
	const char *kind;  /* correction, advice, public */
	const char *field; /* key of the field of enforcement */
	const char *org, *place, *subject, *matter, *goods, *built, *permit, *levy, *land, *benefit, *grant, *confirm, *ruling;
	const char *money, *few, *fold;
	const char *officers; /* concerned, "" mostly */
	int number;        /* of the case file */
	int days;          /* a number of days that is too many */
	day_t d0, d1;      /* the agency's act; when the supervisor saw or learned of it */
	day_t raised, served;
	day_t paper;       /* date of the paper a passage stands in: other years are named */
	day_t r1, r2;      /* within the answer: when it was looked into, by when it will be done */
	day_t v1;          /* within the review: when files were called for */
	uint64_t seed;            /* of the passages: each has a stream of its own, so that no order of calls matters */
	int same;                 /* > 0 inside the case's own words, which are the same in every paper */
	struct demo_rand rand;    /* of the passage that is being composed */
	uint8_t times[64];        /* how often each passage was asked for */
};
/*
 * A story about an agency called ORG of DOMAIN, raised on RAISED, of KIND; every
 * choice is made by R.  Owned by A.
 */
struct demo_story demo_story(struct arena *a, const struct calendar *cal, struct demo_rand *r, const char *org,
	int domain, const char *kind, day_t raised);

/* The passages of a story. */
enum demo_passage {
	DEMO_FACTS,
	DEMO_BASIS,
	DEMO_ADVICE,
	DEMO_EVIDENCE,
	DEMO_ADOPT,       /* the agency's answers */
	DEMO_PARTLY,
	DEMO_REFUSE,
	DEMO_OBJECTION,   /* why the supervisor thinks the refusal wrong */
	DEMO_SILENCE,     /* the letter when the agency did not answer */
	DEMO_REQUEST,     /* what the letter asks the bureau for */
	DEMO_EXAMINATION, /* what the bureau's first look says */
	DEMO_PLAN,        /* of an investigation */
	DEMO_FINDINGS,    /* bearing the opinion out */
	DEMO_RULED,       /* why it is established, after an investigation */
	DEMO_CLEARED,     /* not bearing it out */
	DEMO_PARTLY_FOUND,
	DEMO_ORDER,
	DEMO_ORDER_BASIS,
	DEMO_REPORT,      /* of the correction */
	DEMO_RETURN,      /* why a report is sent back */
	DEMO_ACCEPTANCE,
	DEMO_RECHECK,     /* why the agency asks for 复查 */
	DEMO_UPHELD,
	DEMO_CHANGED,
	DEMO_PROPOSAL,    /* to the supervisory organ */
	DEMO_TRANSFER,    /* why a matter goes elsewhere */
	DEMO_SELF,        /* put right by the agency itself */
	DEMO_TOLD,        /* what the supervisor is told */
	DEMO_EXTENSION,
	DEMO_REMINDER,
	DEMO_WITHDRAWAL,
	DEMO_LETTER_BACK, /* why a letter is taken back */
	DEMO_SATISFIED,
	DEMO_RESULT,      /* how an opinion ended */
	DEMO_HANDOVER,    /* why a case goes to a colleague */
	DEMO_CRITICISM,   /* 通报批评 */
	DEMO_PASSAGES
};
/* Passage P of S in a paper of day ON; each call may choose other words.  Owned by A. */
const char *demo_passage(struct arena *a, struct demo_story *s, enum demo_passage p, day_t on);

#endif
