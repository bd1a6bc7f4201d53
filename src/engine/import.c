/*
 * import.c: office sheets (CSV) into a flow, row by row through action_do.
 *
 * Knows: how headers and cells look in the sheets that offices keep.
 * Must not know: what a column means to a flow; faces.
 *
 * The whole sheet is one transaction; each row is an act of its own inside it, so
 * that a refused row leaves nothing behind and the rows after it see what the rows
 * before it made.  A dry run does the very same and rolls back at the end.  Rows are read one by one: memory
 * holds the text of the sheet, and does not grow with what becomes of it.
 */
#include "engine/import.h"

#include <string.h>

#include "base/conv.h"
#include "base/csv.h"
#include "base/i18n.h"
#include "base/text.h"
#include "engine/paper.h"
#include "engine/private.h"

#define HEADER_ROWS 10 /* a title and notes may stand above the header */

enum outcome { OUTCOME_ACCEPTED, OUTCOME_UNCHANGED, OUTCOME_REFUSED };

struct sheet {
	struct engine *en;
	struct arena *a;           /* the report's */
	struct arena *row_arena;   /* emptied after each row */
	const struct flow *flow;
	const struct action *action;
	bool brief;
	struct csv csv;            /* stands behind the rows that are in ROWS */
	struct buf made;           /* what the flow made of a text that is no sheet */
	struct csv_row rows[HEADER_ROWS]; /* the first ones, among which the header is */
	size_t n_rows, header;
	size_t total;              /* rows in all */
	const struct field **field; /* per column, NULL ignored */
	struct import_report *rep;
	size_t cap_errors;
};

/* ---- headers ---- */

/* A header without what people add to it: stars, line breaks, "(必填)". */
static const char *
header_text(struct arena *a, const char *cell)
{
	struct buf b = BUF_INIT;
	const char *out;

	for (const char *p = cell; *p != '\0'; p++) {
		if (*p == '\n' || *p == '\r' || *p == '\t' || *p == '*')
			continue;
		if (strncmp(p, "＊", strlen("＊")) == 0) {
			p += strlen("＊") - 1;
			continue;
		}
		buf_addc(&b, *p);
	}
	out = text_trim(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* The header up to a remark in brackets: 聘任日期（年月日）; NULL when there is none. */
static const char *
without_remark(struct arena *a, const char *header)
{
	const char *wide = strstr(header, "（"), *narrow = strchr(header, '(');
	const char *at = wide != NULL && (narrow == NULL || wide < narrow) ? wide : narrow;

	return at != NULL && at > header ? arena_strndup(a, header, (size_t)(at - header)) : NULL;
}

static bool
in_aka(struct arena *a, const char *aka, const char *header)
{
	while (aka != NULL && *aka != '\0') {
		size_t n = strcspn(aka, "|");

		if (text_same_word(arena_strndup(a, aka, n), header))
			return true;
		aka += n + (aka[n] == '|');
	}
	return false;
}

static const struct field *
field_called(const struct sheet *s, const char *header)
{
	const struct action *ac = s->action;

	if (*header == '\0')
		return NULL;
	/* The field's own words come before other names: 编号 may be an other name of several. */
	for (size_t i = 0; i < ac->n_fields; i++) {
		const struct field *f = &ac->fields[i];

		if (!(f->flags & FIELD_HIDDEN) &&
			(text_same_word(f->label, header) || text_same_word(_(f->label), header) ||
				text_same_word(f->col.name, header)))
			return f;
	}
	for (size_t i = 0; i < ac->n_fields; i++)
		if (!(ac->fields[i].flags & FIELD_HIDDEN) && in_aka(s->a, ac->fields[i].aka, header))
			return &ac->fields[i];
	return NULL;
}

static const struct field *
field_for(const struct sheet *s, const char *cell)
{
	const char *header = header_text(s->a, cell), *bare;
	const struct field *f = field_called(s, header);

	if (f == NULL && (bare = without_remark(s->a, header)) != NULL)
		f = field_called(s, bare);
	return f;
}

static size_t
matches(const struct sheet *s, const struct csv_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < row->n; i++)
		if (field_for(s, row->cell[i]) != NULL)
			n++;
	return n;
}

static const char *
labels_listed(const struct sheet *s)
{
	const char *out = "";

	for (size_t i = 0; i < s->action->n_fields; i++) {
		const struct field *f = &s->action->fields[i];

		if (f->flags & FIELD_HIDDEN)
			continue;
		out = arena_printf(s->a, "%s%s%s", out, *out != '\0' ? "、" : "", _(f->label));
	}
	return out;
}

/* The row that names the columns: of the first rows the one that matches most. */
static bool
find_header(struct sheet *s, struct err *e)
{
	size_t best = 0, at = 0;
	const struct csv_row *row;

	for (size_t i = 0; i < s->n_rows && i < HEADER_ROWS; i++) {
		size_t n = matches(s, &s->rows[i]);

		if (n > best) {
			best = n;
			at = i;
		}
	}
	if (best == 0)
		return err_set(e, ERR_REFUSED, NULL, 0, _("表里没有认得的列名；可以有：%s"), labels_listed(s));
	s->header = at;
	row = &s->rows[at];
	s->field = arena_alloc(s->a, row->n * sizeof(struct field *));
	s->rep->headers = arena_alloc(s->a, row->n * sizeof *s->rep->headers);
	s->rep->fields = arena_alloc(s->a, row->n * sizeof *s->rep->fields);
	s->rep->n_headers = row->n;
	for (size_t i = 0; i < row->n; i++) {
		const struct field *f = field_for(s, row->cell[i]);

		s->rep->headers[i] = text_clean(s->a, header_text(s->a, row->cell[i]), false);
		/* Two columns for one field: the first counts, the second is reported as ignored. */
		for (size_t k = 0; k < i && f != NULL; k++)
			if (s->field[k] == f)
				f = NULL;
		s->field[i] = f;
		s->rep->fields[i] = f != NULL ? _(f->label) : NULL;
	}
	for (size_t i = 0; i < s->action->n_fields; i++) {
		const struct field *f = &s->action->fields[i];
		bool there = false;

		for (size_t k = 0; k < row->n; k++)
			there = there || s->field[k] == f;
		if (!there && (f->flags & FIELD_REQUIRED) && f->standard == NULL)
			return err_set(e, ERR_REFUSED, f->col.name, f->article, _("表里没有“%s”这一列"), _(f->label));
	}
	return true;
}

/* ---- cells ---- */

static bool
all_of(const char *s, const char *set)
{
	return *s != '\0' && s[strspn(s, set)] == '\0';
}

/* What offices write in a cell that has nothing to say. */
static bool
says_nothing(const struct field *f, const char *s)
{
	static const char *const dashes[] = { "—", "——", "－", "／", "＼" };
	static const char *const none[] = { "无", "暂无", "不详", "未填" };

	if (all_of(s, "-/\\"))
		return true;
	for (size_t i = 0; i < N_OF(dashes); i++)
		if (strcmp(s, dashes[i]) == 0)
			return true;
	if (f->type != FT_DAY && f->type != FT_REF && f->type != FT_IDNO && f->type != FT_USCC)
		return false;
	for (size_t i = 0; i < N_OF(none); i++)
		if (strcmp(s, none[i]) == 0)
			return true;
	return false;
}

/* 1.38E+10: a long number that the sheet program has shortened; its last digits are lost. */
static bool
is_ruined_number(const char *s)
{
	const char *p = s;

	p += strspn(p, "0123456789");
	if (p == s)
		return false;
	if (*p == '.')
		p += 1 + strspn(p + 1, "0123456789");
	return (*p == 'E' || *p == 'e') && p[1] == '+' && all_of(p + 2, "0123456789");
}

/* Blanks that are no blanks to a program become blanks. */
static const char *
plain_blanks(struct arena *a, const char *s)
{
	static const char *const odd[] = { "\u00a0", "\u2007", "\u202f", "\u2002", "\u2003", "\u2009" };
	struct buf b = BUF_INIT;
	const char *out;

	while (*s != '\0') {
		size_t n = 0;

		for (size_t i = 0; i < N_OF(odd) && n == 0; i++)
			if (strncmp(s, odd[i], strlen(odd[i])) == 0)
				n = strlen(odd[i]);
		buf_add(&b, n > 0 ? " " : s, 1);
		s += n > 0 ? n : 1;
	}
	out = arena_strdup(a, buf_str(&b));
	buf_free(&b);
	return out;
}

/* A day without the time that a form or a sheet program put behind it: " 10:30", "T00:00:00". */
static const char *
day_alone(struct arena *a, const char *s)
{
	size_t n = strcspn(s, " T");
	const char *p = s + n;
	size_t digits;

	for (int part = 0; *p != '\0'; part++) {
		p += part == 0 ? 1 + strspn(p + 1, " ") : 1;
		digits = strspn(p, "0123456789");
		if (digits < 1 || digits > 2 || part > 2)
			return s;
		p += digits;
		if (*p == '\0' ? part == 0 : *p != ':')
			return s;
	}
	return n > 0 ? arena_strndup(a, s, n) : s;
}

/*
 * A cell as it was meant: outer blanks gone, the apostrophe that keeps a sheet program
 * from computing gone, "/" and "—" empty, a day without its time.  Text is kept to the letter otherwise.
 */
static const char *
cell_text(struct arena *a, const struct field *f, const char *cell)
{
	const char *s = text_trim(a, plain_blanks(a, cell));

	if (*s == '\'' && s[1] != '\0' && strchr("0123456789=+-@\t", s[1]) != NULL)
		s++;
	if (says_nothing(f, s))
		return "";
	if (f->type == FT_DAY)
		return day_alone(a, s);
	/* Telephone numbers come in full-width digits too; a paper's number is kept as it is written. */
	if ((f->flags & FIELD_SENSITIVE) && f->type == FT_LINE)
		s = text_fold_width(a, s);
	return s;
}

/* ---- rows ---- */

static const char *
shown_value(struct sheet *s, const struct field *f, const char *cell)
{
	const char *clean = text_clean(s->a, cell, false);
	struct field masked = { .col = { "v", COL_TEXT, 0, NULL }, .type = FT_LINE, .label = "", .flags = FIELD_SENSITIVE };

	if (f != NULL && (f->flags & FIELD_SENSITIVE))
		return field_plain(s->en, s->a, &masked, &clean);
	return clean;
}

static void
add_error(struct sheet *s, const struct csv_row *row, const struct err *why)
{
	struct import_report *rep = s->rep;
	struct import_error *x;

	if (rep->n_errors == s->cap_errors) {
		size_t cap = s->cap_errors != 0 ? s->cap_errors * 2 : 64;
		struct import_error *more = arena_alloc(s->a, cap * sizeof *more);

		if (rep->n_errors > 0)
			memcpy(more, rep->errors, rep->n_errors * sizeof *more);
		rep->errors = more;
		s->cap_errors = cap;
	}
	x = &rep->errors[rep->n_errors++];
	*x = (struct import_error){ .line = row->line, .column = "", .value = "", .reason = arena_strdup(s->a, why->text) };
	for (size_t i = 0; i < rep->n_headers && *why->field != '\0'; i++)
		if (s->field[i] != NULL && strcmp(s->field[i]->col.name, why->field) == 0) {
			x->column = rep->headers[i];
			x->value = i < row->n ? shown_value(s, s->field[i], row->cell[i]) : "";
		}
}

/* What HOOK finds for these arguments; 0 none, with E when they cannot be read or the hook refused. */
static int64_t
found_by(struct sheet *s, int64_t (*hook)(struct act *a), struct args args, struct err *e)
{
	struct err *old = db_errors(s->en->db, e);
	void *typed = arena_alloc(s->row_arena, s->action->args_size + 1);
	struct act c;
	int64_t id = 0;

	cols_init(action_cols(s->action), typed);
	act_context(&c, s->en, s->row_arena, s->flow, s->action, NULL, e);
	c.row = arena_alloc(s->row_arena, s->flow->row_size);
	cols_init(flow_cols(s->flow), c.row);
	if (args_parse(s->en, s->row_arena, s->action, args, typed, &c.given, e)) {
		c.args = typed;
		id = hook(&c);
	}
	db_errors(s->en->db, old);
	return e->code == ERR_OK ? id : 0;
}

/* The record that these arguments already became, 0 none. */
static int64_t
match_of(struct sheet *s, struct args args)
{
	struct err scrap = { 0 };

	return s->flow->import_match != NULL ? found_by(s, s->flow->import_match, args, &scrap) : 0;
}

/* Every faulty cell of the row, so that a sheet is mended in one round. */
static bool
cells_parse(struct sheet *s, const struct csv_row *row, struct args *args)
{
	struct arg *v = arena_alloc(s->row_arena, (s->rep->n_headers + 1) * sizeof *v);
	bool ok = true;

	args->v = v;
	args->n = 0;
	for (size_t i = 0; i < row->n && i < s->rep->n_headers; i++) {
		const struct field *f = s->field[i];
		struct err why = { 0 };
		const char *text;

		if (f == NULL)
			continue;
		text = cell_text(s->row_arena, f, row->cell[i]);
		if (*text == '\0')
			continue;
		if (f->type == FT_LINE && is_ruined_number(text))
			err_set(&why, ERR_REFUSED, f->col.name, f->article,
				_("%s：长数字已被表格软件改成科学计数，请把这一列设为文本后重填"), _(f->label));
		else
			action_parse(s->en, s->row_arena, f, text, NULL, NULL, &why);
		if (why.code != ERR_OK) {
			add_error(s, row, &why);
			ok = false;
		}
		v[args->n].name = f->col.name;
		v[args->n++].value = text;
	}
	return ok;
}

/* One row; false only when the whole must stop, with E set. */
static bool
import_row(struct sheet *s, const struct csv_row *row, struct err *e)
{
	struct import_report *rep = s->rep;
	struct import_row *line, unsaid = { 0 };
	struct err why = { 0 };
	struct result res;
	struct args args;
	int64_t known, on = 0;
	bool ok = cells_parse(s, row, &args);

	/* A row of which only the running number is filled in is a row of the form, not an entry. */
	if (ok && args.n == 0)
		return true;
	line = s->brief ? &unsaid : &rep->lines[rep->n_lines++];
	line->line = row->line;
	line->title = line->notices = "";
	rep->rows++;
	known = ok ? match_of(s, args) : 0;
	if (known != 0) {
		line->outcome = OUTCOME_UNCHANGED;
		if (!s->brief)
			line->title = arena_strdup(s->a, record_title(s->en, s->row_arena, s->flow, known));
		rep->unchanged++;
		return true;
	}
	if (ok && s->flow->import_on != NULL)
		on = found_by(s, s->flow->import_on, args, &why);
	if (ok && why.code == ERR_OK && action_do(s->en, s->row_arena, s->action, on, 0, args, &res, &why)) {
		line->outcome = OUTCOME_ACCEPTED;
		if (!s->brief) {
			line->title = arena_strdup(s->a, res.title);
			line->notices = arena_strdup(s->a, res.notices);
		}
		rep->accepted++;
		return true;
	}
	if (why.code == ERR_SYSTEM || why.code == ERR_DENIED || why.code == ERR_CANCELLED)
		return err_set(e, why.code, why.field, why.article, "%s", why.text);
	if (ok)
		add_error(s, row, &why);
	line->outcome = OUTCOME_REFUSED;
	if (!s->brief)
		line->title = args.n > 0 ? arena_strdup(s->a, args.v[0].value) : "";
	rep->refused++;
	return true;
}

/* A sheet of a million rows is never held as rows: they are counted, and come one by one. */
static bool
read_rows(struct sheet *s, const struct buf *text, struct err *e)
{
	struct arena *scratch = arena_new();
	struct csv_row row;
	struct csv all;

	csv_open(&s->csv, buf_str(text), text->len);
	all = s->csv;
	s->n_rows = s->total = 0;
	for (; csv_next(&all, scratch, &row, e); s->total++)
		arena_reset(scratch);
	arena_free(scratch);
	if (e->code != ERR_OK)
		return false;
	while (s->n_rows < HEADER_ROWS && csv_next(&s->csv, s->a, &s->rows[s->n_rows], e))
		s->n_rows++;
	return s->n_rows > 0 || err_set(e, ERR_REFUSED, NULL, 0, _("表是空的"));
}

static bool
import_rows(struct sheet *s, const struct import_options *opt, struct err *e)
{
	size_t total = s->total - s->header - 1;

	if (!s->brief)
		s->rep->lines = arena_alloc(s->a, (total + 1) * sizeof *s->rep->lines);
	for (size_t i = 0; i < total; i++) {
		size_t at = s->header + 1 + i;
		struct csv_row row;

		if (opt->progress != NULL && !opt->progress(opt->ctx, i, total))
			return err_set(e, ERR_CANCELLED, NULL, 0, _("已停止，什么也没有导入"));
		if (at < s->n_rows)
			row = s->rows[at];
		else if (!csv_next(&s->csv, s->row_arena, &row, e))
			return false;
		if (!import_row(s, &row, e))
			return false;
		arena_reset(s->row_arena);
	}
	if (opt->progress != NULL)
		opt->progress(opt->ctx, total, total);
	return true;
}

/* What a zip file and an OLE file (xls, et) begin with. */
static const char zip_magic[4] = "PK\003\004", ole_magic[8] = "\320\317\021\340\241\261\032\341";

static bool
begins(const char *s, size_t n, const char *magic, size_t len)
{
	return n >= len && memcmp(s, magic, len) == 0;
}

static const char *
encoding_found(const char *s, size_t n, const struct import_options *opt)
{
	const char *found;

	if (begins(s, n, zip_magic, sizeof zip_magic))
		return "xlsx";
	if (opt->encoding != NULL && strcmp(opt->encoding, "auto") != 0)
		return opt->encoding;
	found = conv_detect(s, n);
	return found != NULL ? found : "";
}

static bool
has_all(const struct sheet *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->rep->n_headers; i++)
		n += s->field[i] != NULL;
	return n == s->action->n_fields;
}

/* The rows and their header; of a text that is no sheet, when the flow knows such, what it makes of it. */
static bool
read_text(struct sheet *s, struct buf *text, struct err *e)
{
	struct err no_text = { 0 }, no_sheet = { 0 };

	if (s->flow->import_text == NULL)
		return read_rows(s, text, e) && find_header(s, e);
	if (s->flow->import_text(s->a, buf_str(text), text->len, &s->made, &no_text))
		return read_rows(s, &s->made, e) && find_header(s, e);
	/* With every field for a header it is a sheet after all, and its rows are judged one by one. */
	if (read_rows(s, text, &no_sheet) && find_header(s, &no_sheet) && has_all(s))
		return true;
	return err_set(e, no_text.code, no_text.field, no_text.article, "%s", no_text.text);
}

/* Does the OLE file hold a workbook under a password?  The name of that part stands in it in UTF-16. */
static bool
is_locked(const char *s, size_t n)
{
	static const char name[] = "EncryptedPackage";
	const size_t len = sizeof name - 1;

	for (size_t i = 0; i + 2 * len <= n; i++) {
		size_t k = 0;

		while (k < len && s[i + 2 * k] == name[k] && s[i + 2 * k + 1] == '\0')
			k++;
		if (k == len)
			return true;
	}
	return false;
}

/* The sheet as UTF-8 CSV; HIDDEN: of how many rows and columns of it that nobody sees. */
static bool
as_text(const char *s, size_t n, const struct import_options *opt, struct buf *text, size_t hidden[2], struct err *e)
{
	if (begins(s, n, ole_magic, sizeof ole_magic) && is_locked(s, n))
		return err_set(e, ERR_REFUSED, NULL, 0, "%s", _("这个工作簿加了密码，不能读；请在表格软件里去掉密码，保存以后再导入"));
	if (begins(s, n, ole_magic, sizeof ole_magic))
		return err_set(e, ERR_REFUSED, NULL, 0, "%s",
			_("这是 .xls 或者 .et 的老格式，不能读；请在表格软件里“另存为”.xlsx 或者 CSV，再导入"));
	if (begins(s, n, zip_magic, sizeof zip_magic))
		return paper_book(s, n, opt->sheet, text, hidden, e);
	if (opt->sheet != NULL)
		return err_set(e, ERR_USAGE, NULL, 0, "%s", _("只有 xlsx 工作簿才分工作表"));
	return conv_to_utf8(s, n, opt->encoding != NULL ? opt->encoding : "auto", text, e);
}

/* A sheet without a header that is known may be the wrong one of several. */
static void
name_sheets(struct arena *a, const char *s, size_t n, const struct import_options *opt, struct err *e)
{
	const char **name, *all = "", *why = arena_strdup(a, e->text);
	size_t count = opt->sheet == NULL && e->code == ERR_REFUSED ? import_sheets(a, s, n, &name) : 0;

	if (count < 2)
		return;
	for (size_t i = 0; i < count; i++)
		all = arena_printf(a, "%s%s%s", all, i > 0 ? "、" : "", name[i]);
	err_clear(e);
	err_set(e, ERR_REFUSED, NULL, 0, _("工作表“%s”：%s。工作簿里有：%s；读别的一张，写明 --sheet 名称"), name[0], why, all);
}

bool
import_sheet(struct engine *en, struct arena *a, const struct flow *flow, const char *bytes, size_t n,
	const struct import_options *opt, struct import_report *rep, struct err *e)
{
	struct sheet s = { .en = en, .a = a, .flow = flow, .rep = rep, .brief = opt->brief };
	struct buf text = BUF_INIT;
	bool ok, was = en->importing;

	memset(rep, 0, sizeof *rep);
	rep->encoding = arena_strdup(a, encoding_found(bytes, n, opt));
	s.action = flow->import != NULL ? action_find(flow, flow->import) : NULL;
	if (s.action == NULL)
		return err_set(e, ERR_USAGE, NULL, 0, _("%s不能从表格导入"), _(flow->label));
	if (!(s.action->roles & en->actor.roles))
		return err_set(e, ERR_DENIED, NULL, s.action->article, _("您的角色不能办理“%s”"), _(s.action->label));
	ok = as_text(bytes, n, opt, &text, rep->hidden, e) && read_text(&s, &text, e);
	if (!ok && text.len > 0 && rep->n_headers == 0)
		name_sheets(a, bytes, n, opt, e);
	if (ok && bulk_begin(en, e)) {
		s.row_arena = arena_new();
		engine_importing(en, true);
		ok = import_rows(&s, opt, e);
		engine_importing(en, was);
		arena_free(s.row_arena);
		rep->n_effects = engine_effects(en, a, &rep->effects);
		if (ok && rep->refused > 0 && !opt->partial && !opt->dry_run)
			ok = err_set(e, ERR_REFUSED, NULL, 0,
				_("有%zu行不能导入，因此什么也没有导入；改好表格再导入，或者用“部分导入”只收其余的行"),
				rep->refused);
		if (!ok || opt->dry_run)
			bulk_abandon(en);
		else
			ok = rep->committed = bulk_end(en, e);
	} else {
		ok = false;
	}
	buf_free(&text);
	buf_free(&s.made);
	return ok;
}

size_t
import_sheets(struct arena *a, const char *s, size_t n, const char ***out)
{
	struct buf names = BUF_INIT;
	struct err e = { 0 };
	size_t found = 0;

	*out = NULL;
	if (begins(s, n, zip_magic, sizeof zip_magic) && paper_sheets(s, n, &names, &e)) {
		*out = arena_alloc(a, (names.len + 1) * sizeof **out);
		for (const char *p = buf_str(&names); *p != '\0'; p += strcspn(p, "\n"), p += *p == '\n')
			(*out)[found++] = text_clean(a, arena_strndup(a, p, strcspn(p, "\n")), false);
	}
	buf_free(&names);
	return found;
}
