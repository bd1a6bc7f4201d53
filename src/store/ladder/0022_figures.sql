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
