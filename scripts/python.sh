#!/bin/sh
# Prints the first Python on this machine that is new enough; says what to install where there is none.
for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        command -v "$candidate"
        exit 0
    fi
done
echo "Qosyl needs Python 3.11 or newer. On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
# A name that fails loudly, so that the recipe stops here and not in a riddle.
echo "python-3.11-is-missing"
