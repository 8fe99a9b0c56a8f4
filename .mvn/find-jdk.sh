# Finds a JDK of at least WINDLASS_MIN_JDK and exports JAVA_HOME; sourced by mvnw and windlass.
# Why: `java` on a fresh Debian 12 is 17 while a newer one lies beside it, and nobody should have
# to know that to run one command. Order: JAVA_HOME, java in PATH, then the newest one found in
# the usual places. Plain POSIX sh.

WINDLASS_MIN_JDK=21

# Prints the major version of the JDK in $1, or nothing where there is none. Reads the `release`
# file where it can, because starting a JVM for each candidate takes long.
jdk_major() {
  [ -x "$1/bin/java" ] || return 0
  jdk_version=
  if [ -r "$1/release" ]; then
    jdk_version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9][0-9.]*\).*/\1/p' "$1/release" | head -n 1)
  fi
  if [ -z "$jdk_version" ]; then
    jdk_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9][0-9.]*\).*/\1/p' | head -n 1)
  fi
  case $jdk_version in
    1.*) jdk_version=${jdk_version#1.} ;;
  esac
  echo "${jdk_version%%.*}"
}

# True where $1 is a JDK (not only a runtime) that is new enough.
jdk_is_enough() {
  [ -n "$1" ] && [ -x "$1/bin/$jdk_tool" ] || return 1
  jdk_found=$(jdk_major "$1")
  [ -n "$jdk_found" ] && [ "$jdk_found" -ge "$WINDLASS_MIN_JDK" ] 2>/dev/null
}

# The JDK that `java` in PATH belongs to, through symbolic links.
jdk_in_path() {
  jdk_java=$(command -v java 2>/dev/null) || return 0
  if [ "$(uname)" = Darwin ] && [ "$jdk_java" = /usr/bin/java ]; then
    return 0 # a stub; java_home below knows the real ones
  fi
  jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || echo "$jdk_java")
  dirname "$(dirname "$jdk_java")"
}

jdk_candidates() {
  for jdk_dir in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk*; do
    [ -d "$jdk_dir" ] && echo "$jdk_dir"
  done
  for jdk_dir in /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$jdk_dir" ] && echo "$jdk_dir"
  done
  if [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$WINDLASS_MIN_JDK+" 2>/dev/null || true
  fi
}

# find_jdk javac: for building; find_jdk java: for running.
find_jdk() {
  jdk_tool=$1
  if jdk_is_enough "${JAVA_HOME:-}"; then
    export JAVA_HOME
    return 0
  fi
  jdk_home=$(jdk_in_path)
  if ! jdk_is_enough "$jdk_home"; then
    jdk_home=
    jdk_best=0
    while IFS= read -r jdk_dir; do
      if jdk_is_enough "$jdk_dir" && [ "$jdk_found" -gt "$jdk_best" ]; then
        jdk_home=$jdk_dir
        jdk_best=$jdk_found
      fi
    done <<CANDIDATES
$(jdk_candidates)
CANDIDATES
  fi
  if [ -z "$jdk_home" ]; then
    echo "Windlass needs a JDK of version $WINDLASS_MIN_JDK or newer and found none in JAVA_HOME, PATH, /usr/lib/jvm or ~/.sdkman: install one (for example https://adoptium.net) or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$jdk_home
  export JAVA_HOME
}
