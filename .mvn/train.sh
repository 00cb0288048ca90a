#!/usr/bin/env bash
# Makes the cache of loaded classes and profiles (JEP 483, 515) that makes later starts quicker: starts Annals once on a
# throw-away store and asks it what clients ask most, so that also what a request needs is in it.
#
#   train.sh CACHE JAR JAVA [OPTION ...]      leaves it at CACHE, for this jar started by this java with these options
set -euo pipefail

cache=$1 jar=$2
shift 2
password='a throw-away store'
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# An answer that is none trains nothing, and harms nothing.
exercise() {
  local api=$1 json='Content-Type: application/json' admin user tokens bearer round
  token() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
  ask() { curl -s -m 20 -H "$json" "$@"; }
  sign_in() { ask "$api/sessions" -d "{\"login\":\"$1\",\"password\":\"$password\"}"; }
  admin="Authorization: Bearer $(sign_in trainer | token access_token)"
  for ((round = 0; round < 30; round++)); do
    user=$(ask "$api/users" -d "{\"username\":\"trainee-$round\",\"password\":\"$password\"}" | token user_id)
    tokens=$(sign_in "trainee-$round")
    bearer="Authorization: Bearer $(token access_token <<<"$tokens")"
    ask -o /dev/null "$api/sessions/refresh" -d "{\"refresh_token\":\"$(token refresh_token <<<"$tokens")\"}"
    ask -o /dev/null -H "$bearer" -X PATCH "$api/users/me/profile" -d '{"display_name":"Trainee"}'
    ask -o /dev/null -H "$bearer" "$api/users/me" "$api/users/me/login-history" "$api/users/me/streak"
    ask -o /dev/null -H "$admin" -X PUT "$api/users/$user/roles/OPERATOR" -d '{"reason":"training"}'
    ask -o /dev/null -H "$admin" "$api/users/$user" "$api/users" "$api/users/$user/role-history"
    ask -o /dev/null -H "$admin" "$api/audit/events?limit=100" "$api/audit/events?user=$user" "$api/projections"
    ask -o /dev/null -H "$admin" -X POST "$api/users/$user/block" -d '{"reason":"training"}'
  done
}

env -i HOME="$folder" PATH="$PATH" "$@" "-XX:AOTCacheOutput=$folder/cache" -jar "$jar" \
  "--DATABASE_URL=jdbc:h2:file:$folder/annals;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" \
  "--annals.master-key-file=$folder/master.key" --annals.master-key-create=true \
  --annals.admin.username=trainer "--annals.admin.password=$password" --server.address=127.0.0.1 --server.port=0 \
  >"$folder/log" 2>&1 &
process=$!
port=
for ((tries = 0; tries < 600; tries++)); do
  port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$folder/log")
  [ -z "$port" ] && kill -0 "$process" 2>/dev/null || break
  sleep 0.5
done
[ -z "$port" ] || exercise "http://127.0.0.1:$port/api/v1" >/dev/null || true
kill "$process" 2>/dev/null || true
wait "$process" || true
[ -s "$folder/cache" ] || { cat "$folder/log"; exit 1; }
mv "$folder/cache" "$cache"
