#!/bin/sh
# floors.sh: a file includes only its own floor and those below it;
# SQLite stays in the store, curses in the ui.
# Floors: base < store < act < flow < engine < cli = ui < main; paper stands on base alone.
set -eu
cd "${SRCDIR:-$(dirname "$0")/../..}"

# shellcheck disable=SC2016 # the program is awk's
find src ui -name '*.[ch]' | LC_ALL=C sort | xargs awk '
function say(text) { printf "%s:%d: %s\n", FILENAME, FNR, text; bad = 1 }
BEGIN {
	rank["base"] = 1; rank["store"] = 2; rank["act"] = 3; rank["flow"] = 4; rank["engine"] = 5
	rank["cli"] = rank["ui"] = rank["paper"] = 6; rank["main"] = 7
}
FNR == 1 {
	floor = FILENAME
	sub(/^src\//, "", floor)
	own = floor
	sub(/\.c$/, ".h", own)
	if (!sub(/\/.*/, "", floor)) floor = "main"
	if (!(floor in rank)) say("the floor \"" floor "\" is not known to floors.sh")
}
/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	to = part[2]
	if (to == own) next
	if (to !~ /\//) { say("include \"" to "\": name the floor, as in \"base/text.h\""); next }
	sub(/\/.*/, "", to)
	if (!(to in rank)) { say("include of the unknown floor \"" to "\""); next }
	if (rank[to] > rank[floor])
		say("upward: " floor " includes " part[2])
	else if (rank[to] == 6 && floor != "main" && to != floor)
		say("sideways: " floor " includes " part[2])
	else if (floor == "paper" && to != "paper" && to != "base")
		say("paper includes " part[2] ": only base is below it")
}
/^[ \t]*#[ \t]*include[ \t]*<(sqlite3|sqlite3ext)\.h>/ && floor != "store" { say("SQLite outside src/store") }
/^[ \t]*#[ \t]*include[ \t]*<(n?curses|ncursesw\/.*|panel|form|menu|term)\.h>/ && floor != "ui" {
	say("curses outside ui")
}
END { exit bad }
'
