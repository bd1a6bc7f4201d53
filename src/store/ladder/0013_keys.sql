-- 0013: keys that open a session over SSH, roles that are granted: each by two administrators.
--
-- Knows: the record columns of src/flow/key.c and grant.c.  Must not know: who may do what.

CREATE TABLE ssh_key(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account(id),
	account_name TEXT NOT NULL,
	type TEXT NOT NULL,
	blob TEXT NOT NULL,               -- base 64, as in authorized_keys
	fingerprint TEXT NOT NULL,        -- SHA256:...
	comment TEXT NOT NULL,
	reason TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_name TEXT NOT NULL,
	proposed_role TEXT,
	decided_by INTEGER NOT NULL,
	decided_name TEXT NOT NULL,
	decided_reason TEXT NOT NULL,
	ended_on TEXT,
	end_reason TEXT NOT NULL
) STRICT;
-- A key opens one account, whatever became of earlier proposals.
CREATE UNIQUE INDEX ssh_key_one ON ssh_key(fingerprint) WHERE state IN ('proposed', 'active');
CREATE INDEX ssh_key_fingerprint ON ssh_key(fingerprint, state);
CREATE INDEX ssh_key_account ON ssh_key(account, id);
CREATE INDEX ssh_key_name ON ssh_key(account_name, id);
CREATE INDEX ssh_key_state ON ssh_key(state, id);

CREATE TRIGGER wall_ssh_key_insert BEFORE INSERT ON ssh_key WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_ssh_key_update BEFORE UPDATE ON ssh_key WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_ssh_key_delete BEFORE DELETE ON ssh_key WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

CREATE TABLE role_grant(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account(id),
	account_name TEXT NOT NULL,
	roles TEXT NOT NULL,
	agency INTEGER REFERENCES agency(id),
	person INTEGER REFERENCES person(id),
	reason TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_name TEXT NOT NULL,
	proposed_role TEXT,
	decided_by INTEGER NOT NULL,
	decided_name TEXT NOT NULL,
	decided_reason TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX role_grant_open ON role_grant(account) WHERE state = 'proposed';
CREATE INDEX role_grant_account ON role_grant(account, id);
CREATE INDEX role_grant_name ON role_grant(account_name, id);
CREATE INDEX role_grant_person ON role_grant(person, id) WHERE person IS NOT NULL;
CREATE INDEX role_grant_state ON role_grant(state, id);

CREATE TRIGGER wall_role_grant_insert BEFORE INSERT ON role_grant WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_role_grant_update BEFORE UPDATE ON role_grant WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_role_grant_delete BEFORE DELETE ON role_grant WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
