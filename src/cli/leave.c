/*
 * leave.c: jiandu sweep, jiandu certificate check, the profile of jiandu init.
 *
 * Knows: the engine's sweep, its check of a card, its profiles.  Must not know: any flow's law.
 */
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/io.h"
#include "base/json.h"
#include "store/cardkey.h"
#include "flow/parties.h"
#include "engine/export.h"
#include "cli/private.h"

/* ---- sweep ---- */

static void
sweep_json(const struct sweep_sum *sum)
{
	struct buf b = BUF_INIT;

	buf_adds(&b, "{\"done\":{");
	for (size_t i = 0; i < sum->n; i++)
		json_int(&b, sum->by[i].action->name, sum->by[i].n);
	buf_addc(&b, '}');
	json_int(&b, "failed", sum->failed);
	buf_addc(&b, '}');
	out_json(&b);
}

bool
run_sweep(struct cli *c, int argc, char **argv)
{
	struct sweep_sum sum;
	const char **rest;
	size_t n;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (n > 0)
		return wrong_usage(c, _("“%s”是多余的"), rest[0]);
	if (!needs_role(c, ROLE_BUREAU | ROLE_SYSADMIN, _("每日巡查")))
		return false;
	progress_wait(c->en);
	if (!engine_sweep(c->en, &sum, c->e))
		return false;
	if (c->json) {
		sweep_json(&sum);
		return true;
	}
	for (size_t i = 0; i < sum.n; i++)
		outf(_("%s %lld件\n"), _(sum.by[i].action->label), (long long)sum.by[i].n);
	if (sum.n == 0)
		outf("%s", _("没有到期的事\n"));
	if (sum.failed > 0)
		notef(_("有%lld件没有办成，见 jiandu audit list\n"), (long long)sum.failed);
	return true;
}

/* ---- certificate check ---- */

static const struct option check_options[] = {
	{ .name = "name", .label = N_("证上姓名"), .word = "NAME" },
	{ .name = "on", .label = N_("日期"), .word = "DATE" },
};

static void
verdict_json(const struct certificate_verdict *v)
{
	struct buf b = BUF_INIT;

	buf_addc(&b, '{');
	json_bool(&b, "valid", v->valid);
	json_text(&b, "number", v->number);
	json_text(&b, "why", v->why);
	json_text(&b, "proof", certificate_proofs[v->proof].key);
	if (v->same_name != 0)
		json_bool(&b, "same_name", v->same_name == 1);
	if (v->full) {
		json_int(&b, "id", v->id);
		json_text(&b, "name", v->name);
		json_text(&b, "term", v->term);
		json_text(&b, "replaced_by", v->replaced);
	}
	buf_addc(&b, '}');
	out_json(&b);
}

static void
verdict_text(const struct certificate_verdict *v)
{
	outf("%s  %s\n%s\n", v->number, v->valid ? _("有效") : _("无效"), v->why);
	if (v->proof != 0 && v->proof != PROOF_NONE)
		outf("%s\n", word_label(certificate_proofs, v->proof));
	if (v->same_name != 0)
		outf(_("证上姓名：%s\n"), word_label(certificate_names, v->same_name));
	if (*v->name != '\0')
		outf(_("持证人：%s\n"), v->name);
	if (*v->term != '\0')
		outf(_("任期：%s\n"), v->term);
	if (*v->replaced != '\0')
		outf(_("已补发为：%s\n"), v->replaced);
}

/* ---- certificate verify, rekey ---- */

bool
run_card_verify(struct cli *c, int argc, char **argv)
{
	struct certificate_verdict v;
	const char **rest;
	struct buf b = BUF_INIT;
	size_t n;

	if (!options_take(c, NULL, 0, argc, argv, &rest, &n))
		return false;
	if (n != 1)
		return wrong_usage(c, "%s", _("用法：jiandu certificate verify 编号|扫出的文字"));
	if (!card_verify(c->en, c->a, rest[0], &v, c->e))
		return false;
	if (!c->json) {
		outf("%s\n%s\n", v.number, word_label(certificate_proofs, v.proof));
		if (v.proof != PROOF_FORGED)
			outf("%s\n", v.standing != 0 ? word_label(certificate_standings, v.standing) : _("没有这个编号的监督员证"));
		return true;
	}
	buf_addc(&b, '{');
	json_text(&b, "number", v.number);
	json_text(&b, "proof", certificate_proofs[v.proof].key);
	json_text(&b, "standing", v.standing != 0 ? certificate_standings[v.standing].key : "");
	buf_addc(&b, '}');
	out_json(&b);
	buf_free(&b);
	return true;
}

static const struct option rekey_options[] = {
	{ .name = "yes", .help = N_("不再确认"), .flag = true },
};

/* Every card printed before can no longer be told from a forged one by its code: not by a slip. */
bool
run_card_rekey(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(rekey_options)];
	const char **rest;
	size_t n;

	memcpy(v, rekey_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n) || !needs_role(c, ROLE_SYSADMIN, _("换验证密钥")))
		return false;
	if (n != 0 || v[0].value == NULL)
		return wrong_usage(c, "%s", _("换密钥后，以前制发的监督员证上的验证码都作废，要重新制发；确定的话：jiandu certificate rekey --yes"));
	if (!card_rekey(c->en, c->e))
		return false;
	outf(_("已换新密钥：%s\n请另存一份，不要和数据库的备份放在一起；监督员证请重新制发。\n"), cardkey_path(c->en->db, c->a));
	return true;
}

/* A number that is not good is an answer, not a failure: exit 0; 5 is for what does not exist. */
bool
run_card_check(struct cli *c, int argc, char **argv)
{
	struct option v[N_OF(check_options)];
	struct certificate_verdict verdict;
	struct err why = { 0 };
	const char **rest;
	day_t on = DAY_NONE;
	size_t n;

	memcpy(v, check_options, sizeof v);
	if (!options_take(c, v, N_OF(v), argc, argv, &rest, &n))
		return false;
	if (n != 1)
		return wrong_usage(c, "%s", _("用法：jiandu certificate check 编号 [--name 证上姓名] [--on 日期]"));
	if (v[1].value != NULL && !day_parse(v[1].value, c->en->today, c->en->cal, &on, &why))
		return wrong_usage(c, "--on：%s", why.text);
	if (!card_check(c->en, c->a, rest[0], v[0].value != NULL ? v[0].value : "", on, &verdict, c->e))
		return false;
	if (c->json)
		verdict_json(&verdict);
	else
		verdict_text(&verdict);
	return true;
}

/* ---- the profile of a new database ---- */

bool
profile_text(struct cli *c, const char *profile, const char **text)
{
	*text = "";
	if (profile == NULL || strcmp(profile, "beibei") == 0)
		return true;
	if (access(profile, R_OK) != 0)
		return wrong_usage(c, _("没有“%s”这套规则；有：beibei，或者一个配置文件"), profile);
	return file_text(c, profile, text);
}

/* The file's own name, without folders and ending, until the profile says another. */
static const char *
name_of(struct arena *a, const char *path)
{
	const char *name = path_name(path);
	size_t n = strcspn(name, ".");

	return arena_strndup(a, name, n > 0 ? n : strlen(name));
}

bool
profile_put(struct cli *c, const char *profile, const char *text)
{
	const char *path;

	if (*text == '\0' || engine_profile(c->en, name_of(c->a, profile), text, c->e))
		return true;
	/* Half a profile is none: the next attempt finds the name free. */
	path = arena_strdup(c->a, db_path(c->en->db));
	engine_close(c->en);
	c->en = NULL;
	db_remove(path);
	db_remove(arena_printf(c->a, "%s.work", path));
	cardkey_remove(path);
	return false;
}
