#!/usr/bin/env bash
# Brings what the tests need beside Python: a browser, and the Nu HTML checker with its Java.
# The PostgreSQL server comes as a Python package with the development lock.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
tools=$(cd "$here/.." && pwd)/.tools
vnu_version=26.9.27
vnu_digest=22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47

missing=()
command -v chromium-headless-shell >/dev/null \
    || missing+=(chromium-headless-shell fonts-dejavu-core)
command -v java >/dev/null || missing+=(default-jre-headless)
[ ${#missing[@]} -eq 0 ] || bash "$here/apt.sh" "${missing[@]}"

mkdir -p "$tools"
if ! echo "$vnu_digest  $tools/vnu.jar" | sha256sum --check --status 2>/dev/null; then
    command -v npm >/dev/null || bash "$here/apt.sh" nodejs npm
    echo "Fetching the Nu HTML checker $vnu_version"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$work" && npm pack --silent "vnu-jar@$vnu_version" >/dev/null && tar -xzf ./*.tgz)
    mv "$work/package/build/dist/vnu.jar" "$tools/vnu.jar"
    echo "$vnu_digest  $tools/vnu.jar" | sha256sum --check --quiet
fi
