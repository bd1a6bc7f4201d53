-- 0003: cases: supervision opinions, and the bureau's reviews of opinion letters.
--
-- Knows: the record columns of src/flow/cases.h.  Must not know: who may do what.
-- Every sort of the flows' lists has its index here, ended by id so that a page goes on
-- from a key; a filter that admits few rows has one with the default order behind it.
--
-- Two columns are the file's own and stand in no struct: open (still in hand), and due,
-- the date of the running period that ends first, so that a register of a million sorts
-- by deadline without joining the clock book.  The walls refuse a change outside an action.

CREATE TABLE opinion(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	certificate TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	kind TEXT,
	field TEXT,
	route TEXT,
	facts TEXT NOT NULL,
	basis TEXT NOT NULL,
	advice TEXT NOT NULL,
	officers TEXT NOT NULL,
	place TEXT NOT NULL,
	occurred_on TEXT,
	evidence TEXT NOT NULL,
	oral INTEGER NOT NULL,
	raised_on TEXT NOT NULL,
	received_on TEXT,
	serve_days INTEGER NOT NULL,
	served_on TEXT,
	serve_how TEXT,
	signer TEXT NOT NULL,
	reply_days INTEGER NOT NULL,
	extension INTEGER NOT NULL,
	extended_on TEXT,
	extend_reason TEXT NOT NULL,
	extend_told_on TEXT,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	replied_on TEXT,
	adopted TEXT,
	reply TEXT NOT NULL,
	replier TEXT NOT NULL,
	convey_days INTEGER NOT NULL,
	conveyed_on TEXT,
	convey_how TEXT,
	accept_days INTEGER NOT NULL,
	accepted_on TEXT,
	petitioned_on TEXT,
	review INTEGER REFERENCES review(id) DEFERRABLE INITIALLY DEFERRED,
	closed_on TEXT,
	result TEXT NOT NULL,
	withdrawn_on TEXT,
	withdraw_reason TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state NOT IN ('closed', 'withdrawn')) VIRTUAL,
	due TEXT NOT NULL DEFAULT '9999-12-31' -- of the running period that ends first: kept by the triggers below
) STRICT;
-- A number is borne once; imported ones are kept to the letter.
CREATE UNIQUE INDEX opinion_number ON opinion(number);
CREATE INDEX opinion_number_key ON opinion(number_key, id);
CREATE INDEX opinion_raised ON opinion(raised_on, id);
CREATE INDEX opinion_due ON opinion(due, id);
CREATE INDEX opinion_agency_name ON opinion(agency_name, id);
CREATE INDEX opinion_state ON opinion(state, raised_on, id);
CREATE INDEX opinion_state_number ON opinion(state, number_key, id);
CREATE INDEX opinion_state_due ON opinion(state, due, id);
CREATE INDEX opinion_state_agency ON opinion(state, agency_name, id);
CREATE INDEX opinion_open ON opinion(open, due, id);
CREATE INDEX opinion_agency ON opinion(agency, raised_on, id);
CREATE INDEX opinion_person ON opinion(person, raised_on, id);
CREATE INDEX opinion_supervisor ON opinion(supervisor);
CREATE INDEX opinion_officer ON opinion(officer, raised_on, id);
CREATE INDEX opinion_officer_open ON opinion(officer, open, due, id);
CREATE INDEX opinion_before_rule ON opinion(before_rule, raised_on, id);
CREATE INDEX opinion_review ON opinion(review) WHERE review IS NOT NULL;
-- Counts by the marks of a matter: this narrow index is walked, never the table.
CREATE INDEX opinion_marks ON opinion(field, kind, adopted, route);

CREATE TABLE review(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	number TEXT NOT NULL CHECK (number <> ''),
	number_key INTEGER NOT NULL,
	source TEXT,
	opinion INTEGER REFERENCES opinion(id) DEFERRABLE INITIALLY DEFERRED,
	person INTEGER NOT NULL REFERENCES person(id),
	supervisor INTEGER NOT NULL REFERENCES supervisor(id),
	person_name TEXT NOT NULL,
	certificate TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	agency_name TEXT NOT NULL,
	initials TEXT NOT NULL,
	field TEXT,
	subject TEXT NOT NULL,
	facts TEXT NOT NULL,
	grounds TEXT NOT NULL,
	request TEXT NOT NULL,
	evidence TEXT NOT NULL,
	raised_on TEXT NOT NULL,
	received_on TEXT NOT NULL,
	review_days INTEGER NOT NULL,
	extension INTEGER NOT NULL,
	extended_on TEXT,
	extend_reason TEXT NOT NULL,
	examined_on TEXT,
	examination TEXT NOT NULL,
	inquiry TEXT,
	investigated_on TEXT,
	team TEXT NOT NULL,
	plan TEXT NOT NULL,
	found_on TEXT,
	findings TEXT NOT NULL,
	outcome TEXT,
	decided_on TEXT,
	reason TEXT NOT NULL,
	transfer_to TEXT NOT NULL,
	transfer_days INTEGER NOT NULL,
	transfer_report_on TEXT,
	transfer_report TEXT NOT NULL,
	order_number TEXT NOT NULL,
	ordered_on TEXT,
	order_text TEXT NOT NULL,
	order_basis TEXT NOT NULL,
	order_due TEXT,
	order_served_on TEXT,
	order_serve_how TEXT,
	recheck_ask_days INTEGER NOT NULL,
	reminders INTEGER NOT NULL,
	reminded_on TEXT,
	reported_on TEXT,
	report TEXT NOT NULL,
	reporter TEXT NOT NULL,
	returns INTEGER NOT NULL,
	returned_on TEXT,
	return_reason TEXT NOT NULL,
	corrected_on TEXT,
	acceptance TEXT NOT NULL,
	proposed_on TEXT,
	proposed_to TEXT NOT NULL,
	proposal TEXT NOT NULL,
	criticised_on TEXT,
	criticism TEXT NOT NULL,
	recheck_on TEXT,
	recheck_reason TEXT NOT NULL,
	recheck_days INTEGER NOT NULL,
	recheck_decided_on TEXT,
	recheck_result TEXT,
	recheck_text TEXT NOT NULL,
	convey_days INTEGER NOT NULL,
	informed_on TEXT,
	inform_how TEXT,
	inform_text TEXT NOT NULL,
	closed_on TEXT,
	result TEXT NOT NULL,
	officer INTEGER REFERENCES account(id),
	before_rule INTEGER NOT NULL,
	open INTEGER NOT NULL AS (state NOT IN ('closed')) VIRTUAL,
	due TEXT NOT NULL DEFAULT '9999-12-31' -- of the running period that ends first: kept by the triggers below
) STRICT;
CREATE UNIQUE INDEX review_number ON review(number);
CREATE UNIQUE INDEX review_one_order ON review(order_number) WHERE order_number <> '';
CREATE INDEX review_order_number ON review(order_number);
CREATE INDEX review_number_key ON review(number_key, id);
CREATE INDEX review_received ON review(received_on, id);
CREATE INDEX review_due ON review(due, id);
CREATE INDEX review_agency_name ON review(agency_name, id);
CREATE INDEX review_state ON review(state, received_on, id);
CREATE INDEX review_state_number ON review(state, number_key, id);
CREATE INDEX review_state_due ON review(state, due, id);
CREATE INDEX review_state_agency ON review(state, agency_name, id);
CREATE INDEX review_open ON review(open, due, id);
CREATE INDEX review_agency ON review(agency, received_on, id);
CREATE INDEX review_person ON review(person, received_on, id);
CREATE INDEX review_supervisor ON review(supervisor);
CREATE INDEX review_officer ON review(officer, received_on, id);
CREATE INDEX review_officer_open ON review(officer, open, due, id);
CREATE INDEX review_before_rule ON review(before_rule, received_on, id);
CREATE INDEX review_opinion ON review(opinion) WHERE opinion IS NOT NULL;
CREATE INDEX review_marks ON review(field, source, outcome);

-- due follows the clock book, also when a new calendar moves it.
CREATE TRIGGER due_opinion_insert AFTER INSERT ON clock WHEN NEW.flow = 'opinion' AND NEW.stopped IS NULL
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_opinion_update AFTER UPDATE ON clock WHEN NEW.flow = 'opinion' AND (NEW.due IS NOT OLD.due OR NEW.stopped IS NOT OLD.stopped)
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_opinion_delete AFTER DELETE ON clock WHEN OLD.flow = 'opinion' AND OLD.stopped IS NULL
BEGIN
	UPDATE opinion SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record;
END;
CREATE TRIGGER due_review_insert AFTER INSERT ON clock WHEN NEW.flow = 'review' AND NEW.stopped IS NULL
BEGIN
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_review_update AFTER UPDATE ON clock WHEN NEW.flow = 'review' AND (NEW.due IS NOT OLD.due OR NEW.stopped IS NOT OLD.stopped)
BEGIN
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = NEW.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = NEW.record;
END;
CREATE TRIGGER due_review_delete AFTER DELETE ON clock WHEN OLD.flow = 'review' AND OLD.stopped IS NULL
BEGIN
	UPDATE review SET due = coalesce((SELECT min(c.due) FROM clock c WHERE c.record = OLD.record AND c.stopped IS NULL), '9999-12-31')
	WHERE id = OLD.record;
END;

CREATE TRIGGER wall_opinion_insert BEFORE INSERT ON opinion WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_opinion_update BEFORE UPDATE ON opinion WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_opinion_delete BEFORE DELETE ON opinion WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_review_insert BEFORE INSERT ON review WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_review_update BEFORE UPDATE ON review WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_review_delete BEFORE DELETE ON review WHEN in_action() = 0
BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
