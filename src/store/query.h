/*
 * query.h: the only place that joins SQL fragments.
 *
 * Knows: how a SELECT is put together.  Must not know: what a fragment means.
 * Every fragment is a literal of a flow; every value is bound.  Without a scope
 * fragment nothing is prepared.
 */
#ifndef JIANDU_STORE_QUERY_H
#define JIANDU_STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "store/db.h"

struct query {
	struct arena *a;
	char *cols;         /* joined so far, "" none */
	size_t cols_len, cols_cap;
	const char *from;   /* literal */
	const char *where;  /* joined by AND, "" none */
	const char *scope;  /* joined by OR; NULL: nobody asked for scope, nothing is prepared */
	bool all;           /* one of the scopes is "1" */
	const char *order;  /* "" none */
	int n_values;       /* :v of the fragments so far renamed to :v1, :v2, ... */
};

void query_init(struct query *q, struct arena *a, const char *from);
void query_col(struct query *q, const char *sql);
/* Add a condition; the bind :v in it becomes :vN, and N is returned (0 when it has none). */
int query_where(struct query *q, const char *sql);
/* Rows that this fragment admits are seen; several are joined by OR.  "1" admits all. */
void query_scope(struct query *q, const char *sql);
/* ORDER BY key, id in one direction. */
void query_order(struct query *q, const char *key, const char *id, bool desc);
/*
 * Only rows after (or with BEFORE_EQUAL from) the edge in the present direction: binds :edge_key, :edge_id.
 */
void query_edge(struct query *q, const char *key, const char *id, bool desc, bool inclusive);
/* Prepare "SELECT cols FROM from WHERE (scope) AND where ORDER BY order LIMIT :limit". */
struct stmt *query_prepare(struct query *q, struct db *db);
/* Prepare "SELECT count(*) FROM (SELECT 1 FROM ... LIMIT :limit)". */
struct stmt *query_prepare_count(struct query *q, struct db *db);
/* Bind text, or an integer, to :vN; nothing when N is 0. */
void query_bind(struct stmt *s, int n, const char *value);
void query_bind_int(struct stmt *s, int n, int64_t value);

#endif
