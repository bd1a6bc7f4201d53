/*
 * shared.h: a database made shared, for tests of the door and of working together.
 *
 * Knows: the walls.  Must not know: the law.
 */
#ifndef JIANDU_TESTS_ENGINE_SHARED_H
#define JIANDU_TESTS_ENGINE_SHARED_H

#include "engine/enter.h"

/* The password of everybody whom shared_make() gives one. */
#define SHARED_PASSWORD "Yunshan-2026-qing"

/*
 * The personal database at PATH becomes shared.  It has the accounts xitong (system), anquan (security), shenji (audit),
 * and clerks jia, yi, bing, ding; each with SHARED_PASSWORD, but ding, who has none.  Not by `share`, which is another's test.
 */
void shared_make(const char *path);
/* SQL (a literal) with the walls open. */
void shared_sql(const char *path, const char *sql);
/* Open it with LOGIN in. */
struct engine *shared_open(const char *path, const char *login);

#endif
