-- 0020: the trail as a list that an auditor reads: by person, record, kind, time.
--
-- Knows: trail, change.  Must not know: what an action means.

-- What a list needs of a table, over the book itself: nothing is stored twice.
CREATE VIEW trail_view AS
SELECT t.seq AS id, 1 AS version, CASE t.outcome WHEN 0 THEN 'done' WHEN 100 THEN 'event' ELSE 'refused' END AS state,
	t.at AS at, t.account AS account, t.who AS who, t.flow AS flow, t.record AS record, t.action AS action, t.article AS article,
	t.happened_on AS happened_on, t.received_on AS received_on, t.outcome AS outcome, t.today_set AS today_set,
	coalesce((SELECT c.note FROM change c WHERE c.seq = t.seq), '（已按个人信息删除抹去）') AS note
FROM trail t;

CREATE INDEX trail_account ON trail(account, seq);
CREATE INDEX trail_at ON trail(at, seq);
CREATE INDEX trail_action ON trail(action, seq);
-- A record's entries, done or refused: the one of rung 1 held only what was done.
DROP INDEX trail_record;
CREATE INDEX trail_record ON trail(record, seq, outcome);
CREATE INDEX trail_kind ON trail((CASE outcome WHEN 0 THEN 'done' WHEN 100 THEN 'event' ELSE 'refused' END), seq);
