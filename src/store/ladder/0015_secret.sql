-- 0015: passwords, codes that change, attempts; the two acts that give somebody a new one.
--
-- Knows: store/secret.c's tables, the record columns of src/flow/credential.c.  Must not know: how a hash is made.
-- secret, secret_past and attempt are no records: they stand in no list, no export, no timeline.

CREATE TABLE secret(
	account INTEGER NOT NULL PRIMARY KEY REFERENCES account(id),
	hash TEXT,                        -- of the password (crypt(5)), NULL none
	set_at INTEGER NOT NULL,          -- seconds since 1970
	first INTEGER NOT NULL,           -- 1: given by administrators, to be changed at the first entry
	code_key BLOB,                    -- of the codes that change (RFC 6238), NULL none
	code_last INTEGER NOT NULL        -- the last half minute whose code was taken
) STRICT;

CREATE TABLE secret_past(
	account INTEGER NOT NULL REFERENCES account(id),
	n INTEGER NOT NULL,
	hash TEXT NOT NULL,
	PRIMARY KEY (account, n)
) STRICT, WITHOUT ROWID;

-- Failures at the door, by account and by source.
CREATE TABLE attempt(
	who TEXT NOT NULL PRIMARY KEY,
	failures INTEGER NOT NULL,
	until INTEGER NOT NULL,           -- locked until then, 0 not
	last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A new password for somebody else, or the end of their code: proposed by one administrator, confirmed by another.
CREATE TABLE credential(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	account INTEGER NOT NULL REFERENCES account(id),
	account_name TEXT NOT NULL,
	kind TEXT NOT NULL,
	reason TEXT NOT NULL,
	proposed_by INTEGER NOT NULL,
	proposed_name TEXT NOT NULL,
	proposed_role TEXT NOT NULL,
	decided_by INTEGER NOT NULL,      -- 0 not yet
	decided_name TEXT NOT NULL,
	decided_reason TEXT NOT NULL
) STRICT;
CREATE INDEX credential_state ON credential(state, id);
CREATE UNIQUE INDEX credential_open ON credential(account, kind) WHERE state = 'proposed';

CREATE TRIGGER wall_secret_insert BEFORE INSERT ON secret WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_update BEFORE UPDATE ON secret WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_delete BEFORE DELETE ON secret WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_past_insert BEFORE INSERT ON secret_past WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_past_update BEFORE UPDATE ON secret_past WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_secret_past_delete BEFORE DELETE ON secret_past WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attempt_insert BEFORE INSERT ON attempt WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attempt_update BEFORE UPDATE ON attempt WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_attempt_delete BEFORE DELETE ON attempt WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_credential_insert BEFORE INSERT ON credential WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_credential_update BEFORE UPDATE ON credential WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_credential_delete BEFORE DELETE ON credential WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;

-- The office's figures for the door: GB/T 22239-2019, 8.1.4.1.
WITH figure(n, key, value, label) AS (VALUES
	(1, 'enter_length', '10', '口令最短字数'),
	(2, 'enter_kinds', '3', '口令至少含几类字符'),
	(3, 'enter_long', '16', '满多少字不再要求字符种类'),
	(4, 'enter_history', '5', '不得与最近几个口令相同'),
	(5, 'enter_days', '90', '口令有效天数（0不限）'),
	(6, 'enter_initial_days', '7', '初始口令有效天数'),
	(7, 'enter_failures', '5', '登录失败几次锁定'),
	(8, 'enter_lock_minutes', '30', '登录失败锁定分钟'),
	(9, 'enter_idle_minutes', '15', '闲置几分钟锁屏（0不锁）'),
	(10, 'enter_second', '0', '密钥登录后的第二步（0无，1口令，2动态码）')
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, 0, 1
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 10 WHERE name = 'record';
