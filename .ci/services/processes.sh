# Sourced by services.sh: the processes that it starts, and how they are known again.

# In the environment of all of them, and of what they start.
MARK="GLUE_REPLAY_SERVICES=$FOLDER"

# daemon NAME COMMAND...: in a session of its own, so that it outlives the caller.
daemon() {
  local name=$1; shift
  TMPDIR="$FOLDER/tmp" setsid env "$MARK" "$@" >"$FOLDER/logs/$name.log" 2>&1 &
  echo "$!" >"$FOLDER/$name.pid"
}

running() {
  [ -e "$FOLDER/$1.pid" ] && grep -qzxF "$MARK" "/proc/$(<"$FOLDER/$1.pid")/environ" 2>/dev/null
}

processes() { grep -lzxF "$MARK" /proc/[0-9]*/environ 2>/dev/null | cut -d/ -f3 || true; }

end_processes() {
  signal TERM
  local tries
  for tries in {1..100}; do
    [ -n "$(processes)" ] || return 0
    sleep 0.1
  done
  signal KILL
}

signal() {
  local pid
  for pid in $(processes); do kill -"$1" "$pid" 2>/dev/null || true; done
}

# Below the ports that outgoing connections take.
free_port() {
  "$PYTHON" - <<'PY'
import random, socket
while True:
    with socket.socket() as probe:
        port = random.randrange(20000, 32000)
        try:
            probe.bind(("", port))
        except OSError:
            continue
        print(port)
        break
PY
}

tell_logs() {
  local log
  for log in "$FOLDER"/logs/*.log; do
    [ -s "$log" ] || continue
    echo "---- the end of $(basename "$log")" >&2
    tail -n 20 "$log" >&2
  done
}
