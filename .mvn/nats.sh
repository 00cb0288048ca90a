# Sourced by check, soak and bench: finds a nats-server and sets NATS_SERVER to its path. Fetched ones stay under target/.

# One on the PATH or where Debian puts it; else the one in Docker's image, taken out of it; else that of Debian's package,
# unpacked and not installed. None of it needs root.
find_nats() {
  local found version=2.12.3 own=$PWD/target/nats-server
  if [ -n "${NATS_SERVER:-}" ] && [ -x "$NATS_SERVER" ]; then export NATS_SERVER; return; fi
  for found in "$(command -v nats-server || true)" /usr/sbin/nats-server /usr/local/bin/nats-server /opt/homebrew/bin/nats-server "$own"; do
    if [ -n "$found" ] && [ -x "$found" ]; then
      export NATS_SERVER=$found
      return
    fi
  done
  mkdir -p target
  if nats_from_docker "$version" "$own" || nats_from_debian "$own"; then
    export NATS_SERVER=$own
    return
  fi
  echo "The tests of the relay need a nats-server: install one (apt-get install nats-server, brew install nats-server, https://nats.io/download) or set NATS_SERVER to its path." >&2
  exit 69
}

# The program in the image is linked statically: it runs outside of it.
nats_from_docker() {
  [ "$(uname -s)" = Linux ] && command -v docker >/dev/null && docker info >/dev/null 2>&1 || return 1
  local container
  container=$(docker create "nats:$1" 2>/dev/null) || return 1
  docker cp "$container:/nats-server" "$2" >/dev/null 2>&1
  docker rm "$container" >/dev/null 2>&1
  "$2" --version >/dev/null 2>&1
}

nats_from_debian() {
  command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
  local folder
  folder=$(mktemp -d) || return 1
  (cd "$folder" && apt-get download nats-server >/dev/null 2>&1 && dpkg-deb -x nats-server_*.deb .) &&
    cp "$folder/usr/sbin/nats-server" "$1"
  rm -rf "$folder"
  "$1" --version >/dev/null 2>&1
}
