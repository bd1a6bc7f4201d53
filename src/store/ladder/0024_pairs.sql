-- 0024: the text index holds sets: the characters and the pairs of characters of each record, without their places.
--
-- Knows: nothing of texts.  Must not know: what is found.
-- The engine fills it from the records, in the transaction of this rung (open.c).

DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5(tokens, content='', columnsize=0, detail=none, tokenize='han');
