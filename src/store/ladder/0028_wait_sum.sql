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

INSERT INTO wait_sum SELECT role, agency, person, flow, due, instr(text, '|') > 0, count(*) FROM wait GROUP BY 1, 2, 3, 4, 5, 6;

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

DROP INDEX wait_pressing;
