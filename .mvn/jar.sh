# Sourced by run and bench, after jdk.sh: builds the jar when it is older than its sources, and says how to start it.

jar=platform/target/annals.jar
# The jar taken apart: the AOT cache knows plain jars only.
taken_apart=platform/target/app

build() {
  local log=platform/target/build.log
  mkdir -p platform/target
  echo "Building with $JAVA_HOME (the first time downloads the libraries: a few minutes) ..."
  # One line per module is progress enough; the rest is in the log.
  if ! ./mvnw -B -ntp -Dstyle.color=never -pl platform -am package \
      -DskipTests -Djacoco.skip -Dspotless.check.skip 2>&1 \
      | tee "$log" | sed -un 's/^\[INFO\] Building \([^ ]*\) .*\[\([0-9]*\/[0-9]*\)\].*/  \2 \1/p'; then
    tail -40 "$log" >&2
    echo "The build failed; all of its output is in $log." >&2
    exit 70
  fi
}

is_stale() {
  [ ! -f "$jar" ] || [ -n "$(find pom.xml ./*/pom.xml ./*/src/main -type f -newer "$jar" -print -quit)" ]
}

java_options=(
  -XX:+UseSerialGC -Xmx512m -XX:+ExitOnOutOfMemoryError
  -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
  -Ddisable-axoniq-console-message=true
)

# The cache of loaded classes and profiles (JEP 483, 515) is good for one build of the JVM and one of the jar.
aot_cache() {
  echo "platform/target/annals-$(cksum <"$JAVA_HOME/release" | tr ' ' -).aot"
}

can_use_aot() {
  [ "${ANNALS_AOT:-on}" != off ] && [ "$(jdk_version "$JAVA_HOME")" -ge 25 ]
}

# How to start it: with the cache where there is a fresh one, else from the jar itself.
start_command() {
  local cache
  command=("$JAVA_HOME/bin/java" "${java_options[@]}")
  if can_use_aot && cache=$(aot_cache) && [ "$cache" -nt "$jar" ]; then
    # Should the cache not fit after all, the JVM starts without it and says nothing.
    command+=("-XX:AOTCache=$cache" "-Xlog:aot*=off" "-Xlog:cds*=off")
    jar_to_start=$taken_apart/annals.jar
  else
    jar_to_start=$jar
  fi
}

# Makes the cache: takes the jar apart, starts it once on a throw-away store and asks it what clients ask most, so that
# also what a request needs is in it.
train_aot() {
  local cache folder result=0 lock=platform/target/aot.lock
  cache=$(aot_cache)
  find "$lock" -maxdepth 0 -mmin +10 -exec rmdir {} + 2>/dev/null || true
  mkdir "$lock" 2>/dev/null || return 0
  folder=$(mktemp -d)
  {
    rm -rf "$taken_apart" platform/target/annals-*.aot
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$taken_apart" &&
      run_for_training "$folder" && mv "$folder/cache" "$cache"
  } >platform/target/aot.log 2>&1 || result=$?
  rm -rf "$folder" "$lock"
  return "$result"
}

run_for_training() {
  local folder=$1 process port tries
  env -i HOME="$folder" PATH="$PATH" "$JAVA_HOME/bin/java" "${java_options[@]}" "-XX:AOTCacheOutput=$folder/cache" \
    -jar "$taken_apart/annals.jar" \
    "--DATABASE_URL=jdbc:h2:file:$folder/annals;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE" \
    "--annals.master-key-file=$folder/master.key" --annals.admin.username=trainer "--annals.admin.password=$training_password" \
    --server.address=127.0.0.1 --server.port=0 >"$folder/log" 2>&1 &
  process=$!
  for ((tries = 0; tries < 600; tries++)); do
    port=$(sed -n 's/.*Tomcat started on port \([0-9]*\).*/\1/p' "$folder/log")
    [ -z "$port" ] && kill -0 "$process" 2>/dev/null || break
    sleep 0.5
  done
  [ -z "$port" ] || exercise "http://127.0.0.1:$port/api/v1" >/dev/null
  kill "$process" 2>/dev/null || true
  wait "$process" || true
  [ -s "$folder/cache" ] || { cat "$folder/log"; return 1; }
}

training_password='a throw-away store'

# What clients ask most. An answer that is none trains nothing, and harms nothing.
exercise() {
  local api=$1 json='Content-Type: application/json' admin user tokens bearer round
  token() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }
  ask() { curl -s -m 20 -H "$json" "$@"; }
  sign_in() { ask "$api/sessions" -d "{\"login\":\"$1\",\"password\":\"$training_password\"}"; }
  admin="Authorization: Bearer $(sign_in trainer | token access_token)"
  for ((round = 0; round < 30; round++)); do
    user=$(ask "$api/users" -d "{\"username\":\"trainee-$round\",\"password\":\"$training_password\"}" | token user_id)
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

# After a start without a cache: makes one for the next start, once this one answers, and at the end of every queue.
train_aot_later() {
  can_use_aot || return 0
  local port=$1
  (
    renice -n 19 "$BASHPID" >/dev/null || true
    for ((tries = 0; tries < 120; tries++)); do
      sleep 1
      (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || continue
      train_aot
      break
    done
  ) </dev/null >/dev/null 2>&1 &
}
