/*
 * printer.h: papers handed to the machine's printing system.
 *
 * Knows: the setting printer, lp.  Must not know: what stands in a paper, faces.
 */
#ifndef JIANDU_ENGINE_PRINTER_H
#define JIANDU_ENGINE_PRINTER_H

#include "engine/engine.h"

/* The queue that papers are printed on; "" none is set.  Owned by A. */
const char *printer_queue(struct engine *en, struct arena *a);
/*
 * Print N papers' contents as one job called TITLE on the queue that is set.  False with E: none is set (ERR_REFUSED), lp
 * is missing or would not take it.
 */
bool printer_print(struct engine *en, struct arena *a, const char *title, const char *const *content, size_t n, struct err *e);

#endif
