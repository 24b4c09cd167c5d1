#!/usr/bin/env bash
# Starts the services that the suite is held against:
#   LocalStack (S3, SQS) on this machine, without Docker; moto server; a Docker engine that has the image
#   localstack/localstack:4.14, built here without a pull; a Python that has other readers and writers of the formats
#   (PyArrow, fastavro, pyorc, pandas); clamd, which knows the EICAR test string alone.
# Each has ports, sockets and data of its own, so that two runs on one machine do not meet. What is installed lands in
# the cache, outside of the clone; what runs lives in FOLDER and is gone after `stop`. Prints the environment that the
# suite reads, as lines for the shell; all talk goes to stderr. What runs already in FOLDER is not started again.
# Needs Linux and Python 3.13, of pyenv or on the path; for Docker and clamd root, and apt-get where they are not there:
# without root both are left out.
#   eval "$(.ci/services.sh start [FOLDER])" && npm test
#   .ci/services.sh stop [FOLDER]
set -euo pipefail
exec </dev/null

LOCALSTACK=4.14.0
MOTO=5.2.5
# What they depend on has no upper bounds and has moved on: it is resolved as of these days.
LOCALSTACK_DAY=2026-02-28
MOTO_DAY=2026-11-20
READERS_DAY=2026-11-20
PARTS="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/services"
CACHE="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/glue-replay-ci"
FOLDER=$(realpath -m "${2:-${TMPDIR:-/tmp}/glue-replay-services}")
chains=() complete=no
. "$PARTS/install.sh"
. "$PARTS/processes.sh"
. "$PARTS/docker.sh"
. "$PARTS/clamd.sh"

main() {
  case "${1:-start}" in
    start) start ;;
    stop) stop ;;
    *) echo 'usage: services.sh start|stop [FOLDER]' >&2; exit 2 ;;
  esac
}

start() {
  take_folder
  trap 'if [ "$complete" = no ]; then tell_logs; stop; fi' EXIT
  trap 'exit 130' INT TERM HUP
  if with_docker; then beside docker_engine; beside clamd_daemon; fi
  once uv install_uv
  beside moto
  beside once "$READERS_HOME" install_readers
  once "$LOCALSTACK_HOME" install_localstack
  beside localstack
  if with_docker; then beside image_file; fi
  local chain
  for chain in "${chains[@]}"; do wait "$chain"; done
  if with_docker; then load_image; fi
  print_environment
  complete=yes
}

take_folder() {
  if [ -d "$FOLDER" ] && [ ! -e "$FOLDER/services" ] && [ -n "$(ls -A "$FOLDER")" ]; then
    echo "services.sh: $FOLDER has files of somebody else" >&2; exit 2
  fi
  # The path of a socket has at most 107 bytes, and the engine adds to it.
  if [ ${#FOLDER} -gt 60 ]; then echo "services.sh: the path is too long for sockets: $FOLDER" >&2; exit 2; fi
  PYTHON=$(python_3_13) || { echo 'services.sh needs Python 3.13: pyenv install 3.13' >&2; exit 2; }
  local version; version=$("$PYTHON" -c 'import platform; print(platform.python_version())')
  LOCALSTACK_HOME="localstack-$LOCALSTACK-$version"
  MOTO_HOME="moto-$MOTO-$version"
  READERS_HOME="readers-$READERS_DAY-$version"
  mkdir -p "$CACHE" "$FOLDER/logs" "$FOLDER/tmp"
  touch "$FOLDER/services"
}

beside() { "$@" >&2 & chains+=("$!"); }

install_localstack() { install_python "$LOCALSTACK_DAY" "localstack-core[base-runtime]==$LOCALSTACK" moto-ext; }
install_moto() { install_python "$MOTO_DAY" "moto[server]==$MOTO"; }
install_readers() { install_python "$READERS_DAY" pyarrow fastavro pyorc pandas cramjam zstandard lz4; }

localstack() {
  ! running localstack || return 0
  local port python="$CACHE/$LOCALSTACK_HOME/bin/python"
  port=$(free_port)
  mkdir -p "$FOLDER/localstack"
  daemon localstack env -C "$FOLDER/localstack" FILESYSTEM_ROOT="$FOLDER/localstack" OVERRIDE_IN_DOCKER=0 \
    GATEWAY_LISTEN="127.0.0.1:$port" LOCALSTACK_HOST="127.0.0.1:$port" SQS_ENDPOINT_STRATEGY=path DNS_ADDRESS=0 \
    DISABLE_EVENTS=1 SKIP_SSL_CERT_DOWNLOAD=1 S3_SKIP_SIGNATURE_VALIDATION=0 SERVICES=s3,sqs \
    "$python" -m localstack.runtime.main
  answers localstack "$port" "$python"
}

moto() {
  once "$MOTO_HOME" install_moto
  ! running moto || return 0
  local port python="$CACHE/$MOTO_HOME/bin/python"
  port=$(free_port)
  daemon moto "$python" -m moto.server -H 127.0.0.1 -p "$port"
  answers moto "$port" "$python"
}

# answers NAME PORT PYTHON: waits for a first real call to succeed, while the process is alive.
answers() {
  "$3" "$PARTS/wait-for-s3.py" "http://127.0.0.1:$2" "$(<"$FOLDER/$1.pid")"
  echo "$2" >"$FOLDER/$1.port"
  echo "services.sh: $1 is up at port $2" >&2
}

print_environment() {
  printf 'export GLUE_REPLAY_TEST_LOCALSTACK=http://127.0.0.1:%s\n' "$(<"$FOLDER/localstack.port")"
  printf 'export GLUE_REPLAY_TEST_MOTO=http://127.0.0.1:%s\n' "$(<"$FOLDER/moto.port")"
  printf 'export GLUE_REPLAY_TEST_PYTHON=%q\n' "$CACHE/$READERS_HOME/bin/python"
  with_docker || return 0
  printf 'export GLUE_REPLAY_TEST_CLAMD=127.0.0.1:%s\n' "$(<"$FOLDER/clamd.port")"
  printf 'export GLUE_REPLAY_TEST_DOCKER=%q DOCKER_HOST=%q\n' "$DOCKER_SOCKET" "$DOCKER_SOCKET"
  # The reaper is an image that would be pulled; and where this machine is a container itself, a gateway would be asked.
  echo 'export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1'
}

# All of it, also what a start left half way. Only the engine has anything to put in order.
stop() {
  [ -e "$FOLDER/services" ] || return 0
  if [ ${#chains[@]} -gt 0 ]; then kill "${chains[@]}" 2>/dev/null || true; fi
  local name
  for name in localstack moto clamd; do
    if running "$name"; then kill -KILL "$(<"$FOLDER/$name.pid")" || true; fi
  done
  remove_containers
  end_processes
  remove_network
  rm -rf "$FOLDER"
}

main "$@"
