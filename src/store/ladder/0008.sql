-- 0008: the counts above the work queue are answered by an index alone.
--
-- Knows: the table wait.  Must not know: what is waited for.

CREATE INDEX wait_count ON wait(role, agency, person, flow, due);
