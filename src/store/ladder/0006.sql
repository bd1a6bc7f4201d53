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
