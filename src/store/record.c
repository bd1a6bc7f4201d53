/*
 * record.c: rows of record tables to and from typed structs.
 *
 * Knows: columns, types, offsets.  Must not know: which flow a row belongs to.
 *
 * The SQL of a table's three statements is joined once from the literal names
 * of its columns and kept; values are bound by position because a record has
 * some forty columns and a search by name for each costs more than the write.
 */
#include "store/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/json.h"
#include "store/db_private.h"

const struct col *
cols_at(struct cols c, size_t i)
{
	return (const struct col *)((const char *)c.first + i * c.stride);
}

const struct col *
cols_find(struct cols c, const char *name)
{
	for (size_t i = 0; i < c.n; i++)
		if (strcmp(cols_at(c, i)->name, name) == 0)
			return cols_at(c, i);
	return NULL;
}

void
col_clear(const struct col *c, void *row)
{
	void *m = (char *)row + c->offset;

	switch (c->type) {
	case COL_TEXT:
		*(const char **)m = "";
		break;
	case COL_INT:
	case COL_REF:
		*(int64_t *)m = 0;
		break;
	case COL_DAY:
		*(day_t *)m = DAY_NONE;
		break;
	case COL_BOOL:
		*(bool *)m = false;
		break;
	case COL_WORD:
		*(word_t *)m = 0;
		break;
	case COL_SET:
		*(wordset *)m = 0;
		break;
	}
}

void
cols_init(struct cols c, void *row)
{
	for (size_t i = 0; i < c.n; i++)
		col_clear(cols_at(c, i), row);
}

enum text_kind { TEXT_SELECT, TEXT_INSERT, TEXT_UPDATE, TEXT_IDS, TEXT_TOTAL, TEXT_KINDS };

struct texts {
	const char *table;
	const void *first;
	char *sql[TEXT_KINDS];
};

static const char *
joined(const char *table, struct cols c, enum text_kind kind)
{
	static struct texts known[64];
	struct texts *t = NULL;
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		t = &known[i];
		if (t->table == NULL || (t->first == c.first && strcmp(t->table, table) == 0))
			break;
	}
	t->table = table;
	t->first = c.first;
	if (t->sql[kind] != NULL)
		return t->sql[kind];
	switch (kind) {
	case TEXT_SELECT:
		buf_adds(&b, "SELECT version, state");
		for (size_t i = 0; i < c.n; i++)
			buf_printf(&b, ", %s", cols_at(c, i)->name);
		buf_printf(&b, " FROM %s WHERE id = ?1", table);
		break;
	case TEXT_INSERT:
		buf_printf(&b, "INSERT INTO %s (id, version, state", table);
		for (size_t i = 0; i < c.n; i++)
			buf_printf(&b, ", %s", cols_at(c, i)->name);
		buf_adds(&b, ") VALUES (?1, ?2, ?3");
		for (size_t i = 0; i < c.n; i++)
			buf_printf(&b, ", ?%zu", i + 4);
		buf_adds(&b, ")");
		break;
	case TEXT_IDS:
		buf_printf(&b, "SELECT id FROM %s WHERE id > ?1 ORDER BY id LIMIT ?2", table);
		break;
	case TEXT_TOTAL:
		buf_printf(&b, "SELECT count(*) FROM %s", table);
		break;
	default:
		buf_printf(&b, "UPDATE %s SET version = version + 1, state = ?3", table);
		for (size_t i = 0; i < c.n; i++)
			buf_printf(&b, ", %s = ?%zu", cols_at(c, i)->name, i + 4);
		buf_adds(&b, " WHERE id = ?1 AND version = ?2");
		break;
	}
	t->sql[kind] = strdup(buf_str(&b));
	buf_free(&b);
	return t->sql[kind];
}

static void *
member(const struct col *c, void *row)
{
	return (char *)row + c->offset;
}

static const void *
member_of(const struct col *c, const void *row)
{
	return (const char *)row + c->offset;
}

bool
record_load(struct db *db, struct arena *a, const char *table, const struct word *states, struct cols c, int64_t id,
	struct record *row)
{
	struct stmt *s = db_prepare(db, joined(table, c, TEXT_SELECT));

	if (s->s != NULL)
		sqlite3_bind_int64(s->s, 1, id);
	if (!db_step(s))
		return false;
	row->id = id;
	row->version = db_int(s, 0);
	row->state = word_key(states, db_text(s, 1));
	for (size_t i = 0; i < c.n; i++) {
		const struct col *col = cols_at(c, i);
		void *m = member(col, row);
		int k = (int)i + 2;

		switch (col->type) {
		case COL_TEXT:
			*(const char **)m = arena_strdup(a, db_text(s, k));
			break;
		case COL_INT:
		case COL_REF:
			*(int64_t *)m = db_int(s, k);
			break;
		case COL_DAY:
			*(day_t *)m = db_day(s, k);
			break;
		case COL_BOOL:
			*(bool *)m = db_int(s, k) != 0;
			break;
		case COL_WORD:
			*(word_t *)m = word_key(col->words, db_text(s, k));
			break;
		case COL_SET:
			*(wordset *)m = word_set(col->words, db_text(s, k));
			break;
		}
	}
	db_done(s);
	return true;
}

static void
set_to_text(const struct col *c, wordset v, struct buf *out)
{
	bool first = true;

	for (word_t w = 1; c->words[w].key != NULL; w++) {
		if (!(v & ((wordset)1 << w)))
			continue;
		if (!first)
			buf_addc(out, ',');
		buf_adds(out, c->words[w].key);
		first = false;
	}
}

static const char *
key_of(const struct word *words, word_t w)
{
	return w <= word_count(words) ? words[w].key : "";
}

/* Bind ROW; with BEFORE only the columns that differ from it. */
static void
bind_all(struct stmt *s, const struct word *states, struct cols c, const struct record *row, const void *before,
	int64_t version)
{
	sqlite3_bind_int64(s->s, 1, row->id);
	sqlite3_bind_int64(s->s, 2, version);
	sqlite3_bind_text(s->s, 3, key_of(states, row->state), -1, SQLITE_STATIC);
	for (size_t i = 0; i < c.n; i++) {
		const struct col *col = cols_at(c, i);
		const void *m = member_of(col, row);
		int k = (int)i + 4;

		if (before != NULL && col_equal(col, before, row))
			continue;
		switch (col->type) {
		case COL_TEXT: {
			const char *t = *(const char *const *)m;

			sqlite3_bind_text(s->s, k, t != NULL ? t : "", -1, SQLITE_STATIC);
			break;
		}
		case COL_INT:
			sqlite3_bind_int64(s->s, k, *(const int64_t *)m);
			break;
		case COL_REF:
			if (*(const int64_t *)m != 0)
				sqlite3_bind_int64(s->s, k, *(const int64_t *)m);
			break;
		case COL_DAY: {
			char text[DAY_TEXT];

			if (*(const day_t *)m != DAY_NONE)
				sqlite3_bind_text(s->s, k, day_format(*(const day_t *)m, text), -1, SQLITE_TRANSIENT);
			break;
		}
		case COL_BOOL:
			sqlite3_bind_int(s->s, k, *(const bool *)m);
			break;
		case COL_WORD:
			if (*(const word_t *)m != 0)
				sqlite3_bind_text(s->s, k, key_of(col->words, *(const word_t *)m), -1, SQLITE_STATIC);
			break;
		case COL_SET: {
			struct buf b = BUF_INIT;

			set_to_text(col, *(const wordset *)m, &b);
			sqlite3_bind_text(s->s, k, buf_str(&b), -1, SQLITE_TRANSIENT);
			buf_free(&b);
			break;
		}
		}
	}
}

bool
record_insert(struct db *db, const char *table, const struct word *states, struct cols c, struct record *row)
{
	struct stmt *s = db_prepare(db, joined(table, c, TEXT_INSERT));

	row->version = 1;
	if (s->s != NULL)
		bind_all(s, states, c, row, NULL, 1);
	return db_run(s);
}

/*
 * Only what changed is named: an index over a column that is named is written anew, though
 * the value be the same, and a record has many indexes.
 */
bool
record_update(struct db *db, const char *table, const struct word *states, struct cols c, const struct record *before,
	struct record *row)
{
	struct buf b = BUF_INIT;
	struct stmt *s;

	buf_printf(&b, "UPDATE %s SET version = version + 1", table);
	if (before->state != row->state)
		buf_adds(&b, ", state = ?3");
	for (size_t i = 0; i < c.n; i++)
		if (!col_equal(cols_at(c, i), before, row))
			buf_printf(&b, ", %s = ?%zu", cols_at(c, i)->name, i + 4);
	buf_adds(&b, " WHERE id = ?1 AND version = ?2");
	s = db_prepare(db, buf_str(&b));
	buf_free(&b);
	if (s->s != NULL)
		bind_all(s, states, c, row, before, row->version);
	if (!db_run(s))
		return false;
	if (db_changes(db) != 1)
		return err_set(db->err, ERR_STALE, NULL, 0, _("这条记录刚被别人改过"));
	row->version++;
	return true;
}

size_t
record_ids(struct db *db, const char *table, int64_t after, size_t max, int64_t *ids)
{
	struct stmt *s = db_prepare(db, joined(table, (struct cols){ NULL, 0, 0 }, TEXT_IDS));
	size_t n = 0;

	if (s->s != NULL) {
		sqlite3_bind_int64(s->s, 1, after);
		sqlite3_bind_int64(s->s, 2, (int64_t)max);
	}
	while (n < max && db_step(s))
		ids[n++] = db_int(s, 0);
	db_done(s);
	return n;
}

int64_t
record_total(struct db *db, const char *table)
{
	struct stmt *s = db_prepare(db, joined(table, (struct cols){ NULL, 0, 0 }, TEXT_TOTAL));
	int64_t n = 0;

	if (db_step(s)) {
		n = db_int(s, 0);
		db_done(s);
	}
	return n;
}

int64_t
record_new_id(struct db *db)
{
	struct stmt *s = db_prepare(db,
		"UPDATE sequence SET next = next + 1 WHERE name = 'record' "
		"RETURNING next - 1 + 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')");
	int64_t id = 0;

	if (db_step(s)) {
		id = db_int(s, 0);
		while (db_step(s))
			;
	}
	if (id == 0)
		db_fail(db, "no sequence for records");
	return id;
}

char *
col_text(struct arena *a, const struct col *c, const void *row)
{
	const void *m = member_of(c, row);
	char day[DAY_TEXT];

	switch (c->type) {
	case COL_TEXT:
		return arena_strdup(a, *(const char *const *)m);
	case COL_INT:
		return arena_printf(a, "%lld", (long long)*(const int64_t *)m);
	case COL_REF:
		return *(const int64_t *)m != 0 ? arena_printf(a, "%lld", (long long)*(const int64_t *)m) :
						  arena_strdup(a, "");
	case COL_DAY:
		return arena_strdup(a, day_format(*(const day_t *)m, day));
	case COL_BOOL:
		return arena_strdup(a, *(const bool *)m ? "1" : "0");
	case COL_WORD:
		return arena_strdup(a, key_of(c->words, *(const word_t *)m));
	case COL_SET: {
		struct buf b = BUF_INIT;
		char *t;

		set_to_text(c, *(const wordset *)m, &b);
		t = arena_strdup(a, buf_str(&b));
		buf_free(&b);
		return t;
	}
	}
	return arena_strdup(a, "");
}

bool
col_equal(const struct col *c, const void *x, const void *y)
{
	const void *p = member_of(c, x), *q = member_of(c, y);

	switch (c->type) {
	case COL_TEXT: {
		const char *s = *(const char *const *)p, *t = *(const char *const *)q;

		return strcmp(s != NULL ? s : "", t != NULL ? t : "") == 0;
	}
	case COL_INT:
	case COL_REF:
		return *(const int64_t *)p == *(const int64_t *)q;
	case COL_DAY:
		return *(const day_t *)p == *(const day_t *)q;
	case COL_BOOL:
		return *(const bool *)p == *(const bool *)q;
	case COL_WORD:
		return *(const word_t *)p == *(const word_t *)q;
	case COL_SET:
		return *(const wordset *)p == *(const wordset *)q;
	}
	return true;
}

/* Does the value say nothing: no text, no date, no reference, 0, no? */
static bool
is_nothing(const struct col *c, const void *row)
{
	const void *m = member_of(c, row);

	switch (c->type) {
	case COL_TEXT: {
		const char *t = *(const char *const *)m;

		return t == NULL || *t == '\0';
	}
	case COL_INT:
	case COL_REF:
		return *(const int64_t *)m == 0;
	case COL_DAY:
		return *(const day_t *)m == DAY_NONE;
	case COL_BOOL:
		return !*(const bool *)m;
	case COL_WORD:
		return *(const word_t *)m == 0;
	case COL_SET:
		return *(const wordset *)m == 0;
	}
	return false;
}

/* S, in which nothing needs an escape, between quotation marks. */
static void
add_plain(struct buf *out, const char *s)
{
	buf_addc(out, '"');
	buf_adds(out, s);
	buf_addc(out, '"');
}

static void
add_int(struct buf *out, int64_t v)
{
	char digits[24];
	size_t at = sizeof digits;
	uint64_t u = v < 0 ? -(uint64_t)v : (uint64_t)v;

	do
		digits[--at] = (char)('0' + u % 10);
	while ((u /= 10) != 0);
	if (v < 0)
		digits[--at] = '-';
	buf_add(out, digits + at, sizeof digits - at);
}

void
record_image(struct buf *out, const struct word *states, struct cols c, const struct record *row)
{
	buf_printf(out, "{\"id\":%lld,\"version\":%lld,\"state\":\"%s\"", (long long)row->id, (long long)row->version,
		key_of(states, row->state));
	/* Without printf below: an image is made for each of a million acts. */
	for (size_t i = 0; i < c.n; i++) {
		const struct col *col = cols_at(c, i);
		const void *m = member_of(col, row);
		char day[DAY_TEXT];

		if (is_nothing(col, row))
			continue;
		buf_add(out, ",\"", 2);
		buf_adds(out, col->name);
		buf_add(out, "\":", 2);
		switch (col->type) {
		case COL_TEXT:
			json_quote(out, *(const char *const *)m);
			break;
		case COL_INT:
		case COL_REF:
			add_int(out, *(const int64_t *)m);
			break;
		case COL_DAY:
			add_plain(out, day_format(*(const day_t *)m, day));
			break;
		case COL_BOOL:
			buf_adds(out, "true");
			break;
		case COL_WORD:
			add_plain(out, key_of(col->words, *(const word_t *)m));
			break;
		case COL_SET:
			buf_addc(out, '"');
			set_to_text(col, *(const wordset *)m, out);
			buf_addc(out, '"');
			break;
		}
	}
	buf_addc(out, '}');
}
