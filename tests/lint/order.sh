#!/bin/sh
# order.sh: within a block, includes stand in the order of the floors, then of the alphabet
# (own header first), as .clang-format would put them.  `order.sh --fix` puts them so.
set -eu
cd "${SRCDIR:-$(dirname "$0")/../..}"

tmp=$(mktemp)
trap 'rm -f "$tmp"' EXIT
bad=0
for file in $(find src ui tests -name '*.[ch]' | LC_ALL=C sort); do
    # Each include of a block gets a key, blocks are sorted when they end.
    # shellcheck disable=SC2016 # the program is awk's
    LC_ALL=C awk -v file="$file" '
    function flush(   i, j, t) {
        for (i = 2; i <= n; i++)
            for (j = i; j > 1 && key[j] < key[j - 1]; j--) {
                t = key[j]; key[j] = key[j - 1]; key[j - 1] = t
                t = text[j]; text[j] = text[j - 1]; text[j - 1] = t
            }
        for (i = 1; i <= n; i++) print text[i]
        n = 0
    }
    BEGIN {
        split("base store act flow engine cli ui paper tests", names, " ")
        for (i in names) rank[names[i]] = i
        rank["ui"] = rank["paper"] = rank["cli"]
        own = file
        sub(/^src\//, "", own)
        sub(/\.c$/, ".h", own)
    }
    /^#include "/ {
        split($0, part, "\"")
        floor = part[2]
        sub(/\/.*/, "", floor)
        n++
        text[n] = $0
        key[n] = (part[2] == own ? 0 : floor in rank ? rank[floor] : 99) + 100 " " part[2]
        next
    }
    { flush(); print }
    END { flush() }
    ' "$file" > "$tmp"
    cmp -s "$file" "$tmp" && continue
    if [ "${1:-}" = --fix ]; then
        cat "$tmp" > "$file"
    else
        echo "$file: includes out of order (tests/lint/order.sh --fix)"
        bad=1
    fi
done
exit "$bad"
