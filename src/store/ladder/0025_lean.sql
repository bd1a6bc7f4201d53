-- 0025: a schema that is read at every start holds what is used: indexes of small tables by each pair of filter and
-- order go, and of several triggers on one event one stays.
--
-- Knows: the tables of the rungs before.  Must not know: which list asks what (tests/engine/check_plan.c does).
-- A list of people who apply, activities, objections and the like holds hundreds of rows in twenty years: it walks the index of
-- its order and passes over what the filter leaves out.  What grows with the opinions keeps an index for each pair.

DROP INDEX activity_kind;
DROP INDEX activity_open;
DROP INDEX activity_open_number;
DROP INDEX activity_state;
DROP INDEX activity_state_number;
DROP INDEX agency_kind;
DROP INDEX agency_state;
DROP INDEX agency_state_initials;
DROP INDEX agency_state_kind;
DROP INDEX attendance_other;
DROP INDEX attendance_state;
DROP INDEX candidate_choice_initials;
DROP INDEX candidate_choice_rank;
DROP INDEX candidate_choice_score;
DROP INDEX candidate_choice_strokes;
DROP INDEX candidate_marks;
DROP INDEX candidate_round_applied;
DROP INDEX candidate_round_initials;
DROP INDEX candidate_round_rank;
DROP INDEX candidate_round_score;
DROP INDEX candidate_round_state;
DROP INDEX candidate_round_strokes;
DROP INDEX candidate_state_applied;
DROP INDEX candidate_state_initials;
DROP INDEX candidate_state_rank;
DROP INDEX candidate_state_score;
DROP INDEX candidate_state_strokes;
DROP INDEX conflict_ground;
DROP INDEX conflict_state;
DROP INDEX cover_absent;
DROP INDEX cover_state;
DROP INDEX dismissal_candidate;
DROP INDEX dismissal_ground;
DROP INDEX dismissal_open;
DROP INDEX dismissal_open_initials;
DROP INDEX dismissal_state;
DROP INDEX dismissal_state_initials;
DROP INDEX erasure_state;
DROP INDEX finding_state;
DROP INDEX finding_supervisor;
DROP INDEX invitation_round;
DROP INDEX invitation_state;
DROP INDEX invitation_state_unit;
DROP INDEX misconduct_marks;
DROP INDEX misconduct_open;
DROP INDEX misconduct_state;
DROP INDEX misconduct_state_number;
DROP INDEX misconduct_state_person;
DROP INDEX objection_open;
DROP INDEX objection_open_number;
DROP INDEX objection_round;
DROP INDEX objection_round_number;
DROP INDEX objection_state;
DROP INDEX objection_state_number;
DROP INDEX role_grant_account;
DROP INDEX role_grant_name;
DROP INDEX role_grant_state;
DROP INDEX round_name;
DROP INDEX round_state;
DROP INDEX round_state_name;
DROP INDEX ssh_key_account;
DROP INDEX ssh_key_state;

-- Beside a unique index over the same column where it is not empty; who looks it up says that it is not.
DROP INDEX dismissal_number;
DROP INDEX person_idno;
DROP INDEX review_order_number;

-- One trigger a table and event: the wall first, then what the table itself refuses.
DROP TRIGGER wall_document_update;
DROP TRIGGER wall_document_words;
CREATE TRIGGER wall_document_update BEFORE UPDATE ON document
WHEN in_action() = 0 OR NEW.content IS NOT OLD.content OR NEW.paper_number IS NOT OLD.paper_number OR NEW.kind IS NOT OLD.kind
	OR NEW.number IS NOT OLD.number OR NEW.issued_on IS NOT OLD.issued_on
BEGIN SELECT CASE in_action() WHEN 0 THEN RAISE(FAIL, 'outside an action') ELSE RAISE(FAIL, 'an issued document is never edited') END; END;
DROP TRIGGER wall_document_delete;
DROP TRIGGER wall_document_kept;
CREATE TRIGGER wall_document_delete BEFORE DELETE ON document
BEGIN SELECT CASE in_action() WHEN 0 THEN RAISE(FAIL, 'outside an action') ELSE RAISE(FAIL, 'an issued document is never removed') END; END;
DROP TRIGGER wall_attachment_update;
DROP TRIGGER wall_attachment_file;
CREATE TRIGGER wall_attachment_update BEFORE UPDATE ON attachment
WHEN in_action() = 0 OR NEW.hash IS NOT OLD.hash OR NEW.size IS NOT OLD.size OR NEW.pieces IS NOT OLD.pieces OR NEW.number IS NOT OLD.number
	OR NEW.of_flow IS NOT OLD.of_flow OR NEW.record IS NOT OLD.record
BEGIN SELECT CASE in_action() WHEN 0 THEN RAISE(FAIL, 'outside an action') ELSE RAISE(FAIL, 'a stored file is never edited') END; END;

-- due of a case is the first period that runs, whichever flow the case is of.
DROP TRIGGER due_opinion_insert;
DROP TRIGGER due_opinion_update;
DROP TRIGGER due_opinion_delete;
DROP TRIGGER due_review_insert;
DROP TRIGGER due_review_update;
DROP TRIGGER due_review_delete;
CREATE TRIGGER due_insert AFTER INSERT ON clock WHEN NEW.stopped IS NULL AND NEW.flow IN ('opinion', 'review')
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'opinion';
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'review';
END;
CREATE TRIGGER due_update AFTER UPDATE ON clock WHEN NEW.flow IN ('opinion', 'review') AND (NEW.due IS NOT OLD.due OR NEW.stopped IS NOT OLD.stopped)
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'opinion';
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record AND NEW.flow = 'review';
END;
CREATE TRIGGER due_delete AFTER DELETE ON clock WHEN OLD.stopped IS NULL AND OLD.flow IN ('opinion', 'review')
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record AND OLD.flow = 'opinion';
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record AND OLD.flow = 'review';
END;
