/*
 * help.h: what can be done here, in words; the rule, article by article.
 *
 * Knows: hints of the screen below, actions, articles.  Must not know: any one screen.
 */
#ifndef JIANDU_UI_HELP_H
#define JIANDU_UI_HELP_H

#include "ui/ui.h"

/*
 * Help over the screen on top: its keys, the act and the field when it is a form, and the
 * articles of the flow that TOPIC names ("opinion", "opinion-read"; anything else: keys only).
 * For ui->help.
 */
struct screen *help_screen(struct ui *ui, const char *topic);
/* The rule with the acts that serve each article, beginning at ARTICLE (0: the first). */
struct screen *rule_screen(struct ui *ui, int article);

#endif
