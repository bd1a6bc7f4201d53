/*
 * word.c: closed sets of words.
 *
 * Knows: keys and labels.  Must not know: what a word means.
 */
#include "base/word.h"

#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

word_t
word_key(const struct word *set, const char *s)
{
	if (s == NULL || *s == '\0')
		return 0;
	for (word_t i = 1; set[i].key != NULL; i++)
		if (strcmp(set[i].key, s) == 0)
			return i;
	return 0;
}

const char *
word_aka(const struct word *set)
{
	const char *aka = set[word_count(set) + 1].label;

	return aka != NULL ? aka : "";
}

/* The word that S is a short form of; 0 when none. */
static word_t
by_aka(const struct word *set, const char *s)
{
	char key[32], form[64];

	for (const char *p = word_aka(set); *p != '\0'; p += strspn(p, " ")) {
		size_t n = strcspn(p, "=");

		snprintf(key, sizeof key, "%.*s", (int)n, p);
		p += n;
		while (*p == '=' || *p == '|') {
			n = strcspn(++p, "| ");
			snprintf(form, sizeof form, "%.*s", (int)n, p);
			if (text_same_word(form, s))
				return word_key(set, key);
			p += n;
		}
	}
	return 0;
}

word_t
word_find(const struct word *set, const char *s)
{
	word_t found = word_key(set, s);

	if (found != 0 || s == NULL || *s == '\0')
		return found;
	/* Most are written to the letter. */
	for (word_t i = 1; set[i].key != NULL; i++)
		if (strcmp(set[i].label, s) == 0)
			return i;
	for (word_t i = 1; set[i].key != NULL; i++)
		if (text_same_word(set[i].label, s) || text_same_word(_(set[i].label), s) ||
		    text_same_word(set[i].key, s))
			return i;
	found = by_aka(set, s);
	if (found != 0)
		return found;
	for (word_t i = 1; set[i].key != NULL; i++) {
		if (strncmp(set[i].label, s, strlen(s)) != 0)
			continue;
		if (found != 0)
			return 0; /* two words begin so: not unique */
		found = i;
	}
	return found;
}

const char *
word_label(const struct word *set, word_t i)
{
	if (set == NULL || i == 0)
		return "";
	for (word_t k = 0; k <= i; k++)
		if (set[k].key == NULL)
			return "";
	return _(set[i].label);
}

word_t
word_count(const struct word *set)
{
	word_t n = 0;

	while (set[n + 1].key != NULL)
		n++;
	return n;
}

wordset
word_set(const struct word *set, const char *keys)
{
	wordset out = 0;
	char key[64];

	while (*keys != '\0') {
		size_t n = strcspn(keys, ",");

		if (n > 0 && n < sizeof key) {
			memcpy(key, keys, n);
			key[n] = '\0';
			out |= (wordset)1 << word_key(set, key);
		}
		keys += n + (keys[n] == ',');
	}
	/* Bit 0 is where unknown keys went. */
	return out & ~(wordset)1;
}

const char *
word_labels(struct arena *a, const struct word *set, wordset v)
{
	const char *out = "";

	for (word_t i = 1; set[i].key != NULL; i++)
		if (v & ((wordset)1 << i))
			out = arena_printf(a, "%s%s%s", out, *out != '\0' ? "、" : "", _(set[i].label));
	return out;
}
