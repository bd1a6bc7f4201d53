/*
 * export.h: records out: as JSON, as a CSV or XLSX sheet for the office.
 *
 * Knows: fields, lists, encodings.  Must not know: files, faces.
 */
#ifndef JIANDU_ENGINE_EXPORT_H
#define JIANDU_ENGINE_EXPORT_H

#include "base/buf.h"
#include "engine/engine.h"

/* Append the key of a JSON member, with the comma before it when it is not the first. */
void json_key(struct buf *out, const char *key);
/* Append a member whose value is a string, a number, a truth; a date or null. */
void json_text(struct buf *out, const char *key, const char *value);
void json_int(struct buf *out, const char *key, int64_t value);
void json_bool(struct buf *out, const char *key, bool value);
void json_day(struct buf *out, const char *key, day_t value);
/* Append a member whose value is the array of the words in SET, by key. */
void json_set(struct buf *out, const char *key, const struct word *words, wordset set);

/*
 * Append the members of a loaded ROW: id, version, state, title, then every field: dates ISO or
 * null, words and sets by key, references by number or name with the id in NAME_id, sensitive
 * ones masked as on the screen.  The braces are the caller's.
 */
void json_record(struct engine *en, struct arena *a, const struct flow *f, const void *row, struct buf *out);

/* A character that the encoding asked for does not have. */
struct export_lost {
	int64_t row;        /* row of the sheet, the header is 1 */
	const char *column;
	char ch[5];
};
struct export_report {
	int64_t rows;
	int64_t lost;       /* characters lost in all */
	struct export_lost *first; /* the first EXPORT_LOST_MAX of them; owned by the arena given */
	size_t n_first;
};
#define EXPORT_LOST_MAX 200

enum export_format {
	EXPORT_CSV,
	EXPORT_JSON, /* one object a line, UTF-8: always whole records */
	EXPORT_XLSX, /* days as dates, integers as numbers, everything else as text; needs jiandu-paper */
};
struct export_options {
	enum export_format format;
	bool listed;            /* sheets: the columns of the list as on the screen; else every field of the record, and the state */
	const char *encoding;   /* CSV: "utf-8" (with a byte order mark, for Excel), "gb18030", "gbk" */
	const char *name;       /* of the file, for the trail; NULL none */
	/* Takes the N bytes at S; false stops with what it put into E. */
	bool (*write)(void *ctx, const char *s, size_t n, struct err *e);
	bool (*progress)(void *ctx, int64_t done); /* may be NULL; false cancels */
	void *ctx;
};
/* The format that the end of NAME asks for (.csv, .json, .jsonl, .xlsx); false when it is none of them. */
bool export_format_of(const char *name, enum export_format *format);
/*
 * Every record that Q (its limit and edge are ignored) admits and the actor sees, in its order.  It stands on the trail
 * as "export.list"; when it cannot, the export has failed.
 */
bool export_records(struct engine *en, struct arena *a, const struct list_query *q, const struct export_options *opt,
	struct export_report *rep, struct err *e);

/* Rows of the queue that is asked for behind EDGE (NULL: from its beginning), MAX or, if all of them come at once, more. */
typedef size_t (*queue_source)(void *ctx, struct arena *a, const struct wait_edge *edge, size_t max, struct todo_row **out,
	struct err *e);
/*
 * The work queue as a sheet (CSV, XLSX), in the order it is shown: what is due when, which matter, what is to be done, why.
 * On the trail as above.
 */
bool export_todo(struct engine *en, struct arena *a, queue_source fetch, void *ctx, const struct export_options *opt,
	struct export_report *rep, struct err *e);

#endif
