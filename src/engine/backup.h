/*
 * backup.h: copies of the database: made, proved, kept by a schedule, sent to a second machine, put back.
 *
 * Knows: files and folders, the engine's own checks.  Must not know: faces; what is in the records.
 */
#ifndef JIANDU_ENGINE_BACKUP_H
#define JIANDU_ENGINE_BACKUP_H

#include "engine/engine.h"

typedef bool backup_progress(void *ctx, int64_t done, int64_t total);

/* What was made, or found in a file. */
struct backup_info {
	const char *path;   /* owned by the arena given */
	int64_t bytes;
	int64_t rows;       /* of its trail */
	const char *head;   /* "seq:hex" of its trail's end; owned by the arena given */
};

/*
 * Copy the database that EN has open into the new file PATH, as of one moment, while others work.  The copy is
 * opened, checked (engine_check) and its trail walked (engine_verify) under another name; only a sound one, on the
 * disk, gets the name PATH, readable by its owner alone.  With RECIPIENTS (a file of age's public keys, NULL none) it
 * is encrypted by the program age, whose absence is ERR_SYSTEM.  PATH must not exist: ERR_REFUSED.  Nothing is left
 * behind by a failure, nor by stopping it (ERR_CANCELLED).
 */
bool backup_make(struct engine *en, struct arena *a, const char *path, const char *recipients,
	backup_progress *progress, void *ctx, struct backup_info *out, struct err *e);

/*
 * Is the file PATH a sound database of this program?  A copy of it is opened, brought to this program's version,
 * checked and its trail walked; PATH is only read.  IDENTITY: age's secret key file for an encrypted one, NULL none.
 * HEAD as in engine_verify().  KEEP: where the checked copy stays (a new file); NULL: it is removed.
 * ERR_REFUSED with the first fault when it is not sound.
 */
bool backup_prove(struct arena *a, const char *path, const char *identity, const char *head, const char *keep,
	backup_progress *progress, void *ctx, struct backup_info *out, struct err *e);

/* How many of a folder's backups stay: the newest of each of the last so many days, weeks, months that have one. */
struct backup_plan {
	int daily, weekly, monthly;
};
/*
 * Which of N backups stay under PLAN; AT is when each was made, local time "20261125-073000", newest first.  The
 * newest always stays.
 */
void backup_choose(const char *const *at, size_t n, const struct backup_plan *plan, bool *stays);
/*
 * A backup into the folder DIR (made when it is not there, 0700) under a name of the moment, then those that PLAN
 * does not keep are removed: never before the new one stands.  *REMOVED counts them.  Other files in DIR are left alone.
 */
bool backup_scheduled(struct engine *en, struct arena *a, const char *dir, const struct backup_plan *plan,
	const char *recipients, backup_progress *progress, void *ctx, struct backup_info *out, int *removed, struct err *e);

/*
 * Send the backup PATH to TO ("host:folder", as for ssh) by rsync over ssh: only what differs from the copy there goes over
 * the line (an encrypted one goes whole).  A plain one is then proved there (`jiandu backup --test` on that machine,
 * with HEAD).  KEY: ssh's private key file, CONFIG: ssh's settings (host, port, user); NULL ssh's own choice.
 */
bool backup_ship(struct arena *a, const struct backup_info *made, const char *to, const char *key, const char *config,
	bool encrypted, struct err *e);

/*
 * Put the backup FROM in the place of the database at PATH.  It is proved first; the present content is kept in a file
 * beside (*KEPT, NULL when PATH is new); what was taken away since the backup stays taken away (accounts disabled,
 * roles withdrawn), and the trail says what was put in whose place.  PRESENT: the database open, NULL when there is none.
 */
bool backup_restore(struct engine *present, struct arena *a, const char *path, const char *from, const char *identity,
	backup_progress *progress, void *ctx, const char **kept, struct err *e);

#endif
