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
-- A record's entry is a set of tokens (store/search.c): its characters, its pairs of characters, its scope.
CREATE VIRTUAL TABLE search USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='han');

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
-- 0004: how supervisors are chosen: rounds, the letters to units, who applied, objections to a public notice.
--
-- Knows: the record columns of src/flow/rounds.h.  Must not know: who may do what.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on
-- from a key; what is asked of one round (its candidates by state, order, category) has one
-- that begins with the round.  The walls refuse a change outside an action.

CREATE TABLE round(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	initials TEXT NOT NULL,
	quota INTEGER NOT NULL,
	wish_party_delegate INTEGER NOT NULL,
	wish_deputy INTEGER NOT NULL,
	wish_cppcc INTEGER NOT NULL,
	wish_monitor INTEGER NOT NULL,
	wish_expert INTEGER NOT NULL,
	wish_staff INTEGER NOT NULL,
	wish_journalist INTEGER NOT NULL,
	wish_lawyer INTEGER NOT NULL,
	wish_entrepreneur INTEGER NOT NULL,
	wish_self_employed INTEGER NOT NULL,
	wish_other INTEGER NOT NULL,
	criteria TEXT NOT NULL,
	noticed_on TEXT,
	notice_where TEXT NOT NULL,
	opens_on TEXT,
	closes_on TEXT,
	age_on TEXT,
	min_age INTEGER NOT NULL,
	max_age INTEGER NOT NULL,
	begin_days INTEGER NOT NULL,
	extended_on TEXT,
	extend_reason TEXT NOT NULL,
	review_on TEXT,
	ranked_on TEXT,
	listed_on TEXT,
	publicised_on TEXT,
	publicised_where TEXT NOT NULL,
	objection_to TEXT NOT NULL,
	notice_days INTEGER NOT NULL,
	extension INTEGER NOT NULL,
	appoint_days INTEGER NOT NULL,
	notice_end TEXT,
	prolonged_on TEXT,
	prolong_reason TEXT NOT NULL,
	appointed_on TEXT,
	closed_on TEXT,
	result TEXT NOT NULL,
	cancelled_on TEXT,
	cancel_reason TEXT NOT NULL,
	officer INTEGER REFERENCES account(id)
) STRICT;
CREATE UNIQUE INDEX round_one_name ON round(name);
CREATE INDEX round_name ON round(name, id);
CREATE INDEX round_initials ON round(initials, id);
CREATE INDEX round_opens ON round(coalesce(opens_on, ''), id);
CREATE INDEX round_state ON round(state, coalesce(opens_on, ''), id);
CREATE INDEX round_state_name ON round(state, name, id);
CREATE INDEX round_officer ON round(officer);

-- A letter that invites a unit to recommend people.
CREATE TABLE invitation(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	round INTEGER NOT NULL REFERENCES round(id),
	round_name TEXT NOT NULL,
	unit TEXT NOT NULL CHECK (unit <> ''),
	initials TEXT NOT NULL,
	liaison TEXT NOT NULL,
	phone TEXT NOT NULL,
	places INTEGER NOT NULL,
	sent_on TEXT NOT NULL,
	sent_how TEXT,
	reply_by TEXT,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	answered_on TEXT,
	recommended INTEGER NOT NULL,
	answer TEXT NOT NULL,
	note TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX invitation_one ON invitation(round, unit);
CREATE INDEX invitation_unit ON invitation(unit, id);
CREATE INDEX invitation_initials ON invitation(initials, id);
CREATE INDEX invitation_sent ON invitation(sent_on, id);
CREATE INDEX invitation_state ON invitation(state, sent_on, id);
CREATE INDEX invitation_state_unit ON invitation(state, unit, id);
CREATE INDEX invitation_round ON invitation(round, sent_on, id);

CREATE TABLE candidate(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	round INTEGER NOT NULL REFERENCES round(id),
	round_name TEXT NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	stroke_key TEXT NOT NULL,
	categories TEXT NOT NULL,
	channel TEXT,
	recommender TEXT NOT NULL,
	declared INTEGER NOT NULL,
	in_district TEXT,
	residence TEXT NOT NULL,
	applied_on TEXT NOT NULL,
	note TEXT NOT NULL,
	age INTEGER NOT NULL,
	over_age INTEGER NOT NULL,
	over_reason TEXT NOT NULL,
	consent_on TEXT,
	consent_by INTEGER REFERENCES account(id),
	missing TEXT NOT NULL,
	missing_on TEXT,
	missing_days INTEGER NOT NULL,
	supplied_on TEXT,
	cond1 TEXT,
	evidence1 TEXT NOT NULL,
	remark1 TEXT NOT NULL,
	by1 INTEGER REFERENCES account(id),
	on1 TEXT,
	cond2 TEXT,
	evidence2 TEXT NOT NULL,
	remark2 TEXT NOT NULL,
	by2 INTEGER REFERENCES account(id),
	on2 TEXT,
	cond3 TEXT,
	evidence3 TEXT NOT NULL,
	remark3 TEXT NOT NULL,
	by3 INTEGER REFERENCES account(id),
	on3 TEXT,
	cond4 TEXT,
	evidence4 TEXT NOT NULL,
	remark4 TEXT NOT NULL,
	by4 INTEGER REFERENCES account(id),
	on4 TEXT,
	cond5 TEXT,
	evidence5 TEXT NOT NULL,
	remark5 TEXT NOT NULL,
	by5 INTEGER REFERENCES account(id),
	on5 TEXT,
	cond6 TEXT,
	evidence6 TEXT NOT NULL,
	remark6 TEXT NOT NULL,
	by6 INTEGER REFERENCES account(id),
	on6 TEXT,
	cond7 TEXT,
	evidence7 TEXT NOT NULL,
	remark7 TEXT NOT NULL,
	by7 INTEGER REFERENCES account(id),
	on7 TEXT,
	reviewed_on TEXT,
	review_reason TEXT NOT NULL,
	scored_on TEXT,
	score INTEGER NOT NULL,
	score_note TEXT NOT NULL,
	rank INTEGER NOT NULL,
	chosen_on TEXT,
	choose_reason TEXT NOT NULL,
	publicised_on TEXT,
	notice_days INTEGER NOT NULL,
	extension INTEGER NOT NULL,
	notice_end TEXT,
	notice_note TEXT NOT NULL,
	held INTEGER NOT NULL,
	appointed_on TEXT,
	supervisor INTEGER REFERENCES supervisor(id),
	letter_number TEXT NOT NULL,
	certificate TEXT NOT NULL,
	ended_on TEXT,
	end_reason TEXT NOT NULL,
	statement TEXT NOT NULL,
	rank_key INTEGER NOT NULL AS (CASE WHEN rank > 0 THEN rank ELSE 1000000 END) VIRTUAL, -- who has no rank comes last
	choice INTEGER NOT NULL AS (state IN ('qualified', 'proposed', 'not_proposed')) VIRTUAL
) STRICT;
-- One person applies once in a round.
CREATE UNIQUE INDEX candidate_one ON candidate(round, person);
CREATE INDEX candidate_choice_initials ON candidate(choice, initials, id);
CREATE INDEX candidate_choice_strokes ON candidate(choice, stroke_key, id);
CREATE INDEX candidate_strokes ON candidate(stroke_key, id);
CREATE INDEX candidate_state_strokes ON candidate(state, stroke_key, id);
CREATE INDEX candidate_round_strokes ON candidate(round, stroke_key, id);
CREATE INDEX candidate_initials ON candidate(initials, id);
CREATE INDEX candidate_state_initials ON candidate(state, initials, id);
CREATE INDEX candidate_round_initials ON candidate(round, initials, id);
CREATE INDEX candidate_choice_rank ON candidate(choice, rank_key, id);
CREATE INDEX candidate_rank ON candidate(rank_key, id);
CREATE INDEX candidate_state_rank ON candidate(state, rank_key, id);
CREATE INDEX candidate_round_rank ON candidate(round, rank_key, id);
CREATE INDEX candidate_choice_score ON candidate(choice, score, id);
CREATE INDEX candidate_score ON candidate(score, id);
CREATE INDEX candidate_state_score ON candidate(state, score, id);
CREATE INDEX candidate_round_score ON candidate(round, score, id);
CREATE INDEX candidate_applied ON candidate(applied_on, id);
CREATE INDEX candidate_state_applied ON candidate(state, applied_on, id);
CREATE INDEX candidate_round_applied ON candidate(round, applied_on, id);
CREATE INDEX candidate_round_state ON candidate(round, state, stroke_key, id);
CREATE INDEX candidate_person ON candidate(person, id);
-- Counts by the marks of a candidacy: this narrow index is walked, never the table.
CREATE INDEX candidate_marks ON candidate(channel, over_age, declared, held, person, categories, name);
CREATE INDEX candidate_name ON candidate(name, id);
CREATE INDEX candidate_supervisor ON candidate(supervisor) WHERE supervisor IS NOT NULL;

-- What somebody has against a person on a public notice.
CREATE TABLE objection(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	candidate INTEGER NOT NULL REFERENCES candidate(id),
	round INTEGER NOT NULL REFERENCES round(id),
	round_name TEXT NOT NULL,
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	real_name INTEGER NOT NULL,
	objector TEXT NOT NULL,
	contact TEXT NOT NULL,
	content TEXT NOT NULL,
	evidence TEXT NOT NULL,
	received_on TEXT NOT NULL,
	late INTEGER NOT NULL,
	decide_days INTEGER NOT NULL,
	examined_on TEXT,
	examiners TEXT NOT NULL,
	examination TEXT NOT NULL,
	decided_on TEXT,
	reason TEXT NOT NULL,
	told_on TEXT,
	told_how TEXT,
	officer INTEGER REFERENCES account(id),
	open INTEGER NOT NULL AS (state IN ('received', 'examining')) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX objection_number ON objection(number);
CREATE INDEX objection_number_key ON objection(number_key, id);
CREATE INDEX objection_received ON objection(received_on, id);
CREATE INDEX objection_name ON objection(name, id);
CREATE INDEX objection_state ON objection(state, received_on, id);
CREATE INDEX objection_state_number ON objection(state, number_key, id);
CREATE INDEX objection_open ON objection(open, received_on, id);
CREATE INDEX objection_open_number ON objection(open, number_key, id);
CREATE INDEX objection_round ON objection(round, received_on, id);
CREATE INDEX objection_round_number ON objection(round, number_key, id);
CREATE INDEX objection_candidate ON objection(candidate, id);
CREATE INDEX objection_officer ON objection(officer);

CREATE TRIGGER wall_round_insert BEFORE INSERT ON round WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_round_update BEFORE UPDATE ON round WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_round_delete BEFORE DELETE ON round WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_invitation_insert BEFORE INSERT ON invitation WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_invitation_update BEFORE UPDATE ON invitation WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_invitation_delete BEFORE DELETE ON invitation WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_candidate_insert BEFORE INSERT ON candidate WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_candidate_update BEFORE UPDATE ON candidate WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_candidate_delete BEFORE DELETE ON candidate WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_objection_insert BEFORE INSERT ON objection WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_objection_update BEFORE UPDATE ON objection WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_objection_delete BEFORE DELETE ON objection WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- The office's own figures for what the rule leaves open.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'supplement_days', '5', '补正材料期限（工作日）', 7, 1),
	(2, 'objection_days', '10', '异议处理期限（工作日）', 7, 1),
	(3, 'begin_days', '5', '报名截止后开始审查期限（工作日）', 7, 1),
	(4, 'appoint_days', '10', '公示期满后聘任期限（工作日）', 7, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 4 WHERE name = 'record';
-- 0005: leaving: what a certificate's loss and return leave behind, who turned over the ordinary age,
-- what a renewal was checked by, dismissals with their evidence, and the figures they are counted with.
--
-- Knows: the record columns of src/flow/parties.h and dismissal.h.  Must not know: activities; a
-- dismissal for two absences holds their numbers without asking whether the rows exist.

ALTER TABLE certificate ADD COLUMN declared_on TEXT;
ALTER TABLE certificate ADD COLUMN declared_in TEXT NOT NULL DEFAULT '';
ALTER TABLE certificate ADD COLUMN returned_on TEXT;
ALTER TABLE certificate ADD COLUMN recall_days INTEGER NOT NULL DEFAULT 0;
ALTER TABLE certificate ADD COLUMN replaced_by INTEGER REFERENCES certificate(id);
-- Cards that are no longer valid and still out; lost ones that stand for nothing new yet.
ALTER TABLE certificate ADD COLUMN to_return INTEGER AS (recalled_on IS NOT NULL AND returned_on IS NULL AND state IN ('issued', 'expired')) VIRTUAL;
CREATE INDEX certificate_to_return ON certificate(to_return, order_key, id);
CREATE INDEX certificate_to_return_issued ON certificate(to_return, coalesce(issued_on, ''), id);
CREATE INDEX certificate_to_return_name ON certificate(to_return, name, id);
CREATE INDEX certificate_replaced_by ON certificate(replaced_by) WHERE replaced_by IS NOT NULL;

ALTER TABLE supervisor ADD COLUMN aged_on TEXT;                          -- first day over the ordinary age, in this term
ALTER TABLE supervisor ADD COLUMN aged_seen INTEGER NOT NULL DEFAULT 0;
ALTER TABLE supervisor ADD COLUMN conditions TEXT NOT NULL DEFAULT '';   -- of article 6, as checked again for a renewal
ALTER TABLE supervisor ADD COLUMN conditions_note TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN gap_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN added_reason TEXT NOT NULL DEFAULT ''; -- of an addition outside a round
ALTER TABLE supervisor ADD COLUMN release_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE dismissal(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	name TEXT NOT NULL,
	initials TEXT NOT NULL,
	ground TEXT,
	finding TEXT,
	evidence TEXT NOT NULL CHECK (evidence <> ''),
	evidence_key TEXT NOT NULL CHECK (evidence_key <> ''),
	source TEXT NOT NULL,
	activity1 INTEGER,
	activity2 INTEGER,
	origin TEXT,
	proposed_on TEXT NOT NULL,
	notified_on TEXT,
	notify_how TEXT,
	statement_days INTEGER NOT NULL,
	heard_on TEXT,
	heard_how TEXT,
	statement TEXT NOT NULL,
	decided_on TEXT,
	decision TEXT NOT NULL,
	approver INTEGER REFERENCES account(id),
	executed_on TEXT,
	told_how TEXT,
	certificate TEXT NOT NULL,
	open_how TEXT,
	handed_to INTEGER REFERENCES account(id),
	open_numbers TEXT NOT NULL,
	notice_on TEXT,
	notice_in TEXT NOT NULL,
	open INTEGER AS (state IN ('proposed', 'heard', 'approved')) VIRTUAL
) STRICT;
-- The same evidence proposes once, whatever became of the proposal.
CREATE UNIQUE INDEX dismissal_evidence ON dismissal(evidence_key);
CREATE UNIQUE INDEX dismissal_one_number ON dismissal(number) WHERE number <> '';
CREATE INDEX dismissal_number ON dismissal(number);
CREATE INDEX dismissal_proposed ON dismissal(proposed_on, id);
CREATE INDEX dismissal_initials ON dismissal(initials, id);
CREATE INDEX dismissal_name ON dismissal(name, id);
CREATE INDEX dismissal_state ON dismissal(state, proposed_on, id);
CREATE INDEX dismissal_state_initials ON dismissal(state, initials, id);
CREATE INDEX dismissal_open ON dismissal(open, proposed_on, id);
CREATE INDEX dismissal_open_initials ON dismissal(open, initials, id);
CREATE INDEX dismissal_ground ON dismissal(ground, proposed_on, id);
CREATE INDEX dismissal_person ON dismissal(person, proposed_on, id);
CREATE INDEX dismissal_supervisor ON dismissal(supervisor, proposed_on, id);

CREATE TRIGGER wall_dismissal_insert BEFORE INSERT ON dismissal WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_dismissal_update BEFORE UPDATE ON dismissal WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_dismissal_delete BEFORE DELETE ON dismissal WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'max_age_from', '1', '超龄自生日后第几日起算', 6, 1),
	(2, 'max_age_hard', '0', '超龄一律不予聘任（1是，0否）', 6, 0),
	(3, 'max_terms', '0', '连续聘任届数上限（0不限）', 5, 1),
	(4, 'recall_days', '10', '收回监督员证期限（工作日）', 17, 1),
	(5, 'statement_days', '5', '解聘前陈述申辩期限（工作日）', 17, 1),
	(6, 'word_dismissal', '解', '解聘决定编号字头', 17, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 6 WHERE name = 'record';
-- 0006: duty: supervision activities, who took part in them, what was found there.
--
-- Knows: the record columns of src/flow/activity.h.  Must not know: who may do what.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on from a key.

CREATE TABLE activity(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	organiser TEXT NOT NULL,
	commission TEXT NOT NULL,
	place TEXT NOT NULL,
	starts_on TEXT NOT NULL,
	starts_at TEXT NOT NULL,
	ends_on TEXT,
	hours TEXT NOT NULL,
	plan TEXT NOT NULL,
	counts INTEGER NOT NULL,
	people TEXT NOT NULL,
	reply_by TEXT,
	notified_on TEXT,
	held_on TEXT,
	on_day TEXT NOT NULL,
	minutes TEXT NOT NULL,
	resolutions TEXT NOT NULL,
	summary TEXT NOT NULL,
	attend_days INTEGER NOT NULL,
	marked INTEGER NOT NULL,
	closed_on TEXT,
	cancelled_on TEXT,
	cancel_reason TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state NOT IN ('closed', 'cancelled')) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX activity_number ON activity(number);
CREATE INDEX activity_number_key ON activity(number_key, id);
CREATE INDEX activity_day ON activity(on_day, id);
CREATE INDEX activity_state ON activity(state, on_day, id);
CREATE INDEX activity_state_number ON activity(state, number_key, id);
CREATE INDEX activity_open ON activity(open, on_day, id);
CREATE INDEX activity_open_number ON activity(open, number_key, id);
CREATE INDEX activity_kind ON activity(kind, on_day, id);
CREATE INDEX activity_agency ON activity(agency, on_day, id);
CREATE INDEX activity_officer ON activity(officer, on_day, id);

CREATE TABLE attendance(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	activity INTEGER NOT NULL REFERENCES activity(id),
	activity_number TEXT NOT NULL,
	subject TEXT NOT NULL,
	kind TEXT NOT NULL,
	on_day TEXT NOT NULL,
	counts INTEGER NOT NULL,
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person INTEGER NOT NULL REFERENCES person(id),
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	stroke_key TEXT NOT NULL,
	certificate TEXT NOT NULL,
	invited_on TEXT NOT NULL,
	conflict_reason TEXT NOT NULL,
	notified_on TEXT,
	notify_how TEXT,
	replied_on TEXT,
	reply TEXT NOT NULL,
	marked_on TEXT,
	reason TEXT NOT NULL,
	hours TEXT NOT NULL,
	tenths INTEGER NOT NULL,
	flagged INTEGER NOT NULL,
	run INTEGER NOT NULL,
	other INTEGER REFERENCES attendance(id),
	evidence TEXT NOT NULL,
	settled_on TEXT,
	settlement TEXT,
	settle_reason TEXT NOT NULL,
	released_on TEXT,
	release_reason TEXT NOT NULL
) STRICT;
-- A person is invited to an activity once.
CREATE UNIQUE INDEX attendance_once ON attendance(activity, person);
CREATE INDEX attendance_called ON attendance(activity_number, person_name);
CREATE INDEX attendance_activity ON attendance(activity, on_day, id);
CREATE INDEX attendance_day ON attendance(on_day, id);
CREATE INDEX attendance_state ON attendance(state, on_day, id);
CREATE INDEX attendance_person ON attendance(person, on_day, id);
CREATE INDEX attendance_supervisor ON attendance(supervisor, on_day, id);
CREATE INDEX attendance_kind ON attendance(kind, on_day, id);
CREATE INDEX attendance_flagged ON attendance(on_day, id) WHERE flagged = 1 AND settled_on IS NULL;
CREATE INDEX attendance_other ON attendance(other) WHERE other IS NOT NULL;

CREATE TABLE finding(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	activity INTEGER NOT NULL REFERENCES activity(id),
	activity_number TEXT NOT NULL,
	subject TEXT NOT NULL,
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person INTEGER NOT NULL REFERENCES person(id),
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	text TEXT NOT NULL,
	found_on TEXT NOT NULL,
	opinion INTEGER REFERENCES opinion(id),
	settled_on TEXT,
	settle_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX finding_number ON finding(number);
CREATE INDEX finding_activity ON finding(activity, found_on, id);
CREATE INDEX finding_found ON finding(found_on, id);
CREATE INDEX finding_state ON finding(state, found_on, id);
CREATE INDEX finding_person ON finding(person, found_on, id);
CREATE INDEX finding_agency ON finding(agency, found_on, id);
CREATE INDEX finding_opinion ON finding(opinion, found_on, id) WHERE opinion IS NOT NULL;
CREATE INDEX finding_supervisor ON finding(supervisor);

CREATE TRIGGER wall_activity_insert BEFORE INSERT ON activity WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_activity_update BEFORE UPDATE ON activity WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_activity_delete BEFORE DELETE ON activity WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attendance_insert BEFORE INSERT ON attendance WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attendance_update BEFORE UPDATE ON attendance WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attendance_delete BEFORE DELETE ON attendance WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_finding_insert BEFORE INSERT ON finding WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_finding_update BEFORE UPDATE ON finding WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_finding_delete BEFORE DELETE ON finding WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- Figures of duty: which absences count (article 17(3)), and how soon attendance is to be entered.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'uncounted_kinds', 'meeting,study', '不计入连续缺席的活动类型', 17, 0),
	(2, 'attend_days', '5', '活动后登记出席期限（工作日）', 18, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 2 WHERE name = 'record';
-- 0007: what a supervisor does and how it is judged: inquiries, misconduct, duty reports, evaluations.
--
-- Knows: the record columns of src/flow/duties.h and figures.h.  Must not know: who may do what.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on from a key.
-- open (still in hand) is the file's own and stands in no struct.  The walls refuse a change
-- outside an action.

CREATE TABLE inquiry(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	certificate TEXT NOT NULL,
	shown INTEGER NOT NULL,
	agency INTEGER NOT NULL REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	kind TEXT,
	officers TEXT NOT NULL,
	place TEXT NOT NULL,
	matter TEXT NOT NULL,
	asked_on TEXT NOT NULL,
	received_on TEXT,
	answer_days INTEGER NOT NULL,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	answered_on TEXT,
	refused INTEGER NOT NULL,
	refusals INTEGER NOT NULL,
	days_taken INTEGER NOT NULL,
	answer TEXT NOT NULL,
	materials TEXT NOT NULL,
	answerer TEXT NOT NULL,
	refuse_reason TEXT NOT NULL,
	opinion INTEGER REFERENCES opinion(id),
	closed_on TEXT,
	result TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state <> 'closed') VIRTUAL
) STRICT;
CREATE UNIQUE INDEX inquiry_number ON inquiry(number);
CREATE INDEX inquiry_number_key ON inquiry(number_key, id);
CREATE INDEX inquiry_asked ON inquiry(asked_on, id);
CREATE INDEX inquiry_agency_name ON inquiry(agency_name, id);
CREATE INDEX inquiry_state ON inquiry(state, asked_on, id);
CREATE INDEX inquiry_state_number ON inquiry(state, number_key, id);
CREATE INDEX inquiry_state_agency ON inquiry(state, agency_name, id);
CREATE INDEX inquiry_open ON inquiry(open, asked_on, id);
CREATE INDEX inquiry_refused ON inquiry(asked_on, id) WHERE refusals > 0;
CREATE INDEX inquiry_agency ON inquiry(agency, asked_on, id);
CREATE INDEX inquiry_person ON inquiry(person, asked_on, id);
CREATE INDEX inquiry_supervisor ON inquiry(supervisor);
CREATE INDEX inquiry_officer ON inquiry(officer, asked_on, id);
CREATE INDEX inquiry_opinion ON inquiry(opinion) WHERE opinion IS NOT NULL;
-- Marks that few filters ask for: a count walks these few columns, not the texts.
CREATE INDEX inquiry_marks ON inquiry(kind, shown, refusals);

CREATE TABLE misconduct(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	source TEXT,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	reporter TEXT NOT NULL,
	initials TEXT NOT NULL,
	kinds TEXT NOT NULL,
	facts TEXT NOT NULL,
	evidence TEXT NOT NULL,
	occurred_on TEXT,
	reported_on TEXT,
	received_on TEXT NOT NULL,
	handle_days INTEGER NOT NULL,
	investigated_on TEXT,
	team TEXT NOT NULL,
	plan TEXT NOT NULL,
	stated_on TEXT,
	unstated INTEGER NOT NULL,
	statement TEXT NOT NULL,
	found_on TEXT,
	findings TEXT NOT NULL,
	decided_on TEXT,
	outcome TEXT,
	found_kinds TEXT NOT NULL,
	decision TEXT NOT NULL,
	dismissal INTEGER NOT NULL,
	transfer_to TEXT NOT NULL,
	transfer_days INTEGER NOT NULL,
	receipt_on TEXT,
	receipt TEXT NOT NULL,
	transfer_report_on TEXT,
	transfer_report TEXT NOT NULL,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	inform_days INTEGER NOT NULL,
	informed_on TEXT,
	inform_how TEXT,
	inform_text TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state IN ('reported', 'investigating') OR (state = 'transferred' AND transfer_report_on IS NULL)) VIRTUAL
) STRICT;
CREATE UNIQUE INDEX misconduct_number ON misconduct(number);
CREATE INDEX misconduct_number_key ON misconduct(number_key, id);
CREATE INDEX misconduct_received ON misconduct(received_on, id);
CREATE INDEX misconduct_person_name ON misconduct(person_name, id);
CREATE INDEX misconduct_state ON misconduct(state, received_on, id);
CREATE INDEX misconduct_state_number ON misconduct(state, number_key, id);
CREATE INDEX misconduct_state_person ON misconduct(state, person_name, id);
CREATE INDEX misconduct_open ON misconduct(open, received_on, id);
CREATE INDEX misconduct_agency ON misconduct(agency, received_on, id);
CREATE INDEX misconduct_person ON misconduct(person, received_on, id);
CREATE INDEX misconduct_decided ON misconduct(person, decided_on);
CREATE INDEX misconduct_supervisor ON misconduct(supervisor);
CREATE INDEX misconduct_officer ON misconduct(officer, received_on, id);
CREATE INDEX misconduct_marks ON misconduct(kinds, source, outcome);

CREATE TABLE duty(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	period TEXT NOT NULL CHECK (period <> ''),
	period_name TEXT NOT NULL,
	starts_on TEXT NOT NULL,
	ends_on TEXT NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	asked_on TEXT NOT NULL,
	report_days INTEGER NOT NULL,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	reported_on TEXT,
	received_on TEXT,
	on_behalf INTEGER NOT NULL,
	late INTEGER NOT NULL,
	invited INTEGER NOT NULL,
	attended INTEGER NOT NULL,
	excused INTEGER NOT NULL,
	absent INTEGER NOT NULL,
	courses INTEGER NOT NULL,
	training INTEGER NOT NULL,
	corrections INTEGER NOT NULL,
	advices INTEGER NOT NULL,
	publics INTEGER NOT NULL,
	adopted INTEGER NOT NULL,
	partly INTEGER NOT NULL,
	declined INTEGER NOT NULL,
	letters INTEGER NOT NULL,
	upheld INTEGER NOT NULL,
	inquiries INTEGER NOT NULL,
	asked_reports INTEGER NOT NULL,
	timely_reports INTEGER NOT NULL,
	breaches INTEGER NOT NULL,
	work TEXT NOT NULL,
	problems TEXT NOT NULL,
	plan TEXT NOT NULL,
	returns INTEGER NOT NULL,
	return_reason TEXT NOT NULL,
	assess_days INTEGER NOT NULL,
	assessed_on TEXT,
	grade TEXT,
	comment TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	open INTEGER NOT NULL AS (state <> 'assessed') VIRTUAL
) STRICT;
-- One report a period of each person.
CREATE UNIQUE INDEX duty_once ON duty(person, period);
CREATE INDEX duty_ends ON duty(ends_on, id);
CREATE INDEX duty_person_name ON duty(person_name, id);
CREATE INDEX duty_state ON duty(state, ends_on, id);
CREATE INDEX duty_state_person ON duty(state, person_name, id);
CREATE INDEX duty_open ON duty(open, ends_on, id);
CREATE INDEX duty_period ON duty(period, person_name, id);
CREATE INDEX duty_person ON duty(person, ends_on, id);
CREATE INDEX duty_supervisor ON duty(supervisor);
CREATE INDEX duty_officer ON duty(officer, ends_on, id);
CREATE INDEX duty_marks ON duty(grade, late);

CREATE TABLE evaluation(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	year INTEGER NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	stroke_key TEXT NOT NULL,
	starts_on TEXT NOT NULL,
	ends_on TEXT NOT NULL,
	opened_on TEXT NOT NULL,
	score_days INTEGER NOT NULL,
	counted_on TEXT,
	invited INTEGER NOT NULL,
	attended INTEGER NOT NULL,
	excused INTEGER NOT NULL,
	absent INTEGER NOT NULL,
	courses INTEGER NOT NULL,
	training INTEGER NOT NULL,
	corrections INTEGER NOT NULL,
	advices INTEGER NOT NULL,
	publics INTEGER NOT NULL,
	adopted INTEGER NOT NULL,
	partly INTEGER NOT NULL,
	declined INTEGER NOT NULL,
	letters INTEGER NOT NULL,
	upheld INTEGER NOT NULL,
	inquiries INTEGER NOT NULL,
	asked_reports INTEGER NOT NULL,
	timely_reports INTEGER NOT NULL,
	breaches INTEGER NOT NULL,
	mark_activity INTEGER NOT NULL,
	mark_opinion INTEGER NOT NULL,
	mark_study INTEGER NOT NULL,
	mark_report INTEGER NOT NULL,
	mark_conduct INTEGER NOT NULL,
	comment TEXT NOT NULL,
	basis TEXT NOT NULL,
	scored_on TEXT,
	score INTEGER NOT NULL,
	proposed TEXT,
	confirmed_on TEXT,
	grade TEXT,
	grade_reason TEXT NOT NULL,
	return_reason TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	open INTEGER NOT NULL AS (state <> 'confirmed') VIRTUAL
) STRICT;
-- One evaluation a year of each person.
CREATE UNIQUE INDEX evaluation_once ON evaluation(person, year);
CREATE INDEX evaluation_year ON evaluation(year, id);
CREATE INDEX evaluation_score ON evaluation(score, id);
CREATE INDEX evaluation_strokes ON evaluation(stroke_key, id);
CREATE INDEX evaluation_state ON evaluation(state, year, id);
CREATE INDEX evaluation_state_score ON evaluation(state, score, id);
CREATE INDEX evaluation_state_strokes ON evaluation(state, stroke_key, id);
CREATE INDEX evaluation_open ON evaluation(open, year, id);
CREATE INDEX evaluation_name ON evaluation(person_name, year);
CREATE INDEX evaluation_supervisor ON evaluation(supervisor);
CREATE INDEX evaluation_officer ON evaluation(officer, year, id);
CREATE INDEX evaluation_marks ON evaluation(grade, proposed);

-- The office's own figures for these flows.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'inquiry_days', '5', '询问查阅答复期限（工作日）', 20, 1),
	(2, 'misconduct_days', '30', '违法违规违纪反馈处理期限（工作日）', 19, 1),
	(3, 'duty_period', 'quarter', '履职情况报送周期（quarter、half、year）', 18, 1),
	(4, 'duty_days', '15', '履职情况报送期限（工作日）', 18, 1),
	(5, 'assess_days', '10', '履职情况评定期限（工作日）', 18, 1),
	(6, 'evaluation_days', '30', '综合评价期限（工作日）', 18, 1),
	(7, 'weight_activity', '30', '评价权重：参加监督活动', 8, 1),
	(8, 'weight_opinion', '30', '评价权重：提出监督意见', 8, 1),
	(9, 'weight_study', '10', '评价权重：学习培训', 8, 1),
	(10, 'weight_report', '15', '评价权重：履行义务', 10, 1),
	(11, 'weight_conduct', '15', '评价权重：遵守纪律', 11, 1),
	(12, 'expect_opinions', '4', '一年应提监督意见（件）', 8, 1),
	(13, 'expect_hours', '8', '一年应达学时', 8, 1),
	(14, 'grade_excellent', '90', '优秀的最低分', 18, 1),
	(15, 'grade_competent', '75', '称职的最低分', 18, 1),
	(16, 'grade_basic', '60', '基本称职的最低分', 18, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 16 WHERE name = 'record';

CREATE TRIGGER wall_inquiry_insert BEFORE INSERT ON inquiry WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_inquiry_update BEFORE UPDATE ON inquiry WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_inquiry_delete BEFORE DELETE ON inquiry WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_misconduct_insert BEFORE INSERT ON misconduct WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_misconduct_update BEFORE UPDATE ON misconduct WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_misconduct_delete BEFORE DELETE ON misconduct WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_duty_insert BEFORE INSERT ON duty WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_duty_update BEFORE UPDATE ON duty WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_duty_delete BEFORE DELETE ON duty WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_evaluation_insert BEFORE INSERT ON evaluation WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_evaluation_update BEFORE UPDATE ON evaluation WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_evaluation_delete BEFORE DELETE ON evaluation WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- 0008: the counts above the work queue of one who keeps away from an agency are answered by an index.
--
-- Knows: the table wait.  Must not know: what is waited for.

CREATE INDEX wait_count ON wait(role, agency, person, flow, due);
-- 0009: papers: the office's templates, and what was issued from them.
--
-- Knows: the record columns of src/flow/document.h.  Must not know: who may do what, how a paper looks.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on from a key.
-- A template's text is the office's; original is what came with the program and never changes.

CREATE TABLE template(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	kind TEXT NOT NULL,
	text TEXT NOT NULL CHECK (text <> ''),
	original TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX template_kind ON template(kind);

CREATE TABLE document(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	kind TEXT NOT NULL,
	paper_number TEXT NOT NULL,
	title TEXT NOT NULL,
	subject TEXT NOT NULL,
	opinion INTEGER REFERENCES opinion(id),
	review INTEGER REFERENCES review(id),
	supervisor INTEGER REFERENCES supervisor(id),
	certificate INTEGER REFERENCES certificate(id),
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	agency_name TEXT NOT NULL,
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	issued_on TEXT NOT NULL,
	issuer TEXT NOT NULL,
	content TEXT NOT NULL CHECK (content <> ''),
	supersedes INTEGER REFERENCES document(id),
	ended_on TEXT,
	end_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX document_number ON document(number);
CREATE INDEX document_number_key ON document(number_key, id);
CREATE INDEX document_issued ON document(issued_on, id);
CREATE INDEX document_state ON document(state, issued_on, id);
CREATE INDEX document_state_number ON document(state, number_key, id);
CREATE INDEX document_kind ON document(kind, issued_on, id);
CREATE INDEX document_paper ON document(paper_number) WHERE paper_number <> '';
CREATE INDEX document_agency ON document(agency, issued_on, id);
CREATE INDEX document_person ON document(person, issued_on, id);
CREATE INDEX document_opinion ON document(opinion, issued_on, id) WHERE opinion IS NOT NULL;
CREATE INDEX document_review ON document(review, issued_on, id) WHERE review IS NOT NULL;
CREATE INDEX document_supervisor ON document(supervisor, issued_on, id) WHERE supervisor IS NOT NULL;
CREATE INDEX document_certificate ON document(certificate, issued_on, id) WHERE certificate IS NOT NULL;
CREATE INDEX document_supersedes ON document(supersedes) WHERE supersedes IS NOT NULL;

CREATE TRIGGER wall_template_insert BEFORE INSERT ON template WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_template_update BEFORE UPDATE ON template WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_template_delete BEFORE DELETE ON template WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_document_insert BEFORE INSERT ON document WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_document_update BEFORE UPDATE ON document WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_document_delete BEFORE DELETE ON document WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- Once issued, a paper's own words stay: only how it ended is added.
CREATE TRIGGER wall_document_words BEFORE UPDATE ON document
WHEN new.content IS NOT old.content OR new.paper_number IS NOT old.paper_number OR new.kind IS NOT old.kind
	OR new.number IS NOT old.number OR new.issued_on IS NOT old.issued_on
BEGIN SELECT RAISE(FAIL, 'an issued document is never edited'); END;
CREATE TRIGGER wall_document_kept BEFORE DELETE ON document
BEGIN SELECT RAISE(FAIL, 'an issued document is never removed'); END;

-- The letterhead, the word of the letters' numbers, the legal basis that papers name.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'office_name', '重庆市北碚区司法局', '文书上的机关名称', 0, 1),
	(2, 'word_paper', '碚司监函', '函件编号字头', 0, 1),
	(3, 'paper_basis', '《重庆市行政执法监督条例》《北碚区行政执法监督员工作规则》', '文书引用的依据', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 3 WHERE name = 'record';

WITH paper(n, kind, text) AS (VALUES
	(1, 'letter', '# 行政执法监督员监督意见书
> {本局}：
本人系行政执法监督员（证件编号：{证件编号}），根据{依据规定}，现就[{执法机构}的]下列行政执法事项出具监督意见书，提请监督。
一、事项
{事项}
二、事实
{事实}
[三、认为答复不正确的理由
{理由}]
请求：{请求}
[^ 附件：{证据材料}]
@ 行政执法监督员：{监督员}
@ {出具日期}'),
	(2, 'transfer', '# 关于转办行政执法监督意见的函
> {执法机构}：
行政执法监督员{监督员}（证件编号：{证件编号}）于{提出日期}对你单位提出行政执法监督意见（编号：{编号}）。根据{依据规定}，现转你单位调查、分析、办理。
一、监督意见的主要内容
{事实与理由}
[依据：{依据}]
[建议：{意见建议}]
二、办理要求
请自收到本函次日起{答复期限}个工作日内，将是否采纳的情况书面反馈我局。不予采纳或者部分采纳的，应当阐明原因。
[^ 附件：{证据材料}]
@ {本局}
@ {日期}
[（联系人：{承办人}）]'),
	(3, 'feedback', '# 行政执法监督意见采纳情况反馈表
| 意见编号 | {编号} | 提出日期 | {提出日期}
| 执法机构 | {执法机构} | 执法领域 | {执法领域}
| 监督员 | {监督员} | 证件编号 | {证件编号}
|4 监督意见 | {事实与理由}
|2 建议 | {意见建议}
| 是否采纳 | {是否采纳} | 反馈日期 | {答复日期}
|5 采纳情况或者不予采纳、部分采纳的原因 | {答复内容}
|2 执法机构（盖章） | [填写人：{答复人}]
|2 监督员意见 | '),
	(4, 'order', '# 责令纠正通知书
> {执法机构}：
行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：
{查明情况}
上述情况，监督意见{处理结果}。{决定理由}
根据{依据规定}[和{责令依据}]，现责令你单位于{纠正期限}前纠正：
{责令内容}
请在上述期限届满前将纠正情况书面报告我局。对本通知不服的，可以自收到之日起{复查申请期限}个工作日内向我局书面申请复查；复查期间不停止执行。
@ {本局}
@ {责令日期}
~ 抄送：行政执法监督员{监督员}。
~ {本局}办公室 | {日期}印发'),
	(5, 'unfounded', '# 关于监督意见不成立的说明函
> {监督员}：
你于{出具日期}就{事项}出具的监督意见书，我局已于{收到日期}收到（{审查编号}）。经审查，现将有关情况说明如下：
[{查明情况}]
根据以上情况，你提出的监督意见不成立。理由是：
{决定理由}
感谢你对行政执法监督工作的支持。
@ {本局}
@ {日期}'),
	(6, 'outcome', '# 关于监督意见书办理结果的告知函
> {监督员}：
你于{出具日期}就{事项}出具的监督意见书（{审查编号}），我局已经审查办理。根据{依据规定}，现将结果告知如下：
审查结果：{处理结果}。
{决定理由}
[我局已向{执法机构}发出责令纠正通知书（{责令文号}），要求于{纠正期限}前纠正。]
[纠正情况：{纠正情况}]
[该事项已移送{移送单位}处理。]
@ {本局}
@ {日期}'),
	(7, 'answer', '# 关于监督意见反馈情况的告知函
> {监督员}：
你于{提出日期}提出的监督意见（编号：{编号}），{执法机构}已于{答复日期}反馈。根据{依据规定}，现将反馈情况告知如下：
反馈结果：{是否采纳}。
{答复内容}
你认为不予采纳不正确的，可以向我局出具监督意见书。
@ {本局}
@ {日期}'),
	(8, 'appointment', '# 聘书
> {姓名}：
根据{依据规定}，聘请您为北碚区行政执法监督员，聘期{聘期年数}年，自{聘期起}至{聘期止}。
@ {本局}
@ {聘期起}'),
	(9, 'card', '# 行政执法监督员证
姓名：{姓名}
[单位：{工作单位}]
编号：{证件编号}
有效期：{聘期起}至{聘期止}
@ {本局}'),
	(10, 'receipt', '# 送达回证
| 送达文书 | {送达文书} | 文号 | {送达文号}
| 案由 | {案由}
| 受送达人 | {受送达人}
| 送达地点 | {送达地点} | 送达方式 | {送达方式}
|2 送达日期 | {送达日期}
|3 受送达人签收 | [{签收人}]
|2 送达人（签名） | 
|3 备注 | '),
	(11, 'roster', '# 行政执法监督员花名册
截至{日期}，在任{人数}人，按姓氏笔画为序。
|= 序号:2 | 姓名:4 | 性别:2 | 工作单位:8 | 类别:5 | 证件编号:7 | 聘期:11
|* {序号} | {姓名} | {性别} | {工作单位} | {类别} | {证件编号} | {聘期}')
)
INSERT INTO template(id, version, state, kind, text, original)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', kind, text, text
FROM paper ORDER BY n;
UPDATE sequence SET next = next + 11 WHERE name = 'record';
-- 0010: leave cover: who looks after whose work, from a day to a day.
--
-- Knows: the record columns of src/flow/cover.c.  Must not know: who may do what.

CREATE TABLE cover(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	absent INTEGER NOT NULL REFERENCES account(id),
	absent_name TEXT NOT NULL,
	stand_in INTEGER NOT NULL REFERENCES account(id),
	stand_in_name TEXT NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT NOT NULL CHECK (until_on >= from_on),
	reason TEXT NOT NULL,
	ended_on TEXT,
	end_reason TEXT NOT NULL
) STRICT;
CREATE INDEX cover_from ON cover(from_on, id);
CREATE INDEX cover_state ON cover(state, from_on, id);
-- Whom do I stand in for today; who is looked after already.
CREATE INDEX cover_stand_in ON cover(stand_in, until_on) WHERE state = 'set';
CREATE INDEX cover_absent ON cover(absent, until_on) WHERE state = 'set';

CREATE TRIGGER wall_cover_insert BEFORE INSERT ON cover WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_cover_update BEFORE UPDATE ON cover WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_cover_delete BEFORE DELETE ON cover WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- 0011: a renewal may be decided before the term ends; the daily sweep turns the term over the day after.
-- False material found after the appointment leads to a dismissal, which names the candidacy.  A round holds how
-- its ages are counted.
--
-- Knows: the record columns of src/flow/supervisor.c, dismissal.c, round.c.  Must not know: who may do what.

ALTER TABLE supervisor ADD COLUMN next_decided_on TEXT;                        -- NULL: nothing is decided
ALTER TABLE supervisor ADD COLUMN next_decided_by INTEGER REFERENCES account(id);
ALTER TABLE supervisor ADD COLUMN next_conditions TEXT NOT NULL DEFAULT '';    -- of article 6, as checked again
ALTER TABLE supervisor ADD COLUMN next_note TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_categories TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_letter TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_over_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE dismissal ADD COLUMN candidate INTEGER REFERENCES candidate(id);   -- whose material was false; NULL other evidence
ALTER TABLE round ADD COLUMN age_counts_birthday INTEGER NOT NULL DEFAULT 0;   -- over the age from the birthday itself
ALTER TABLE round ADD COLUMN age_hard INTEGER NOT NULL DEFAULT 0;              -- over the age is refused, not consented to
CREATE INDEX dismissal_candidate ON dismissal(candidate) WHERE candidate IS NOT NULL;
-- 0012: who keeps away from whose matters (回避), and what a person is versed in.
--
-- Knows: the record columns of src/flow/conflict.c and src/flow/person.c.  Must not know: who may do what.

CREATE TABLE conflict(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	person INTEGER REFERENCES person(id),
	account INTEGER REFERENCES account(id),
	agency INTEGER NOT NULL REFERENCES agency(id),
	ground TEXT NOT NULL,
	reason TEXT NOT NULL,
	declared INTEGER NOT NULL,
	from_on TEXT NOT NULL,
	until_on TEXT CHECK (until_on IS NULL OR until_on >= from_on),
	ended_on TEXT,
	end_reason TEXT NOT NULL,
	CHECK ((person IS NULL) <> (account IS NULL))
) STRICT;
CREATE INDEX conflict_from ON conflict(from_on, id);
CREATE INDEX conflict_state ON conflict(state, from_on, id);
CREATE INDEX conflict_agency ON conflict(agency, from_on, id);
CREATE INDEX conflict_ground ON conflict(ground, from_on, id);
-- Must this person, or this account, keep away from that agency?
CREATE INDEX conflict_person ON conflict(person, agency, from_on, id);
CREATE INDEX conflict_account ON conflict(account, agency, from_on, id);

CREATE TRIGGER wall_conflict_insert BEFORE INSERT ON conflict WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_conflict_update BEFORE UPDATE ON conflict WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_conflict_delete BEFORE DELETE ON conflict WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- Keys of enforcement_fields, joined by commas.
ALTER TABLE person ADD COLUMN skills TEXT NOT NULL DEFAULT '';

-- When a period of duty reports has ended the program asks for them by itself (article 18).
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'duty_auto', '1', '期满自动通知报送履职情况（1是，0否）', 18, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 1 WHERE name = 'record';
-- 0013: keys that open a session over SSH, roles that are granted: each by two administrators.
--
-- Knows: the record columns of src/flow/key.c and grant.c.  Must not know: who may do what.

CREATE TABLE ssh_key(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account(id),
	account_name TEXT NOT NULL,
	type TEXT NOT NULL,
	blob TEXT NOT NULL,               -- base 64, as in authorized_keys
	fingerprint TEXT NOT NULL,        -- SHA256:...
	comment TEXT NOT NULL,
	reason TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_name TEXT NOT NULL,
	proposed_role TEXT,
	decided_by INTEGER NOT NULL,
	decided_name TEXT NOT NULL,
	decided_reason TEXT NOT NULL,
	ended_on TEXT,
	end_reason TEXT NOT NULL
) STRICT;
-- A key opens one account, whatever became of earlier proposals.
CREATE UNIQUE INDEX ssh_key_one ON ssh_key(fingerprint) WHERE state IN ('proposed', 'active');
CREATE INDEX ssh_key_fingerprint ON ssh_key(fingerprint, state);
CREATE INDEX ssh_key_account ON ssh_key(account, id);
CREATE INDEX ssh_key_name ON ssh_key(account_name, id);
CREATE INDEX ssh_key_state ON ssh_key(state, id);

CREATE TRIGGER wall_ssh_key_insert BEFORE INSERT ON ssh_key WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_ssh_key_update BEFORE UPDATE ON ssh_key WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_ssh_key_delete BEFORE DELETE ON ssh_key WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

CREATE TABLE role_grant(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account(id),
	account_name TEXT NOT NULL,
	roles TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	reason TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_name TEXT NOT NULL,
	proposed_role TEXT,
	decided_by INTEGER NOT NULL,
	decided_name TEXT NOT NULL,
	decided_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX role_grant_open ON role_grant(account) WHERE state = 'proposed';
CREATE INDEX role_grant_account ON role_grant(account, id);
CREATE INDEX role_grant_name ON role_grant(account_name, id);
CREATE INDEX role_grant_person ON role_grant(person, id) WHERE person IS NOT NULL;
CREATE INDEX role_grant_state ON role_grant(state, id);

CREATE TRIGGER wall_role_grant_insert BEFORE INSERT ON role_grant WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_role_grant_update BEFORE UPDATE ON role_grant WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_role_grant_delete BEFORE DELETE ON role_grant WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- 0015: passwords, codes that change, attempts; the two acts that give somebody a new one.
--
-- Knows: store/secret.c's tables, the record columns of src/flow/credential.c.  Must not know: how a hash is made.
-- secret, secret_past and attempt are no records: they stand in no list, no export, no timeline.

CREATE TABLE secret(
	account INTEGER NOT NULL PRIMARY KEY REFERENCES account(id),
	hash TEXT,                        -- of the password (crypt(5)), NULL none
	set_at INTEGER NOT NULL,          -- seconds since 1970
	first INTEGER NOT NULL,           -- 1: given by administrators, to be changed at the first entry
	code_key BLOB,                    -- of the codes that change (RFC 6238), NULL none
	code_last INTEGER NOT NULL        -- the last half minute whose code was taken
) STRICT;

CREATE TABLE secret_past(
	account INTEGER NOT NULL REFERENCES account(id),
	n INTEGER NOT NULL,
	hash TEXT NOT NULL,
	PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;

-- Failures at the door, by account and by source.
CREATE TABLE attempt(
	who TEXT NOT NULL PRIMARY KEY,
	failures INTEGER NOT NULL,
	until INTEGER NOT NULL,           -- locked until then, 0 not
	last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A new password for somebody else, or the end of their code: proposed by one administrator, confirmed by another.
CREATE TABLE credential(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account(id),
	account_name TEXT NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_name TEXT NOT NULL,
	proposed_role TEXT NOT NULL,
	decided_by INTEGER NOT NULL,      -- 0 not yet
	decided_name TEXT NOT NULL,
	decided_reason TEXT NOT NULL
) STRICT;
CREATE INDEX credential_state ON credential(state, id);
CREATE UNIQUE INDEX credential_open ON credential(account, kind) WHERE state = 'proposed';

CREATE TRIGGER wall_secret_insert BEFORE INSERT ON secret WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_update BEFORE UPDATE ON secret WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_delete BEFORE DELETE ON secret WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_past_insert BEFORE INSERT ON secret_past WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_past_update BEFORE UPDATE ON secret_past WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_past_delete BEFORE DELETE ON secret_past WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attempt_insert BEFORE INSERT ON attempt WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attempt_update BEFORE UPDATE ON attempt WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attempt_delete BEFORE DELETE ON attempt WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_credential_insert BEFORE INSERT ON credential WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_credential_update BEFORE UPDATE ON credential WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_credential_delete BEFORE DELETE ON credential WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- The office's figures for the door: GB/T 22239-2019, 8.1.4.1.
WITH figure(n, key, value, label) AS (VALUES
	(1, 'enter_length', '10', '口令最短字数'),
	(2, 'enter_kinds', '3', '口令至少含几类字符'),
	(3, 'enter_long', '16', '满多少字不再要求字符种类'),
	(4, 'enter_history', '5', '不得与最近几个口令相同'),
	(5, 'enter_days', '90', '口令有效天数（0不限）'),
	(6, 'enter_initial_days', '7', '初始口令有效天数'),
	(7, 'enter_failures', '5', '登录失败几次锁定'),
	(8, 'enter_lock_minutes', '30', '登录失败锁定分钟'),
	(9, 'enter_idle_minutes', '15', '闲置几分钟锁屏（0不锁）'),
	(10, 'enter_second', '0', '密钥登录后的第二步（0无，1口令，2动态码）')
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, 0, 1
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 10 WHERE name = 'record';
-- 0017: the other papers of the office; files stored with a record.
--
-- Knows: the record columns of src/flow/document.h and src/flow/attachment.h.  Must not know: who may do what,
-- how a paper looks, what is in a file.
--
-- A file is kept in pieces of 64 KiB, so that neither putting it in nor getting it out needs more memory than one.

ALTER TABLE document ADD COLUMN round INTEGER REFERENCES round(id);
ALTER TABLE document ADD COLUMN invitation INTEGER REFERENCES invitation(id);
ALTER TABLE document ADD COLUMN candidate INTEGER REFERENCES candidate(id);
ALTER TABLE document ADD COLUMN activity INTEGER REFERENCES activity(id);
ALTER TABLE document ADD COLUMN dismissal INTEGER REFERENCES dismissal(id);
ALTER TABLE document ADD COLUMN evaluation INTEGER REFERENCES evaluation(id);
CREATE INDEX document_round ON document(round, issued_on, id) WHERE round IS NOT NULL;
CREATE INDEX document_invitation ON document(invitation, issued_on, id) WHERE invitation IS NOT NULL;
CREATE INDEX document_candidate ON document(candidate, issued_on, id) WHERE candidate IS NOT NULL;
CREATE INDEX document_activity ON document(activity, issued_on, id) WHERE activity IS NOT NULL;
CREATE INDEX document_dismissal ON document(dismissal, issued_on, id) WHERE dismissal IS NOT NULL;
CREATE INDEX document_evaluation ON document(evaluation, issued_on, id) WHERE evaluation IS NOT NULL;

CREATE TABLE attachment(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	of_flow TEXT NOT NULL CHECK (of_flow <> ''),
	record INTEGER NOT NULL,
	subject TEXT NOT NULL,
	name TEXT NOT NULL CHECK (name <> ''),
	type TEXT NOT NULL,
	size INTEGER NOT NULL CHECK (size >= 0),
	pieces INTEGER NOT NULL CHECK (pieces >= 0),
	hash TEXT NOT NULL,
	shown TEXT,
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	agency_name TEXT NOT NULL,
	person_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	note TEXT NOT NULL,
	added_on TEXT NOT NULL,
	adder TEXT NOT NULL,
	removed_on TEXT,
	remove_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX attachment_number ON attachment(number);
CREATE INDEX attachment_number_key ON attachment(number_key, id);
CREATE INDEX attachment_added ON attachment(added_on, id);
CREATE INDEX attachment_state ON attachment(state, added_on, id);
CREATE INDEX attachment_state_number ON attachment(state, number_key, id);
CREATE INDEX attachment_shown ON attachment(shown, added_on, id);
CREATE INDEX attachment_type ON attachment(type, added_on, id);
CREATE INDEX attachment_record ON attachment(record, state, id);
CREATE INDEX attachment_agency ON attachment(agency, added_on, id) WHERE agency IS NOT NULL;
CREATE INDEX attachment_person ON attachment(person, added_on, id) WHERE person IS NOT NULL;

-- A removed file's pieces go; its row, with the hash, stays.
CREATE TABLE piece(
	attachment INTEGER NOT NULL REFERENCES attachment(id),
	seq INTEGER NOT NULL CHECK (seq > 0),
	data BLOB NOT NULL,
	UNIQUE (attachment, seq)
) STRICT;

CREATE TRIGGER wall_attachment_insert BEFORE INSERT ON attachment WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attachment_update BEFORE UPDATE ON attachment WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attachment_delete BEFORE DELETE ON attachment WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_piece_insert BEFORE INSERT ON piece WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_piece_update BEFORE UPDATE ON piece
BEGIN SELECT RAISE(FAIL, 'a stored file is never edited'); END;
CREATE TRIGGER wall_piece_delete BEFORE DELETE ON piece WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- What a file is stays as it was when it came.
CREATE TRIGGER wall_attachment_file BEFORE UPDATE ON attachment
WHEN new.hash IS NOT old.hash OR new.size IS NOT old.size OR new.pieces IS NOT old.pieces OR new.number IS NOT old.number
	OR new.of_flow IS NOT old.of_flow OR new.record IS NOT old.record
BEGIN SELECT RAISE(FAIL, 'a stored file is never edited'); END;

-- Each kind's legal basis is a line of its own; {依据} in it is the basis that all papers name.
WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'office_contact', '本局行政执法协调监督科', '文书上的联系方式（地址、电话）', 0, 1),
	(2, 'basis_letter', '{依据}第十三条', '文书依据：监督意见书', 13, 1),
	(3, 'basis_transfer', '{依据}第十四条', '文书依据：转办函', 14, 1),
	(4, 'basis_order', '{依据}第十六条', '文书依据：责令纠正通知书', 16, 1),
	(5, 'basis_unfounded', '{依据}第十六条', '文书依据：不成立说明函', 16, 1),
	(6, 'basis_outcome', '{依据}第十六条', '文书依据：办理结果告知函', 16, 1),
	(7, 'basis_answer', '{依据}第十四条', '文书依据：反馈情况告知函', 14, 1),
	(8, 'basis_appointment', '{依据}第七条', '文书依据：聘书', 7, 1),
	(9, 'basis_notice', '{依据}第七条', '文书依据：选聘公告', 7, 1),
	(10, 'basis_invitation', '{依据}第七条', '文书依据：邀请函', 7, 1),
	(11, 'basis_publicity', '{依据}第七条', '文书依据：公示', 7, 1),
	(12, 'basis_activity', '{依据}第十二条', '文书依据：活动通知', 12, 1),
	(13, 'basis_examination', '{依据}第十六条', '文书依据：审查报告', 16, 1),
	(14, 'basis_inspection', '{依据}第十六条', '文书依据：专项行政执法监督检查通知', 16, 1),
	(15, 'basis_accountability', '{依据}第十六条', '文书依据：建议追究责任函', 16, 1),
	(16, 'basis_dismissal', '{依据}第十七条', '文书依据：解聘决定', 17, 1),
	(17, 'basis_dismissal_notice', '{依据}第十七条', '文书依据：解聘公告', 17, 1),
	(18, 'attachment_size', '20', '一个附件最大（MB）', 0, 1),
	(19, 'attachment_total', '200', '一件的附件合计最大（MB）', 0, 1),
	(20, 'attachment_types', 'pdf、ofd、jpg、png、tif、doc、docx、xls、xlsx、wps、et、zip、txt、csv、mp3、mp4', '准许的附件类型', 0, 1),
	(21, 'printer', '-', '打印机（CUPS 队列名；-不直接打印）', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 21 WHERE name = 'record';

WITH paper(n, kind, text) AS (VALUES
	(1, 'notice', '# 关于公开选聘行政执法监督员的公告
为充分发挥社会监督作用，促进严格规范公正文明执法，根据{依据规定}，{本局}决定开展行政执法监督员选聘工作（{批次}）。现将有关事项公告如下：
一、选聘名额
选聘行政执法监督员{名额}名。[其中：{名额构成}。]聘期{聘期年数}年。
二、选聘条件
（一）遵守宪法法律，品行端正，公道正派。
（二）拥护支持行政执法工作，自愿担任行政执法监督员。
（三）了解本区经济社会发展情况。
（四）身体健康，有履行职责的时间和精力。
（五）在本区工作或者居住，年满{最低年龄}周岁，一般不超过{一般最高年龄}周岁[（年龄计算至{年龄计算日}）]。
（六）未受过刑事处罚、党纪政务处分，无严重失信记录。
[（七）{选聘条件}]
三、报名时间
自{报名开始}起至{报名截止}止。
四、报名方式
由本人自荐或者单位推荐，填写报名表（推荐表），附身份证明和相关材料，送交{联系方式}。报名人应当对所填报内容和提交材料的真实性负责。
五、选聘程序
报名截止后进行资格审查，择优确定拟聘人员，公示期满无异议的，颁发聘书和行政执法监督员证。
特此公告。
@ {本局}
@ {日期}'),
	(2, 'invitation', '# 关于推荐行政执法监督员人选的函
> {受邀单位}：
根据{依据规定}，我局正在开展行政执法监督员选聘工作（{批次}），拟选聘{名额}名。现诚邀你单位推荐行政执法监督员人选{推荐名额}名。
一、人选条件
遵守宪法法律、品行端正，自愿担任并有时间履职，了解本区情况，在本区工作或者居住，年满{最低年龄}周岁、一般不超过{一般最高年龄}周岁，未受过刑事处罚、党纪政务处分，无严重失信记录。
[{选聘条件}]
二、报送要求
请于{报名截止}前将推荐表及相关材料报送{联系方式}。[不能推荐的，请于{答复日期}前函告我局。]
^ 附件：行政执法监督员推荐表
@ {本局}
@ {日期}'),
	(3, 'application', '# 行政执法监督员{表名}
| 选聘批次 | {批次} | 报名日期 | {报名日期}
| 姓名 | {姓名} | 性别 | {性别}
| 年龄 | {年龄} | 民族 | {民族}
| 政治面貌 | {政治面貌} | 文化程度 | {文化程度}
| 身份证号码 |  | 联系电话 | 
| 工作单位及职务 | {工作单位}
| 住址 | 
| 人员类别 | {类别} | 参选方式 | {参选方式}
| 在本区情况 | {居住工作情况} | 推荐单位 | {推荐单位}
|6 工作简历 | 
|3 备注 | {备注}
|3 个人声明 | {个人声明}　　　　本人签名：　　　　　　　　年　　月　　日
|3 推荐单位意见 | （盖章）　　　　　　年　　月　　日'),
	(4, 'check', '# 行政执法监督员参选人员资格审查表
| 选聘批次 | {批次} | 报名日期 | {报名日期}
| 姓名 | {姓名} | 性别 | {性别}
| 年龄 | {年龄} | 年龄计算日 | {年龄计算日}
| 工作单位 | {工作单位}
| 人员类别 | {类别} | 参选方式 | {参选方式}
| 在本区情况 | {居住工作情况} | 推荐单位 | {推荐单位}
|= 序号:5 | 条件（第六条）:18 | 结果:7 | 依据和说明:24 | 审查人:9
|* {序号} | {条件} | {审查结果} | {审查依据}[　{审查说明}] | {审查人}
| 审查结论 | {审查结论} | 审查日期 | {审查日期}
| 说明 | [{审查说明}][　超龄说明：{超龄说明}（局领导于{超龄同意日期}同意）]
|2 审查人（签名） |  | 审核人（签名） | '),
	(5, 'publicity', '# 行政执法监督员拟聘人员公示
根据{依据规定}，经报名推荐、资格审查、择优遴选，现将拟聘任的{公示人数}名行政执法监督员人选（{批次}）予以公示，按姓氏笔画为序。
|= 序号:2 | 姓名:4 | 性别:2 | 工作单位:9 | 类别:6
|* {序号} | {姓名} | {性别} | {工作单位} | {类别}
公示时间：{公示期}。
公示期内，对拟聘人员有异议的，可以向{异议受理}反映。反映情况应当实事求是，提倡署名并提供联系方式；以单位名义反映的，应当加盖公章。
[受理联系：{联系方式}。]
@ {本局}
@ {公示日期}'),
	(6, 'activity', '# 关于组织开展行政执法监督员活动的通知
> 各有关行政执法监督员：
根据{依据规定}，现组织开展“{活动}”（{活动类型}）。有关事项通知如下：
一、时间
{时间}
二、地点
{地点}
三、参加人员
{参加人员}
[四、活动安排
{活动安排}]
请准时参加，参加时出示行政执法监督员证。不能参加的，请[于{回复日期}前]说明理由并请假。
@ {本局}
@ {日期}
[（联系人：{承办人}；{联系方式}）]'),
	(7, 'signin', '# 行政执法监督员活动签到表
| 活动 | {活动}
| 活动编号 | {活动编号} | 活动类型 | {活动类型}
| 时间 | {时间}
| 地点 | {地点} | 应到人数 | {人数}
|= 序号:5 | 姓名:9 | 工作单位:16 | 证件编号:18 | 签名:12 | 备注:6
|*2 {序号} | {姓名} | {工作单位} | {证件编号} |  | '),
	(8, 'examination', '# 行政执法监督员监督意见书审查报告
审查编号：{审查编号}
事项：{事项}
行政执法监督员{监督员}（证件编号：{证件编号}）于{出具日期}[就{执法机构}的{执法领域}]向我局出具监督意见书，我局于{收到日期}收到。现将审查情况报告如下：
一、监督意见书反映的事项
{事实}
[监督员认为：{理由}]
[请求：{请求}]
二、审查情况
{审查情况}
[经{调查方式}（{检查人员}）查明：
{查明情况}]
三、处理结果及理由
审查结果：{处理结果}。
{决定理由}
[四、后续处理
责令{执法机构}于{纠正期限}前纠正（{责令文号}）。]
@ 承办人：{承办人}
@ {决定日期}'),
	(9, 'inspection', '# 专项行政执法监督检查通知书
> {执法机构}：
根据{依据规定}，我局决定自{决定调查日期}起，就{事项}对你单位开展专项行政执法监督检查。
一、检查人员
{检查人员}（不少于二人，检查时出示行政执法监督证件）
[二、检查内容和方式
{检查方案}]
请你单位予以配合，如实说明情况，按照要求提供有关行政执法案卷、文件资料，不得拒绝、阻碍。
@ {本局}
@ {日期}
[（联系人：{承办人}）]'),
	(10, 'accountability', '# 关于建议追究有关人员责任的函
> {建议受文单位}：
我局在办理行政执法监督事项（{审查编号}）中，经审查查明：
{查明情况}
审查结果：{处理结果}。上述情况造成严重后果。根据{依据规定}，现建议你单位依法对{执法机构}有关责任人员追究责任：
{追责建议}
处理结果请函告我局。
^ 附件：相关证据材料
@ {本局}
@ {日期}'),
	(11, 'dismissal', '# 解聘行政执法监督员决定书
> {姓名}：
你自{聘期起}受聘担任行政执法监督员。经查：
{事实}
[{陈述方式}：{陈述申辩}]
上述事实属于{依据规定}{解聘情形}规定的情形。{决定理由}
现决定：自本决定送达之日起解除你的行政执法监督员聘任[，收回行政执法监督员证（{证件编号}）和聘书]。请自收到本决定之日起{收回期限}个工作日内将证件和聘书交回我局。
@ {本局}
@ {决定日期}'),
	(12, 'dismissal_notice', '# 关于解聘行政执法监督员的公告
根据{依据规定}，{本局}于{决定日期}决定（{解聘文号}）解除{姓名}的行政执法监督员聘任，自{执行日期}起，其不再具有行政执法监督员身份。[其所持行政执法监督员证（编号：{证件编号}）同时作废。]
特此公告。
@ {本局}
@ {日期}'),
	(13, 'evaluation', '# 行政执法监督员年度综合评价表
| 年度 | {年度} | 评价期 | {评价期起}至{评价期止}
| 姓名 | {姓名} | 性别 | {性别}
| 工作单位 | {工作单位}
| 人员类别 | {类别} | 证件编号 | {证件编号}
|2 履职统计 | {履职统计}
|= 评价项目:8 | 依据:5 | 得分（百分制）:5
|* {项目} | {依据条款} | {项目得分}
| 综合得分 | {得分} | 建议等次 | {建议等次}
|2 评分办法 | {评分办法}
|3 评语 | {评语}
| 评价等次 | {等次} | 确认日期 | {确认日期}
|2 等次说明 | {等次说明}
|3 区司法局（盖章） | '),
	(14, 'archive', '# 卷内文件目录
| 案卷 | {案卷}
| 件数 | {件数} | 编目日期 | {日期}
|= 序号:5 | 文号:17 | 责任者:8 | 题名:22 | 日期:15 | 备注:6
|* {序号} | {文号} | {责任者} | {题名} | {日期} | {备注}')
)
INSERT INTO template(id, version, state, kind, text, original)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', kind, text, text
FROM paper ORDER BY n;
UPDATE sequence SET next = next + 14 WHERE name = 'record';
-- 0019: personal data that are no longer needed leave the file, by an act with two people.
--
-- Knows: the record columns of src/flow/erasure.c.  Must not know: who may do what.

CREATE TABLE erasure(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL UNIQUE,
	person INTEGER NOT NULL REFERENCES person(id),
	ground TEXT,
	reason TEXT NOT NULL,
	proposed_on TEXT NOT NULL,
	proposer INTEGER REFERENCES account(id),
	decided_on TEXT,
	approver INTEGER REFERENCES account(id),
	decision TEXT NOT NULL,
	until_on TEXT,
	records INTEGER NOT NULL
) STRICT;
-- One proposal at a time.
CREATE UNIQUE INDEX erasure_open ON erasure(person) WHERE state = 'proposed';
CREATE INDEX erasure_person ON erasure(person, proposed_on, id);
CREATE INDEX erasure_proposed ON erasure(proposed_on, id);
CREATE INDEX erasure_state ON erasure(state, proposed_on, id);

CREATE TRIGGER wall_erasure_insert BEFORE INSERT ON erasure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_erasure_update BEFORE UPDATE ON erasure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_erasure_delete BEFORE DELETE ON erasure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;


WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'keep_supervisor_years', '5', '监督员个人信息离任后保存年限（年）', 0, 1),
	(2, 'keep_candidate_years', '2', '未聘参选人员个人信息保存年限（年）', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 2 WHERE name = 'record';
-- 0020: the trail as a list that an auditor reads: by person, record, kind, time.
--
-- Knows: trail, change.  Must not know: what an action means.

-- What a list needs of a table, over the book itself: nothing is stored twice.
CREATE VIEW trail_view AS
SELECT t.seq AS id, 1 AS version, CASE t.outcome WHEN 0 THEN 'done' WHEN 100 THEN 'event' ELSE 'refused' END AS state,
	t.at AS at, t.account AS account, t.who AS who, t.flow AS flow, t.record AS record, t.action AS action, t.article AS article,
	t.happened_on AS happened_on, t.received_on AS received_on, t.outcome AS outcome, t.today_set AS today_set,
	coalesce((SELECT c.note FROM change c WHERE c.seq = t.seq), '（已按个人信息删除抹去）') AS note
FROM trail t;

CREATE INDEX trail_account ON trail(account, seq);
CREATE INDEX trail_at ON trail(at, seq);
CREATE INDEX trail_action ON trail(action, seq);
-- A record's entries, done or refused: the one of rung 1 held only what was done.
DROP INDEX trail_record;
CREATE INDEX trail_record ON trail(record, seq, outcome);
CREATE INDEX trail_kind ON trail((CASE outcome WHEN 0 THEN 'done' WHEN 100 THEN 'event' ELSE 'refused' END), seq);
-- 0021: the order to correct does not tell the agency who complained (office.md: material is not shown to the one complained of).
--
-- Knows: the texts of 0009.  Must not know: who may read a paper.
-- A text that the office has changed stays as it is; what the program would restore says it no more.  The version goes
-- up where the trail has the text already, so that the engine writes the change there (open.c).

UPDATE template SET
	version = version + EXISTS (SELECT 1 FROM trail t WHERE t.record = template.id AND t.outcome = 0),
	text = CASE WHEN text <> original THEN text ELSE replace(replace(original,
		'行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：', '我局对你单位{事项}一事进行审查（{审查编号}），现查明：'),
		'~ 抄送：行政执法监督员{监督员}。
', '') END,
	original = replace(replace(original,
		'行政执法监督员{监督员}就{事项}出具监督意见书。我局经审查（{审查编号}）查明：', '我局对你单位{事项}一事进行审查（{审查编号}），现查明：'),
		'~ 抄送：行政执法监督员{监督员}。
', '')
WHERE kind = 'order';
-- 0022: the book of figures: how many records have which value, by agency and month, so that no statistic reads
-- the records.
--
-- Knows: the fields that the flows count (.counted).  Must not know: what a value means.

CREATE TABLE figure(
	flow TEXT NOT NULL,
	field TEXT NOT NULL,              -- "state", a field's name, or "clock.KIND" of a deadline
	month INTEGER NOT NULL,           -- year * 12 + month - 1 of the record's own date; 0 none
	agency INTEGER NOT NULL,          -- 0 none
	value TEXT NOT NULL,              -- as the record holds it; of a deadline: open, in, late
	count INTEGER NOT NULL CHECK (count > 0),
	PRIMARY KEY (flow, field, month, agency, value)
) STRICT, WITHOUT ROWID;

INSERT INTO figure SELECT 'opinion', 'state', CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), state, count(*)
FROM opinion GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'opinion', 'kind', CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(kind AS TEXT), ''), count(*)
FROM opinion GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'opinion', 'field', CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(field AS TEXT), ''), count(*)
FROM opinion GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'opinion', 'route', CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(route AS TEXT), ''), count(*)
FROM opinion GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'opinion', 'adopted', CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(adopted AS TEXT), ''), count(*)
FROM opinion GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'opinion', 'officer', CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(officer AS TEXT), ''), count(*)
FROM opinion GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'opinion', 'clock.' || c.kind, CAST(substr(r.raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(r.raised_on, 6, 2) AS INTEGER) - 1, coalesce(r.agency, 0),
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN opinion r ON r.id = c.record WHERE c.flow = 'opinion' GROUP BY 2, 3, 4, 5;
INSERT INTO figure SELECT 'review', 'state', CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), state, count(*)
FROM review GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'review', 'field', CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(field AS TEXT), ''), count(*)
FROM review GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'review', 'source', CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(source AS TEXT), ''), count(*)
FROM review GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'review', 'outcome', CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(outcome AS TEXT), ''), count(*)
FROM review GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'review', 'officer', CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1, coalesce(agency, 0), coalesce(CAST(officer AS TEXT), ''), count(*)
FROM review GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'review', 'clock.' || c.kind, CAST(substr(r.received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(r.received_on, 6, 2) AS INTEGER) - 1, coalesce(r.agency, 0),
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN review r ON r.id = c.record WHERE c.flow = 'review' GROUP BY 2, 3, 4, 5;
INSERT INTO figure SELECT 'inquiry', 'state', CAST(substr(asked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(asked_on, 6, 2) AS INTEGER) - 1, agency, state, count(*)
FROM inquiry GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'inquiry', 'kind', CAST(substr(asked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(asked_on, 6, 2) AS INTEGER) - 1, agency, coalesce(CAST(kind AS TEXT), ''), count(*)
FROM inquiry GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'inquiry', 'officer', CAST(substr(asked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(asked_on, 6, 2) AS INTEGER) - 1, agency, coalesce(CAST(officer AS TEXT), ''), count(*)
FROM inquiry GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'inquiry', 'clock.' || c.kind, CAST(substr(r.asked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(r.asked_on, 6, 2) AS INTEGER) - 1, r.agency,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN inquiry r ON r.id = c.record WHERE c.flow = 'inquiry' GROUP BY 2, 3, 4, 5;
INSERT INTO figure SELECT 'duty', 'state', CAST(substr(ends_on, 1, 4) AS INTEGER) * 12 + CAST(substr(ends_on, 6, 2) AS INTEGER) - 1, 0, state, count(*)
FROM duty GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'duty', 'late', CAST(substr(ends_on, 1, 4) AS INTEGER) * 12 + CAST(substr(ends_on, 6, 2) AS INTEGER) - 1, 0, coalesce(CAST(late AS TEXT), ''), count(*)
FROM duty GROUP BY 3, 4, 5;
INSERT INTO figure SELECT 'duty', 'clock.' || c.kind, CAST(substr(r.ends_on, 1, 4) AS INTEGER) * 12 + CAST(substr(r.ends_on, 6, 2) AS INTEGER) - 1, 0,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN duty r ON r.id = c.record WHERE c.flow = 'duty' GROUP BY 2, 3, 4, 5;

CREATE TRIGGER wall_figure_insert BEFORE INSERT ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_figure_update BEFORE UPDATE ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_figure_delete BEFORE DELETE ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- 0023: an agency owes its answer though the supervisor has gone to the bureau meanwhile: it stands in its queue.
--
-- Knows: the wait book.  Must not know: who reads it.

INSERT INTO wait(record, place, flow, role, agency, person, officer, due, clock, action, text, number, object)
SELECT o.id, 0, 'opinion', 8, o.agency, 0, 0, coalesce((SELECT c.due FROM clock c WHERE c.record = o.id AND c.kind = 'reply'), '9999-12-31'),
	'reply', 'opinion.reply', '反馈是否采纳', o.number, o.agency_name
FROM opinion o WHERE o.state = 'petitioned' AND o.replied_on IS NULL AND o.served_on IS NOT NULL AND o.agency IS NOT NULL;
-- 0025: a schema that is read at every start holds what is used: indexes of small tables by each pair of filter and
-- order go, and of several triggers on one event one stays.
--
-- Knows: the tables of the rungs before.  Must not know: which list asks what (tests/engine/check_plan.c does).
-- A list of people who apply, activities, objections and the like holds hundreds of rows in twenty years: it walks the index of
-- its order and passes over what the filter leaves out.  What grows with the opinions keeps an index for each pair.

DROP INDEX activity_kind;
DROP INDEX activity_open;
DROP INDEX activity_open_number;
DROP INDEX activity_state;
DROP INDEX activity_state_number;
DROP INDEX agency_kind;
DROP INDEX agency_state;
DROP INDEX agency_state_initials;
DROP INDEX agency_state_kind;
DROP INDEX attendance_other;
DROP INDEX attendance_state;
DROP INDEX candidate_choice_initials;
DROP INDEX candidate_choice_rank;
DROP INDEX candidate_choice_score;
DROP INDEX candidate_choice_strokes;
DROP INDEX candidate_marks;
DROP INDEX candidate_round_applied;
DROP INDEX candidate_round_initials;
DROP INDEX candidate_round_rank;
DROP INDEX candidate_round_score;
DROP INDEX candidate_round_state;
DROP INDEX candidate_round_strokes;
DROP INDEX candidate_state_applied;
DROP INDEX candidate_state_initials;
DROP INDEX candidate_state_rank;
DROP INDEX candidate_state_score;
DROP INDEX candidate_state_strokes;
DROP INDEX conflict_ground;
DROP INDEX conflict_state;
DROP INDEX cover_absent;
DROP INDEX cover_state;
DROP INDEX dismissal_candidate;
DROP INDEX dismissal_ground;
DROP INDEX dismissal_open;
DROP INDEX dismissal_open_initials;
DROP INDEX dismissal_state;
DROP INDEX dismissal_state_initials;
DROP INDEX erasure_state;
DROP INDEX finding_state;
DROP INDEX finding_supervisor;
DROP INDEX invitation_round;
DROP INDEX invitation_state;
DROP INDEX invitation_state_unit;
DROP INDEX misconduct_marks;
DROP INDEX misconduct_open;
DROP INDEX misconduct_state;
DROP INDEX misconduct_state_number;
DROP INDEX misconduct_state_person;
DROP INDEX objection_open;
DROP INDEX objection_open_number;
DROP INDEX objection_round;
DROP INDEX objection_round_number;
DROP INDEX objection_state;
DROP INDEX objection_state_number;
DROP INDEX role_grant_account;
DROP INDEX role_grant_name;
DROP INDEX role_grant_state;
DROP INDEX round_name;
DROP INDEX round_state;
DROP INDEX round_state_name;
DROP INDEX ssh_key_account;
DROP INDEX ssh_key_state;

-- Beside a unique index over the same column where it is not empty; who looks it up says that it is not.
DROP INDEX dismissal_number;
DROP INDEX person_idno;
DROP INDEX review_order_number;

-- One trigger a table and event: the wall first, then what the table itself refuses.
DROP TRIGGER wall_document_update;
DROP TRIGGER wall_document_words;
CREATE TRIGGER wall_document_update BEFORE UPDATE ON document
WHEN in_action() = 0 OR NEW.content IS NOT OLD.content OR NEW.paper_number IS NOT OLD.paper_number OR NEW.kind IS NOT OLD.kind
	OR NEW.number IS NOT OLD.number OR NEW.issued_on IS NOT OLD.issued_on
BEGIN SELECT CASE in_action() WHEN 0 THEN RAISE(FAIL, 'outside an action') ELSE RAISE(FAIL, 'an issued document is never edited') END; END;
DROP TRIGGER wall_document_delete;
DROP TRIGGER wall_document_kept;
CREATE TRIGGER wall_document_delete BEFORE DELETE ON document
BEGIN SELECT CASE in_action() WHEN 0 THEN RAISE(FAIL, 'outside an action') ELSE RAISE(FAIL, 'an issued document is never removed') END; END;
DROP TRIGGER wall_attachment_update;
DROP TRIGGER wall_attachment_file;
CREATE TRIGGER wall_attachment_update BEFORE UPDATE ON attachment
WHEN in_action() = 0 OR NEW.hash IS NOT OLD.hash OR NEW.size IS NOT OLD.size OR NEW.pieces IS NOT OLD.pieces OR NEW.number IS NOT OLD.number
	OR NEW.of_flow IS NOT OLD.of_flow OR NEW.record IS NOT OLD.record
BEGIN SELECT CASE in_action() WHEN 0 THEN RAISE(FAIL, 'outside an action') ELSE RAISE(FAIL, 'a stored file is never edited') END; END;

-- due of a case is the first period that runs, whichever flow the case is of.
DROP TRIGGER due_opinion_insert;
DROP TRIGGER due_opinion_update;
DROP TRIGGER due_opinion_delete;
DROP TRIGGER due_review_insert;
DROP TRIGGER due_review_update;
DROP TRIGGER due_review_delete;
CREATE TRIGGER due_insert AFTER INSERT ON clock WHEN NEW.stopped IS NULL AND NEW.flow IN ('opinion', 'review')
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'opinion';
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'review';
END;
CREATE TRIGGER due_update AFTER UPDATE ON clock WHEN NEW.flow IN ('opinion', 'review') AND (NEW.due IS NOT OLD.due OR NEW.stopped IS NOT OLD.stopped)
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'opinion';
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'review';
END;
CREATE TRIGGER due_delete AFTER DELETE ON clock WHEN OLD.stopped IS NULL AND OLD.flow IN ('opinion', 'review')
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record AND OLD.flow = 'opinion';
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record AND OLD.flow = 'review';
END;

-- 0026: some papers as the program words them: sentences that read well whatever the matter is called, the law where it was
-- not named, columns as wide as what stands in them.
--
-- Knows: the texts of 0009, 0017 and 0021.  Must not know: who may read a paper.
-- A text that the office has changed stays as it is.  The version goes up where the trail has the text already, so that the
-- engine writes the change there (open.c).

WITH fresh(kind, text) AS (VALUES
	('transfer', '# 关于转办行政执法监督意见的函
> {执法机构}：
行政执法监督员{监督员}[（证件编号：{证件编号}）]于{提出日期}对你单位提出行政执法监督意见（编号：{编号}）。根据{依据规定}，现转你单位调查、分析、办理。
一、监督意见的主要内容
{事实与理由}
[依据：{依据}]
[建议：{意见建议}]
二、办理要求
请自收到本函次日起{答复期限}个工作日内，将是否采纳的情况书面反馈我局。不予采纳或者部分采纳的，应当阐明原因。
[^ 附件：{证据材料}]
@ {本局}
@ {日期}
[（联系人：{承办人}）]'),
	('order', '# 责令纠正通知书
> {执法机构}：
我局对下列事项进行了审查（{审查编号}）：{事项}。现查明：
{查明情况}
上述情况，监督意见{处理结果}。{决定理由}
根据{依据规定}[和{责令依据}]，现责令你单位于{纠正期限}前纠正：
{责令内容}
请在上述期限届满前将纠正情况书面报告我局。对本通知不服的，可以自收到之日起{复查申请期限}个工作日内向我局书面申请复查；复查期间不停止执行。
@ {本局}
@ {责令日期}
~ {本局}办公室 | {日期}印发'),
	('unfounded', '# 关于监督意见不成立的说明函
> {监督员}：
你于{出具日期}出具的监督意见书（{审查编号}，事项：{事项}），我局已于{收到日期}收到。经审查，根据{依据规定}，现将有关情况说明如下：
[{查明情况}]
根据以上情况，你提出的监督意见不成立。理由是：
{决定理由}
感谢你对行政执法监督工作的支持。
@ {本局}
@ {日期}'),
	('outcome', '# 关于监督意见书办理结果的告知函
> {监督员}：
你于{出具日期}出具的监督意见书（{审查编号}，事项：{事项}），我局已经审查办理。根据{依据规定}，现将结果告知如下：
审查结果：{处理结果}。
{决定理由}
[我局已向{执法机构}发出责令纠正通知书（{责令文号}），要求于{纠正期限}前纠正。]
[纠正情况：{纠正情况}]
[该事项已移送{移送单位}处理。]
@ {本局}
@ {日期}'),
	('answer', '# 关于监督意见反馈情况的告知函
> {监督员}：
你于{提出日期}提出的监督意见（编号：{编号}），{执法机构}已于{答复日期}反馈。根据{依据规定}，现将反馈情况告知如下：
反馈结果：{是否采纳}。
{答复内容}
[你认为{未全部采纳}不正确的，可以向我局出具监督意见书。]
@ {本局}
@ {日期}'),
	('examination', '# 行政执法监督员监督意见书审查报告
审查编号：{审查编号}
事项：{事项}
行政执法监督员{监督员}（证件编号：{证件编号}）于{出具日期}[就{执法机构}的{执法领域}]向我局出具监督意见书，我局于{收到日期}收到。根据{依据规定}，现将审查情况报告如下：
一、监督意见书反映的事项
{事实}
[监督员认为：{理由}]
[请求：{请求}]
二、审查情况
{审查情况}
[经{调查方式}（{检查人员}）查明：
{查明情况}]
三、处理结果及理由
审查结果：{处理结果}。
{决定理由}
[四、后续处理
责令{执法机构}于{纠正期限}前纠正（{责令文号}）。]
@ 承办人：{承办人}
@ {决定日期}'),
	('inspection', '# 专项行政执法监督检查通知书
> {执法机构}：
根据{依据规定}，我局决定自{决定调查日期}起对你单位开展专项行政执法监督检查。
一、检查事项
{事项}
二、检查人员
{检查人员}（不少于二人，检查时出示行政执法监督证件）
[三、检查内容和方式
{检查方案}]
请你单位予以配合，如实说明情况，按照要求提供有关行政执法案卷、文件资料，不得拒绝、阻碍。
@ {本局}
@ {日期}
[（联系人：{承办人}）]'),
	('application', '# 行政执法监督员{表名}
| 选聘批次 | {批次} | 报名日期 | {报名日期}
| 姓名 | {姓名} | 性别 | {性别}
| 年龄 | {年龄} | 民族 | {民族}
| 政治面貌 | {政治面貌} | 文化程度 | {文化程度}
| 身份证号码 |  | 联系电话 | 
| 工作单位及职务 | {工作单位}
| 住址 | 
| 人员类别 | {类别} | 参选方式 | {参选方式}
| 在本区情况 | {居住工作情况} | 推荐单位 | {推荐单位}
|6 工作简历 | 
|3 备注 | {备注}
|2 个人声明 | {个人声明}
|2 本人签名 |  | 日期 | 　　　　年　　月　　日
|3 推荐单位意见 | （盖章）　　　　　　年　　月　　日'),
	('roster', '# 行政执法监督员花名册
截至{日期}，在任{人数}人，按姓氏笔画为序。
|= 序号:5 | 姓名:14 | 性别:5 | 工作单位:18 | 类别:13 | 证件编号:17 | 聘期:28
|* {序号} | {姓名} | {性别} | {工作单位} | {类别} | {证件编号} | {聘期}'),
	('publicity', '# 行政执法监督员拟聘人员公示
根据{依据规定}，经报名推荐、资格审查、择优遴选，现将拟聘任的{公示人数}名行政执法监督员人选（{批次}）予以公示，按姓氏笔画为序。
|= 序号:3 | 姓名:6 | 性别:3 | 工作单位:11 | 类别:8
|* {序号} | {姓名} | {性别} | {工作单位} | {类别}
公示时间：{公示期}。
公示期内，对拟聘人员有异议的，可以向{异议受理}反映。反映情况应当实事求是，提倡署名并提供联系方式；以单位名义反映的，应当加盖公章。
[受理联系：{联系方式}。]
@ {本局}
@ {公示日期}'),
	('archive', '# 卷内文件目录
| 案卷 | {案卷}
| 件数 | {件数} | 编目日期 | {日期}
|= 序号:7 | 文号:19 | 责任者:10 | 题名:24 | 日期:21 | 页号:7 | 备注:8
|* {序号} | {文号} | {责任者} | {题名} | {日期} |  | {备注}')
)
UPDATE template SET
	version = version + EXISTS (SELECT 1 FROM trail t WHERE t.record = template.id AND t.outcome = 0),
	text = CASE WHEN template.text <> template.original THEN template.text ELSE fresh.text END,
	original = fresh.text
FROM fresh WHERE template.kind = fresh.kind;
-- 0027: the book of figures anew: by agency before month, with the sums of all agencies together (agency -1), so that what
-- the whole office asks reads as few rows at a million records as at a thousand; and the supervisors by category.
--
-- Knows: the fields that the flows count (.counted).  Must not know: what a value means.

DROP TABLE figure;
CREATE TABLE figure(
	flow TEXT NOT NULL,
	field TEXT NOT NULL,              -- "state", a field's name, or "clock.KIND" of a deadline
	agency INTEGER NOT NULL,          -- 0 none, -1 all together
	month INTEGER NOT NULL,           -- year * 12 + month - 1 of the record's own date; 0 none
	value TEXT NOT NULL,              -- as the record holds it; of a deadline: open, in, late
	count INTEGER NOT NULL CHECK (count > 0),
	PRIMARY KEY (flow, field, agency, month, value)
) STRICT, WITHOUT ROWID;

WITH r AS (SELECT id, coalesce(agency, 0) AS agency, CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(kind AS TEXT), '') AS kind, coalesce(CAST(field AS TEXT), '') AS field, coalesce(CAST(route AS TEXT), '') AS route, coalesce(CAST(adopted AS TEXT), '') AS adopted, coalesce(CAST(officer AS TEXT), '') AS officer FROM opinion)
INSERT INTO figure
SELECT 'opinion', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'kind', agency, month, kind, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'field', agency, month, field, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'route', agency, month, route, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'adopted', agency, month, adopted, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'officer', agency, month, officer, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'opinion' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, coalesce(agency, 0) AS agency, CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(field AS TEXT), '') AS field, coalesce(CAST(source AS TEXT), '') AS source, coalesce(CAST(outcome AS TEXT), '') AS outcome, coalesce(CAST(officer AS TEXT), '') AS officer FROM review)
INSERT INTO figure
SELECT 'review', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'field', agency, month, field, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'source', agency, month, source, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'outcome', agency, month, outcome, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'officer', agency, month, officer, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'review' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, agency AS agency, CAST(substr(asked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(asked_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(kind AS TEXT), '') AS kind, coalesce(CAST(officer AS TEXT), '') AS officer FROM inquiry)
INSERT INTO figure
SELECT 'inquiry', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'inquiry', 'kind', agency, month, kind, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'inquiry', 'officer', agency, month, officer, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'inquiry', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'inquiry' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, 0 AS agency, CAST(substr(ends_on, 1, 4) AS INTEGER) * 12 + CAST(substr(ends_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(late AS TEXT), '') AS late FROM duty)
INSERT INTO figure
SELECT 'duty', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'duty', 'late', agency, month, late, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'duty', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'duty' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, 0 AS agency, CAST(substr(term_start, 1, 4) AS INTEGER) * 12 + CAST(substr(term_start, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(categories AS TEXT), '') AS categories FROM supervisor)
INSERT INTO figure
SELECT 'supervisor', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'supervisor', 'categories', r.agency, r.month, c.value, count(*)
FROM r JOIN json_each('["' || replace(r.categories, ',', '","') || '"]') c GROUP BY 3, 4, 5
UNION ALL SELECT 'supervisor', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'supervisor' GROUP BY 2, 3, 4, 5;
INSERT INTO figure SELECT flow, field, -1, month, value, sum(count) FROM figure GROUP BY flow, field, month, value;

CREATE TRIGGER wall_figure_insert BEFORE INSERT ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_figure_update BEFORE UPDATE ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_figure_delete BEFORE DELETE ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
-- 0028: the counts above the work queue are kept: how many wait, by role, whom they wait for, flow and day.
--
-- Knows: the table wait.  Must not know: what is waited for.
-- Kept by the file itself, so that no writer can forget it; rows of 0 are removed.  calm: something else is said while
-- the period runs (store/wait.c).

CREATE TABLE wait_sum(
	role INTEGER NOT NULL,
	agency INTEGER NOT NULL,
	person INTEGER NOT NULL,
	flow TEXT NOT NULL,
	due TEXT NOT NULL,
	calm INTEGER NOT NULL,
	count INTEGER NOT NULL,
	PRIMARY KEY (role, agency, person, flow, due, calm)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER wait_sum_in AFTER INSERT ON wait BEGIN
	INSERT INTO wait_sum VALUES (NEW.role, NEW.agency, NEW.person, NEW.flow, NEW.due, instr(NEW.text, '|') > 0, 1)
	ON CONFLICT (role, agency, person, flow, due, calm) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER wait_sum_out AFTER DELETE ON wait BEGIN
	DELETE FROM wait_sum WHERE role = OLD.role AND agency = OLD.agency AND person = OLD.person AND flow = OLD.flow
		AND due = OLD.due AND calm = (instr(OLD.text, '|') > 0) AND count = 1;
	UPDATE wait_sum SET count = count - 1 WHERE changes() = 0 AND role = OLD.role AND agency = OLD.agency
		AND person = OLD.person AND flow = OLD.flow AND due = OLD.due AND calm = (instr(OLD.text, '|') > 0);
END;
CREATE TRIGGER wait_sum_over AFTER UPDATE ON wait
WHEN (OLD.role, OLD.agency, OLD.person, OLD.flow, OLD.due, instr(OLD.text, '|') > 0) <>
	(NEW.role, NEW.agency, NEW.person, NEW.flow, NEW.due, instr(NEW.text, '|') > 0) BEGIN
	DELETE FROM wait_sum WHERE role = OLD.role AND agency = OLD.agency AND person = OLD.person AND flow = OLD.flow
		AND due = OLD.due AND calm = (instr(OLD.text, '|') > 0) AND count = 1;
	UPDATE wait_sum SET count = count - 1 WHERE changes() = 0 AND role = OLD.role AND agency = OLD.agency
		AND person = OLD.person AND flow = OLD.flow AND due = OLD.due AND calm = (instr(OLD.text, '|') > 0);
	INSERT INTO wait_sum VALUES (NEW.role, NEW.agency, NEW.person, NEW.flow, NEW.due, instr(NEW.text, '|') > 0, 1)
	ON CONFLICT (role, agency, person, flow, due, calm) DO UPDATE SET count = count + 1;
END;

CREATE TRIGGER wall_wait_sum_insert BEFORE INSERT ON wait_sum WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_wait_sum_update BEFORE UPDATE ON wait_sum WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_wait_sum_delete BEFORE DELETE ON wait_sum WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- 0029: reports are papers of a period: the annual report, the yearly register, the monthly paper.
--
-- Knows: the record columns of src/flow/document.h.  Must not know: what stands in a report, how it looks.

ALTER TABLE document ADD COLUMN period INTEGER NOT NULL DEFAULT 0; -- 2026 a year, 202611 a month, 0 none
ALTER TABLE document ADD COLUMN head INTEGER NOT NULL DEFAULT 0;   -- entry of the trail whose value is printed on it, 0 none
CREATE INDEX document_period ON document(period, kind, id) WHERE period > 0;

WITH figure(n, key, value, label, article, own) AS (VALUES
	(1, 'word_report', '碚司监报', '年度报告编号字头', 0, 1),
	(2, 'basis_annual', '{依据}', '文书依据：年度报告', 0, 1),
	(3, 'small_cells', '3', '报告里涉及人员、少于几的数不写出（0都写）', 0, 1)
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, article, own
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 3 WHERE name = 'record';

WITH paper(n, kind, text) AS (VALUES
	(1, 'annual', '# {期间}行政执法监督员工作报告
根据{依据规定}，现将{期间}行政执法监督员工作情况报告如下。有关数据统计截至{截止日期}。
一、监督员队伍
截至{截止日期}，在任行政执法监督员{监督员人数}人。
|+ 监督员按类别
|% 监督员按类别
|+ 监督员按性别
|+ 聘任和离任
二、监督意见
{期间}监督员提出监督意见{意见件数}件[（{上期}{上期意见件数}件）]，执法机构已反馈{已反馈件数}件，其中采纳{采纳件数}件、部分采纳{部分采纳件数}件、不予采纳{不予采纳件数}件。[采纳率{采纳率}（部分采纳计一半）。][按期反馈率{按期反馈率}。]
（一）意见类型和执法领域
|+ 意见按类型
|+ 意见按领域
|% 意见按领域
（二）各执法机构
|% 意见按机构
|+ 意见按机构
（三）各月
|/ 意见按月
|+ 意见按月
（四）近年
|+ 意见按年
三、监督意见书审查
收到监督意见书{意见书件数}件，其中成立（含部分成立、已自行纠正）{意见书成立件数}件。
|+ 意见书按结果
四、询问查阅
监督员询问、查阅{询问件数}件。
|+ 询问按方式
五、监督活动
举行监督活动{活动次数}次。
|+ 活动按类型
|+ 活动出席
六、期限执行
[各项期限按期率{按期率}。]
|+ 期限
|% 期限
七、履职评价
|+ 评价按等次
|+ 违纪反馈按结果
[{小数说明}]
@ {本局}
@ {日期}'),
	(2, 'register', '# {期间}行政执法监督台账
{本局}，统计截至{截止日期}。监督意见{意见件数}件，监督意见书{意见书件数}件，询问查阅{询问件数}件，监督活动{活动次数}次。
一、监督意见
|+ 意见台账
二、监督意见书审查
|+ 意见书台账
三、询问查阅
|+ 询问台账
四、监督活动
|+ 活动台账'),
	(3, 'monthly', '# {期间}行政执法监督月报
{期间}监督员提出监督意见{意见件数}件[（{上期}{上期意见件数}件）]，执法机构已反馈{已反馈件数}件[，采纳率{采纳率}（部分采纳计一半）][，按期反馈率{按期反馈率}]；收到监督意见书{意见书件数}件；询问、查阅{询问件数}件；举行监督活动{活动次数}次。统计截至{截止日期}。
一、监督意见
|+ 意见按类型
|+ 意见按领域
|+ 意见按机构
二、本年各月
|/ 意见按月
|+ 意见按月
三、监督意见书审查
|+ 意见书按结果
四、期限执行
|+ 期限
五、留痕链头
本月报制发时，留痕链头为以下数值。以后可以据此核验留痕没有被删改：
|= 序号:3 | 值:13
| {留痕序号} | {留痕链头}
@ {本局}
@ {日期}')
)
INSERT INTO template(id, version, state, kind, text, original)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', kind, text, text
FROM paper ORDER BY n;
UPDATE sequence SET next = next + 3 WHERE name = 'record';
-- 0030: the beginning of the trail may leave the file: an archive of its own keeps it, the chain goes on from its end.
--
-- Knows: trail, change, the record columns of src/flow/archive.c.  Must not know: what an act means.

CREATE TABLE archive(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	from_seq INTEGER NOT NULL,        -- the first and the last row that it holds
	upto INTEGER NOT NULL UNIQUE,
	first_at TEXT NOT NULL,           -- when they were entered
	last_at TEXT NOT NULL,
	before_on TEXT NOT NULL,          -- what the auditor asked for
	file TEXT NOT NULL,               -- the name the file was given
	sm3 TEXT NOT NULL,                -- of the file
	head TEXT NOT NULL,               -- hash of row upto: where the live chain goes on
	erased INTEGER NOT NULL,          -- rows whose words had been erased by then
	anchors TEXT NOT NULL,            -- SM3 over the table anchor as this archive left it
	made_on TEXT NOT NULL,
	maker INTEGER REFERENCES account(id)
) STRICT;

-- What the archived rows prove of the records that are still here: of each record the last act that was archived, and
-- how many there were.  The salt goes with the words when personal data are erased.
CREATE TABLE anchor(
	record INTEGER NOT NULL PRIMARY KEY,
	flow TEXT NOT NULL,
	acts INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	digest BLOB NOT NULL,
	salt BLOB
) STRICT;

CREATE TRIGGER wall_archive_insert BEFORE INSERT ON archive WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_archive_update BEFORE UPDATE ON archive BEGIN SELECT RAISE(FAIL, 'an archive is never changed'); END;
CREATE TRIGGER wall_archive_delete BEFORE DELETE ON archive BEGIN SELECT RAISE(FAIL, 'an archive is never changed'); END;
CREATE TRIGGER wall_anchor_insert BEFORE INSERT ON anchor WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_anchor_update BEFORE UPDATE ON anchor WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_anchor_delete BEFORE DELETE ON anchor BEGIN SELECT RAISE(FAIL, 'an anchor is never removed'); END;

-- Inside an action a row goes that an archive holds, and no other.
DROP TRIGGER wall_trail_delete;
CREATE TRIGGER wall_trail_delete BEFORE DELETE ON trail
WHEN in_action() = 0 OR OLD.seq > coalesce((SELECT max(upto) FROM archive), 0)
BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;
DROP TRIGGER wall_change_delete;
CREATE TRIGGER wall_change_delete BEFORE DELETE ON change
WHEN in_action() = 0 OR OLD.seq > coalesce((SELECT max(upto) FROM archive), 0)
BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;

-- GB/T 22239-2019 and the Cybersecurity Law, article 21: six months at least.
WITH figure(n, key, value, label) AS (VALUES
	(1, 'keep_trail_months', '36', '留痕在数据库里保存几个月才可归档'),
	(2, 'keep_spool_days', '30', '各账户文件夹里的文件保存几天')
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, 0, 1
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 2 WHERE name = 'record';
