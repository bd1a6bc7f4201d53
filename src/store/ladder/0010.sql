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
