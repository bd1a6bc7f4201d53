/*
 * private.h: what the engine's own files share; no other floor includes it.
 */
#ifndef JIANDU_ENGINE_PRIVATE_H
#define JIANDU_ENGINE_PRIVATE_H

#include "store/figure.h"
#include "engine/engine.h"

static inline struct cols
flow_cols(const struct flow *f)
{
	return (struct cols){ f->fields, sizeof(struct field), f->n_fields };
}

static inline struct cols
action_cols(const struct action *ac)
{
	return (struct cols){ ac->fields, sizeof(struct field), ac->n_fields };
}

/* A context for asking a flow about a row (title, clocks, may), outside a running action. */
void act_context(struct act *c, struct engine *en, struct arena *a, const struct flow *f, const struct action *ac,
	void *row, struct err *e);
/* Does the actor see this row?  The same allow-list as the lists' scope. */
bool actor_sees(const struct engine *en, const struct actor *who, const struct flow *f, const void *row);
/* Now, as the trail writes it: local time, "2026-11-23 15:20:07"; owned by A. */
const char *time_text(struct arena *a);
/* open.c: become account ID (with what its row says now); nobody.  False with E: disabled, or there is none. */
bool actor_load(struct engine *en, int64_t id, struct err *e);
void actor_clear(struct engine *en);
/*
 * Is the actor still who he was when he came in: not disabled, with his roles of now?  Inside the transaction of an
 * act, so that what is taken from a person at work is taken at once.
 */
bool actor_still(struct engine *en, struct err *e);
/* Load without asking scope; NULL when there is none. */
void *row_load(struct engine *en, struct arena *a, const struct flow *f, int64_t id);
/*
 * veil.c: what is kept from the present actor (FIELD_KEPT and veils, for one who is there for an agency and not of the
 * bureau): does F keep anything; does it of this ROW; a SQL fragment that reads nothing kept, and whether that leaves
 * a condition on nothing; COND, or the row is the actor's own; and ROW without what is kept, so that whatever is made
 * of the row (page, JSON, words found) cannot give it away; the acts on record that speak of nothing kept.
 */
bool keeps_from(const struct engine *en, const struct flow *f);
bool row_kept(const struct engine *en, const struct flow *f, const void *row);
const char *sql_open(const struct engine *en, struct arena *a, const struct flow *f, const char *sql);
bool sql_kept(const struct engine *en, const struct flow *f, const char *sql);
/* May the actor not ask a filter: it reads what is kept, or a period that the agency is not told. */
bool filter_kept(const struct engine *en, const struct flow *f, const struct list_filter *lf);
const char *own_or(const struct engine *en, struct arena *a, const struct flow *f, const char *cond);
void row_open(const struct engine *en, const struct flow *f, void *row);
size_t open_timeline(struct engine *en, struct arena *a, const struct flow *f, int64_t id, int64_t below, size_t max,
	struct trail_entry **out);
/* bound.c: the condition that what a row of F belongs to is seen by WHO (NULL: none is asked); is it so of this ROW? */
const char *bound_where(struct arena *a, const struct actor *who, const struct flow *f);
bool row_bound(const struct engine *en, const struct actor *who, const struct flow *f, const void *row);
/*
 * away.c: read again which agencies the actor must keep away from; is ROW a matter of one; the ids as a JSON array for
 * json_each; the condition that leaves such matters out of the queue ("" nothing to leave out; binds :away).
 */
void actor_away(struct engine *en);
bool row_away(const struct engine *en, const struct actor *who, const struct flow *f, const void *row);
const char *away_text(const struct actor *who, struct arena *a);
const char *away_waits(const struct engine *en, struct arena *a);
/* Parse all arguments into OUT (args_size bytes, already cols_init()ed); *GIVEN says which were there. */
bool args_parse(struct engine *en, struct arena *a, const struct action *ac, struct args args, void *out,
	uint64_t *given, struct err *e);
/* Required fields, dates that happened, late reasons: what every action checks alike. */
bool args_check(struct act *c);
/* Bring clock, wait, tally and search of a record in line with its row. */
bool books_put(struct act *c, const void *before, const void *after); /* in a bulk: at its end */
bool books_now(struct act *c, const void *before, const void *after);
bool books_rest(struct act *c, const void *before, const void *after);
bool books_search(struct act *c, const void *before, const void *after);
/* Fill the empty text index from all records. */
bool books_search_all(struct engine *en, struct err *e);
/*
 * The column that a filter asks one value of ("o.agency = :v"), when the text index knows its values
 * (search_scope_value()); else NULL.
 */
const struct col *filter_column(const struct flow *f, const char *sql);
/* late.c: books that wait for the end of a bulk. */
void late_begin(struct engine *en);
void late_end(struct engine *en);
bool late_put(struct act *c, const void *before, const void *after);
uint32_t late_mark(const struct engine *en);
void late_forget(struct engine *en, uint32_t mark);
bool late_flush(struct engine *en, struct err *e);
bool late_due(const struct engine *en);
/* effect.c: forget what earlier acts changed of other records. */
void effects_forget(struct engine *en);
/* What a flow answers for a row, waits with their due dates filled. */
size_t books_clocks(struct act *c, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
size_t books_waits(struct act *c, const void *row, const struct clock_row *clocks, size_t n_clocks,
	struct wait_row out[FLOW_MAX_WAITS]);
bool books_tally(const struct flow *f, const void *row, struct tally_key *out);
/* What the book of figures holds of a row whose deadlines stand as CLOCKS; texts owned by A. */
#define FLOW_MAX_FIGURES 20
size_t books_figures(struct arena *a, const struct flow *f, const void *row, const struct clock_row *clocks, size_t n_clocks,
	struct figure_key out[FLOW_MAX_FIGURES]);
/* stats_told.c: the figures of every record of F that the actor sees, as far as he is told; and their sums, as figure_sums(). */
struct told_keys {
	struct figure_key *key;
	size_t n, room;
};
bool told_figures(struct engine *en, struct arena *a, const struct flow *f, struct told_keys *out, struct err *e);
size_t told_sums(const struct told_keys *t, struct arena *a, const struct figure_ask *q, enum figure_by by, struct figure_sum **out);
bool books_text(struct act *c, const void *row, struct search_text *out);
/* The condition of the roles the actor has, added to Q; false when none admits. */
struct query;
bool scope_add(struct engine *en, const struct flow *f, struct query *q);
void scope_bind(const struct actor *who, struct stmt *s);
/* Does the ROW of F meet the condition, over the list's FROM, when WHO asks?  False too when the file cannot be asked. */
bool row_meets(const struct engine *en, const struct actor *who, const struct flow *f, const void *row, const char *cond);

#endif
