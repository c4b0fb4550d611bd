#!/bin/sh
# The environment in .venv, exactly as requirements.lock names it. Quick when it is there.
set -eu
cd "$(dirname "$0")/../.."

want=$(sha256sum <requirements.lock)
stamp=.venv/.requirements
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then
  exit 0
fi

usable() { # at least 3.11; a name may be on PATH and still not run
  "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}
python=
for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14; do
  if usable "$name"; then python=$name; break; fi
done
if [ -z "$python" ]; then
  echo "Muster needs Python 3.11 or newer (Debian: apt-get install python3 python3-venv)." >&2
  exit 1
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
  echo "This Python lacks venv. On Debian and Ubuntu: apt-get install python3-venv" >&2
  exit 1
fi

mkdir -p .muster
if command -v flock >/dev/null 2>&1; then # two at once would trip over each other
  exec 9>.muster/setup.lock
  flock 9
fi
.venv/bin/python -c '' 2>/dev/null || "$python" -m venv --clear .venv
echo "Installing what requirements.lock names; the first time takes a minute or two."
# The lock is whole, so pip need not look for more: asked to, it may prefer a release that
# is newer than the one locked, and stop because that has no hash.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
  --no-deps --require-hashes -r requirements.lock
echo "$want" >"$stamp"
