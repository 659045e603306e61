#!/usr/bin/env bash
# Installs Debian packages by name, with sudo where needed, and says clearly when it cannot.
set -euo pipefail

if ! command -v apt-get >/dev/null; then
    echo "Please install these yourself, there is no apt-get here: $*" >&2
    exit 2
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "Please ask an administrator for these packages: $*" >&2
        exit 2
    fi
    as_root=(sudo)
fi
echo "Installing: $*"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
