/*
 * session.h: who is at work now, on what: in the work file, which is not record.
 *
 * Knows: its table in NAME.work, the locks that show a session lives.  Must not know: who may see or end one.
 *
 * A session holds a lock on the byte of its number in NAME.work-live as long as its process lives, however it ends:
 * the kernel lets go of it.  A row whose lock is free is of a dead process: session_dead() takes it away.
 */
#ifndef JIANDU_STORE_SESSION_H
#define JIANDU_STORE_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "store/db.h"

struct session {
	int64_t id;
	int64_t account;
	const char *login, *name;
	const char *source;  /* address that sshd saw, "" the machine itself */
	const char *tty;
	int64_t pid;
	const char *since, *last; /* local time; of the last key, within a minute */
	const char *flow;    /* of the open record, "" none */
	int64_t record;
	bool editing;        /* a form on it is open */
	const char *ended_by;/* who asks it to leave, "" nobody */
};

/* The file of locks beside work file W, opened; -1 when it cannot be had. */
int session_locks(struct db *w);
/* A row for S, and its lock on LOCKS; the row's number, 0 on failure. */
int64_t session_open(struct db *w, int locks, const struct session *s);
bool session_close(struct db *w, int locks, int64_t id);
bool session_key(struct db *w, int64_t id, const char *last);
bool session_at(struct db *w, int64_t id, const char *flow, int64_t record, bool editing);
/* Ask ID to leave; false when there is none. */
bool session_ask_end(struct db *w, int64_t id, const char *by);
/* Who asked ID to leave, "" nobody; owned by A. */
const char *session_end_asked(struct db *w, struct arena *a, int64_t id);
/* Those that live, oldest first.  Owned by A. */
size_t session_all(struct db *w, struct arena *a, struct session **out);
/* Those whose process is gone without a word: their rows are removed, each is given to one caller only.  Owned by A. */
size_t session_dead(struct db *w, struct arena *a, struct session **out);
/* Those that live with RECORD open, but ME; owned by A. */
size_t session_on(struct db *w, struct arena *a, int64_t record, int64_t me, struct session **out);

#endif
