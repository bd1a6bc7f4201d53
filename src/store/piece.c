/*
 * piece.c: staging a file, keeping it in pieces, handing it out again.
 *
 * Knows: the table piece, SM3, nameless files.  Must not know: which record a file belongs to.
 */
#include "store/piece.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sm3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/i18n.h"
#include "base/io.h"
#include "base/text.h"

static void
hash_text(struct sm3_ctx *h, char out[PIECE_HASH])
{
	uint8_t d[SM3_DIGEST_SIZE];

	digest_end(sm3_digest, h, sizeof d, d);
	digest_text(d, sizeof d, out);
}

int
piece_nameless(const char *beside)
{
	struct arena *a = arena_new();
	const char *dir = path_folder(a, beside);
	int fd = -1;

#ifdef O_TMPFILE
	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
	/* File systems without nameless files: one whose name is gone at once. */
	if (fd < 0) {
		char *name = arena_printf(a, "%s/.jiandu-XXXXXX", dir);

		fd = mkstemp(name);
		if (fd >= 0) {
			unlink(name);
			fcntl(fd, F_SETFD, FD_CLOEXEC);
		}
	}
	arena_free(a);
	return fd;
}

/* Read until N bytes are there or the end has come; -1 when it fails. */
static ssize_t
read_full(int fd, unsigned char *s, size_t n)
{
	size_t have = 0;

	while (have < n) {
		ssize_t got = read(fd, s + have, n - have);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		have += (size_t)got;
	}
	return (ssize_t)have;
}

static bool
stage(struct staged *s, int from, int64_t most, struct err *e)
{
	unsigned char block[PIECE_SIZE];
	struct sm3_ctx h;
	ssize_t n;

	sm3_init(&h);
	while ((n = read_full(from, block, sizeof block)) > 0) {
		if (s->size == 0) {
			s->n_head = (size_t)n < sizeof s->head ? (size_t)n : sizeof s->head;
			memcpy(s->head, block, s->n_head);
		}
		s->size += n;
		s->pieces++;
		if (s->size > most)
			return err_set(e, ERR_REFUSED, "file", 0, _("文件太大：最多%lldMB"), (long long)(most >> 20));
		sm3_update(&h, (size_t)n, block);
		if (!write_all(s->fd, block, (size_t)n))
			return err_set(e, ERR_SYSTEM, NULL, 0, _("不能暂存文件：%s"), err_system(errno));
	}
	if (n < 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能读文件：%s"), err_system(errno));
	hash_text(&h, s->hash);
	return true;
}

bool
piece_stage(struct staged *s, const char *beside, int fd, int64_t most, struct err *e)
{
	memset(s, 0, sizeof *s);
	s->fd = piece_nameless(beside);
	if (s->fd < 0)
		return err_set(e, ERR_SYSTEM, NULL, 0, _("不能暂存文件：%s"), err_system(errno));
	if (stage(s, fd, most, e))
		return true;
	piece_unstage(s);
	return false;
}

void
piece_unstage(struct staged *s)
{
	if (s->fd >= 0)
		close(s->fd);
	s->fd = -1;
}

bool
piece_keep(struct db *db, struct staged *s, int64_t attachment)
{
	unsigned char block[PIECE_SIZE];
	int64_t seq = 0;
	ssize_t n;

	if (lseek(s->fd, 0, SEEK_SET) < 0)
		return false;
	while ((n = read_full(s->fd, block, sizeof block)) > 0) {
		struct stmt *put = db_prepare(db, "INSERT INTO piece (attachment, seq, data) VALUES (:attachment, :seq, :data)");

		db_bind_int(put, ":attachment", attachment);
		db_bind_int(put, ":seq", ++seq);
		db_bind_blob(put, ":data", block, (size_t)n);
		if (!db_run(put))
			return false;
	}
	return n == 0 && seq == s->pieces && !db_failed(db);
}

bool
piece_each(struct db *db, int64_t attachment, bool (*put)(void *ctx, const void *s, size_t n), void *ctx, int64_t *size,
	char hash[PIECE_HASH])
{
	struct stmt *s = db_prepare(db, "SELECT data FROM piece WHERE attachment = :attachment ORDER BY seq");
	struct sm3_ctx h;
	bool ok = true;

	sm3_init(&h);
	*size = 0;
	db_bind_int(s, ":attachment", attachment);
	while (ok && db_step(s)) {
		size_t n;
		const void *data = db_blob(s, 0, &n);

		*size += (int64_t)n;
		sm3_update(&h, n, data);
		ok = put == NULL || put(ctx, data, n);
	}
	db_done(s);
	hash_text(&h, hash);
	return ok && !db_failed(db);
}

bool
piece_drop(struct db *db, int64_t attachment)
{
	struct stmt *s = db_prepare(db, "DELETE FROM piece WHERE attachment = :attachment");

	db_bind_int(s, ":attachment", attachment);
	return db_run(s);
}
