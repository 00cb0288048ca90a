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

# Makes the cache: takes the jar apart, and trains.
train_aot() {
  local result=0 lock=platform/target/aot.lock
  find "$lock" -maxdepth 0 -mmin +10 -exec rmdir {} + 2>/dev/null || true
  mkdir "$lock" 2>/dev/null || return 0
  {
    rm -rf "$taken_apart" platform/target/annals-*.aot
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$taken_apart" &&
      .mvn/train.sh "$(aot_cache)" "$taken_apart/annals.jar" "$JAVA_HOME/bin/java" "${java_options[@]}"
  } >platform/target/aot.log 2>&1 || result=$?
  rm -rf "$lock"
  return "$result"
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
