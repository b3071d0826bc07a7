#!/bin/sh
# Makes a fresh clone ready: installs the packages when the lock file has changed, and checks that the pinned Node runs.
# Quick when there is nothing to do.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
cd "$root"

fail() {
  echo "setup: $*" >&2
  exit 1
}

stamp=node_modules/.agentos-setup
wanted=$(cat package-lock.json .npmrc | cksum)
if ! [ -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
  command -v node >/dev/null || fail "Node.js 20 or newer is needed to install (https://nodejs.org)"
  command -v npm >/dev/null || fail "npm is needed to install; it comes with Node.js"
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || fail "Node.js 20 or newer is needed to install; this is $(node --version)"
  if ! node scripts/packages-current.mjs; then
    echo "setup: installing packages"
    npm ci --no-audit --no-fund --no-update-notifier --loglevel=error
  fi
  printf '%s\n' "$wanted" >"$stamp"
fi

# The pinned Node needs libatomic, which a bare Debian lacks.
node=node_modules/.bin/node
if [ -x "$node" ] && problem=$("$node" -e 0 2>&1); then
  exit 0
fi
if ! [ -x "$node" ]; then
  major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
  [ "$major" -ge 26 ] || fail "npm has no Node 26 for this system, and the one on PATH is older"
  exit 0
fi
case $problem in
  *libatomic*) ;;
  *) fail "the pinned Node does not run here: $problem" ;;
esac
if command -v apt-get >/dev/null; then
  if [ "$(id -u)" -eq 0 ]; then
    echo "setup: installing libatomic1, which the pinned Node needs"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y --no-install-recommends libatomic1 >/dev/null 2>&1 ||
      { apt-get update >/dev/null && apt-get install -y --no-install-recommends libatomic1 >/dev/null; } ||
      fail "cannot install libatomic1"
    "$node" -e 0 || fail "the pinned Node still does not run"
    exit 0
  fi
  fail "the pinned Node needs libatomic: sudo apt-get install -y libatomic1"
fi
fail "the pinned Node needs the library libatomic (package libatomic): install it with your package manager"
