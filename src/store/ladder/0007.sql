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
