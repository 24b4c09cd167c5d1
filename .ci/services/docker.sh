# Sourced by services.sh: a Docker engine that has the image of LocalStack.

IMAGE=localstack/localstack:4.14
DOCKER_SOCKET="unix://$FOLDER/docker.sock"

with_docker() { [ "$(id -u)" = 0 ]; }

# A bridge of its own, and no rules in the machine's firewall: ports are mapped by the engine's own proxy, and containers
# do not reach the network. Without a name server, asking for names fails at once; it took 10 s otherwise.
docker_engine() {
  ! running dockerd || return 0
  has_docker || install_docker
  bridge
  daemon dockerd dockerd --data-root "$FOLDER/docker" --exec-root "$FOLDER/docker-run" -p "$FOLDER/docker.pid" \
    -H "$DOCKER_SOCKET" --bridge "$(<"$FOLDER/bridge")" --iptables=false --ip-forward=false --dns 127.0.0.1
  until engine version >/dev/null 2>&1; do
    running dockerd || { echo 'services.sh: dockerd ended' >&2; return 1; }
    sleep 0.1
  done
  echo 'services.sh: dockerd is up' >&2
}

has_docker() { type -P dockerd >/dev/null && type -P docker >/dev/null && type -P ip >/dev/null; }

install_docker() { has_docker || apt_install docker.io iptables iproute2; }

bridge() {
  [ ! -e "$FOLDER/bridge" ] || return 0
  local n
  for n in {0..250}; do
    if ip link add "glue-replay-$n" type bridge 2>/dev/null; then
      echo "glue-replay-$n" >"$FOLDER/bridge"
      ip address add "10.201.$n.1/24" dev "glue-replay-$n"
      ip link set "glue-replay-$n" up
      return
    fi
  done
  echo 'services.sh: no network bridge is to be had' >&2
  return 1
}

image_file() { once "image-$LOCALSTACK_HOME" build_image; }

build_image() { "$PARTS/build-image.sh" "$CACHE/$LOCALSTACK_HOME" "$ASIDE/root.tar"; }

load_image() {
  ! engine image inspect "$IMAGE" >/dev/null 2>&1 || return 0
  engine import \
    -c 'ENV PATH=/opt/python/bin:/bin LD_LIBRARY_PATH=/opt/python/lib PYTHONPATH=/opt/localstack' \
    -c 'ENV PYTHONDONTWRITEBYTECODE=1 SKIP_SSL_CERT_DOWNLOAD=1 DISABLE_EVENTS=1 DNS_ADDRESS=0 HOME=/root LANG=C.UTF-8' \
    -c 'EXPOSE 4566' -c 'WORKDIR /root' -c 'ENTRYPOINT ["/opt/python/bin/python","-m","localstack.runtime.main"]' \
    "$CACHE/image-$LOCALSTACK_HOME/root.tar" "$IMAGE" >/dev/null
  echo "services.sh: $IMAGE is there" >&2
}

engine() { docker --host "$DOCKER_SOCKET" "$@"; }

remove_containers() {
  running dockerd || return 0
  local left
  mapfile -t left < <(engine ps --all --quiet 2>/dev/null)
  if [ ${#left[@]} -gt 0 ]; then
    timeout --foreground 30 docker --host "$DOCKER_SOCKET" rm --force "${left[@]}" >/dev/null 2>&1 || true
  fi
}

# The bridge, and what the engine has left mounted.
remove_network() {
  local place
  for place in $(awk -v folder="$FOLDER/" 'index($2, folder) == 1 { print $2 }' /proc/self/mounts | sort -r); do
    umount -l "$place" || true
  done
  if [ -e "$FOLDER/bridge" ]; then ip link delete "$(<"$FOLDER/bridge")" || true; fi
}
