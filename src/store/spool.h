/*
 * spool.h: each account's own folder beside the database, for files on their way in or out of a session.
 *
 * Knows: files and folders.  Must not know: what is in them, who may enter.
 *
 * The folder of LOGIN is DATABASE.spool/LOGIN/, 0700.  A file has a plain name: 1 to 200 bytes of UTF-8 without '/',
 * control characters or a leading '.' or '-'.  Nothing in a spool is a link: links are never followed.
 */
#ifndef JIANDU_STORE_SPOOL_H
#define JIANDU_STORE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

#define SPOOL_FILE_MOST ((int64_t)200 << 20)  /* bytes of one file */
#define SPOOL_TOTAL_MOST ((int64_t)1 << 30)   /* bytes of all files of one account */
#define SPOOL_FILES_MOST 500

struct spool_file {
	const char *name;
	int64_t bytes;
	int64_t at;      /* last changed, seconds since 1970 */
};

/*
 * ---- a session behind sshd ----
 * The program stands in the account's folder and every path that a person gives is a plain name in it.  There is no way back.
 */
bool spool_confine(const char *db_path, const char *login, struct err *e);
bool spool_confined(void);
/* May PATH, as a person gave it, be made?  Everything where nothing is confined; else a plain name, and there must be room for one more file (ERR_REFUSED). */
bool spool_takes(const char *path, struct err *e);

/* Is NAME a name that a spool file can have?  False with ERR_USAGE. */
bool spool_name(const char *name, struct err *e);
/* A descriptor of the folder of LOGIN beside the database DB_PATH, made when it is not there; -1 with E. */
int spool_open(const char *db_path, const char *login, struct err *e);
/* A descriptor for reading the file NAME of the folder DIR_FD, *BYTES its length; -1: ERR_NOTFOUND. */
int spool_read(int dir_fd, const char *name, int64_t *bytes, struct err *e);
/*
 * A new file that is not there until spool_keep(): write to the descriptor, then keep it under NAME (an older file of that
 * name is replaced) or drop it.  -1 with E: also when the account's total or number of files is used up (ERR_REFUSED).
 */
int spool_write(int dir_fd, struct err *e);
bool spool_keep(int dir_fd, int fd, const char *name, struct err *e);
/* The files, newest first; owned by A. */
size_t spool_list(int dir_fd, struct arena *a, struct spool_file **out, struct err *e);
bool spool_remove(int dir_fd, const char *name, struct err *e);
/* Remove what was last changed more than SECONDS ago, half-written files too; how many. */
int spool_clean(int dir_fd, int64_t seconds);
/* The same in the folders of all accounts beside the database DB_PATH. */
int spool_age(const char *db_path, int64_t seconds);

#endif
