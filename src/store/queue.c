/*
 * queue.c: reading the wait book: one record's waits, and one actor's queue.
 *
 * Knows: the tables wait and clock.  Must not know: roles' names, what is waited for.
 *
 * An actor may hold several roles and be served by several stretches of the
 * index wait_queue (clerk and leader each have one); each is read in the order
 * of the queue and only as far as the page needs, and the stretches are merged.
 */
#include <string.h>

#include "store/books.h"

#define NO_PERIOD "9999-12-31" /* how the book stores a missing due date: it sorts last */
#define MAX_STRETCHES 32
#define MAX_COUNTS 64    /* flows in the counts; there are a dozen or two */

struct stretch {
	unsigned role;
	int64_t agency, person;
	int64_t officer; /* not 0: what this account has in hand, in the index wait_officer; ROLE then holds all roles */
};

/* The stretches of the index that are this actor's; the database keeps agency and person 0 where the role has none. */
static size_t
stretches(const struct wait_who *who, struct stretch *out)
{
	size_t n = 0;

	for (size_t i = 0; who->officers != NULL && i < who->n_officers && n < MAX_STRETCHES; i++)
		if (who->officers[i] != 0)
			out[n++] = (struct stretch){ .role = who->roles, .officer = who->officers[i] };
	if (who->officers != NULL)
		return n;
	/* Bits 3 and 4 of the roles are the outside roles (act/actor.h), bound to their agency or person. */
	for (unsigned bit = 1; bit < MAX_STRETCHES; bit++) {
		unsigned role = 1u << bit;

		if (!(who->roles & role))
			continue;
		if ((bit == 3 && who->agency == 0) || (bit == 4 && who->person == 0))
			continue;
		out[n++] = (struct stretch){ role, bit == 3 ? who->agency : 0, bit == 4 ? who->person : 0, 0 };
	}
	return n;
}

static day_t
due_of(struct stmt *s, int col)
{
	return strcmp(db_text(s, col), NO_PERIOD) == 0 ? DAY_NONE : db_day(s, col);
}

/* The column text: "催办答复", or "等机构答复|催办答复" (store/wait.c). */
static void
read_text(struct wait_row *w, struct arena *a, const char *stored)
{
	const char *bar = strchr(stored, '|');

	w->calm = bar != NULL ? arena_strndup(a, stored, (size_t)(bar - stored)) : "";
	w->text = arena_strdup(a, bar != NULL ? bar + 1 : stored);
}

size_t
wait_of(struct db *db, struct arena *a, int64_t record, struct wait_row **out)
{
	struct stmt *s = db_prepare(db, "SELECT role, agency, person, officer, due, clock, action, text, number, object "
					"FROM wait WHERE record = :record ORDER BY place LIMIT 64");
	size_t n = 0;

	*out = arena_alloc(a, 64 * sizeof **out);
	db_bind_int(s, ":record", record);
	while (db_step(s)) {
		struct wait_row *w = &(*out)[n++];

		w->role = (unsigned)db_int(s, 0);
		w->agency = db_int(s, 1);
		w->person = db_int(s, 2);
		w->officer = db_int(s, 3);
		w->due = due_of(s, 4);
		w->clock = arena_strdup(a, db_text(s, 5));
		w->action = arena_strdup(a, db_text(s, 6));
		read_text(w, a, db_text(s, 7));
		w->number = arena_strdup(a, db_text(s, 8));
		w->object = arena_strdup(a, db_text(s, 9));
	}
	return n;
}

size_t
wait_edges(struct db *db, struct arena *a, int64_t record, struct wait_edge **out)
{
	struct stmt *s = db_prepare(db, "SELECT due, place FROM wait WHERE record = :record ORDER BY due, place LIMIT 64");
	size_t n = 0;

	*out = arena_alloc(a, 64 * sizeof **out);
	db_bind_int(s, ":record", record);
	while (db_step(s))
		(*out)[n++] = (struct wait_edge){ .due = due_of(s, 0), .record = record, .place = db_int(s, 1) };
	return n;
}

int64_t
wait_total(struct db *db, const char *flow)
{
	struct stmt *s = db_prepare(db, "SELECT count(*) FROM wait WHERE :flow IS NULL OR flow = :flow");
	int64_t n = 0;

	db_bind_text(s, ":flow", flow);
	if (db_step(s))
		n = db_int(s, 0);
	db_done(s);
	return n;
}

static void
read_found(struct stmt *s, struct arena *a, struct wait_found *f)
{
	f->record = db_int(s, 0);
	f->flow = arena_strdup(a, db_text(s, 1));
	f->w.role = (unsigned)db_int(s, 2);
	f->w.agency = db_int(s, 3);
	f->w.person = db_int(s, 4);
	f->w.officer = db_int(s, 5);
	f->w.due = due_of(s, 6);
	f->w.clock = arena_strdup(a, db_text(s, 7));
	f->w.action = arena_strdup(a, db_text(s, 8));
	read_text(&f->w, a, db_text(s, 9));
	f->w.number = arena_strdup(a, db_text(s, 10));
	f->w.object = arena_strdup(a, db_text(s, 11));
	f->basis = arena_strdup(a, db_text(s, 12));
	f->place = db_int(s, 13);
}

static bool
earlier(const struct wait_found *x, const struct wait_found *y)
{
	day_t dx = x->w.due == DAY_NONE ? INT32_MAX : x->w.due, dy = y->w.due == DAY_NONE ? INT32_MAX : y->w.due;

	return dx != dy ? dx < dy : x->record != y->record ? x->record < y->record : x->place < y->place;
}

#define FOUND \
	"SELECT w.record, w.flow, w.role, w.agency, w.person, w.officer, w.due, w.clock, w.action, w.text, " \
	"w.number, w.object, coalesce(c.basis, ''), w.place FROM wait w " \
	"LEFT JOIN clock c ON c.record = w.record AND c.kind = w.clock "
#define BY_ROLE "WHERE w.role = :role AND w.agency = :agency AND w.person = :person "
#define BY_OFFICER "WHERE w.officer = :officer AND w.officer <> 0 AND (w.role & :role) <> 0 "
#define SAID \
	"AND instr(w.number || ' ' || w.object || ' ' || CASE instr(w.text, '|') " \
	"WHEN 0 THEN w.text ELSE CASE WHEN w.due >= :today AND w.due < :never " \
	"THEN substr(w.text, 1, instr(w.text, '|') - 1) ELSE substr(w.text, instr(w.text, '|') + 1) END END, :words) > 0 "
#define EDGE(op) "AND (w.due, w.record, w.place) " op " (:due, :record, :place) "
#define ONWARD "ORDER BY w.due, w.record, w.place LIMIT :limit"
#define BACK "ORDER BY w.due DESC, w.record DESC, w.place DESC LIMIT :limit"
#define KEPT \
	"SELECT flow, sum(count), coalesce(sum(count) FILTER (WHERE due < :today), 0), " \
	"coalesce(sum(count) FILTER (WHERE due >= :today AND due <= :soon AND calm = 0), 0) FROM wait_sum " \
	"WHERE role = :role AND agency = :agency AND person = :person GROUP BY flow"
#define COUNTED "SELECT w.flow, count(*), count(*) FILTER (WHERE w.due < :today) FROM wait w "
#define PRESSING "SELECT w.flow FROM wait w "
#define SOON "AND w.due >= :today AND w.due <= :soon AND instr(w.text, '|') = 0"

static void
bind_stretch(struct stmt *s, const struct stretch *st)
{
	db_bind_int(s, ":role", st->role);
	if (st->officer != 0) {
		db_bind_int(s, ":officer", st->officer);
		return;
	}
	db_bind_int(s, ":agency", st->agency);
	db_bind_int(s, ":person", st->person);
}

/* The statement of its literal halves, with what WHO is not to see left out between them. */
static struct stmt *
prepare(struct db *db, struct arena *a, const char *head, const struct wait_who *who, const char *tail)
{
	const char *but = who->but != NULL ? who->but : "";
	struct stmt *s = db_prepare(db, arena_printf(a, "%s%s%s", head, but, tail));

	if (*but != '\0')
		db_bind_text(s, ":away", who->away);
	return s;
}

/* Everything behind the WHERE of a stretch. */
static const char *
tail(struct arena *a, const char *words, const struct wait_edge *edge)
{
	static const char *const beside[2][2] = { { EDGE(">"), EDGE(">=") }, { EDGE("<"), EDGE("<=") } };
	bool back = edge != NULL && edge->backward, at = edge != NULL && edge->record != 0;

	return arena_printf(a, "%s%s%s", words != NULL ? SAID : "", at ? beside[back][edge->inclusive] : "", back ? BACK : ONWARD);
}

/* At most MAX rows of one stretch, in the order they are read in; how many. */
static size_t
read_stretch(struct db *db, struct arena *a, const struct wait_who *who, const struct stretch *st, const char *words,
	const struct wait_edge *edge, size_t max, struct wait_found *out)
{
	struct stmt *s = prepare(db, a, st->officer != 0 ? FOUND BY_OFFICER : FOUND BY_ROLE, who, tail(a, words, edge));
	char due[DAY_TEXT];
	size_t n = 0;

	bind_stretch(s, st);
	if (words != NULL) {
		db_bind_text(s, ":words", words);
		db_bind_day(s, ":today", who->today);
		db_bind_text(s, ":never", NO_PERIOD);
	}
	if (edge != NULL && edge->record != 0) {
		db_bind_text(s, ":due", edge->due == DAY_NONE ? NO_PERIOD : day_format(edge->due, due));
		db_bind_int(s, ":record", edge->record);
		db_bind_int(s, ":place", edge->place);
	}
	db_bind_int(s, ":limit", (int64_t)max);
	while (n < max && db_step(s))
		read_found(s, a, &out[n++]);
	db_done(s);
	return n;
}

size_t
wait_fetch(struct db *db, struct arena *a, const struct wait_who *who, const char *words, const struct wait_edge *edge,
	size_t max, struct wait_found **out)
{
	struct stretch st[MAX_STRETCHES];
	size_t n_st = stretches(who, st), n = 0;
	struct wait_found *rows[MAX_STRETCHES];
	size_t have[MAX_STRETCHES], at[MAX_STRETCHES] = { 0 };
	bool back = edge != NULL && edge->backward;

	for (size_t i = 0; i < n_st; i++) {
		rows[i] = arena_alloc(a, (max + 1) * sizeof *rows[i]);
		have[i] = read_stretch(db, a, who, &st[i], words != NULL && *words != '\0' ? words : NULL, edge, max, rows[i]);
	}
	*out = arena_alloc(a, (max + 1) * sizeof **out);
	while (n < max) {
		size_t best = SIZE_MAX;

		for (size_t i = 0; i < n_st; i++)
			if (at[i] < have[i] && (best == SIZE_MAX || earlier(&rows[i][at[i]], &rows[best][at[best]]) != back))
				best = i;
		if (best == SIZE_MAX)
			break;
		(*out)[n++] = rows[best][at[best]++];
	}
	for (size_t i = 0; back && i < n / 2; i++) {
		struct wait_found t = (*out)[i];

		(*out)[i] = (*out)[n - 1 - i];
		(*out)[n - 1 - i] = t;
	}
	return n;
}

/* The place of FLOW in the N counts at OUT, made when it is new; NULL when there is no more room. */
static struct wait_count *
count_of(struct arena *a, struct wait_count *out, size_t *n, const char *flow)
{
	for (size_t k = 0; k < *n; k++)
		if (strcmp(out[k].flow, flow) == 0)
			return &out[k];
	if (*n == MAX_COUNTS)
		return NULL;
	out[*n].flow = arena_strdup(a, flow);
	return &out[(*n)++];
}

/* Counted from the rows, for one whose rows are not all of a stretch: what officers have in hand, matters kept away from. */
static void
count_rows(struct db *db, struct arena *a, const struct wait_who *who, const struct stretch *st, day_t today, day_t soon,
	struct wait_count *out, size_t *n)
{
	struct stmt *s = prepare(db, a, st->officer != 0 ? COUNTED BY_OFFICER : COUNTED BY_ROLE, who, "GROUP BY w.flow");
	struct wait_count *c;

	bind_stretch(s, st);
	db_bind_day(s, ":today", today);
	while (db_step(s))
		if ((c = count_of(a, out, n, db_text(s, 0))) != NULL) {
			c->all += db_int(s, 1);
			c->overdue += db_int(s, 2);
		}
	s = prepare(db, a, st->officer != 0 ? PRESSING BY_OFFICER : PRESSING BY_ROLE, who, SOON);
	bind_stretch(s, st);
	db_bind_day(s, ":today", today);
	db_bind_day(s, ":soon", soon);
	while (db_step(s))
		if ((c = count_of(a, out, n, db_text(s, 0))) != NULL)
			c->soon++;
}

size_t
wait_counts(struct db *db, struct arena *a, const struct wait_who *who, day_t today, day_t soon,
	struct wait_count **out)
{
	struct stretch st[MAX_STRETCHES];
	size_t n_st = stretches(who, st), n = 0;

	*out = arena_alloc(a, MAX_COUNTS * sizeof **out);
	for (size_t i = 0; i < n_st; i++) {
		struct wait_count *c;
		struct stmt *s;

		if (st[i].officer != 0 || (who->but != NULL && *who->but != '\0')) {
			count_rows(db, a, who, &st[i], today, soon, *out, &n);
			continue;
		}
		s = db_prepare(db, KEPT);
		bind_stretch(s, &st[i]);
		db_bind_day(s, ":today", today);
		db_bind_day(s, ":soon", soon);
		while (db_step(s))
			if ((c = count_of(a, *out, &n, db_text(s, 0))) != NULL) {
				c->all += db_int(s, 1);
				c->overdue += db_int(s, 2);
				c->soon += db_int(s, 3);
			}
	}
	return n;
}

int64_t
wait_faults(struct db *db)
{
	return db_value(db,
		"SELECT count(*) FROM (SELECT sum(n) n FROM "
		"(SELECT role, agency, person, flow, due, calm, count n FROM wait_sum UNION ALL "
		"SELECT role, agency, person, flow, due, instr(text, '|') > 0, -1 FROM wait) "
		"GROUP BY role, agency, person, flow, due, calm) WHERE n <> 0",
		0);
}

bool
tally_each(struct db *db, bool (*fn)(void *ctx, const struct tally_key *k, int64_t n), void *ctx)
{
	struct stmt *s = db_prepare(db, "SELECT flow, state, agency, month, count FROM tally");
	struct tally_key k;

	while (db_step(s)) {
		k = (struct tally_key){ db_text(s, 0), db_text(s, 1), db_int(s, 2), (int)db_int(s, 3) };
		if (!fn(ctx, &k, db_int(s, 4))) {
			db_done(s);
			return false;
		}
	}
	return !db_failed(db);
}

int64_t
tally_faults(struct db *db)
{
	return db_value(db,
		"SELECT count(*) FROM (SELECT flow, state, agency, sum(n) n FROM "
		"(SELECT flow, state, agency, count n FROM tally UNION ALL SELECT flow, state, agency, -count FROM tally_total) "
		"GROUP BY flow, state, agency) WHERE n <> 0",
		0);
}
