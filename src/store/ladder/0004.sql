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
