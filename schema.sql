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
-- 0002: who takes part: agencies, persons, supervisors (one row a term), certificates;
-- and the figures of the rule profile that every flow counts with.
--
-- Knows: the record columns of src/flow/parties.h.  Must not know: opinions and reviews.
-- Every sort and filter of the flows' lists has its index here, ended by id so that a page
-- goes on from a key.  The walls refuse a change outside an action.

CREATE TABLE agency(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	short_name TEXT NOT NULL,
	kind TEXT,
	code TEXT NOT NULL,
	liaison TEXT NOT NULL,
	phone TEXT NOT NULL,
	note TEXT NOT NULL,
	former_names TEXT NOT NULL,
	initials TEXT NOT NULL,
	short_initials TEXT NOT NULL,
	closed_on TEXT,
	successor INTEGER REFERENCES agency(id)
) STRICT;
-- A withdrawn agency keeps its name on old papers, a new one may bear it again.
CREATE UNIQUE INDEX agency_active_name ON agency(name) WHERE state = 'active';
CREATE INDEX agency_name ON agency(name, id);
CREATE INDEX agency_short_name ON agency(short_name, id);
CREATE INDEX agency_initials ON agency(initials, id);
CREATE INDEX agency_short_initials ON agency(short_initials, id);
CREATE INDEX agency_kind ON agency(kind, id);
CREATE INDEX agency_state ON agency(state, id);
CREATE INDEX agency_state_initials ON agency(state, initials, id);
CREATE INDEX agency_state_kind ON agency(state, kind, id);
CREATE INDEX agency_successor ON agency(successor) WHERE successor IS NOT NULL;

CREATE TABLE person(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	sex TEXT,
	idno TEXT NOT NULL,
	born TEXT,
	ethnic TEXT NOT NULL,
	politics TEXT NOT NULL,
	education TEXT NOT NULL,
	employer TEXT NOT NULL,
	phone TEXT NOT NULL,
	pinyin TEXT NOT NULL,
	initials TEXT NOT NULL,
	stroke_key TEXT NOT NULL
) STRICT;
-- One person, one record: the identity number is the same person across all terms.
CREATE UNIQUE INDEX person_one_idno ON person(idno) WHERE idno <> '';
CREATE INDEX person_idno ON person(idno);
CREATE INDEX person_name ON person(name, id);
CREATE INDEX person_initials ON person(initials, id);
CREATE INDEX person_strokes ON person(stroke_key, id);
CREATE INDEX person_born ON person(coalesce(born, ''), id);

CREATE TABLE supervisor(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	stroke_key TEXT NOT NULL,
	categories TEXT NOT NULL,
	term_start TEXT NOT NULL,
	term_end TEXT NOT NULL,
	letter_number TEXT NOT NULL,
	previous INTEGER REFERENCES supervisor(id),
	over_age INTEGER NOT NULL,
	over_reason TEXT NOT NULL,
	ending INTEGER NOT NULL,
	left_on TEXT,
	left_reason TEXT NOT NULL,
	note TEXT NOT NULL,
	CHECK (term_end >= term_start)
) STRICT;
CREATE INDEX supervisor_person ON supervisor(person, term_start);
CREATE INDEX supervisor_name ON supervisor(name, id);
CREATE INDEX supervisor_initials ON supervisor(initials, id);
CREATE INDEX supervisor_strokes ON supervisor(stroke_key, id);
CREATE INDEX supervisor_start ON supervisor(term_start, id);
CREATE INDEX supervisor_end ON supervisor(term_end, id);
CREATE INDEX supervisor_state ON supervisor(state, id);
CREATE INDEX supervisor_state_initials ON supervisor(state, initials, id);
CREATE INDEX supervisor_state_start ON supervisor(state, term_start, id);
CREATE INDEX supervisor_state_strokes ON supervisor(state, stroke_key, id);
CREATE INDEX supervisor_state_end ON supervisor(state, term_end, id);
CREATE INDEX supervisor_letter ON supervisor(letter_number, id);
CREATE INDEX supervisor_previous ON supervisor(previous) WHERE previous IS NOT NULL;

CREATE TABLE certificate(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person INTEGER NOT NULL REFERENCES person(id),
	name TEXT NOT NULL,
	order_key INTEGER NOT NULL,
	issued_on TEXT,
	ended_on TEXT,
	recalled_on TEXT,
	replaces INTEGER REFERENCES certificate(id),
	note TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX certificate_number ON certificate(number);
-- A term has one valid certificate at a time: a second would be lent or lost.
CREATE UNIQUE INDEX certificate_valid ON certificate(supervisor) WHERE state = 'issued';
CREATE INDEX certificate_supervisor ON certificate(supervisor, issued_on);
CREATE INDEX certificate_person ON certificate(person, id);
CREATE INDEX certificate_order ON certificate(order_key, id);
CREATE INDEX certificate_issued ON certificate(coalesce(issued_on, ''), id);
CREATE INDEX certificate_name ON certificate(name, id);
CREATE INDEX certificate_state ON certificate(state, order_key, id);
CREATE INDEX certificate_state_issued ON certificate(state, coalesce(issued_on, ''), id);
CREATE INDEX certificate_state_name ON certificate(state, name, id);
CREATE INDEX certificate_replaces ON certificate(replaces) WHERE replaces IS NOT NULL;

-- Accounts are called by name too.
CREATE INDEX account_name ON account(name, id);

CREATE TRIGGER wall_agency_insert BEFORE INSERT ON agency WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_agency_update BEFORE UPDATE ON agency WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_agency_delete BEFORE DELETE ON agency WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_person_insert BEFORE INSERT ON person WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_person_update BEFORE UPDATE ON person WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_person_delete BEFORE DELETE ON person WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_supervisor_insert BEFORE INSERT ON supervisor WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_supervisor_update BEFORE UPDATE ON supervisor WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_supervisor_delete BEFORE DELETE ON supervisor WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_certificate_insert BEFORE INSERT ON certificate WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_certificate_update BEFORE UPDATE ON certificate WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_certificate_delete BEFORE DELETE ON certificate WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- The rule profile of Beibei: the rule's own figures with their article, and the office's (own = 1).
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'term_years', '3', '聘期（年）', 5, 0),
	(2, 'min_age', '25', '最低年龄（周岁）', 6, 0),
	(3, 'max_age', '60', '一般不超过的年龄（周岁）', 6, 0),
	(4, 'notice_days', '5', '公示期（工作日）', 7, 0),
	(5, 'absences', '2', '提出解聘的连续缺席次数', 17, 0),
	(6, 'in_force', '2024-06-11', '规则施行之日', 21, 0),
	(7, 'reply_days', '15', '执法机构反馈期限（工作日）', 14, 1),
	(8, 'review_days', '30', '监督意见书审查期限（工作日）', 16, 1),
	(9, 'correct_days', '30', '责令纠正期限（日）', 16, 1),
	(10, 'recheck_ask_days', '10', '申请复查期限（工作日）', 0, 1),
	(11, 'recheck_days', '15', '复查决定期限（工作日）', 0, 1),
	(12, 'transfer_report_days', '10', '移送反馈期限（工作日）', 0, 1),
	(13, 'register_days', '3', '登记后送达期限（工作日）', 0, 1),
	(14, 'convey_days', '5', '告知监督员期限（工作日）', 14, 1),
	(15, 'accept_days', '10', '监督员确认期限（工作日）', 15, 1),
	(16, 'backdate_days', '10', '补记须说明原因的日数', 0, 1),
	(17, 'renew_lead_days', '90', '期满前提示的日数', 5, 1),
	(18, 'word_certificate', '碚执监', '监督员证编号字头', 7, 1),
	(19, 'word_letter', '碚聘', '聘书编号字头', 7, 1),
	(20, 'word_review', '审', '监督意见书审查编号字头', 16, 1),
	(21, 'word_order', '令', '责令纠正通知书编号字头', 16, 1),
	(22, 'ambiwidth', 'auto', '宽度不定字符的列数（auto、1、2）', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 22 WHERE name = 'record';
-- 0003: cases: supervision opinions, and the bureau's reviews of opinion letters.
--
-- Knows: the record columns of src/flow/cases.h.  Must not know: who may do what.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on
-- from a key; a filter that admits few rows has one with the default order behind it.
--
-- Two columns are the file's own and stand in no struct: open (still in hand), and due,
-- the date of the running period that ends first, so that a register of a million sorts
-- by deadline without joining the clock book.  The walls refuse a change outside an action.

CREATE TABLE opinion(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	certificate TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	kind TEXT,
	field TEXT,
	route TEXT,
	facts TEXT NOT NULL,
	basis TEXT NOT NULL,
	advice TEXT NOT NULL,
	officers TEXT NOT NULL,
	place TEXT NOT NULL,
	occurred_on TEXT,
	evidence TEXT NOT NULL,
	oral INTEGER NOT NULL,
	raised_on TEXT NOT NULL,
	received_on TEXT,
	serve_days INTEGER NOT NULL,
	served_on TEXT,
	serve_how TEXT,
	signer TEXT NOT NULL,
	reply_days INTEGER NOT NULL,
	extension INTEGER NOT NULL,
	extended_on TEXT,
	extend_reason TEXT NOT NULL,
	extend_told_on TEXT,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	replied_on TEXT,
	adopted TEXT,
	reply TEXT NOT NULL,
	replier TEXT NOT NULL,
	convey_days INTEGER NOT NULL,
	conveyed_on TEXT,
	convey_how TEXT,
	accept_days INTEGER NOT NULL,
	accepted_on TEXT,
	petitioned_on TEXT,
	review INTEGER REFERENCES review(id) DEFERRABLE INITIALLY DEFERRED,
	closed_on TEXT,
	result TEXT NOT NULL,
	withdrawn_on TEXT,
	withdraw_reason TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state NOT IN ('closed', 'withdrawn')) VIRTUAL,
	due TEXT NOT NULL DEFAULT '9999-12-31' -- of the running period that ends first: kept by the triggers below
) STRICT;
-- A number is borne once; imported ones are kept to the letter.
CREATE UNIQUE INDEX opinion_number ON opinion(number);
CREATE INDEX opinion_number_key ON opinion(number_key, id);
CREATE INDEX opinion_raised ON opinion(raised_on, id);
CREATE INDEX opinion_due ON opinion(due, id);
CREATE INDEX opinion_agency_name ON opinion(agency_name, id);
CREATE INDEX opinion_state ON opinion(state, raised_on, id);
CREATE INDEX opinion_state_number ON opinion(state, number_key, id);
CREATE INDEX opinion_state_due ON opinion(state, due, id);
CREATE INDEX opinion_state_agency ON opinion(state, agency_name, id);
CREATE INDEX opinion_open ON opinion(open, due, id);
CREATE INDEX opinion_agency ON opinion(agency, raised_on, id);
CREATE INDEX opinion_person ON opinion(person, raised_on, id);
CREATE INDEX opinion_supervisor ON opinion(supervisor);
CREATE INDEX opinion_officer ON opinion(officer, raised_on, id);
CREATE INDEX opinion_officer_open ON opinion(officer, open, due, id);
CREATE INDEX opinion_before_rule ON opinion(before_rule, raised_on, id);
CREATE INDEX opinion_review ON opinion(review) WHERE review IS NOT NULL;
-- Counts by the marks of a matter: this narrow index is walked, never the table.
CREATE INDEX opinion_marks ON opinion(field, kind, adopted, route);

CREATE TABLE review(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	source TEXT,
	opinion INTEGER REFERENCES opinion(id) DEFERRABLE INITIALLY DEFERRED,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	certificate TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	field TEXT,
	subject TEXT NOT NULL,
	facts TEXT NOT NULL,
	grounds TEXT NOT NULL,
	request TEXT NOT NULL,
	evidence TEXT NOT NULL,
	raised_on TEXT NOT NULL,
	received_on TEXT NOT NULL,
	review_days INTEGER NOT NULL,
	extension INTEGER NOT NULL,
	extended_on TEXT,
	extend_reason TEXT NOT NULL,
	examined_on TEXT,
	examination TEXT NOT NULL,
	inquiry TEXT,
	investigated_on TEXT,
	team TEXT NOT NULL,
	plan TEXT NOT NULL,
	found_on TEXT,
	findings TEXT NOT NULL,
	outcome TEXT,
	decided_on TEXT,
	reason TEXT NOT NULL,
	transfer_to TEXT NOT NULL,
	transfer_days INTEGER NOT NULL,
	transfer_report_on TEXT,
	transfer_report TEXT NOT NULL,
	order_number TEXT NOT NULL,
	ordered_on TEXT,
	order_text TEXT NOT NULL,
	order_basis TEXT NOT NULL,
	order_due TEXT,
	order_served_on TEXT,
	order_serve_how TEXT,
	recheck_ask_days INTEGER NOT NULL,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	reported_on TEXT,
	report TEXT NOT NULL,
	reporter TEXT NOT NULL,
	returns INTEGER NOT NULL,
	returned_on TEXT,
	return_reason TEXT NOT NULL,
	corrected_on TEXT,
	acceptance TEXT NOT NULL,
	proposed_on TEXT,
	proposed_to TEXT NOT NULL,
	proposal TEXT NOT NULL,
	criticised_on TEXT,
	criticism TEXT NOT NULL,
	recheck_on TEXT,
	recheck_reason TEXT NOT NULL,
	recheck_days INTEGER NOT NULL,
	recheck_decided_on TEXT,
	recheck_result TEXT,
	recheck_text TEXT NOT NULL,
	convey_days INTEGER NOT NULL,
	informed_on TEXT,
	inform_how TEXT,
	inform_text TEXT NOT NULL,
	closed_on TEXT,
	result TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state NOT IN ('closed')) VIRTUAL,
	due TEXT NOT NULL DEFAULT '9999-12-31' -- of the running period that ends first: kept by the triggers below
) STRICT;
CREATE UNIQUE INDEX review_number ON review(number);
CREATE UNIQUE INDEX review_one_order ON review(order_number) WHERE order_number <> '';
CREATE INDEX review_order_number ON review(order_number);
CREATE INDEX review_number_key ON review(number_key, id);
CREATE INDEX review_received ON review(received_on, id);
CREATE INDEX review_due ON review(due, id);
CREATE INDEX review_agency_name ON review(agency_name, id);
CREATE INDEX review_state ON review(state, received_on, id);
CREATE INDEX review_state_number ON review(state, number_key, id);
CREATE INDEX review_state_due ON review(state, due, id);
CREATE INDEX review_state_agency ON review(state, agency_name, id);
CREATE INDEX review_open ON review(open, due, id);
CREATE INDEX review_agency ON review(agency, received_on, id);
CREATE INDEX review_person ON review(person, received_on, id);
CREATE INDEX review_supervisor ON review(supervisor);
CREATE INDEX review_officer ON review(officer, received_on, id);
CREATE INDEX review_officer_open ON review(officer, open, due, id);
CREATE INDEX review_before_rule ON review(before_rule, received_on, id);
CREATE INDEX review_opinion ON review(opinion) WHERE opinion IS NOT NULL;
CREATE INDEX review_marks ON review(field, source, outcome);

-- due follows the clock book, also when a new calendar moves it.
CREATE TRIGGER due_opinion_insert AFTER INSERT ON clock WHEN NEW.flow = 'opinion' AND NEW.stopped IS NULL
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_opinion_update AFTER UPDATE ON clock WHEN NEW.flow = 'opinion' AND (NEW.due IS NOT OLD.due OR NEW.stopped IS NOT OLD.stopped)
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_opinion_delete AFTER DELETE ON clock WHEN OLD.flow = 'opinion' AND OLD.stopped IS NULL
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record;
END;
CREATE TRIGGER due_review_insert AFTER INSERT ON clock WHEN NEW.flow = 'review' AND NEW.stopped IS NULL
BEGIN
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_review_update AFTER UPDATE ON clock WHEN NEW.flow = 'review' AND (NEW.due IS NOT OLD.due OR NEW.stopped IS NOT OLD.stopped)
BEGIN
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_review_delete AFTER DELETE ON clock WHEN OLD.flow = 'review' AND OLD.stopped IS NULL
BEGIN
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record;
END;

CREATE TRIGGER wall_opinion_insert BEFORE INSERT ON opinion WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_opinion_update BEFORE UPDATE ON opinion WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_opinion_delete BEFORE DELETE ON opinion WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_review_insert BEFORE INSERT ON review WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_review_update BEFORE UPDATE ON review WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_review_delete BEFORE DELETE ON review WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- 0008: the counts above the work queue are answered by indexes alone.
--
-- Knows: the table wait.  Must not know: what is waited for.

CREATE INDEX wait_count ON wait(role, agency, person, flow, due);
-- What presses: no calm words while the period runs (store/wait.c).
CREATE INDEX wait_pressing ON wait(role, agency, person, due, flow, text) WHERE instr(text, '|') = 0;
