#!/bin/sh
# Nakama with its own database, our runtime module and secrets from files: none of them stands on a command line.
set -eu
umask 077
secret() {
  cat "/run/secrets/$1"
}

cat > /tmp/nakama.yml <<YML
name: nakama
database:
  address: ["nakama:$(secret nakama_database_password)@postgres:5432/nakama"]
socket:
  server_key: "$(secret nakama_server_key)"
session:
  encryption_key: "$(secret nakama_session_key)"
  refresh_encryption_key: "$(secret nakama_refresh_key)"
  token_expiry_sec: 7200
console:
  password: "$(secret nakama_console_password)"
runtime:
  path: /nakama/modules
  js_entrypoint: index.js
  http_key: "$(secret nakama_http_key)"
  env:
    - "annals_jwt_secret=$(secret nakama_jwt_secret)"
logger:
  level: INFO
YML

/nakama/nakama migrate up --database.address "$(sed -n 's/ *address: \["\(.*\)"\]/\1/p' /tmp/nakama.yml)"
exec /nakama/nakama --config /tmp/nakama.yml
