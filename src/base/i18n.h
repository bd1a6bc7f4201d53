/*
 * i18n.h: the language of the interface.  Msgids are Chinese (the product's
 * language and the law's words); English comes from po/en.po.
 */
#ifndef JIANDU_BASE_I18N_H
#define JIANDU_BASE_I18N_H

#include <libintl.h>

#define _(s) gettext(s)
#define N_(s) s

#endif
