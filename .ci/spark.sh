#!/usr/bin/env bash
# Installs what the conformance program runs against: PySpark in a Python environment of its own, Deequ and the open
# DQDL parser as two jars. All of it lands in the cache, outside of the clone, and is built aside and moved into
# place, so that two runs do not meet and one that was stopped leaves nothing half done. Quick when it is there.
# Prints the environment that the program reads, as lines for the shell; all talk goes to stderr.
#   eval "$(.ci/spark.sh)" && npm run conformance
set -euo pipefail

PYSPARK=3.5.6
JARS=(com.amazon.deequ:deequ:2.1.0-spark-3.5 software.amazon.glue:dqdl:1.0.0)
CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/glue-replay-ci"
HOME_OF_SPARK="$CACHE/spark-$PYSPARK"
HOME_OF_JARS="$CACHE/deequ-2.1.0"
ASIDE=''

main() {
  mkdir -p "$CACHE"
  [ -e "$HOME_OF_SPARK/complete" ] || install_spark
  [ -e "$HOME_OF_JARS/complete" ] || install_jars
  printf 'export CONFORMANCE_PYTHON=%q\n' "$HOME_OF_SPARK/bin/python"
  printf 'export CONFORMANCE_JARS=%q\n' "$(printf '%s\n' "$HOME_OF_JARS"/*.jar | paste -sd:)"
}

install_spark() {
  needs python3 java
  ASIDE=$(mktemp -d "$CACHE/spark.XXXXXX")
  python3 -m venv "$ASIDE" >&2
  "$ASIDE/bin/python" -m pip install --quiet --disable-pip-version-check uv >&2
  "$ASIDE/bin/python" -m uv pip install --quiet --python "$ASIDE/bin/python" "pyspark==$PYSPARK" >&2
  into_place "$HOME_OF_SPARK"
}

install_jars() {
  needs mvn java
  ASIDE=$(mktemp -d "$CACHE/jars.XXXXXX")
  local jar
  for jar in "${JARS[@]}"; do
    mvn -q -B "-Dmaven.repo.local=$ASIDE/repository" dependency:get -Dtransitive=false "-Dartifact=$jar" >&2
  done
  find "$ASIDE/repository" \( -name 'deequ-*.jar' -o -name 'dqdl-*.jar' \) -exec mv {} "$ASIDE/" \;
  rm -rf "$ASIDE/repository"
  into_place "$HOME_OF_JARS"
}

needs() {
  local tool
  for tool in "$@"; do
    command -v "$tool" >/dev/null || { echo "spark.sh needs $tool on the path" >&2; exit 2; }
  done
}

into_place() {
  touch "$ASIDE/complete"
  rm -rf "$1"
  mv "$ASIDE" "$1"
  ASIDE=''
}

trap 'if [ -n "$ASIDE" ]; then rm -rf "$ASIDE"; fi' EXIT
main
