#!/bin/sh
# Prints the path of an nginx that runs, for the tests of deploy/nginx.conf; where there is
# none, Debian's is unpacked into .muster/, beside the system. Nothing: those tests skip.
set -u
cd "$(dirname "$0")/../.."
folder=$PWD/.muster/nginx

answer() { # the first of these that really runs
  for name in "$@"; do
    path=$(command -v "$name" 2>/dev/null) || continue
    if "$path" -v >/dev/null 2>&1; then
      echo "$path"
      exit 0
    fi
  done
}

answer ${NGINX:+"$NGINX"} nginx /usr/sbin/nginx "$folder/usr/sbin/nginx"

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1; then
  echo "Fetching nginx for the tests of deploy/nginx.conf." >&2
  mkdir -p "$folder"
  cd "$folder" || exit 0
  apt-get download -qq nginx >/dev/null 2>&1 ||
    { [ "$(id -u)" = 0 ] && apt-get update -qq >&2 && apt-get download -qq nginx >&2; }
  for package in nginx_*.deb; do
    [ -f "$package" ] && dpkg-deb -x "$package" . && rm "$package"
  done
  answer "$folder/usr/sbin/nginx"
fi
echo "There is no nginx, and none could be fetched: its tests skip." >&2
