#!/bin/sh
# events.sh: every event that is recorded has its word in src/engine/event.c, and every word there is recorded somewhere.
set -eu
cd "${SRCDIR:-$(dirname "$0")/../..}"

words=$(sed -n '/^const struct word events/,/^};/s/^[[:space:]]*{ "\([a-z.]*\)".*/\1/p' src/engine/event.c)
[ -n "$words" ] || {
    echo "no words of events in src/engine/event.c"
    exit 1
}
bad=0

used=$(grep -rhoE 'event_record\([^"]*"[a-z]+\.[a-z]+"' src ui | grep -oE '[a-z]+\.[a-z]+"' | tr -d '"' | LC_ALL=C sort -u)
for word in $used; do
    echo "$words" | grep -qxF "$word" || {
        echo "recorded, but no word in src/engine/event.c: $word"
        bad=1
    }
done
for word in $words; do
    grep -rqF "\"$word\"" src ui --include='*.c' --include='*.h' --exclude=event.c || {
        echo "a word in src/engine/event.c that nothing records: $word"
        bad=1
    }
done
exit "$bad"
