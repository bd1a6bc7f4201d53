-- 0030: the beginning of the trail may leave the file: an archive of its own keeps it, the chain goes on from its end.
--
-- Knows: trail, change, the record columns of src/flow/archive.c.  Must not know: what an act means.

CREATE TABLE archive(
	id INTEGER NOT NULL PRIMARY KEY,
	version INTEGER NOT NULL,
	state TEXT NOT NULL,
	from_seq INTEGER NOT NULL,        -- the first and the last row that it holds
	upto INTEGER NOT NULL UNIQUE,
	first_at TEXT NOT NULL,           -- when they were entered
	last_at TEXT NOT NULL,
	before_on TEXT NOT NULL,          -- what the auditor asked for
	file TEXT NOT NULL,               -- the name the file was given
	sm3 TEXT NOT NULL,                -- of the file
	head TEXT NOT NULL,               -- hash of row upto: where the live chain goes on
	erased INTEGER NOT NULL,          -- rows whose words had been erased by then
	anchors TEXT NOT NULL,            -- SM3 over the table anchor as this archive left it
	made_on TEXT NOT NULL,
	maker INTEGER REFERENCES account(id)
) STRICT;

-- What the archived rows prove of the records that are still here: of each record the last act that was archived, and
-- how many there were.  The salt goes with the words when personal data are erased.
CREATE TABLE anchor(
	record INTEGER NOT NULL PRIMARY KEY,
	flow TEXT NOT NULL,
	acts INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	digest BLOB NOT NULL,
	salt BLOB
) STRICT;

CREATE TRIGGER wall_archive_insert BEFORE INSERT ON archive WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_archive_update BEFORE UPDATE ON archive BEGIN SELECT RAISE(FAIL, 'an archive is never changed'); END;
CREATE TRIGGER wall_archive_delete BEFORE DELETE ON archive BEGIN SELECT RAISE(FAIL, 'an archive is never changed'); END;
CREATE TRIGGER wall_anchor_insert BEFORE INSERT ON anchor WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_anchor_update BEFORE UPDATE ON anchor WHEN in_action() = 0 BEGIN SELECT RAISE(FAIL, 'outside an action'); END;
CREATE TRIGGER wall_anchor_delete BEFORE DELETE ON anchor BEGIN SELECT RAISE(FAIL, 'an anchor is never removed'); END;

-- Inside an action a row goes that an archive holds, and no other.
DROP TRIGGER wall_trail_delete;
CREATE TRIGGER wall_trail_delete BEFORE DELETE ON trail
WHEN in_action() = 0 OR OLD.seq > coalesce((SELECT max(upto) FROM archive), 0)
BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;
DROP TRIGGER wall_change_delete;
CREATE TRIGGER wall_change_delete BEFORE DELETE ON change
WHEN in_action() = 0 OR OLD.seq > coalesce((SELECT max(upto) FROM archive), 0)
BEGIN SELECT RAISE(FAIL, 'the trail is never changed'); END;

-- GB/T 22239-2019 and the Cybersecurity Law, article 21: six months at least.
WITH figure(n, key, value, label) AS (VALUES
	(1, 'keep_trail_months', '36', '留痕在数据库里保存几个月才可归档'),
	(2, 'keep_spool_days', '30', '各账户文件夹里的文件保存几天')
)
INSERT INTO setting(id, version, state, key, value, label, article, own)
SELECT 1000000000 * (SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'district')
	+ (SELECT next FROM sequence WHERE name = 'record') + n - 1, 1, 'kept', key, value, label, 0, 1
FROM figure ORDER BY n;
UPDATE sequence SET next = next + 2 WHERE name = 'record';
