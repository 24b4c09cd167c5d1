# Sourced by services.sh: clamd, with a database of one signature: that of the EICAR test string. Nothing is fetched.

# In two halves, so that no antivirus program takes this file for the string.
EICAR_HEX=58354f2150254041505b345c505a58353428505e2937434329377d2445494341522d
EICAR_HEX+=5354414e444152442d414e544956495255532d544553542d46494c452124482b482a

clamd_daemon() {
  ! running clamd || return 0
  type -P clamd >/dev/null || install_clamd
  local home="$FOLDER/clamd" port
  port=$(free_port)
  mkdir -p "$home/database" "$home/tmp"
  echo "Eicar-Test-Signature:0:*:$EICAR_HEX" >"$home/database/test.ndb"
  printf '%s\n' 'Foreground yes' "DatabaseDirectory $home/database" "TCPSocket $port" 'TCPAddr 127.0.0.1' \
    'User root' "TemporaryDirectory $home/tmp" 'StreamMaxLength 20M' >"$home/clamd.conf"
  daemon clamd clamd -c "$home/clamd.conf"
  until (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do
    kill -0 "$(<"$FOLDER/clamd.pid")" 2>/dev/null || { echo 'services.sh: clamd ended' >&2; return 1; }
    sleep 0.1
  done
  echo "$port" >"$FOLDER/clamd.port"
  echo "services.sh: clamd is up at port $port" >&2
}

# The package starts its service where nothing forbids it, and that has no database.
install_clamd() { apt_install clamav-daemon; }
