/*
 * duties.c: the words of inquiries, misconduct, duty reports and evaluations, and what
 * these flows ask alike.
 *
 * Knows: article 11's prohibitions, the names a row carries.  Must not know: the course
 * of any of them.
 */
#include "flow/duties.h"

#include "base/i18n.h"
#include "flow/cases.h"
#include "flow/flows.h"

const struct word inquiry_states[] = {
	WORD_NONE,
	{ "asked", N_("待答复"), 9 },
	{ "answered", N_("已答复"), 20 },
	{ "refused", N_("被拒绝"), 20 },
	{ "closed", N_("办结"), 9 },
	WORD_END,
};

const struct word inquiry_kinds[] = {
	WORD_NONE,
	{ "question", N_("询问"), 9 },
	{ "consult", N_("查阅文件资料"), 9 },
	{ "handling", N_("调查了解办理情况"), 9 },
	{ "query", N_("查询"), 9 },
	{ "file", N_("调取执法案卷"), 9 },
	WORD_END,
};

const struct word misconduct_states[] = {
	WORD_NONE,
	{ "reported", N_("已收到"), 19 },
	{ "investigating", N_("调查中"), 19 },
	{ "unfounded", N_("不成立"), 19 },
	{ "criticised", N_("批评教育"), 19 },
	{ "dismissed", N_("提出解聘"), 19 },
	{ "transferred", N_("移送"), 19 },
	WORD_END,
};

const struct word misconduct_sources[] = {
	WORD_NONE,
	{ "agency", N_("执法机构反馈"), 19 },
	{ "public", N_("群众反映"), 0 },
	{ "bureau", N_("区司法局发现"), 0 },
	WORD_END,
};

/* Article 11: four prohibitions, the first of two kinds. */
const struct word misconduct_kinds[] = {
	WORD_NONE,
	{ "abuse", N_("滥用监督员身份"), 11 },
	{ "hinder", N_("妨碍依法执法"), 11 },
	{ "leak", N_("泄露秘密或者隐私"), 11 },
	{ "pose", N_("以监督员名义从事其他活动"), 11 },
	{ "papers", N_("涂改、转借聘书或者证件"), 11 },
	{ "other", N_("其他违法违规违纪"), 19 },
	WORD_END,
};

const struct word misconduct_results[] = {
	WORD_NONE,
	{ "unfounded", N_("不成立"), 19 },
	{ "criticised", N_("批评教育"), 19 },
	{ "dismissed", N_("提出解聘"), 17 },
	{ "transferred", N_("移送有关机关"), 19 },
	WORD_END,
};

const struct word duty_states[] = {
	WORD_NONE,
	{ "due", N_("待报送"), 18 },
	{ "reported", N_("已报送"), 18 },
	{ "assessed", N_("已评定"), 18 },
	WORD_END,
};

const struct word duty_grades[] = {
	WORD_NONE,
	{ "good", N_("好"), 18 },
	{ "fair", N_("较好"), 18 },
	{ "weak", N_("一般"), 18 },
	{ "missing", N_("未报送"), 17 },
	WORD_END,
};

const struct word evaluation_states[] = {
	WORD_NONE,
	{ "open", N_("待评分"), 12 },
	{ "scored", N_("已评分"), 12 },
	{ "confirmed", N_("已确认"), 12 },
	WORD_END,
};

const struct word evaluation_grades[] = {
	WORD_NONE,
	{ "excellent", N_("优秀"), 18 },
	{ "competent", N_("称职"), 18 },
	{ "basic", N_("基本称职"), 18 },
	{ "incompetent", N_("不称职"), 18 },
	WORD_END,
};

const struct field name_carry_fields[2] = {
	{ F_NAME(struct name_carry, person_name), .label = N_("监督员"), .flags = FIELD_REQUIRED | FIELD_NOTE },
	{ F_LINE(struct name_carry, initials), .label = N_("拼音首字母"), .flags = FIELD_HIDDEN },
};

bool
duty_carry_name(struct act *a, int64_t person, const char *name, const char *initials)
{
	return case_carry_rows(a, "inquiry.carry",
			"SELECT id FROM inquiry WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		case_carry_rows(a, "misconduct.carry",
			"SELECT id FROM misconduct WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		case_carry_rows(a, "duty.carry",
			"SELECT id FROM duty WHERE person = :person AND id > :after ORDER BY id", person, name, initials) &&
		case_carry_rows(a, "evaluation.carry",
			"SELECT id FROM evaluation WHERE person = :person AND id > :after ORDER BY id", person, name, initials);
}
