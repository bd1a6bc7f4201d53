/*
 * paper.h: the kinds of papers, what may stand in each, and how one is made from a record.
 *
 * Knows: records, templates, the neutral description of a paper.  Must not know: PDF, faces,
 * how a document is kept (document.c).
 *
 * A paper's content is one JSON object, the same for the screen, for plain text and for jiandu-paper:
 *
 *	{"v":1,"kind":"transfer","layout":"letter","title":"…","office":"…","number":"…","date":"2026-11-25",
 *	 "code":"…*…" (a card: what its QR code holds),
 *	 "blocks":[{"t":"to","s":["…："]},{"t":"p","s":["…"]},{"t":"row","n":4,"s":["…","…"]},…]}
 *
 * Blocks: to addressee, p paragraph, annex (several are numbered), sign (a line of the signature), cc (left, right), head (cells, with
 * widths in "w"; of a report "a":"lrr", which stand at the right, and "name"), row (cells; "n" least lines; "total"), cap
 * (above a table), chart (labels; "form" bars or lines, "name" of the table, "cap",
 * "series":[{"name":"…","col":1,"v":["12","<3",…]}]).  A draft has "draft":true.  Papers are Chinese whatever the
 * language of the screen, so nothing here is translated but what people are told.
 *
 * A template is text, one block a line:
 *
 *	# title        > addressee      ^ annex        @ line of the signature     ~ 抄送 | 印发
 *	| cell | cell  a row; |4 …: of at least four lines      |= 序号:2 | 姓名:4   head with widths
 *	|* {序号} | …  the one row that is repeated             anything else: a paragraph
 *	|+ 意见按月    a table of a report by its name        |% as bars   |/ as lines
 *
 * {名称} is a field of the kind's list; [part] is left out when a field in it is empty.
 */
#ifndef JIANDU_FLOW_PAPER_H
#define JIANDU_FLOW_PAPER_H

#include "act/action.h"

struct json_t;
struct report_table;

enum paper_kind {
	PAPER_LETTER = 1, /* 监督意见书 */
	PAPER_TRANSFER,   /* 转办函 */
	PAPER_FEEDBACK,   /* 采纳情况反馈表 */
	PAPER_ORDER,      /* 责令纠正通知书 */
	PAPER_UNFOUNDED,  /* 不成立说明函 */
	PAPER_OUTCOME,    /* 办理结果告知函 */
	PAPER_ANSWER,     /* 反馈情况告知函 */
	PAPER_APPOINTMENT,/* 聘书 */
	PAPER_CARD,       /* 监督员证 */
	PAPER_RECEIPT,    /* 送达回证 */
	PAPER_ROSTER,     /* 花名册 */
	PAPER_NOTICE,     /* 选聘公告 */
	PAPER_INVITATION, /* 邀请函 */
	PAPER_APPLICATION,/* 报名表, 推荐表 */
	PAPER_CHECK,      /* 资格审查表 */
	PAPER_PUBLICITY,  /* 公示 */
	PAPER_ACTIVITY,   /* 活动通知 */
	PAPER_SIGNIN,     /* 签到表 */
	PAPER_EXAMINATION,/* 审查报告 */
	PAPER_INSPECTION, /* 专项行政执法监督检查通知 */
	PAPER_ACCOUNTABILITY, /* 建议追究责任函 */
	PAPER_DISMISSAL,  /* 解聘决定 */
	PAPER_DISMISSAL_NOTICE, /* 解聘公告 */
	PAPER_EVALUATION, /* 年度综合评价表 */
	PAPER_ARCHIVE,    /* 归档目录 */
	PAPER_ANNUAL,     /* 年度报告 */
	PAPER_REGISTER,   /* 台账 */
	PAPER_MONTHLY,    /* 月报 */
};
extern const struct word paper_kinds[];

/* A name that may stand in {}: what a template calls it, and the column or the computed value it stands for. */
struct paper_field {
	const char *label; /* 执法机构 */
	const char *from;  /* flow of the column; "": computed */
	const char *key;
};

/* Where a paper's number comes from. */
enum paper_number {
	PAPER_UNNUMBERED,
	PAPER_BY_WORD,   /* the next of the word, given at issue */
	PAPER_BY_FIELD,  /* the record's own, which stands there already */
};
enum paper_reader { PAPER_TO_AGENCY = 1, PAPER_TO_PERSON = 2 };

/* Of what length of time a report is; its period is 2026, or 202611. */
enum paper_period { PERIOD_NONE, PERIOD_YEAR, PERIOD_MONTH };

struct paper_form {
	word_t kind;
	const char *layout;       /* letter, order, plain, form, award, card, roster, report */
	const char *flow[6];      /* of whose records it is made; none: of the whole register */
	int article;
	enum paper_number numbered;
	const char *number;       /* the word, or the label of the field; "" for a field that may be empty: see .word */
	const char *word;         /* PAPER_BY_FIELD: the word that numbers it when the record has none; NULL refuses */
	unsigned readers;         /* who sees it besides the bureau */
	bool fresh;               /* made anew at each issue: it belongs to no record */
	const char *whole;        /* flow whose whole register it is made of, and offered with; NULL none */
	enum paper_period period; /* a report: it belongs to a period, not to a record */
	unsigned uses;            /* report_use bits (report.h): which tables may stand in it */
	const struct paper_field *fields;
	size_t n_fields;
	const struct paper_field *row; /* those of the repeated row */
	size_t n_row;
	const char *needed;       /* labels, blank-separated: without them it is not issued */
};
/* The form of KIND; NULL for 0. */
const struct paper_form *paper_form(word_t kind);
/* Is it made of records of FLOW? */
bool paper_form_of(const struct paper_form *f, const char *flow);

/* The record a paper is made of: one of these is set, none for the roster; a report has its period. */
#define PAPER_FLOWS 10
struct paper_of {
	int64_t opinion, review, certificate, supervisor, round, invitation, candidate, activity, dismissal, evaluation;
	int64_t period;
	int64_t head;            /* entry of the trail whose value a report prints; 0: the last one */
};
extern const char *const paper_flows[PAPER_FLOWS + 1]; /* the members' names, ended by NULL */
/* The member that belongs to FLOW, NULL none. */
int64_t *paper_of_flow(struct paper_of *of, const char *flow);
/* The record that is set, and its flow; 0 and NULL when none is. */
int64_t paper_made_of(const struct paper_of *of, const char **flow);

struct paper {
	const char *content;     /* JSON */
	const char *title, *subject;
	int64_t agency, person;  /* who sees it, 0 nobody outside */
	int64_t head;            /* entry of the trail that is printed on it, 0 none */
	const char *agency_name, *person_name, *initials;
};

/*
 * Make the paper of FORM from the record OF, dated ON, with NUMBER.  False with a refusal that names what is
 * missing.  TEMPLATE NULL takes the office's.  DRAFT marks it as such.
 */
bool paper_compose(struct act *a, const struct paper_form *form, const struct paper_of *of, day_t on, const char *number,
	bool draft, struct paper *out);
/* The number that the record itself holds for FORM; "" none. */
const char *paper_own_number(struct act *a, const struct paper_form *form, const struct paper_of *of);

/* Is TEXT a template for FORM?  False with one sentence in *WHY (owned by A). */
bool paper_template_check(struct arena *a, const struct paper_form *form, const char *text, const char **why);

/* The names that may stand in FORM's template, joined by 、; those of the repeated row apart ("" none). */
const char *paper_field_names(struct arena *a, const struct paper_form *form, const char **row);

/* CONTENT as lines of plain text for printers, copying and the screen; COLUMNS wide at most (0: 76). */
void paper_text(const char *content, int columns, struct buf *out);

/* ---- between the files of papers ---- */

/* What a template's names mean for one paper. */
struct paper_values {
	const char *(*value)(void *ctx, const struct paper_field *f); /* "" when empty */
	void *ctx;
	size_t rows;                      /* of the repeated row */
	void (*row)(void *ctx, size_t i); /* row I is what value() speaks of */
	void (*table)(void *ctx, const struct report_table *t, char how, struct json_t *blocks); /* of a report: '+' itself, '%' bars, '/' lines */
};
/* A new block of TYPE at the end of BLOCKS; one more text in a block. */
struct json_t *paper_block(struct json_t *blocks, const char *type);
void paper_say(struct json_t *block, const char *s);
/*
 * TEXT as blocks of a paper appended to the JSON array BLOCKS; *TITLE receives the title.  VALUES NULL only checks.
 * False with one sentence in *WHY.
 */
bool paper_expand(struct arena *a, const struct paper_form *form, const char *text, const struct paper_values *values,
	struct json_t *blocks, const char **title, const char **why);

#endif
