# Sourced by run and check: finds a JDK and sets JAVA_HOME. The machine's default java may be too old.

jdk_wanted=21

# The feature version of the JDK in $1; 0 where there is none (a JRE has no compiler and is none).
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || { echo 0; return; }
  local version=
  [ -r "$1/release" ] && version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release")
  [ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \(1\.\)\{0,1\}\([0-9]*\).*/\2/p')
  echo "${version:-0}"
}

# Takes JAVA_HOME where it is good enough, else the newest JDK that is installed in one of the usual places.
find_jdk() {
  find_java_home
  command -v unzip >/dev/null || PATH="$PWD/.mvn/unzip:$PATH"
}

find_java_home() {
  local best=0 home version on_path
  if [ -n "${JAVA_HOME:-}" ] && [ "$(jdk_version "$JAVA_HOME")" -ge "$jdk_wanted" ]; then
    export JAVA_HOME
    return
  fi
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")")")
  for home in /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$on_path"; do
    version=$(jdk_version "$home")
    if [ "$version" -ge "$jdk_wanted" ] && [ "$version" -gt "$best" ]; then
      best=$version
      JAVA_HOME=$home
    fi
  done
  if [ "$best" -eq 0 ]; then
    echo "Annals needs a JDK $jdk_wanted or later and found none: install one (e.g. apt-get install openjdk-21-jdk, or https://adoptium.net) or point JAVA_HOME at it." >&2
    exit 69
  fi
  export JAVA_HOME
}
