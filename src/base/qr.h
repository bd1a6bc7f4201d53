/*
 * qr.h: a QR code made of characters, two rows of it in a line.
 *
 * Knows: libqrencode, where there is one.  Must not know: what the code says.
 */
#ifndef JIANDU_BASE_QR_H
#define JIANDU_BASE_QR_H

#include <stddef.h>

#include "base/arena.h"

/*
 * The code of TEXT as *N lines of half blocks, its quiet border included; light on a dark ground.  NULL: no library,
 * TEXT is too long, or this terminal draws the blocks two columns wide.  Owned by A.
 */
const char **qr_lines(struct arena *a, const char *text, size_t *n);

#endif
