-- 0001: the foundation: file, numbers, the four books, full text, supporting records.
--
-- Conventions for every table, also on later rungs:
--   STRICT; dates are ISO text, NULL for none; references are NULL for none.
--   A record table has id (district * 10^9 + n, unique over all flows), version
--   (counts changes, from 1), state (permanent key), then columns named like the
--   members of its struct.
--   Walls: triggers wall_TABLE_insert, wall_TABLE_update, wall_TABLE_delete refuse every
--   change outside an action.  in_action() is registered by the program; a foreign
--   tool does not know it and cannot write at all.  Their RAISE is FAIL, not ABORT:
--   the answer is the same for every row of a statement, so that the first row decides
--   and there is nothing to undo, while ABORT would cost a statement journal each time.

-- Facts about this file: district, mode (personal or shared), owner, created, ...
CREATE TABLE meta(
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counters: 'record' gives the ids of all flows.
CREATE TABLE sequence(
	name TEXT NOT NULL PRIMARY KEY,
	next INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO meta(key, value) VALUES ('district', '500109'), ('mode', 'personal');
INSERT INTO sequence(name, next) VALUES ('record', 1);

-- Numbers of papers: the next one per word and year.
CREATE TABLE number(
	word TEXT NOT NULL,
	year INTEGER NOT NULL,
	next INTEGER NOT NULL,
	PRIMARY KEY (word, year)
) STRICT, WITHOUT ROWID;

-- Book 1, trail: who did what when by which article, chained.
-- hash = SM3(hash of the row before, this row's columns, digest, words): see store/trail.c.
CREATE TABLE trail(
	seq INTEGER NOT NULL PRIMARY KEY, -- from 1 without holes
	at TEXT NOT NULL,                 -- entered: local time
	account INTEGER NOT NULL,
	who TEXT NOT NULL,
	flow TEXT NOT NULL,
	record INTEGER NOT NULL,          -- 0: concerns no record
	action TEXT NOT NULL,
	article INTEGER NOT NULL,
	happened_on TEXT,
	received_on TEXT,
	outcome INTEGER NOT NULL,         -- 0 done, else the code of the refusal
	today_set INTEGER NOT NULL,       -- --today was used
	digest BLOB NOT NULL,             -- SM3(salt, the record's new image)
	words BLOB NOT NULL,              -- SM3(salt, note, change)
	hash BLOB NOT NULL
) STRICT;

-- A record's timeline, newest first; also: its last entry.
CREATE INDEX trail_record ON trail(record, seq) WHERE outcome = 0;

-- What a trail row says in words stands apart, so that personal data can be erased (all
-- three columns become NULL) while the chain of digests stays provable.
CREATE TABLE change(
	seq INTEGER NOT NULL PRIMARY KEY REFERENCES trail(seq),
	salt BLOB,
	note TEXT,                        -- what people read in the timeline
	change TEXT                       -- JSON {"field":[old,new],...}
) STRICT;

-- Book 2, clock: periods; one of each kind per record.
CREATE TABLE clock(
	record INTEGER NOT NULL,
	kind TEXT NOT NULL,
	flow TEXT NOT NULL,
	start TEXT NOT NULL,              -- the act; the period begins the day after
	n INTEGER NOT NULL,
	unit INTEGER NOT NULL,            -- 0 working days, 1 days, 2 the due date is given
	extension INTEGER NOT NULL,
	due TEXT NOT NULL,
	stopped TEXT,                     -- NULL while it runs
	article INTEGER NOT NULL,
	basis TEXT NOT NULL,
	PRIMARY KEY (record, kind)
) STRICT, WITHOUT ROWID;

-- Running clocks of a kind by due date.
CREATE INDEX clock_running ON clock(kind, due, record) WHERE stopped IS NULL;

-- Book 3, wait: what waits for whom.  Without a period due is '9999-12-31', which sorts last.
-- role is one bit of enum role (act/actor.h).  agency is 0 unless role is the agency's (8),
-- person 0 unless role is the supervisor's (16): one index then serves every role, its rows
-- in the order of the queue.
CREATE TABLE wait(
	record INTEGER NOT NULL,
	place INTEGER NOT NULL,           -- 0, 1, ... within the record
	flow TEXT NOT NULL,
	role INTEGER NOT NULL,
	agency INTEGER NOT NULL,
	person INTEGER NOT NULL,
	officer INTEGER NOT NULL,
	due TEXT NOT NULL,
	clock TEXT NOT NULL,              -- kind of the clock that due comes from, or ''
	action TEXT NOT NULL,
	text TEXT NOT NULL,
	number TEXT NOT NULL,
	object TEXT NOT NULL,
	PRIMARY KEY (record, place),
	CHECK (agency = 0 OR role = 8),
	CHECK (person = 0 OR role = 16)
) STRICT, WITHOUT ROWID;

CREATE INDEX wait_queue ON wait(role, agency, person, due, record, place);
CREATE INDEX wait_officer ON wait(officer, due, record, place) WHERE officer <> 0;

-- Book 4, tally: how many records; rows of 0 are removed.
CREATE TABLE tally(
	flow TEXT NOT NULL,
	state TEXT NOT NULL,
	agency INTEGER NOT NULL,          -- 0 none
	month INTEGER NOT NULL,           -- year * 12 + month - 1; 0 none
	count INTEGER NOT NULL,
	PRIMARY KEY (flow, state, agency, month)
) STRICT, WITHOUT ROWID;

-- The same without months, so that a total does not grow slower with the years.
CREATE TABLE tally_total(
	flow TEXT NOT NULL,
	state TEXT NOT NULL,
	agency INTEGER NOT NULL,
	count INTEGER NOT NULL,
	PRIMARY KEY (flow, state, agency)
) STRICT, WITHOUT ROWID;

-- Full text; rowid is the record's id.  Contentless: the text stands in the records.
-- han is the program's own tokenizer (store/search.c): one token per character.
CREATE VIRTUAL TABLE search USING fts5(body, initials, scope, content='', columnsize=0, detail=full, tokenize='han');

-- Supporting records.
CREATE TABLE account(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	login TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL,
	roles TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	disabled INTEGER NOT NULL
) STRICT;

CREATE INDEX account_agency ON account(agency) WHERE agency IS NOT NULL;
CREATE INDEX account_person ON account(person) WHERE person IS NOT NULL;

CREATE TABLE setting(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	key TEXT NOT NULL UNIQUE,
	value TEXT NOT NULL,
	label TEXT NOT NULL,
	article INTEGER NOT NULL,         -- 0: no article
	own INTEGER NOT NULL              -- 1: the office's own figure, not the rule's
) STRICT;

CREATE TABLE holiday(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	day TEXT NOT NULL UNIQUE,
	off INTEGER NOT NULL,             -- 1 a weekday off, 0 a weekend day worked
	year INTEGER NOT NULL             -- of the notice
) STRICT;

CREATE INDEX holiday_year ON holiday(year, day);

-- Walls.
CREATE TRIGGER wall_meta_insert BEFORE INSERT ON meta WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_meta_update BEFORE UPDATE ON meta WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_meta_delete BEFORE DELETE ON meta WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_sequence_insert BEFORE INSERT ON sequence WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_sequence_update BEFORE UPDATE ON sequence WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_sequence_delete BEFORE DELETE ON sequence WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_number_insert BEFORE INSERT ON number WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_number_update BEFORE UPDATE ON number WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_number_delete BEFORE DELETE ON number WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_clock_insert BEFORE INSERT ON clock WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_clock_update BEFORE UPDATE ON clock WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_clock_delete BEFORE DELETE ON clock WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_wait_insert BEFORE INSERT ON wait WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_wait_update BEFORE UPDATE ON wait WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_wait_delete BEFORE DELETE ON wait WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_tally_insert BEFORE INSERT ON tally WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_tally_update BEFORE UPDATE ON tally WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_tally_delete BEFORE DELETE ON tally WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_tally_total_insert BEFORE INSERT ON tally_total WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_tally_total_update BEFORE UPDATE ON tally_total WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_tally_total_delete BEFORE DELETE ON tally_total WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_account_insert BEFORE INSERT ON account WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_account_update BEFORE UPDATE ON account WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_account_delete BEFORE DELETE ON account WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_setting_insert BEFORE INSERT ON setting WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_setting_update BEFORE UPDATE ON setting WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_setting_delete BEFORE DELETE ON setting WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_holiday_insert BEFORE INSERT ON holiday WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_holiday_update BEFORE UPDATE ON holiday WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_holiday_delete BEFORE DELETE ON holiday WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- The trail only grows, inside an action too.  (INSERT OR REPLACE fires no delete trigger:
-- hence the condition on seq, which at the same time keeps it without holes.)
CREATE TRIGGER wall_trail_insert BEFORE INSERT ON trail
WHEN in_action() = 0 OR NEW.seq <> 1 + coalesce((SELECT max(seq) FROM trail), 0)
BEGIN SELECT RAISE(FAIL, 'the trail grows at its end, inside an action'); END;
CREATE TRIGGER wall_trail_update BEFORE UPDATE ON trail BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;
CREATE TRIGGER wall_trail_delete BEFORE DELETE ON trail BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;

-- The words of the trail: written once; inside an action they may be erased, as a whole.
-- (ABORT in the update: here the answer is not the same for every row.)
CREATE TRIGGER wall_change_insert BEFORE INSERT ON change
WHEN in_action() = 0 OR NEW.seq <= coalesce((SELECT max(seq) FROM change), 0)
BEGIN SELECT RAISE(FAIL, 'the trail grows at its end, inside an action'); END;
CREATE TRIGGER wall_change_update BEFORE UPDATE ON change
WHEN in_action() = 0 OR NEW.seq <> OLD.seq OR NEW.salt IS NOT NULL OR NEW.note IS NOT NULL OR NEW.change IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'the trail is never changed'); END;
CREATE TRIGGER wall_change_delete BEFORE DELETE ON change BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;
