-- 0008: the counts above the work queue are answered by indexes alone.
--
-- Knows: the table wait.  Must not know: what is waited for.

CREATE INDEX wait_count ON wait(role, agency, person, flow, due);
-- What presses: no calm words while the period runs (store/wait.c).
CREATE INDEX wait_pressing ON wait(role, agency, person, due, flow, text) WHERE instr(text, '|') = 0;
