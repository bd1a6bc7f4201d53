/*
 * i18n.c: is anything translated at all?
 *
 * Knows: gettext.  Must not know: which languages there are.
 */
#include "base/i18n.h"

bool i18n_translated;

void
i18n_look(void)
{
	/* The header of a catalogue is the translation of "". */
	i18n_translated = *gettext("") != '\0';
}
