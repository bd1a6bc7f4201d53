/*
 * action.h: the vocabulary: Action, Flow, List, and the context an action runs in.
 *
 * Read this first.  Knows: fields, states, roles, the four books' entries.
 * Must not know: curses, argv, JSON, SQL beyond the literal fragments rows hold.
 *
 * HOW TO ADD AN ACTION
 *  1. In the flow's file (src/flow/NAME.c) declare its argument struct, its
 *     struct field table, and up to three functions: may, check, run.
 *  2. Add one designated-initialiser row to the flow's actions[].
 *  3. Add a test that performs it and one that is refused (tests/flow/).
 *  4. make check.  tests/check_table.c fails for: a name that is not unique or not
 *     "flow.verb", an article outside 1..21, an empty role, from or to set, a state
 *     that no action reaches, a label without English in po/en.po, an action that no
 *     flow test names, a letter used twice in one state's menu.
 * The form, the menu, --help, the options, JSON, CSV import, permission checks and
 * the trail follow from the row.
 */
#ifndef JIANDU_ACT_ACTION_H
#define JIANDU_ACT_ACTION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/day.h"
#include "base/err.h"
#include "store/books.h"
#include "store/db.h"
#include "store/record.h"
#include "store/search.h"
#include "act/actor.h"
#include "act/field.h"

struct action;
struct flow;
struct args;
struct staged;

/* ---- the context of one running action ---- */
struct act {
	struct db *db;
	struct arena *arena;          /* lives until the action is over */
	const struct actor *actor;
	const struct calendar *cal;
	day_t today;                  /* the date periods are counted from (--today) */
	const struct flow *flow;
	const struct action *action;
	void *row;                    /* the flow's row struct, begins with struct record; zeroed for a creating action */
	const void *args;             /* the action's argument struct, filled; NULL while only asking (may) */
	uint64_t given;               /* bit i: argument field i was given (not defaulted) */
	day_t happened_on;            /* for the trail; set by the engine from FIELD_HAPPENED */
	day_t received_on;
	struct err *err;
	bool importing;               /* old records from a sheet: no late reason is asked */
	struct engine *engine;        /* opaque here; for the engine's act_ functions */
	struct act *outer;            /* the action that brought this one, or NULL */
	bool hidden;                  /* the record exists, but not for this actor */
	bool keys_changed;            /* set by a run that changes who may enter by key: the engine publishes them again */
	bool calendar_changed;        /* set by a run that changes the calendar: the engine reads it again */
	char note[1024];              /* what the timeline shows; run may set it with act_note() */
	size_t echoed;                /* bytes of NOTE that only repeat arguments: what run adds comes after them */
	char notices[1024];           /* sentences for the person, joined by \n: flags, not refusals */
};

/* Refuse: records ERR_REFUSED with field, article and one sentence; returns false. */
bool act_refuse(struct act *a, const char *field, int article, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* Bar (from may): ERR_REFUSED without a field: the short reason shown greyed in the menu; returns false. */
bool act_bar(struct act *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Something the person should know, though it is done (a flag). */
void act_notice(struct act *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Add to what the timeline shows for this act (parts are joined by two blanks). */
void act_note(struct act *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Was argument field NAME given? */
bool act_given(const struct act *a, const char *name);
/* What the form calls the action's field NAME, translated; NAME itself when it has none. */
const char *act_label(const struct act *a, const char *name);
/*
 * Do another action in the same transaction, with every check: ACTION's full
 * name, record ID (0 for a creating one), arguments as text pairs ending with
 * NULL, e.g. act_also(a, "review.register", 0, "opinion", id_text, NULL).
 * Returns the record's id, 0 after a failure (which is in a->err).
 * The actor's roles are widened by ROLE_PROGRAM for it.
 */
int64_t act_also(struct act *a, const char *action, int64_t id, ...) __attribute__((sentinel));
/* The next number of WORD in YEAR as shown: "2026-31" when WORD is "opinion"; see number.c of the engine. */
const char *act_number(struct act *a, const char *word, int year);
/* Copy every given argument whose name is also a record column into the row. */
void act_copy(struct act *a);
/* The file that waits to be stored by this act; NULL when none has been sent. */
const struct staged *act_staged(struct act *a);
/* The archive of the trail's beginning that has been written and waits for this act; NULL when there is none. */
const struct archive *act_archive(struct act *a);
/* Store it as the pieces of record ATTACHMENT; for the hook `also`. */
bool act_keep_staged(struct act *a, int64_t attachment);
/*
 * Where NAME still stands once the personal fields and the words of the N records IDS are emptied: fields of any record
 * and words of the trail, as labels and numbers joined by 、 (the first dozens); *LEFT how many records.  Reads them all.
 */
const char *act_still_named(struct act *a, const char *name, const int64_t *ids, size_t n, size_t *left);
/* Load a row of another flow by its name into memory of the arena; NULL when there is none. */
void *act_load(struct act *a, const char *flow, int64_t id);
/* A figure of the rule profile or of the office (store/setting). */
int64_t act_setting(struct act *a, const char *key);
/*
 * Say that this act changed something of another record, which the person must see item by item: deadlines
 * that a calendar moved, cases that were handed over.  WHAT is a msgid or a key ("reply"); BEFORE and AFTER as text.
 */
void act_effect(struct act *a, const char *flow, int64_t record, const char *what, const char *before, const char *after);
/* Fill one of the waits() of a flow: whose act it is, which act, what is said of it, the clock it has its due date from ("" none). */
void act_wait(struct wait_row *w, unsigned role, const char *action, const char *text, const char *clock);
/*
 * All N waits of a record are about the same: its agency, person and officer (0 none), and OBJECT; returns N.
 * The books keep of the three what the role of each wait is bound to.
 */
size_t act_waits_about(struct wait_row *w, size_t n, int64_t agency, int64_t person, int64_t officer, const char *object);
/* What an act or event is called, by its full name; the name itself when it is neither. */
const char *act_deed(const char *name);
/* Is there a flow of that name in this program? */
bool act_has_flow(const char *flow);
/* Display name of a record of another flow: number or name; "" for 0. */
const char *act_title(struct act *a, const char *flow, int64_t id);

/* ---- action ---- */
#define S(state) (UINT64_C(1) << (state)) /* state index as a bit */
#define S_NEW S(0)                        /* "from" of an action that makes the record; "to" of none */

enum action_flags {
	ACT_IMPORT = 1 << 0,   /* for `import` only: not in menus */
	ACT_KEEPS = 1 << 1,    /* does not move the state: .to is ignored, the state must stay */
	ACT_CORRECT = 1 << 2,  /* correction with trace: given arguments differ from the record, a reason is asked */
	ACT_INTERNAL = 1 << 3, /* only by act_also or the program: in no menu */
	ACT_CONFIRM = 1 << 4,  /* ends the matter: asks once more before it is done */
	ACT_ERASE = 1 << 5,    /* personal data leave the record: no old value is kept, earlier words of the trail are erased */
};

struct action {
	const char *name;      /* "opinion.reply": permanent */
	const char *label;     /* msgid: "登记答复" */
	const char *help;      /* msgid, one or two sentences for the form's and the CLI's help */
	int article;           /* article of the rule it serves, 0 none */
	unsigned roles;        /* ROLE_ bits allowed; empty admits nobody */
	uint64_t from;         /* states it starts from, S_NEW for creation */
	uint64_t to;           /* states it may end in */
	char key;              /* its letter in the menu of this record, 0 none */
	unsigned flags;
	const struct field *fields;
	size_t n_fields;
	size_t args_size;
	bool (*may)(struct act *a);   /* this row, this actor: false with act_bar(); NULL admits */
	bool (*check)(struct act *a); /* these arguments: false with act_refuse(); NULL admits */
	bool (*run)(struct act *a);   /* change *row; the engine stores it afterwards */
	/*
	 * The acts this one brings with act_also() on records that refer to this row: called when the
	 * row and its trail entry stand in the file; may not change *row.  NULL: none.
	 */
	bool (*also)(struct act *a);
	/*
	 * What a person should have before their eyes while deciding: figures of the record, an age; sentences
	 * parted by \n, owned by the arena.  A form shows them above its fields.  NULL: nothing.
	 */
	const char *(*beside)(struct act *a);
};

/* ---- list ---- */
enum list_type {
	LT_TEXT,
	LT_INT,
	LT_DAY,   /* ISO date, shown as MM-DD in narrow columns within this year */
	LT_WORD,  /* key of .words, shown as its label */
	LT_DUE,   /* .sql gives "due" or NULL; .stopped gives the stopping date or NULL; shown as 剩 N / 逾期 N / 今天 */
	LT_NAME,  /* person's or agency's name */
	LT_MASKED,/* sensitive: always masked */
	LT_SET,   /* keys joined by ',' of .words */
	LT_DEED,  /* full name of an act or event, shown by its label */
};
struct list_col {
	const char *name;   /* JSON key */
	const char *label;
	const char *sql;    /* literal expression over the list's FROM */
	enum list_type type;
	const struct word *words;
	int width;          /* preferred columns */
	int min;            /* least columns before it is left out; 0 = width */
	int rank;           /* 0 is kept longest; the highest rank is cut first */
	const char *stopped;/* LT_DUE */
	bool right;         /* aligned right */
	bool json_only;     /* not on the screen */
	bool joined;        /* on the screen it stands behind the value of the column before it */
};
/* What a deadline did, as a filter asks and statistics count: "in" kept, "late" run over, "open" still running. */
extern const struct word clock_outcomes[];
#define CLOCK_NAME "clock." /* before the kind: a deadline's figures, and the filter that has the records behind them */
/* Members of the filter of a list by what the deadline KIND of its records did; ID as the list's .id. */
#define FILTER_CLOCK(kind, text, id) \
	.name = CLOCK_NAME kind, .label = text, .type = FT_WORD, .words = clock_outcomes, \
	.sql = "EXISTS (SELECT 1 FROM clock c WHERE c.record = " id " AND c.kind = '" kind "' AND CASE :v WHEN 'open' THEN " \
	       "c.stopped IS NULL WHEN 'in' THEN c.stopped <= c.due ELSE c.stopped > c.due END)"
struct list_filter {
	const char *name;   /* --NAME VALUE; also the filter's name on the screen */
	const char *label;
	const char *sql;    /* literal condition with the bind :v, e.g. "o.agency = :v"; "o.officer IS :v" has 未填 for a value too */
	enum field_type type;
	const struct word *words;
	const char *ref;    /* FT_REF */
	bool deed;          /* an act or event by its name or as people read it: :v is " a.b c.d ", all that are called so */
};
struct list_sort {
	const char *name;
	const char *label;
	const char *sql;    /* literal key expression, never NULL in a row: index on (expr, id) */
	bool desc;
};
struct list {
	const char *name;   /* "opinion" = the flow's main list; "opinion.open" a saved view */
	const char *label;
	const char *from;   /* "opinion o LEFT JOIN agency a ON a.id = o.agency" */
	const char *id;     /* "o.id" */
	const char *where;  /* standing condition, or NULL */
	unsigned roles;     /* whose it is, of those who see the flow; 0: all of theirs */
	const char *empty;  /* msgid: what is said when there is no row at all; NULL: 没有 and the label */
	const struct list_col *cols;
	size_t n_cols;
	const struct list_filter *filters;
	size_t n_filters;
	const struct list_sort *sorts; /* the first is the default */
	size_t n_sorts;
};

/* What rows a role sees.  A role without an entry sees nothing. */
struct scope {
	unsigned role;      /* one ROLE_ bit */
	const char *where;  /* literal condition over the list's FROM, binds :scope_agency, :scope_person; "1" sees all */
};

/* What the agency concerned reads in place of a column of the row, where the column says more than is addressed to it. */
struct veil {
	const char *column; /* "state" */
	const char *sql;    /* literal expression over the list's FROM */
};

/* A record that an agency or a supervisor sees only while he sees another one: a file, a paper. */
struct bound {
	const char *flow;   /* of the other one */
	const char *record; /* its id: literal expression over the list's FROM, NULL when the row is of none of that flow; no table letter of that flow's FROM in it */
};

/* ---- what the program owes on a day ---- */
struct owed {
	const char *action; /* full name of an act without arguments */
	int64_t id;         /* its record; 0: it makes one */
};

/* ---- flow ---- */
#define MENU_SYSTEM 190
#define FLOW_MAX_CLOCKS 6
#define FLOW_MAX_WAITS 6

struct flow {
	const char *name;   /* "opinion" */
	const char *label;  /* "监督意见" */
	const char *table;
	const struct word *states;
	const struct field *fields; /* every column of the record besides id, version, state */
	size_t n_fields;
	size_t row_size;
	const struct action *actions;
	size_t n_actions;
	const struct list *lists; /* lists[0] is the register */
	size_t n_lists;
	const struct scope *scopes;
	size_t n_scopes;
	bool (*sees)(const struct actor *who, const void *row); /* the same scope for one loaded row */
	/*
	 * Beyond FIELD_KEPT: columns that the agency concerned reads otherwise, ended by a NULL column; the same for one
	 * loaded row, called before the kept fields are emptied; the kinds of periods it is told of, ended by NULL.  NULL: as stored.
	 */
	const struct veil *veils;
	void (*veil)(void *row);
	const char *const *told_clocks;
	const struct bound *bound; /* ended by a NULL flow; NULL: seen by itself */
	const char *away;         /* "o.agency", over lists[0].from: whose matter it is, for those who must keep away from that agency; NULL: nobody need */
	/*
	 * What stands here is sensitive: about a person and not for everybody, who complained, what is sealed.  In a shared
	 * database opening a record is on the trail (engine/guard.c), once a session and record.
	 */
	bool guarded;
	const char *number_field; /* record field that holds the number people use, or NULL */
	const char *name_field;   /* record field that is a name people may use as a reference, or NULL */
	/*
	 * How people call a record, tried in order: literal conditions over lists[0].from with the bind :v,
	 * ended by NULL, e.g. "o.number = :v", "p.name = :v", "p.initials = :v".  Each must be served by an index.
	 */
	const char *const *refs;
	const char *choose;       /* literal condition with :v for pop-ups while typing, e.g. "(instr(p.name, :v) > 0 OR p.initials LIKE :v || '%')" */
	const char *(*title)(struct act *a, const void *row);  /* one line naming the record; owned by the arena */
	size_t (*clocks)(struct act *a, const void *row, struct clock_row out[FLOW_MAX_CLOCKS]);
	size_t (*waits)(struct act *a, const void *row, struct wait_row out[FLOW_MAX_WAITS]);
	void (*tally)(const void *row, struct tally_key *out); /* flow and state are filled already */
	/*
	 * Fields whose values statistics count (book of figures), ended by NULL; the state and the deadlines are counted
	 * with them.  NULL: nothing but the tally.  A field that is added needs a rung that counts what is there.
	 */
	const char *const *counted;
	void (*text)(struct act *a, const void *row, struct search_text *out); /* what search finds; NULL: not indexed */
	const char *derived; /* literal condition over lists[0].from that holds of every row: what the file's own triggers keep; or NULL */
	/*
	 * Acts that the program owes on a->today (terms that ended, reminders), at most one a record, in order of ids
	 * above AFTER, at most MAX; the daily sweep (engine/sweep.c) does them as the program.  NULL: none ever.
	 */
	size_t (*owed)(struct act *a, int64_t after, struct owed *out, size_t max);
	const char *import; /* full name of the action a sheet's rows become, or NULL */
	int64_t (*import_match)(struct act *a); /* the record that a->args already became (importing twice changes nothing), 0 none */
	int64_t (*import_on)(struct act *a); /* the record a row is about, where the action makes none; 0 with act_refuse() */
	/*
	 * What people import that is no sheet of rows (the yearly notice, with its ranges of days) made into one:
	 * CSV with the import's field names into SHEET.  False with E: it is no such text.  NULL: sheets only.
	 */
	bool (*import_text)(struct arena *a, const char *text, size_t n, struct buf *sheet, struct err *e);
	int menu;           /* place in the menu of the work, 0 not there; from MENU_SYSTEM on below 系统 */
};

/* Row accessors that need no cast at each use. */
static inline const struct record *
row_head(const void *row)
{
	return row;
}

#endif
