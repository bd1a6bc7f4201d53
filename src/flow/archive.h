/*
 * archive.h: how long the trail stays in the file, for who sets it and who archives; who reads it and its archives.
 *
 * Knows: the setting.  Must not know: files.
 */
#ifndef JIANDU_FLOW_ARCHIVE_H
#define JIANDU_FLOW_ARCHIVE_H

#include "act/action.h"

#define ARCHIVE_MONTHS_LEAST 6

/* What was entered before this day may be archived on TODAY, and nothing later. */
day_t archive_latest(struct db *db, day_t today);

/* Whose the trail is, and what was cut from it (ledger.c). */
extern const struct scope trail_scopes[2];
bool trail_sees(const struct actor *who, const void *row);

#endif
