-- 0011: a renewal may be decided before the term ends; the daily sweep turns the term over the day after.
--
-- Knows: the record columns of src/flow/supervisor.c.  Must not know: who may do what.

ALTER TABLE supervisor ADD COLUMN next_decided_on TEXT;                        -- NULL: nothing is decided
ALTER TABLE supervisor ADD COLUMN next_decided_by INTEGER REFERENCES account(id);
ALTER TABLE supervisor ADD COLUMN next_conditions TEXT NOT NULL DEFAULT '';    -- of article 6, as checked again
ALTER TABLE supervisor ADD COLUMN next_note TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_categories TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_letter TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_over_reason TEXT NOT NULL DEFAULT '';
