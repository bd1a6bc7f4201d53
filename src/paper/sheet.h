/*
 * sheet.h: papers of running text and tables on pages of GB/T 9704; letters of appointment; cards.
 *
 * Knows: the neutral description of a paper (flow/paper.h tells it in full).  Must not know: the record.
 */
#ifndef JIANDU_PAPER_SHEET_H
#define JIANDU_PAPER_SHEET_H

#include <jansson.h>
#include <stddef.h>

#include "paper/ink.h"

/* A member of a paper or a block as text, "" when absent. */
const char *paper_member(const json_t *o, const char *key);
/* Text I of a block. */
const char *block_text(const json_t *block, size_t i);
size_t block_texts(const json_t *block);
const char *block_type(const json_t *block);

/* letter, order, plain, form, roster */
void sheet_paper(struct ink *k, const json_t *paper);
/* award: A4 across */
void award_paper(struct ink *k, const json_t *paper);
/* N cards, ten to a page */
void card_papers(struct ink *k, const json_t *const *paper, size_t n);

#endif
