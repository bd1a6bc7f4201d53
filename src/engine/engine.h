/*
 * engine.h: the one writer, the registry of flows, and scoped reading.
 *
 * Knows: every flow by its declaration.  Must not know: faces (CLI, curses).
 */
#ifndef JIANDU_ENGINE_ENGINE_H
#define JIANDU_ENGINE_ENGINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "act/action.h"

struct engine {
	struct db *db;
	struct db *work;          /* NAME.work: drafts, presence, saved views; ask engine_work() for it */
	const char *work_of;      /* the database whose .work is not open yet, NULL: it is, or cannot be */
	struct calendar *cal;     /* built-in years and those imported into the file */
	int64_t cal_seen;         /* the file's data version when CAL was last known to be right */
	int64_t cal_stamp;        /* what the table of holidays said then */
	bool cal_dirty;           /* CAL holds days of work that is not yet committed */
	struct actor actor;       /* account 0 and no role: nobody is in (a shared database before enter.h) */
	int64_t actor_version;    /* of the account's row as last read */
	struct entering *door;        /* who is coming in (enter.c); NULL nobody */
	const char *source;       /* where the actor came from: an address, a line; NULL or "" not known */
	struct presence *here;    /* the actor's session (session.c); NULL none */
	day_t today;              /* what periods are counted from */
	bool today_set;           /* --today */
	bool queue_mine;          /* the queue shows only what the actor, or whom he stands in for, has in hand */
	struct arena *arena;      /* lives as long as the engine */
	const char *profile;
	bool importing;           /* acts come from a sheet of old records */
	struct staged *staged;    /* a file that waits to be stored by attachment.add (attachment.c); NULL none */
	struct opened *opened;    /* sensitive records that this session has opened (guard.c); NULL none */
	const struct archive *archive; /* rows of the trail that wait to be cut by archive.make (audit.c); NULL none */
	struct late *late;        /* books to be brought in line at the end of a bulk; NULL outside one */
	struct figure_moves *figures; /* while they are: the moves of the book of figures, summed; else NULL */
	bool still;               /* within a bulk: the actor's rights are those of the file */
	struct noted *noted;      /* effects since the last act or bulk began; NULL none (effect.c) */
	struct todo_kept *todo;   /* the counts of the queue as last read (todo.c); NULL none */
	int program_depth;        /* > 0 while an act brings another: references are then resolved as the program */
};

enum engine_flags {
	ENGINE_CREATE = 1,  /* init: a new personal database */
	ENGINE_READONLY = 2,
	ENGINE_PROGRAM = 4, /* as the program itself, nobody's account: to prove a copy, to carry over at a restore */
};

/*
 * Open (or make) the database at PATH as ACCOUNT (NULL: the owner; another only in
 * personal mode, else ERR_DENIED), with TODAY (DAY_NONE: the real date; else personal
 * mode only).  A shared database opens with nobody in it: enter.h says who comes in.
 * NULL with a sentence in E.
 */
struct engine *engine_open(const char *path, unsigned flags, const char *account, day_t today, struct err *e);
/*
 * Make the personal database at PATH and open it as its owner, who is called NAME in the record and on the
 * papers.  NULL: as the system knows the person, else by the login (what engine_open() does).
 */
struct engine *engine_make(const char *path, const char *name, day_t today, struct err *e);
void engine_close(struct engine *en);
/* NAME.work, opened when it is first asked for; NULL when it cannot be opened, or the engine only reads. */
struct db *engine_work(struct engine *en);
/*
 * Is the actor's account still good?  Its row is read, and roles that changed are taken over.  False with ERR_DENIED when
 * it was disabled meanwhile.  Every act asks this by itself; a face that shows things asks when others have written.
 */
bool engine_actor_still(struct engine *en, struct err *e);
/* Read the calendar again after an act changed it. */
bool engine_load_calendar(struct engine *en, struct err *e);
/* The same when another session has changed it since; cheap when nobody has written. */
bool engine_refresh_calendar(struct engine *en, struct err *e);

/* ---- registry ---- */
extern const struct flow *const flows[]; /* ends with NULL; order of the menu */
const struct flow *flow_find(const char *name);
/* Action by full name ("opinion.reply") or, with FLOW, by its verb ("reply"). */
const struct action *action_find(const struct flow *flow, const char *name);
const struct flow *action_flow(const struct action *ac);
const char *action_verb(const struct action *ac); /* "reply" */
const struct list *list_find(const struct flow *flow, const char *name);

/* ---- arguments as text, from every face ---- */
struct arg {
	const char *name;  /* field name */
	const char *value; /* UTF-8 as typed */
};
struct args {
	const struct arg *v;
	size_t n;
};

/* What an act changed of another record. */
struct effect {
	const struct flow *flow;
	int64_t record;
	const char *title;  /* of the record */
	const char *what;   /* msgid of what changed: "答复期限" */
	const char *before;
	const char *after;
};

struct result {
	int64_t id;
	int64_t version;
	const char *title;   /* the record's title after the act; owned by the arena given */
	const char *state;   /* its state's key */
	const char *gave;    /* what the act itself brought forth: a number given, old → new; "" nothing */
	const char *notices; /* sentences joined by \n, "" none */
	int64_t trail;       /* seq of the trail row */
	const struct effect *effects; /* what it changed of other records, item by item */
	size_t n_effects;
};

/*
 * Do ACTION on record ID (0 for a creating one).  VERSION is the version the
 * person saw (0: whatever is there now); another one is ERR_STALE.  The whole way of
 * design 2; a refusal rolls back, is recorded, and is in E.  Strings of RES are owned by A.
 */
bool action_do(struct engine *en, struct arena *a, const struct action *ac, int64_t id, int64_t version,
	struct args args, struct result *res, struct err *e);
/* As action_do but only checks everything and rolls back: the dry run. Nothing is recorded. */
bool action_try(struct engine *en, struct arena *a, const struct action *ac, int64_t id, int64_t version,
	struct args args, struct result *res, struct err *e);
/*
 * What the acts since the last action_do() (since bulk_begin() for a bulk) changed of other records, each once,
 * from what it was before to what it is now; owned by A.
 */
size_t engine_effects(struct engine *en, struct arena *a, const struct effect **out);
const struct effect *effects_copy(struct arena *a, const struct effect *v, size_t n);
/* The same as text, a line each: "监督意见 2026-31  答复期限  2027-02-05 → 2027-02-08"; owned by A. */
const char *effects_text(struct arena *a, const struct effect *v, size_t n);
/* Ask only: may the actor do ACTION on the loaded ROW now?  False with the short reason in E. */
bool action_allowed(struct engine *en, struct arena *a, const struct action *ac, const void *row, struct err *e);
/* What ACTION's row shows beside its form for the loaded ROW (NULL: a new one), lines parted by \n; "" nothing; owned by A. */
const char *action_beside(struct engine *en, struct arena *a, const struct action *ac, const void *row);
/*
 * Parse one argument as a form does while typing: false with E (field set).  OUT is a struct of
 * AC's argument type or NULL; *SHOWN (may be NULL) receives the canonical form, owned by A.
 */
bool action_parse(struct engine *en, struct arena *a, const struct field *f, const char *value, void *out,
	const char **shown, struct err *e);
/* Many acts in one transaction: begin, then action_do each, then end (commit) or abandon. */
bool bulk_begin(struct engine *en, struct err *e);
bool bulk_end(struct engine *en, struct err *e);
void bulk_abandon(struct engine *en);
/* While set, acts come from a sheet of old records (struct act.importing). */
void engine_importing(struct engine *en, bool on);

/* ---- reading, always scoped ---- */
/* Load record ID if the actor sees it; NULL with ERR_NOTFOUND or ERR_DENIED.  Owned by A. */
void *record_get(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct err *e);
/*
 * The same to be read by a person: where the flow is guarded and people share the database, the trail has it first
 * ("read.record"), once a session and record; when it cannot be written, the record is not shown.
 */
void *record_open(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct err *e);
/* Would opening record ID of F be put on the trail now?  Then a preview keeps it covered. */
bool record_guarded(const struct engine *en, const struct flow *f, int64_t id);
/*
 * Find a record by what people call it: id, number, unique name, unique pinyin initials.
 * 0 with ERR_NOTFOUND ("没有" or "不止一个", naming up to three).  Scope applies.
 */
int64_t record_resolve(struct engine *en, const struct flow *f, const char *ref, struct err *e);
/* Up to MAX records whose number, name or initials begin with or contain TYPED, for pop-ups. */
struct choice {
	int64_t id;
	const char *title;
	const char *detail;
};
size_t record_choices(struct engine *en, struct arena *a, const struct flow *f, const char *typed, size_t max,
	struct choice **out, struct err *e);
/* One line naming a loaded row / a record by id ("" when there is none); owned by A. */
const char *row_title(struct engine *en, struct arena *a, const struct flow *f, const void *row);
const char *record_title(struct engine *en, struct arena *a, const struct flow *f, int64_t id);
/* The number people use for a loaded row, NULL when its flow has none; owned by A. */
const char *row_number(struct engine *en, struct arena *a, const struct flow *f, const void *row);
/* The value of field F of ROW for people: labels, titles of references, masked when sensitive; owned by A. */
const char *field_shown(struct engine *en, struct arena *a, const struct field *f, const void *row);
/* The same for JSON: keys, ISO dates, numbers as text; references by number or name; masked alike. */
const char *field_plain(struct engine *en, struct arena *a, const struct field *f, const void *row);

/* The filter of L called NAME, NULL when there is none. */
const struct list_filter *list_filter_find(const struct list *l, const char *name);
/* Is the list one of the actor's, as far as roles go? */
bool list_may(const struct engine *en, const struct list *l);
/* The flow a list belongs to. */
const struct flow *list_flow(const struct list *l);

/* A page of a list. */
struct list_query {
	const struct list *list;
	const struct list_sort *sort; /* NULL: the first */
	bool reverse;
	const char *words;            /* full text within the list, NULL or "" none */
	const char *state;            /* key, NULL none */
	struct args filters;          /* by filter name, values as typed */
	size_t limit;                 /* rows wanted */
	/* Where to go on: the key and id of an edge row, from list_row; NULL begins at the top. */
	const char *after_key;
	int64_t after_id;
	bool before;                  /* the page that ends just before the edge */
	bool from_end;                /* the last page */
	bool inclusive;               /* the edge row itself comes first: refresh in place */
	bool ids_only;                /* no cells are read (list_row.cell is NULL): the rows are loaded as records */
};
struct list_row {
	int64_t id;
	int64_t version;
	const char *key;         /* sort key, for after_key */
	const char *state;       /* key */
	const char **cell;       /* raw values by list_col, "" for NULL; LT_DUE: "due|stopped"; LT_MASKED: masked */
};
struct list_page {
	struct list_row *rows; /* in the list's order */
	size_t n;
	bool more;             /* more rows follow in the direction asked */
};
bool list_fetch(struct engine *en, struct arena *a, const struct list_query *q, struct list_page *out, struct err *e);
/* How many rows Q has: from the tally where it can tell (only a state or an agency filter), else counted up to CAP (then -1). */
int64_t list_count(struct engine *en, const struct list_query *q, int64_t cap, struct err *e);
/* How far off DUE is, in working days: 剩 3, 逾期 2, 今天; "" for DAY_NONE; owned by A. */
const char *due_left(struct engine *en, struct arena *a, day_t due);
/* A raw cell for people: labels for words, dates short when SHORT_DATES, 剩 3 / 逾期 2 / 今天; owned by A. */
const char *list_shown(struct engine *en, struct arena *a, const struct list_col *c, const char *raw, bool short_dates);

/* The actor's work queue, most urgent first. */
struct todo_row {
	int64_t record;
	const struct flow *flow;
	const char *number, *object, *text, *action;
	bool calm;         /* others are at work, and in time: nothing need be done here yet */
	day_t due;
	int days;          /* working days left; negative: overdue; INT32_MAX without period */
	const char *covered; /* "": the actor's own or anybody's; else whom the actor stands in for at it */
	const char *basis; /* "9月29日送达，第十四条要求…；期限15工作日（本局设定）" */
	struct wait_edge edge; /* where the row stands, for the page beside it */
};
/* At most MAX rows that hold WORDS (NULL: any), from EDGE (NULL: the beginning) on or up to it. */
size_t todo_fetch(struct engine *en, struct arena *a, const char *words, const struct wait_edge *edge, size_t max, struct todo_row **out,
	struct err *e);
struct todo_sum {
	int64_t all, overdue, soon; /* soon: due within 3 working days, today included, what is calm left out */
	struct {
		const struct flow *flow;
		int64_t n;
	} by_flow[24];
	size_t n_flows;
};
bool todo_sum(struct engine *en, struct todo_sum *out, struct err *e);
/* The next record after RECORD in the queue's order that is not calm, 0 none; *FLOW its flow. */
int64_t todo_next(struct engine *en, int64_t record, const struct flow **flow, struct err *e);

/* Full text over all flows the actor sees, newest first. */
struct found {
	int64_t id;
	const struct flow *flow;
	const char *title;
	const char *snippet; /* text around the first hit */
};
size_t search_all(struct engine *en, struct arena *a, const char *words, size_t max, struct found **out, struct err *e);

/* The periods of a record that the actor sees, and what waits on it for whom, as far as he is told. */
size_t record_clocks(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct clock_row **out, struct err *e);
size_t record_waits(struct engine *en, struct arena *a, const struct flow *f, int64_t id, struct wait_row **out, struct err *e);
/* Clocks of a record with the sentence how each was computed (line by line, dates counted); owned by A. */
const char *clock_explained(struct engine *en, struct arena *a, const struct clock_row *c);
/* Timeline of a record the actor sees. */
size_t record_timeline(struct engine *en, struct arena *a, const struct flow *f, int64_t id, int64_t below, size_t max,
	struct trail_entry **out, struct err *e);
/* Does the schema hold: recompute the books and search of every record and compare; sentences into OUT. */
bool engine_check(struct engine *en, struct buf *out, int64_t *faults, struct err *e);
/* The same, telling PROGRESS how many of how many records are done; it returns false to stop: ERR_CANCELLED. */
bool engine_check_telling(struct engine *en, struct buf *out, int64_t *faults,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e);

/*
 * Walk the trail's chain and compare every record with its last row; HEAD ("seq:hex" kept
 * elsewhere, or NULL) must lie on the chain.  False with a sentence naming the first fault.
 */
bool engine_verify(struct engine *en, const char *head, int64_t *rows, struct err *e);
/* The same, telling PROGRESS how many of how many trail rows are done; it returns false to stop: ERR_CANCELLED. */
bool engine_verify_telling(struct engine *en, const char *head, int64_t *rows,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e);
/* The same together with the N FILES of archived rows, all that there are, as one chain from its first row. */
bool engine_verify_archives(struct engine *en, const char *head, const char *const *files, size_t n, int64_t *rows,
	bool (*progress)(void *ctx, int64_t done, int64_t total), void *ctx, struct err *e);
/*
 * What a record's timeline does not show because it is archived, as a sentence ("更早的2件…已归档"); "" when it shows
 * all; owned by A.  For a record that the actor sees.
 */
const char *record_archived(struct engine *en, struct arena *a, const struct flow *f, int64_t id);

/* ---- drafts: what is typed and not yet saved ---- */
struct draft {
	int64_t id;
	const char *action;  /* full name */
	int64_t record;      /* 0 for a creating one */
	int64_t version;     /* the version the person saw */
	const char *at;      /* local time */
	const char *json;    /* {"field":"typed text",...} */
};
/* Save (replacing the draft of the same account, action, record).  Never takes the write queue. */
bool draft_save(struct engine *en, const char *action, int64_t record, int64_t version, const char *json, struct err *e);
bool draft_drop(struct engine *en, const char *action, int64_t record, struct err *e);
size_t draft_list(struct engine *en, struct arena *a, struct draft **out, struct err *e);
/* The draft of one form, or NULL. */
const struct draft *draft_get(struct engine *en, struct arena *a, const char *action, int64_t record);

/* A small thing this account keeps between sessions (a saved view, the last list): "" when none; owned by A. */
const char *kept_get(struct engine *en, struct arena *a, const char *key);
bool kept_set(struct engine *en, const char *key, const char *value, struct err *e);

/* ---- the daily sweep: what the program owes ---- */
struct sweep_sum {
	struct {
		const struct action *action;
		int64_t n;
	} by[16];        /* acts done */
	size_t n;
	int64_t failed;  /* acts that were owed and refused */
};
/* Do today what the program owes, as the program; marks the day as swept.  False when the file cannot be written. */
bool engine_sweep(struct engine *en, struct sweep_sum *sum, struct err *e);
/* The same at a session's start, once a day and never under --today; a failure is no reason not to work.  True when it swept. */
bool engine_sweep_daily(struct engine *en, struct sweep_sum *sum);

/*
 * Put the rule profile TEXT (lines of KEY = VALUE, UTF-8) into the new database of EN; NAME unless the text has one.
 * False with a sentence naming the line: then nothing of it stands.
 */
bool engine_profile(struct engine *en, const char *name, const char *text, struct err *e);

/*
 * What is the presented certificate NUMBER worth on ON (DAY_NONE: today)?  NAME ("" none) is compared with the card's.
 * Any role of the business may ask; what is told beyond valid or not depends on what the actor sees.  Strings owned by A.
 */
struct certificate_verdict;
bool card_check(struct engine *en, struct arena *a, const char *number, const char *name, day_t on,
	struct certificate_verdict *out, struct err *e);

/*
 * The same for whoever asks, and nothing but: OUT->proof, is the card genuine; OUT->standing, is it current, lost,
 * returned, void or expired today (0: there is no such card).  SCANNED: the number, or what its QR code holds.
 */
bool card_verify(struct engine *en, struct arena *a, const char *scanned, struct certificate_verdict *out, struct err *e);
/* A new key for check codes; every card issued before is then to be issued anew.  For the owner of the file. */
bool card_rekey(struct engine *en, struct err *e);

/* ---- articles: what each asks, which actions serve it ---- */
const char *article_text(int article); /* translated; NULL outside 1..21 */
const char *article_name(int article); /* "第十四条" */

#endif
