/*
 * bulk.h: one act for many marked records: the form is filled once.
 *
 * Knows: forms, action_do.  Must not know: lists.
 */
#ifndef JIANDU_UI_BULK_H
#define JIANDU_UI_BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/ui.h"

/*
 * Ask which act, fill its form at the first record, then do the same to the others;
 * what was refused is told record by record.  True when anything was done.
 */
bool bulk_run(struct ui *ui, const struct flow *f, const int64_t *ids, size_t n);

#endif
