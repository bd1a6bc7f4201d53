#!/bin/sh
# manual.sh: what README.md says is what the program does: the table of actions is the one it
# makes, each example session gives what is printed there, each command, setting and lint is named.
# `manual.sh --fix` (make manual) writes the table and the answers of the examples anew.
#
# An example is a fenced block whose first line is ```console DATE: "$ " begins a command (more lines
# of it begin with "> "), the rest is its answer, both outputs together.  All examples run in order, in one
# empty folder, as on DATE.
set -eu
: "${JIANDU:?the path of the program}"
cd "${SRCDIR:-$(dirname "$0")/../..}"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
readme=$PWD/README.md
mkdir "$tmp/room"

# --- The table between its marks. ---

"$JIANDU" --lang zh help actions --markdown > "$tmp/table"
awk -v table="$tmp/table" '
/^<!-- actions:begin/ { print; while ((getline line < table) > 0) print line; print ""; inside = 1; seen++ }
/^<!-- actions:end -->/ { inside = 0; seen++ }
!inside { print }
END { if (seen != 2) exit 1 }
' "$readme" > "$tmp/withtable" || {
    echo "README.md lacks the marks <!-- actions:begin --> and <!-- actions:end -->"
    exit 1
}

# --- The examples: README.md becomes a script that prints it with the answers as they are now. ---

# shellcheck disable=SC2016 # the program is awk's, and what it prints is the script's
awk '
function quoted(s) { gsub(/\047/, "\047\\\047\047", s); return "\047" s "\047" }
function flush() { if (command != "") print "run " quoted(command); command = "" }
/^```console / && !inside { inside = 1; print "say " quoted($0); print "today=" $2; next }
inside && /^```/ { flush(); inside = 0; print "say " quoted($0); next }
inside && /^\$ / { flush(); command = substr($0, 3); print "say " quoted($0); next }
inside && /^> / && command != "" { command = command "\n" substr($0, 3); print "say " quoted($0); next }
inside { next }
{ print "say " quoted($0) }
END { flush() }
' "$tmp/withtable" > "$tmp/body"
cat > "$tmp/script" <<'END'
say() { printf '%s\n' "$1"; }
jiandu() { "$JIANDU" --lang zh --today "$today" "$@"; }
status=0
# $? of the command before is what the next one sees.
run() {
    (exit "$status")
    eval "$1" 2>&1
    status=$?
}
END
cat "$tmp/body" >> "$tmp/script"
(
    cd "$tmp/room"
    unset JIANDU_DB
    export HOME="$tmp/room" XDG_DATA_HOME="$tmp/room/data" LC_ALL=C.UTF-8 TZ=CST-8
    sh "$tmp/script" < /dev/null
) > "$tmp/fresh"

if ! cmp -s "$readme" "$tmp/fresh"; then
    if [ "${1:-}" = --fix ]; then
        cat "$tmp/fresh" > "$readme"
    else
        diff -u "$readme" "$tmp/fresh" || true
        echo "README.md is stale: make manual"
        exit 1
    fi
fi

# --- What must be named. ---

bad=0
named() {
    grep -qF -e "$1" "$readme" || {
        echo "README.md does not name $1"
        bad=1
    }
}
for command in $("$JIANDU" --json help | sed -n 's/^{"command":"\([a-z]*\)".*/\1/p'); do
    named "jiandu $command"
done
"$JIANDU" --db "$tmp/s.db" init > /dev/null
for key in $("$JIANDU" --db "$tmp/s.db" --json setting list --all | sed -n 's/.*"key":"\([a-z_]*\)".*/\1/p'); do
    named "\`$key\`"
done
for script in tests/lint/*.sh; do
    named "\`${script##*/}\`"
done
exit "$bad"
