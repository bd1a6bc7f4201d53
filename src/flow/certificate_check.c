/*
 * certificate_check.c: what a presented number is worth: valid on that day or not, and why.
 *
 * Knows: the card, its term, who may know what.  Must not know: faces.
 *
 * Whoever is shown a card may ask whether it is good.  The holder's name, term and the
 * card that replaced it are told only to those who see the record; the others may put
 * the name that the card shows and learn whether it agrees.
 */
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "store/cardkey.h"
#include "flow/certificate.h"

const struct word certificate_names[] = {
	WORD_NONE,
	{ "same", N_("相符"), 0 },
	{ "other", N_("不符"), 0 },
	WORD_END,
};

const struct word certificate_proofs[] = {
	WORD_NONE,
	[PROOF_GENUINE] = { "genuine", N_("真：验证码与编号相符"), 0 },
	[PROOF_FORGED] = { "forged", N_("假：验证码与编号不符，不是本局制发的证件"), 0 },
	[PROOF_NONE] = { "unproved", N_("真伪未核：没有给出证上的验证码"), 0 },
	[PROOF_NO_KEY] = { "no_key", N_("真伪未核：这里没有验证密钥"), 0 },
	WORD_END,
};
const struct word certificate_standings[] = {
	WORD_NONE,
	[STANDING_CURRENT] = { "current", N_("有效"), 0 },
	[STANDING_LOST] = { "lost", N_("遗失"), 0 },
	[STANDING_RETURNED] = { "returned", N_("已收回"), 0 },
	[STANDING_VOID] = { "void", N_("作废"), 0 },
	[STANDING_EXPIRED] = { "expired", N_("到期"), 0 },
	[STANDING_ENDED] = { "ended", N_("已失效"), 0 },
	WORD_END,
};

const char *
certificate_scanned(struct act *a, const char *number)
{
	char code[CARDKEY_CODE];

	return cardkey_code(a->db, number, code) ? arena_printf(a->arena, "%s*%s", number, code) : number;
}

/* The number and the check code of what was scanned; *CODE "" when there is none. */
static const char *
take_apart(struct arena *ar, const char *scanned, const char **code)
{
	const char *s = text_fold_width(ar, text_trim(ar, scanned)), *star = strrchr(s, '*');

	*code = star != NULL ? text_trim(ar, star + 1) : "";
	/* The number as it was given: its brackets are folded elsewhere. */
	return star != NULL ? text_trim(ar, arena_strndup(ar, s, (size_t)(star - s))) : scanned;
}

static word_t
proof(struct act *a, const struct certificate *c, const char *code)
{
	if (*code == '\0')
		return PROOF_NONE;
	if (cardkey_state(a->db) != CARDKEY_GOOD)
		return PROOF_NO_KEY;
	return c != NULL && cardkey_matches(a->db, c->number, code) ? PROOF_GENUINE : PROOF_FORGED;
}

static word_t
standing(const struct certificate *c, bool valid)
{
	static const word_t of[] = { [CERTIFICATE_LOST] = STANDING_LOST, [CERTIFICATE_RETURNED] = STANDING_RETURNED,
		[CERTIFICATE_VOID] = STANDING_VOID, [CERTIFICATE_EXPIRED] = STANDING_EXPIRED };

	if (valid)
		return STANDING_CURRENT;
	return c->rec.state < N_OF(of) && of[c->rec.state] != 0 ? of[c->rec.state] : STANDING_ENDED;
}

/* The number without blanks, with brackets of one form: people copy it from a card in many ways. */
static const char *
plain(struct arena *ar, const char *number)
{
	static const char *const open[] = { "〔", "［", "【", "[", "(", "（", "〖" };
	static const char *const close[] = { "〕", "］", "】", "]", ")", "）", "〗" };
	struct buf b = BUF_INIT;
	const char *p = text_fold_width(ar, text_trim(ar, number)), *out;

	while (*p != '\0') {
		size_t n = text_grapheme(p, strlen(p)), k;

		for (k = 0; k < N_OF(open); k++)
			if (strncmp(p, open[k], strlen(open[k])) == 0 || strncmp(p, close[k], strlen(close[k])) == 0)
				break;
		if (k < N_OF(open))
			buf_adds(&b, strncmp(p, open[k], strlen(open[k])) == 0 ? "[" : "]");
		else if (*p != ' ' && *p != '\t')
			buf_add(&b, p, n);
		p += n;
	}
	out = arena_strdup(ar, buf_str(&b));
	buf_free(&b);
	return out;
}

static const struct certificate *
find(struct act *a, const char *number)
{
	struct stmt *s = db_prepare(a->db, "SELECT id FROM certificate WHERE number = :n");
	const char *asked = plain(a->arena, number);
	int64_t id = 0, order = certificate_order(a->arena, number);

	db_bind_text(s, ":n", number);
	if (db_step(s)) {
		id = db_int(s, 0);
		db_done(s);
	}
	if (id != 0 || order == 0)
		return act_load(a, "certificate", id);
	s = db_prepare(a->db, "SELECT id, number FROM certificate WHERE order_key = :k ORDER BY id");
	db_bind_int(s, ":k", order);
	while (id == 0 && db_step(s))
		if (strcmp(plain(a->arena, db_text(s, 1)), asked) == 0)
			id = db_int(s, 0);
	db_done(s);
	return act_load(a, "certificate", id);
}

/* Is the day not one on which the card counts for nothing, whatever its state says now? */
static bool
good_on(const struct certificate *c, day_t on)
{
	if (c->issued_on != DAY_NONE && on < c->issued_on)
		return false;
	if (c->ended_on == DAY_NONE)
		return true;
	/* The last day of a term is still the term's; a lost card is lost from its day on. */
	return c->rec.state == CERTIFICATE_EXPIRED ? on <= c->ended_on : on < c->ended_on;
}

static const char *
why_not(struct act *a, const struct certificate *c, const struct supervisor *s, day_t on)
{
	char day[DAY_TEXT], declared[DAY_TEXT];

	if (c->issued_on != DAY_NONE && on < c->issued_on)
		return arena_printf(a->arena, _("%s才发证，当日尚无此证"), day_format(c->issued_on, day));
	day_format(c->ended_on, day);
	switch (c->rec.state) {
	case CERTIFICATE_LOST:
		if (c->declared_on != DAY_NONE)
			return arena_printf(a->arena, _("%s遗失，%s声明作废"), day, day_format(c->declared_on, declared));
		return arena_printf(a->arena, _("%s遗失，自该日起失效"), day);
	case CERTIFICATE_RETURNED:
		return arena_printf(a->arena, _("%s失效，已收回"), day);
	case CERTIFICATE_VOID:
		return arena_printf(a->arena, _("%s作废"), day);
	case CERTIFICATE_EXPIRED:
		return arena_printf(a->arena, _("%s到期"), day);
	default:
		break;
	}
	if (c->recalled_on != DAY_NONE)
		return arena_printf(a->arena, _("%s起失效，正在收回"), day);
	return s != NULL && on > s->term_end ? arena_printf(a->arena, _("任期已于%s届满"), day_format(s->term_end, day)) :
					       arena_strdup(a->arena, _("当日不在任期内"));
}

void
certificate_judge(struct act *a, const char *number, const char *name, day_t on, struct certificate_verdict *out)
{
	const char *code;
	const struct certificate *c;
	const struct supervisor *s;
	char from[DAY_TEXT], to[DAY_TEXT];

	number = take_apart(a->arena, number, &code);
	c = find(a, number);

	*out = (struct certificate_verdict){ .number = text_clean(a->arena, number, false), .why = "", .name = "", .term = "",
		.replaced = "" };
	out->proof = proof(a, c, code);
	if (c == NULL) {
		out->why = _("没有这个编号的监督员证");
		return;
	}
	/* Who shows a forged card learns nothing of the true one. */
	if (out->proof == PROOF_FORGED) {
		out->why = word_label(certificate_proofs, PROOF_FORGED);
		return;
	}
	s = act_load(a, "supervisor", c->supervisor);
	out->number = c->number;
	out->valid = good_on(c, on) && s != NULL && supervisor_in_office(s, on);
	out->standing = standing(c, out->valid);
	out->why = out->valid ? _("证件有效，持证人在任期内") : why_not(a, c, s, on);
	if (*name != '\0')
		out->same_name = strcmp(text_name(a->arena, name), c->name) == 0 ? 1 : 2;
	out->full = certificate_sees(a->actor, c);
	if (!out->full)
		return;
	out->id = c->rec.id;
	out->name = c->name;
	if (s != NULL)
		out->term = arena_printf(a->arena, _("%s至%s"), day_format(s->term_start, from),
			day_format(s->left_on != DAY_NONE ? s->left_on : s->term_end, to));
	if (c->replaced_by != 0)
		out->replaced = act_title(a, "certificate", c->replaced_by);
}
