#!/usr/bin/env bash
# Installs the generators that ours is timed beside (dbldatagen on local Spark, Snowfakery), in a Python environment of
# their own in the cache, outside of the clone. Prints the path of its Python. Needs python3 and, for Spark, java.
set -euo pipefail

CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/glue-replay-ci"
PLACE="$CACHE/generators-1"
ASIDE=''
trap 'if [ -n "$ASIDE" ]; then rm -rf "$ASIDE"; fi' EXIT

if [ ! -e "$PLACE/complete" ]; then
  mkdir -p "$CACHE"
  ASIDE=$(mktemp -d "$CACHE/generators.XXXXXX")
  python3 -m venv "$ASIDE" >&2
  "$ASIDE/bin/python" -m pip install --quiet --disable-pip-version-check \
    pyspark==3.5.6 dbldatagen==0.4.0.post1 pandas==2.2.3 numpy==1.26.4 pyarrow==17.0.0 pyparsing==3.2.3 setuptools==80.9.0 \
    jmespath==1.0.1 snowfakery==4.2.1 >&2
  touch "$ASIDE/complete"
  rm -rf "$PLACE"
  mv "$ASIDE" "$PLACE"
  ASIDE=''
fi
echo "$PLACE/bin/python"
