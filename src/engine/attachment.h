/*
 * attachment.h: files stored with a record, for the faces: put in, handed out, listed, held against their hashes.
 *
 * Knows: descriptors, flow/attachment.h.  Must not know: paths, faces.
 */
#ifndef JIANDU_ENGINE_ATTACHMENT_H
#define JIANDU_ENGINE_ATTACHMENT_H

#include "flow/attachment.h"
#include "engine/engine.h"

/*
 * Read FD to its end and store it with record ID of FLOW under NAME; memory stays flat whatever its size.  SHOWN: a
 * key or label of attachment_shown, NULL or "" the default; NOTE may be NULL.  False with E: too large, a type that is not
 * permitted or not what the name says, no such record.
 */
bool attachment_add(struct engine *en, struct arena *a, const struct flow *f, int64_t id, int fd, const char *name, const char *shown,
	const char *note, struct result *res, struct err *e);
/*
 * Hand attachment ID to PUT in pieces.  False with E: the actor may not have it, it was removed, PUT returned false
 * (E is then PUT's to fill), or what is stored is not what came (ERR_SYSTEM, after the last piece).
 */
bool attachment_get(struct engine *en, struct arena *a, int64_t id, bool (*put)(void *ctx, const void *s, size_t n), void *ctx,
	struct err *e);
/* The kept attachments of record ID of FLOW that the actor may have, oldest first; owned by A. */
size_t attachments_of(struct engine *en, struct arena *a, const struct flow *f, int64_t id, const struct attachment ***out,
	struct err *e);
/*
 * Hold every stored file against its hash and size.  *FILES counts them; false with a sentence in E naming the first
 * that is not what came.  PROGRESS may be NULL; it returns false to stop.
 */
bool attachments_verify(struct engine *en, int64_t *files, bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx,
	struct err *e);

#endif
