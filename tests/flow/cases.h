/*
 * cases.h: a small district for the tests of opinions and reviews, and what the books say of one record.
 *
 * Knows: the parties' acts.  Must not know: what is tested.
 */
#ifndef JIANDU_TESTS_FLOW_CASES_H
#define JIANDU_TESTS_FLOW_CASES_H

#include "tests/flow/world.h"

/*
 * Agencies 区城市管理局, 区林业局; supervisors 冉凯文 (碚执监〔2024〕2号), 付敏 (碚执监〔2024〕5号) from
 * 2024-07-01; accounts zhou (liaison 周联络 of 区城市管理局), ran, fumin (the supervisors), leader (张主任).
 */
void case_world(void);
int64_t a_person(const char *name, const char *born, const char *serial);
/* An opinion of 冉凯文 on 区城市管理局, raised and registered today; served today; answered today. */
int64_t an_opinion(void);
int64_t a_served_opinion(void);
int64_t an_answered_opinion(const char *adopted, const char *reply);

/* "start+n due stopped" of one clock of a record, "" none; its basis; the kinds of all, blank-separated. */
const char *clock_text(int64_t id, const char *kind);
const char *clock_basis(int64_t id, const char *kind);
const char *clocks_text(int64_t id);
/* What waits for the record, blank-separated, in its order. */
const char *waits_text(int64_t id);
/* How many records of FLOW the actor finds by WORDS. */
int found(const char *flow, const char *words);
/* The first row of the register by SORT under one filter (NULL none), 0 none; and how many there are. */
int64_t first_by(const char *flow, const char *sort, const char *filter, const char *value);
int count_by(const char *flow, const char *sort, const char *filter, const char *value);

#endif
