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
