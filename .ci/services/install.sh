# Sourced by services.sh: what is installed into CACHE.

# Its path. A shim of pyenv is there for versions that are not chosen, and fails: each is tried.
python_3_13() {
  local python
  for python in "$(pyenv root 2>/dev/null || true)"/versions/3.13.*/bin/python3 "$(command -v python3.13 || true)"; do
    if [ -x "$python" ] && "$python" -c 'import venv' 2>/dev/null; then echo "$python"; return; fi
  done
  return 1
}

# once NAME COMMAND...: makes CACHE/NAME by a command that fills the folder $ASIDE. Built aside and moved, and by one
# run at a time, so that others wait for it and one that was stopped leaves nothing half done.
once() {
  local name=$1; shift
  exec 9>"$CACHE/$name.lock"
  flock 9
  if [ ! -e "$CACHE/$name/complete" ]; then
    rm -rf "$CACHE/$name.aside."*
    ASIDE=$(mktemp -d "$CACHE/$name.aside.XXXXXX")
    "$@" >&2 9>&-
    touch "$ASIDE/complete"
    rm -rf "${CACHE:?}/$name"
    mv "$ASIDE" "$CACHE/$name"
  fi
  exec 9>&-
}

install_uv() {
  "$PYTHON" -m venv "$ASIDE"
  "$ASIDE/bin/python" -m pip install --quiet --disable-pip-version-check uv
}

# install_python DAY PACKAGE...: an environment of packages as they were on that day. Compiled, since a first call that
# compiles takes seconds.
install_python() {
  local day=$1 uv=("$CACHE/uv/bin/python" -m uv); shift
  "${uv[@]}" venv --quiet --allow-existing --python "$PYTHON" "$ASIDE"
  "${uv[@]}" pip install --quiet --compile-bytecode --exclude-newer "$day" --python "$ASIDE/bin/python" "$@"
}

# apt_install PACKAGE...: one after the other. Debian's packages start their services where nothing forbids it.
apt_install() (
  exec 9>"$CACHE/apt.lock"
  flock 9
  policy=/usr/sbin/policy-rc.d
  if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod +x "$policy"
  fi
  export DEBIAN_FRONTEND=noninteractive
  dpkg --configure -a
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
) >>"$FOLDER/logs/apt.log" 2>&1
