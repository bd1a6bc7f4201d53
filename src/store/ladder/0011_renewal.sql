-- 0011: a renewal may be decided before the term ends; the daily sweep turns the term over the day after.
-- False material found after the appointment leads to a dismissal, which names the candidacy.  A round holds how
-- its ages are counted.
--
-- Knows: the record columns of src/flow/supervisor.c, dismissal.c, round.c.  Must not know: who may do what.

ALTER TABLE supervisor ADD COLUMN next_decided_on TEXT;                        -- NULL: nothing is decided
ALTER TABLE supervisor ADD COLUMN next_decided_by INTEGER REFERENCES account(id);
ALTER TABLE supervisor ADD COLUMN next_conditions TEXT NOT NULL DEFAULT '';    -- of article 6, as checked again
ALTER TABLE supervisor ADD COLUMN next_note TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_categories TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_letter TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_certificate TEXT NOT NULL DEFAULT '';
ALTER TABLE supervisor ADD COLUMN next_over_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE dismissal ADD COLUMN candidate INTEGER REFERENCES candidate(id);   -- whose material was false; NULL other evidence
ALTER TABLE round ADD COLUMN age_counts_birthday INTEGER NOT NULL DEFAULT 0;   -- over the age from the birthday itself
ALTER TABLE round ADD COLUMN age_hard INTEGER NOT NULL DEFAULT 0;              -- over the age is refused, not consented to
CREATE INDEX dismissal_candidate ON dismissal(candidate) WHERE candidate IS NOT NULL;
