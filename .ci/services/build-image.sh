#!/usr/bin/env bash
# build-image.sh ENVIRONMENT TAR: the root file system of an image of LocalStack, without Docker and without a pull: the
# Python environment that LocalStack is installed in, its interpreter, a few tools, and the shared libraries of all of
# them from this machine.
set -euo pipefail

ENVIRONMENT=$1 TAR=$2
PYTHON_HOME=$("$ENVIRONMENT/bin/python" -c 'import sys; print(sys.base_prefix)')
VERSION=$("$ENVIRONMENT/bin/python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
TOOLS=(bash cat ls mkdir rm cp mv chmod touch sed grep env sleep ps kill date true false id hostname tail head)
ROOT=$(mktemp -d "${TMPDIR:-/tmp}/root.XXXXXX")
trap 'rm -rf "$ROOT"' EXIT

main() {
  mkdir -p "$ROOT"/{bin,etc/ssl/certs,tmp,proc,sys,dev,run,root,usr/lib/localstack,usr/share,var/tmp,var/lib/localstack,opt}
  chmod 1777 "$ROOT/tmp" "$ROOT/var/tmp"
  ln -s ../bin "$ROOT/usr/bin"
  interpreter
  tools
  libraries
  settings
  tar -C "$ROOT" -cf "$TAR" .
}

# Without its own tests, its editor and its static library.
interpreter() {
  mkdir -p "$ROOT/opt/python/bin" "$ROOT/opt/python/lib"
  tar -C "$PYTHON_HOME/lib" --exclude=test --exclude='config-3*' --exclude=idlelib --exclude=site-packages \
    --exclude='*.a' -cf - . | tar -C "$ROOT/opt/python/lib" -xf -
  cp "$PYTHON_HOME/bin/$VERSION" "$ROOT/opt/python/bin/"
  ln -s "$VERSION" "$ROOT/opt/python/bin/python"
  cp -a "$ENVIRONMENT/lib/$VERSION/site-packages" "$ROOT/opt/localstack"
}

tools() {
  local tool path
  for tool in "${TOOLS[@]}"; do
    path=$(type -P "$tool") && cp -L "$path" "$ROOT/bin/"
  done
  ln -s bash "$ROOT/bin/sh"
}

# What ldd names for any file so far, and what glibc loads by itself to look up names.
libraries() {
  local library
  while read -r library; do
    case "$library" in "$ROOT"/* | "$PYTHON_HOME"/*) continue ;; esac
    mkdir -p "$ROOT$(dirname "$library")"
    cp -L "$library" "$ROOT$library"
  done < <({ needed; lookups; } | sort -u)
}

needed() {
  find "$ROOT" -type f \( -name '*.so' -o -name '*.so.*' -o -perm -u+x \) -print0 |
    { xargs -0 -n 64 ldd 2>/dev/null || true; } | awk '/=> \// { print $3 } /^\t\// { print $1 }'
}

lookups() {
  { ldconfig -p || true; } | awk '/libnss_(dns|files)\.so\.2|libresolv\.so\.2/ { print $NF }'
}

settings() {
  cp -a /usr/share/zoneinfo "$ROOT/usr/share/"
  cp -L /etc/ssl/certs/ca-certificates.crt "$ROOT/etc/ssl/certs/"
  echo 'root:x:0:0:root:/root:/bin/bash' >"$ROOT/etc/passwd"
  echo 'root:x:0:' >"$ROOT/etc/group"
  echo 'hosts: files dns' >"$ROOT/etc/nsswitch.conf"
  touch "$ROOT/usr/lib/localstack/.community-version"
}

main
