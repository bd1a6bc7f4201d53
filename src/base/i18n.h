/*
 * i18n.h: the language of the interface.  Msgids are Chinese (the product's
 * language and the law's words); English comes from po/en.po.
 */
#ifndef JIANDU_BASE_I18N_H
#define JIANDU_BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

/* Texts are asked of a catalogue.  Without one gettext() takes some 700 instructions to give back what it got; a picture asks 150 times. */
extern bool i18n_translated;

/* After setlocale() and textdomain(): is there a catalogue for this language? */
void i18n_look(void);

/* TEXT in the language of the interface. */
static inline const char *i18n_text(const char *text) __attribute__((format_arg(1)));

static inline const char *
i18n_text(const char *text)
{
	return i18n_translated ? gettext(text) : text;
}

#define _(s) i18n_text(s)
#define N_(s) s

#endif
