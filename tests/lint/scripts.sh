#!/bin/sh
# scripts.sh: every shell script of the tree passes shellcheck.
set -eu
cd "${SRCDIR:-$(dirname "$0")/../..}"

if ! command -v shellcheck > /dev/null; then
    echo "shellcheck is missing: package shellcheck (Debian, Ubuntu), ShellCheck (Fedora)"
    exit 1
fi
set -- bootstrap
[ ! -f .ci/run ] || set -- "$@" .ci/run
find src tests -name '*.sh' -exec shellcheck "$@" {} +
