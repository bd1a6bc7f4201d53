#!/bin/sh
# exports.sh: the program exports its own wcwidth(), so that ncursesw measures as we do.
set -eu
: "${JIANDU:?the path of the program}"

for symbol in wcwidth wcswidth; do
    if ! "${NM:-nm}" -D --defined-only "$JIANDU" | grep -Eq " [TW] $symbol\$"; then
        echo "$JIANDU does not export $symbol()"
        exit 1
    fi
done
