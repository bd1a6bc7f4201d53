/*
 * demo_case.h: one row of the case tables of the demo.
 *
 * Knows: nothing but the columns.  Must not know: how they are composed.
 */
#ifndef JIANDU_CLI_DEMO_CASE_H
#define JIANDU_CLI_DEMO_CASE_H

#include "cli/demo_text.h"

/* Every text is a pattern (demo_text.h); a slot it names must be in the agency's domain. */
struct demo_case {
	const char *field;  /* key of the field of enforcement */
	const char *kind;   /* NULL: correction; advice, public: its own kind */
	bool strong;        /* only agencies that may seize and seal come into question */
	const char *facts;
	const char *basis;
	const char *advice;
	const char *adopt;  /* what the agency does about it */
	const char *partly; /* what it takes up and what not, with the reason */
	const char *refuse; /* why not; true as it stands, so that the bureau may find the same */
	const char *found;  /* what the bureau finds when the opinion is right */
	const char *order;  /* what it orders then */
};

/* The tables by field of enforcement; demo_text.c reads them as one. */
struct demo_case_table {
	const struct demo_case *rows;
	size_t n;
};
extern const struct demo_case_table demo_cases_penalty, demo_cases_force, demo_cases_service, demo_cases_visit;

#endif
