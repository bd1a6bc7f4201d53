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
