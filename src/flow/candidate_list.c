/*
 * candidate_list.c: the register of those who apply, and its standing views.
 *
 * Knows: the table's columns and indexes (src/store/ladder/0004.sql).  Must not know: how a page is drawn.
 *
 * No identity number stands in a list that becomes a public notice; the mark 超龄 stands in all.
 */
#include "base/i18n.h"
#include "flow/candidate_acts.h"
#include "flow/parties.h"

/* The round and the person are joined from the left, so that the candidate's own index gives the order. */
#define FROM "candidate c LEFT JOIN person p ON p.id = c.person"
#define DUE "(SELECT k.due FROM clock k WHERE k.record = c.id AND k.kind = 'missing')"
#define STOPPED "(SELECT k.stopped FROM clock k WHERE k.record = c.id AND k.kind = 'missing')"
#define NOTICE_END "(SELECT k.due FROM clock k WHERE k.record = c.id AND k.kind = 'notice')"

static const struct word holds[] = {
	WORD_NONE,
	{ "held", N_("异议"), 7 },
	WORD_END,
};

#define COL_NAME \
	{ .name = "name", .label = N_("姓名"), .sql = "c.name", .type = LT_NAME, .width = 18, .min = 8 }
#define COL_SEX \
	{ .name = "sex", .label = N_("性别"), .sql = "p.sex", .type = LT_WORD, .words = person_sexes, .width = 4, .rank = 5 }
#define COL_EMPLOYER \
	{ .name = "employer", .label = N_("工作单位及职务"), .sql = "p.employer", .type = LT_TEXT, .width = 28, .min = 12, \
		.rank = 4 }
#define COL_CATEGORIES \
	{ .name = "categories", .label = N_("类别"), .sql = "c.categories", .type = LT_SET, .words = supervisor_categories, \
		.width = 22, .min = 10, .rank = 3 }
#define COL_OVER \
	{ .name = "over_age", .label = N_("超龄"), .sql = "CASE WHEN c.over_age THEN 'over' END", .type = LT_WORD, \
		.words = supervisor_ages, .width = 4, .rank = 2 }
#define COL_STATE \
	{ .name = "state", .label = N_("状态"), .sql = "c.state", .type = LT_WORD, .words = candidate_states, .width = 10, \
		.rank = 1 }
#define COL_ROUND \
	{ .name = "round", .label = N_("批次"), .sql = "c.round_name", .type = LT_TEXT, .width = 16, .rank = 6 }

static const struct list_col cols[] = {
	COL_NAME,
	COL_STATE,
	COL_CATEGORIES,
	{ .name = "rank", .label = N_("名次"), .sql = "CASE WHEN c.rank > 0 THEN c.rank END", .type = LT_INT, .width = 4,
		.rank = 2, .right = true },
	{ .name = "score", .label = N_("评分"), .sql = "CASE WHEN c.scored_on IS NOT NULL THEN c.score END", .type = LT_INT,
		.width = 4, .rank = 3, .right = true },
	COL_OVER,
	{ .name = "age", .label = N_("年龄"), .sql = "CASE WHEN c.age >= 0 THEN c.age END", .type = LT_INT, .width = 4,
		.rank = 4, .right = true },
	{ .name = "held", .label = N_("异议"), .sql = "CASE WHEN c.held > 0 THEN 'held' END", .type = LT_WORD, .words = holds,
		.width = 4, .rank = 2 },
	{ .name = "due", .label = N_("补正期限"), .sql = DUE, .type = LT_DUE, .stopped = STOPPED, .width = 9, .rank = 5 },
	COL_ROUND,
	{ .name = "channel", .label = N_("产生方式"), .sql = "c.channel", .type = LT_WORD, .words = candidate_channels,
		.width = 8, .rank = 7 },
	{ .name = "recommender", .label = N_("推荐单位"), .sql = "c.recommender", .type = LT_TEXT, .width = 20, .min = 10,
		.rank = 8 },
	COL_EMPLOYER,
	COL_SEX,
	{ .name = "applied_on", .label = N_("报名日期"), .sql = "c.applied_on", .type = LT_DAY, .width = 10, .rank = 9 },
	{ .name = "phone", .label = N_("联系电话"), .sql = "p.phone", .type = LT_MASKED, .json_only = true },
	{ .name = "idno", .label = N_("身份证号"), .sql = "p.idno", .type = LT_MASKED, .json_only = true },
	{ .name = "declared", .label = N_("已签声明"), .sql = "c.declared", .type = LT_INT, .json_only = true },
	{ .name = "letter_number", .label = N_("聘书编号"), .sql = "c.letter_number", .type = LT_TEXT, .json_only = true },
	{ .name = "certificate", .label = N_("证件编号"), .sql = "c.certificate", .type = LT_TEXT, .json_only = true },
	{ .name = "publicised_on", .label = N_("公示日期"), .sql = "c.publicised_on", .type = LT_DAY, .json_only = true },
	{ .name = "notice_end", .label = N_("公示至"), .sql = NOTICE_END, .type = LT_DAY, .json_only = true },
	{ .name = "appointed_on", .label = N_("聘任日期"), .sql = "c.appointed_on", .type = LT_DAY, .json_only = true },
	{ .name = "reason", .label = N_("不合格或退出原因"),
		.sql = "CASE WHEN c.end_reason <> '' THEN c.end_reason ELSE c.review_reason END", .type = LT_TEXT,
		.json_only = true },
	{ .name = "person", .label = N_("人员"), .sql = "c.person", .type = LT_INT, .json_only = true },
};

#define COL_COND(n, text) \
	{ .name = "cond" #n, .label = text, .sql = "c.cond" #n, .type = LT_WORD, .words = condition_results, .width = 6, \
		.rank = 1 }

/* Rows candidates, columns conditions. */
static const struct list_col sheet_cols[] = {
	COL_NAME,
	COL_COND(1, N_("守法")),
	COL_COND(2, N_("自愿")),
	COL_COND(3, N_("了解")),
	COL_COND(4, N_("健康")),
	COL_COND(5, N_("本区")),
	COL_COND(6, N_("记录")),
	COL_COND(7, N_("其他")),
	COL_OVER,
	{ .name = "declared", .label = N_("声明"), .sql = "CASE c.declared WHEN 1 THEN '有' ELSE '无' END", .type = LT_TEXT,
		.width = 4, .rank = 2 },
	{ .name = "age", .label = N_("年龄"), .sql = "CASE WHEN c.age >= 0 THEN c.age END", .type = LT_INT, .width = 4,
		.rank = 3, .right = true },
	COL_STATE,
	COL_ROUND,
};

/* Rows candidates, score and remark beside what they are. */
static const struct list_col score_cols[] = {
	COL_NAME,
	COL_CATEGORIES,
	{ .name = "score", .label = N_("评分"), .sql = "CASE WHEN c.scored_on IS NOT NULL THEN c.score END", .type = LT_INT,
		.width = 4, .rank = 1, .right = true },
	{ .name = "score_note", .label = N_("评语"), .sql = "c.score_note", .type = LT_TEXT, .width = 24, .min = 12, .rank = 2 },
	COL_EMPLOYER,
	COL_OVER,
	COL_ROUND,
};

/* What a public notice shows. */
static const struct list_col notice_cols[] = {
	COL_NAME,
	COL_SEX,
	COL_EMPLOYER,
	COL_CATEGORIES,
	COL_OVER,
	{ .name = "held", .label = N_("异议"), .sql = "CASE WHEN c.held > 0 THEN 'held' END", .type = LT_WORD, .words = holds,
		.width = 4, .rank = 2 },
	{ .name = "notice_end", .label = N_("公示至"), .sql = NOTICE_END, .type = LT_DAY, .width = 10, .rank = 2 },
	COL_STATE,
	COL_ROUND,
};

static const struct list_filter filters[] = {
	{ .name = "round", .label = N_("批次"), .sql = "c.round = :v", .type = FT_REF, .ref = "round" },
	{ .name = "category", .label = N_("类别"), .sql = "instr(',' || c.categories || ',', ',' || :v || ',') > 0",
		.type = FT_WORD, .words = supervisor_categories },
	{ .name = "channel", .label = N_("产生方式"), .sql = "c.channel = :v", .type = FT_WORD, .words = candidate_channels },
	{ .name = "person", .label = N_("人员"), .sql = "c.person = :v", .type = FT_REF, .ref = "person" },
	{ .name = "over_age", .label = N_("超龄"), .sql = "c.over_age = :v", .type = FT_BOOL },
	{ .name = "held", .label = N_("有异议"), .sql = "(c.held > 0) = :v", .type = FT_BOOL },
	{ .name = "declared", .label = N_("已签声明"), .sql = "c.declared = :v", .type = FT_BOOL },
	{ .name = "name", .label = N_("姓名"), .sql = "instr(c.name, :v) > 0", .type = FT_LINE },
};

#define BY_STROKES { .name = "strokes", .label = N_("按姓氏笔画"), .sql = "c.stroke_key" }
#define BY_RANK { .name = "rank", .label = N_("按名次"), .sql = "c.rank_key" }
#define BY_SCORE { .name = "score", .label = N_("按评分"), .sql = "c.score", .desc = true }
#define BY_PINYIN { .name = "pinyin", .label = N_("按姓名拼音"), .sql = "c.initials" }
#define BY_APPLIED { .name = "applied_on", .label = N_("按报名日期"), .sql = "c.applied_on", .desc = true }

static const struct list_sort sorts[] = { BY_APPLIED, BY_STROKES, BY_RANK, BY_SCORE, BY_PINYIN };
static const struct list_sort stroke_sorts[] = { BY_STROKES, BY_PINYIN };
static const struct list_sort rank_sorts[] = { BY_RANK, BY_SCORE, BY_STROKES };

#define VIEW(columns, keys) \
	.from = FROM, .id = "c.id", .cols = columns, .n_cols = N_OF(columns), .filters = filters, .n_filters = N_OF(filters), \
	.sorts = keys, .n_sorts = N_OF(keys)

const struct list candidate_lists[CANDIDATE_LISTS] = {
	{ .name = "candidate", .label = N_("参选人员"), VIEW(cols, sorts) },
	{ .name = "candidate.sheet", .label = N_("条件审查表"), .where = "c.state = 'applied'", VIEW(sheet_cols, stroke_sorts) },
	{ .name = "candidate.ranking", .label = N_("合格人员名次"),
		.where = "c.choice = 1", VIEW(cols, rank_sorts) },
	{ .name = "candidate.scoring", .label = N_("评分表"), .where = "c.choice = 1", VIEW(score_cols, stroke_sorts) },
	{ .name = "candidate.notice", .label = N_("公示名单"), .where = "c.state = 'publicised'",
		VIEW(notice_cols, stroke_sorts) },
};

const struct scope candidate_scopes[2] = {
	{ ROLE_CLERK, "1" },
	{ ROLE_LEADER, "1" },
};
