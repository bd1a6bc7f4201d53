#!/bin/sh
# sources.sh: every file below src, ui, tests and po stands in Makefile.am.
set -eu
cd "${SRCDIR:-$(dirname "$0")/../..}"

listed=$(mktemp)
trap 'rm -f "$listed"' EXIT
tr -s ' \t\\=' '[\n*]' < Makefile.am > "$listed"

missing=$(find src ui tests po schema.sql -type f \
    ! -name '*.o' ! -name '*.a' ! -name '*.log' ! -name '*.trs' ! -name '*.Po' ! -name '*.mo' ! -name '*.pot' \
    ! -name '*.pyc' ! -name '*~' ! -name '.*' ! -path '*/.deps/*' ! -path '*/__pycache__/*' \
    ! -path 'tests/home/*' ! -path tests/check_jiandu ! -path src/store/sql_embedded.c |
    LC_ALL=C sort | while read -r file; do
        grep -qxF "$file" "$listed" || echo "$file"
    done)
if [ -n "$missing" ]; then
    echo "not listed in Makefile.am:"
    echo "$missing" | sed 's/^/    /'
    exit 1
fi
