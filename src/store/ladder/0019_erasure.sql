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
