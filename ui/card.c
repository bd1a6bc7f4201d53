/*
 * card.c: the check of a presented certificate on the screen.
 *
 * Knows: the engine's check.  Must not know: what makes a card good.
 */
#include <string.h>

#include "base/i18n.h"
#include "flow/parties.h"
#include "ui/dialog.h"
#include "ui/work.h"

static void
show(struct ui *ui, const struct certificate_verdict *v)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s  %s\n%s\n", v->number, v->valid ? _("有效") : _("无效"), v->why);
	if (v->proof != 0 && v->proof != PROOF_NONE && v->proof != PROOF_FORGED)
		buf_printf(&b, "%s\n", word_label(certificate_proofs, v->proof));
	if (v->same_name != 0)
		buf_printf(&b, _("证上姓名：%s\n"), word_label(certificate_names, v->same_name));
	if (*v->name != '\0')
		buf_printf(&b, _("持证人：%s\n"), v->name);
	if (*v->term != '\0')
		buf_printf(&b, _("任期：%s\n"), v->term);
	if (*v->replaced != '\0')
		buf_printf(&b, _("已补发为：%s\n"), v->replaced);
	dialog_message(ui, _("核验监督员证"), buf_str(&b));
	buf_free(&b);
}

void
card_ask(struct ui *ui, const char *number)
{
	struct arena *a = arena_new();
	struct certificate_verdict v;
	struct err e = { 0 };
	const char *name = "";

	if (number == NULL || *number == '\0') {
		number = dialog_prompt(ui, a, _("核验监督员证"), _("所出示的证件编号，或者扫出的二维码文字"), "");
		if (number != NULL && *number != '\0')
			name = dialog_prompt(ui, a, _("核验监督员证"), _("证上的姓名（可以不填）"), "");
	}
	if (number != NULL && *number != '\0' && name != NULL) {
		if (card_check(ui->en, a, number, name, DAY_NONE, &v, &e))
			show(ui, &v);
		else
			ui_say_err(ui, &e);
	}
	arena_free(a);
}
