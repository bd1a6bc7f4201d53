/*
 * workfile.h: NAME.work beside the database: what is not record.
 *
 * Knows: drafts and saved views.  Must not know: records.
 *
 * A second file, so that typing neither takes the write queue of the record
 * nor wakes the other sessions.  Losing it costs drafts only: it is made anew.
 */
#ifndef JIANDU_STORE_WORKFILE_H
#define JIANDU_STORE_WORKFILE_H

#include "base/arena.h"
#include "store/db.h"

struct work_draft {
	int64_t id;
	const char *action;
	int64_t record;
	int64_t version;
	const char *at;
	const char *json;
};

/* Open or make the work file of the database at PATH; NULL when it cannot be had. */
struct db *workfile_open(const char *path);
/* Keep JSON for (account, action, record), replacing what was there. */
bool workfile_save(struct db *w, int64_t account, const char *action, int64_t record, int64_t version, const char *at,
	const char *json);
bool workfile_drop(struct db *w, int64_t account, const char *action, int64_t record);
/* Everybody's drafts about RECORD: personal data were erased from it. */
bool workfile_drop_record(struct db *w, int64_t record);
/* Drafts of ACCOUNT, newest first; of one ACTION and RECORD when ACTION is not NULL; owned by A. */
size_t workfile_drafts(struct db *w, struct arena *a, int64_t account, const char *action, int64_t record,
	struct work_draft **out);
/* A small kept value of ACCOUNT (saved views, last list): "" when none; owned by A. */
const char *workfile_get(struct db *w, struct arena *a, int64_t account, const char *key);
bool workfile_set(struct db *w, int64_t account, const char *key, const char *value);

/* A question that a screen can be asked again by its name. */
struct work_view {
	const char *name;
	int64_t account;  /* whose it is; 0: everybody's */
	int64_t owner;    /* who saved it */
	const char *what; /* the screen's own words */
};
/* The views of SCREEN that ACCOUNT has, then with SHARED everybody's; by name; owned by A. */
size_t workfile_views(struct db *w, struct arena *a, const char *screen, int64_t account, bool shared, struct work_view **out);
/* Save V, replacing what was called the same. */
bool workfile_view_put(struct db *w, const char *screen, const struct work_view *v);
bool workfile_view_drop(struct db *w, const char *screen, const struct work_view *v);

#endif
