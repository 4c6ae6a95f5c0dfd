#!/bin/sh
# Make .venv with uv in it, from nothing but Python 3.11 or newer.
set -eu

if ! "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Njia needs Python 3.11 or newer; '$PYTHON' is not. Try: make PYTHON=python3.12 …" >&2
    exit 1
fi
if ! "$PYTHON" -m venv --clear .venv >/dev/null 2>&1; then
    # Debian keeps venv's installer in a package of its own.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q >/dev/null && apt-get install -y -q python3-venv >/dev/null
        "$PYTHON" -m venv --clear .venv
    else
        echo "Python's venv is incomplete here. On Debian and Ubuntu: sudo apt install python3-venv" >&2
        exit 1
    fi
fi
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
