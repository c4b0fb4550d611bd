#!/bin/sh
# Prints the path of a Chromium that runs, for the browser tests; installs one if need be.
set -u
cd "$(dirname "$0")/../.."
browsers=$PWD/.muster/browsers

answer() { # the first of these that really runs
  for name in "$@"; do
    [ -n "$name" ] || continue
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" --version >/dev/null 2>&1; then
      echo "$path"
      exit 0
    fi
  done
}
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

answer "${CHROMIUM:-}" chromium chromium-browser google-chrome
answer "$(find "$browsers" -type f \( -name chrome -o -name headless_shell \) 2>/dev/null | head -n 1)"

echo "Installing Chromium for the browser tests." >&2
if command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null; then
  as_root apt-get update -qq >&2
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends chromium >&2
  answer chromium
fi
PLAYWRIGHT_BROWSERS_PATH=$browsers .venv/bin/python -m playwright install chromium >&2
answer "$(find "$browsers" -type f -name chrome 2>/dev/null | head -n 1)"

cat >&2 <<'END'
The browser tests need Chromium, and none could be installed. Run this, then once more:
  sudo apt-get install -y chromium
or name one that you have: make test CHROMIUM=/path/to/chromium
END
exit 1
