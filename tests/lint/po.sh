#!/bin/sh
# po.sh: po/en.po knows every message of the sources and translates it (make update-po adds them).
set -eu
cd "${SRCDIR:-$(dirname "$0")/../..}"

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
find src ui -name '*.[ch]' ! -name 'tab_*.h' | LC_ALL=C sort > "$tmp/files"
"${XGETTEXT:-xgettext}" --from-code=UTF-8 -k -k_ -kN_ -kngettext:1,2 --language=C --add-location=file -f "$tmp/files" \
    -o "$tmp/jiandu.pot"
[ -f "$tmp/jiandu.pot" ] || exit 0
msgfmt -c -o /dev/null po/en.po
msgmerge -q --no-fuzzy-matching --no-wrap -o "$tmp/en.po" po/en.po "$tmp/jiandu.pot"
msgattrib --untranslated --no-obsolete --no-wrap -o "$tmp/left" "$tmp/en.po"
if [ -s "$tmp/left" ]; then
    grep -E '^(#:|msgid)' "$tmp/left" | grep -vx 'msgid ""'
    echo "po/en.po lacks $(grep -c '^msgstr ""$' "$tmp/left") messages of the sources: make update-po, then translate"
    exit 1
fi
