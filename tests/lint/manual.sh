#!/bin/sh
# manual.sh: what README.md says is what the program does: the table of actions is the one it
# makes, each example gives the answer that stands there, each screen looks as drawn there, each command,
# setting and lint is named.  `manual.sh --fix` (make manual) writes them anew.
#
# An example is a fenced block that begins with ```console DATE: "$ " begins a command (more lines of it
# begin with "> "), the rest is its answer, both outputs together.  All examples run in order, in one
# empty folder, as on DATE.
# A screen is a fenced block that begins with ```text DATE COLUMNSxLINES KEYS: the workbench on the demo made on
# that date, after those keys: names of one-byte keys (Enter, Space, Tab), else ASCII as typed.  Without tmux
# the screens are not checked.
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

# --- The examples and screens: README.md becomes a script that prints it as it should be now. ---

drawn=yes
command -v tmux > /dev/null || {
    drawn=
    echo "the screens are not checked: tmux is missing" >&2
}

# shellcheck disable=SC2016 # the program is awk's, and what it prints is the script's
awk -v drawn="$drawn" '
function quoted(s) { gsub(/\047/, "\047\\\047\047", s); return "\047" s "\047" }
function flush() { if (command != "") print "run " quoted(command); command = "" }
/^```console / && !inside { inside = 1; print "say " quoted($0); print "today=" $2; next }
/^```text [0-9]/ && !inside && drawn { inside = 1; print "say " quoted($0); sub(/^```text /, ""); print "screen " $0; next }
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
# The workbench is idle when it has handled as many bytes as were sent.
screens=0
screen() {
    date=$1 size=$2 sent=0 looks=0 handled=
    shift 2
    screens=$((screens + 1))
    socket=../tmux$screens idle=../idle$screens
    [ -e ../demo.db ] || "$JIANDU" --db ../demo.db --today "$date" demo > ../demo.log 2>&1
    tmux -S "$socket" -f /dev/null new-session -d -x "${size%x*}" -y "${size#*x}" \
        "JIANDU_TEST_IDLE=$idle NO_COLOR=1 '$JIANDU' --lang zh --db ../demo.db --today $date"
    for key in '' "$@"; do
        case $key in
        '') ;;
        Enter | Space | Tab)
            tmux -S "$socket" send-keys "$key"
            sent=$((sent + 1))
            ;;
        *)
            tmux -S "$socket" send-keys -l -- "$key"
            sent=$((sent + ${#key}))
            ;;
        esac
        until [ -n "$handled" ] && [ "$handled" -ge "$sent" ]; do
            looks=$((looks + 1))
            [ "$looks" -lt 600 ] || {
                echo "the workbench does not become idle" >&2
                exit 1
            }
            sleep 0.05
            { read -r handled _ < "$idle"; } 2> /dev/null || handled=
        done
    done
    # What was written may still be on its way through tmux: three equal looks.
    seen='' looks=0
    until [ "$looks" = 3 ]; do
        now=$(tmux -S "$socket" capture-pane -p && echo .)
        looks=$((looks + 1))
        [ "$now" = "$seen" ] || looks=1
        seen=$now
        sleep 0.05
    done
    printf '%s\n' "${seen%??}" | sed 's/ *$//'
    tmux -S "$socket" kill-server
}
END
cat "$tmp/body" >> "$tmp/script"
(
    cd "$tmp/room"
    unset JIANDU_DB
    unset TMUX
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
