/*
 * query.c: joining SELECTs from literal fragments.
 *
 * Knows: SQL's outline.  Must not know: tables, roles.
 */
#include "store/query.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define COLS_FIRST 1024 /* bytes of columns before they move */

void
query_init(struct query *q, struct arena *a, const char *from)
{
	memset(q, 0, sizeof *q);
	q->a = a;
	q->from = from;
	q->where = q->order = "";
	q->cols_cap = COLS_FIRST;
	q->cols = arena_alloc(a, q->cols_cap);
}

void
query_col(struct query *q, const char *sql)
{
	size_t n = strlen(sql), sep = q->cols_len > 0 ? 2 : 0, need = q->cols_len + sep + n + 1;

	if (need > q->cols_cap) {
		char *more = arena_alloc(q->a, need * 2);

		memcpy(more, q->cols, q->cols_len);
		q->cols = more;
		q->cols_cap = need * 2;
	}
	memcpy(q->cols + q->cols_len, ", ", sep);
	memcpy(q->cols + q->cols_len + sep, sql, n + 1);
	q->cols_len = need - 1;
}

/* Every ":v" that is not the beginning of a longer name becomes ":vN". */
static const char *
number_value(struct query *q, const char *sql, int *n)
{
	const char *p = sql;
	char *out;
	size_t len = 0, room = strlen(sql) * 4 + 16;

	*n = 0;
	out = arena_alloc(q->a, room);
	while (*p != '\0') {
		if (p[0] == ':' && p[1] == 'v' && !isalnum((unsigned char)p[2]) && p[2] != '_') {
			if (*n == 0)
				*n = ++q->n_values;
			len += (size_t)snprintf(out + len, room - len, ":v%d", *n);
			p += 2;
		} else {
			out[len++] = *p++;
		}
	}
	out[len] = '\0';
	return *n != 0 ? out : sql;
}

int
query_where(struct query *q, const char *sql)
{
	int n;

	sql = number_value(q, sql, &n);
	q->where = *q->where != '\0' ? arena_printf(q->a, "%s AND (%s)", q->where, sql) :
				       arena_printf(q->a, "(%s)", sql);
	return n;
}

void
query_scope(struct query *q, const char *sql)
{
	q->all = q->all || strcmp(sql, "1") == 0;
	q->scope = q->scope != NULL ? arena_printf(q->a, "%s OR (%s)", q->scope, sql) :
				      arena_printf(q->a, "(%s)", sql);
}

void
query_order(struct query *q, const char *key, const char *id, bool desc)
{
	const char *dir = desc ? "DESC" : "ASC";

	q->order = strcmp(key, id) == 0 ? arena_printf(q->a, "%s %s", id, dir) :
					  arena_printf(q->a, "%s %s, %s %s", key, dir, id, dir);
}

void
query_edge(struct query *q, const char *key, const char *id, bool desc, bool inclusive)
{
	const char *op = desc ? (inclusive ? "<=" : "<") : (inclusive ? ">=" : ">");
	const char *cond;

	if (strcmp(key, id) == 0)
		cond = arena_printf(q->a, "%s %s :edge_id", id, op);
	else
		cond = arena_printf(q->a, "(%s, %s) %s (:edge_key, :edge_id)", key, id, op);
	q->where = *q->where != '\0' ? arena_printf(q->a, "%s AND %s", q->where, cond) : cond;
}

static const char *
conditions(struct query *q)
{
	if (q->all)
		return *q->where != '\0' ? q->where : "1";
	if (*q->where == '\0')
		return q->scope;
	return arena_printf(q->a, "(%s) AND %s", q->scope, q->where);
}

struct stmt *
query_prepare(struct query *q, struct db *db)
{
	const char *sql;

	if (q->scope == NULL) {
		db_fail(db, "query without scope");
		return db_prepare(db, "SELECT NULL WHERE 0");
	}
	sql = arena_printf(q->a, "SELECT %s FROM %s WHERE %s%s%s LIMIT :limit", q->cols, q->from, conditions(q),
		*q->order != '\0' ? " ORDER BY " : "", q->order);
	return db_prepare(db, sql);
}

struct stmt *
query_prepare_count(struct query *q, struct db *db)
{
	const char *sql;

	if (q->scope == NULL) {
		db_fail(db, "query without scope");
		return db_prepare(db, "SELECT NULL WHERE 0");
	}
	sql = arena_printf(q->a, "SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT :limit)", q->from,
		conditions(q));
	return db_prepare(db, sql);
}

void
query_bind(struct stmt *s, int n, const char *value)
{
	char name[16];

	if (n <= 0)
		return;
	snprintf(name, sizeof name, ":v%d", n);
	db_bind_text(s, name, value);
}

void
query_bind_int(struct stmt *s, int n, int64_t value)
{
	char name[16];

	if (n <= 0)
		return;
	snprintf(name, sizeof name, ":v%d", n);
	db_bind_int(s, name, value);
}
