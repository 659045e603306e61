#!/usr/bin/env bash
# Makes the virtual environment in .venv, installing Python's venv module where Debian left it out.
set -euo pipefail

python=${1:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Jury needs Python 3.11 or later, and '$python' is not. Try: make PYTHON=python3.11" >&2
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    bash "$(dirname "$0")/apt.sh" python3-venv
fi
"$python" -m venv .venv
