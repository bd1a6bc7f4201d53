#!/bin/sh
# embed.sh: writes the C file that holds schema.sql and the rungs of the ladder.
# Usage: embed.sh schema.sql [ladder/0001.sql ...] > sql_embedded.c
# Knows: C string literals.  Must not know: SQL.
set -eu

# The file $1 as one literal a line.
literal() {
    sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/?/\\?/g' -e 's/^/	"/' -e 's/$/\\n"/' "$1"
}

schema=$1
shift
cat <<'END'
/* Made by src/store/embed.sh from schema.sql and src/store/ladder: do not edit. */
#include "store/sql_embedded.h"

#include <stddef.h>

#pragma GCC diagnostic ignored "-Woverlength-strings"

END
printf 'const char schema_sql[] =\n'
literal "$schema"
printf '\t"";\n\nconst int ladder_count = %d;\n\nconst char *const ladder_sql[] = {\n' "$#"
for rung; do
    printf '\t/* %s */\n' "$rung"
    literal "$rung"
    printf '\t"",\n'
done
printf '\tNULL\n};\n'
