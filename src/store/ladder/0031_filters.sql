-- 0031: the text index anew: it knows the filters that can ask for what is not filled in.
--
-- Knows: nothing of texts.  Must not know: what is found.
-- The engine fills it from the records, in the transaction of this rung (open.c).

INSERT INTO search(search) VALUES ('delete-all');
