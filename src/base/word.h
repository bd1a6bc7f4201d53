/*
 * word.h: closed sets of words (states, kinds, outcomes): a permanent key for
 * the file, the command line and JSON; a label for people.
 *
 * Knows: nothing of their meaning.
 *
 * A set is an array whose element 0 is { "", "" } (no value) and which ends
 * with an element whose key is NULL.  A value in memory is the index.  That last
 * element may carry what else people call the words: WORD_AKA().
 */
#ifndef JIANDU_BASE_WORD_H
#define JIANDU_BASE_WORD_H

#include <stdint.h>

#include "base/arena.h"

struct word {
	const char *key;   /* permanent, ASCII lower case with _; NULL ends the set */
	const char *label; /* Chinese msgid */
	int article;       /* article the word comes from, 0 when none */
};

typedef uint16_t word_t;  /* index into a set of words, 0 none */
typedef uint32_t wordset; /* bit i set: word i is in; bit 0 never */

#define WORD_NONE { "", "", 0 }
#define WORD_END { NULL, NULL, 0 }
/* The end of a set with short forms that are understood too: "key=甲|乙 key2=丙" (Chinese as typed, not shown). */
#define WORD_AKA(text) { NULL, text, 0 }

/* Index of the word whose key or (translated or original) label is S, or what else it is called, or
 * a prefix that only its label has; 0 when none. */
word_t word_find(const struct word *set, const char *s);
/* Index of the word whose key is exactly S; 0 when none.  For what comes from the file. */
word_t word_key(const struct word *set, const char *s);
/* The translated label of word I ("" for 0 and what is outside the set). */
const char *word_label(const struct word *set, word_t i);
/* The short forms that the set carries, as WORD_AKA() has them; "" when none. */
const char *word_aka(const struct word *set);
/* The set that KEYS names, as the file stores it: keys joined by ','; what is no key is passed over. */
wordset word_set(const struct word *set, const char *keys);
/* The translated labels of the words in V, joined by 、 in the order of SET; owned by A. */
const char *word_labels(struct arena *a, const struct word *set, wordset v);
/* Number of words, without element 0. */
word_t word_count(const struct word *set);

#endif
