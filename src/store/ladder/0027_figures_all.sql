-- 0027: the book of figures anew: by agency before month, with the sums of all agencies together (agency -1), so that what
-- the whole office asks reads as few rows at a million records as at a thousand; and the supervisors by category.
--
-- Knows: the fields that the flows count (.counted).  Must not know: what a value means.

DROP TABLE figure;
CREATE TABLE figure(
	flow TEXT NOT NULL,
	field TEXT NOT NULL,              -- "state", a field's name, or "clock.KIND" of a deadline
	agency INTEGER NOT NULL,          -- 0 none, -1 all together
	month INTEGER NOT NULL,           -- year * 12 + month - 1 of the record's own date; 0 none
	value TEXT NOT NULL,              -- as the record holds it; of a deadline: open, in, late
	count INTEGER NOT NULL CHECK (count > 0),
	PRIMARY KEY (flow, field, agency, month, value)
) STRICT, WITHOUT ROWID;

WITH r AS (SELECT id, coalesce(agency, 0) AS agency, CAST(substr(raised_on, 1, 4) AS INTEGER) * 12 + CAST(substr(raised_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(kind AS TEXT), '') AS kind, coalesce(CAST(field AS TEXT), '') AS field, coalesce(CAST(route AS TEXT), '') AS route, coalesce(CAST(adopted AS TEXT), '') AS adopted, coalesce(CAST(officer AS TEXT), '') AS officer FROM opinion)
INSERT INTO figure
SELECT 'opinion', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'kind', agency, month, kind, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'field', agency, month, field, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'route', agency, month, route, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'adopted', agency, month, adopted, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'officer', agency, month, officer, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'opinion', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'opinion' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, coalesce(agency, 0) AS agency, CAST(substr(received_on, 1, 4) AS INTEGER) * 12 + CAST(substr(received_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(field AS TEXT), '') AS field, coalesce(CAST(source AS TEXT), '') AS source, coalesce(CAST(outcome AS TEXT), '') AS outcome, coalesce(CAST(officer AS TEXT), '') AS officer FROM review)
INSERT INTO figure
SELECT 'review', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'field', agency, month, field, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'source', agency, month, source, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'outcome', agency, month, outcome, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'officer', agency, month, officer, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'review', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'review' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, agency AS agency, CAST(substr(asked_on, 1, 4) AS INTEGER) * 12 + CAST(substr(asked_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(kind AS TEXT), '') AS kind, coalesce(CAST(officer AS TEXT), '') AS officer FROM inquiry)
INSERT INTO figure
SELECT 'inquiry', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'inquiry', 'kind', agency, month, kind, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'inquiry', 'officer', agency, month, officer, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'inquiry', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'inquiry' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, 0 AS agency, CAST(substr(ends_on, 1, 4) AS INTEGER) * 12 + CAST(substr(ends_on, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(late AS TEXT), '') AS late FROM duty)
INSERT INTO figure
SELECT 'duty', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'duty', 'late', agency, month, late, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'duty', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'duty' GROUP BY 2, 3, 4, 5;
WITH r AS (SELECT id, 0 AS agency, CAST(substr(term_start, 1, 4) AS INTEGER) * 12 + CAST(substr(term_start, 6, 2) AS INTEGER) - 1 AS month,
	state, coalesce(CAST(categories AS TEXT), '') AS categories FROM supervisor)
INSERT INTO figure
SELECT 'supervisor', 'state', agency, month, state, count(*) FROM r GROUP BY 3, 4, 5
UNION ALL SELECT 'supervisor', 'categories', r.agency, r.month, c.value, count(*)
FROM r JOIN json_each('["' || replace(r.categories, ',', '","') || '"]') c GROUP BY 3, 4, 5
UNION ALL SELECT 'supervisor', 'clock.' || c.kind, r.agency, r.month,
	CASE WHEN c.stopped IS NULL THEN 'open' WHEN c.stopped <= c.due THEN 'in' ELSE 'late' END, count(*)
FROM clock c JOIN r ON r.id = c.record WHERE c.flow = 'supervisor' GROUP BY 2, 3, 4, 5;
INSERT INTO figure SELECT flow, field, -1, month, value, sum(count) FROM figure GROUP BY flow, field, month, value;

CREATE TRIGGER wall_figure_insert BEFORE INSERT ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_figure_update BEFORE UPDATE ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_figure_delete BEFORE DELETE ON figure WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
