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
