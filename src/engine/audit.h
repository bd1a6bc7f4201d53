/*
 * audit.h: the trail's beginning moved into an archive, by the auditor.
 *
 * Knows: store/archive.h, the act archive.make.  Must not know: faces.
 */
#ifndef JIANDU_ENGINE_AUDIT_H
#define JIANDU_ENGINE_AUDIT_H

#include "store/archive.h"
#include "engine/engine.h"

/*
 * Prove the whole trail, write what was entered before the day BEFORE into the new file PATH, prove that, and only then
 * cut it from the live trail, by the act archive.make.  *MORE: an archive holds only so many, there are older ones left.
 * Strings of OUT are owned by A.  On failure nothing has changed and there is no file.
 */
bool audit_archive(struct engine *en, struct arena *a, day_t before, const char *path, struct archive *out, bool *more,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e);

#endif
