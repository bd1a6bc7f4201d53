-- 0023: an agency owes its answer though the supervisor has gone to the bureau meanwhile: it stands in its queue.
--
-- Knows: the wait book.  Must not know: who reads it.

INSERT INTO wait(record, place, flow, role, agency, person, officer, due, clock, action, text, number, object)
SELECT o.id, 0, 'opinion', 8, o.agency, 0, 0, coalesce((SELECT c.due FROM clock c WHERE c.record = o.id AND c.kind = 'reply'), '9999-12-31'),
	'reply', 'opinion.reply', '反馈是否采纳', o.number, o.agency_name
FROM opinion o WHERE o.state = 'petitioned' AND o.replied_on IS NULL AND o.served_on IS NOT NULL AND o.agency IS NOT NULL;
