#!/bin/sh
# fetch-toolchain.sh PREFIX
# Gets Emscripten 3.1.69 (Debian trixie) with its own LLVM 19 and binaryen 120 as Debian binary packages, and
# Botan 3.7.1 and libsodium 1.0.18 as Debian source packages, into PREFIX. No root; apt verifies every signature and hash.
# Needs on the host: apt, dpkg-dev, python3, node >= 18, xz-utils, debian-archive-keyring. amd64 only.
#
# The tools run through the prefix's own ld.so by small wrappers, so the host's libraries do not matter.
# A point release that changes a pinned version makes this fail loudly: change the pin.
set -eu
[ $# -eq 1 ] || { echo "usage: fetch-toolchain.sh PREFIX" >&2; exit 2; }
P=$1; mkdir -p "$P"; P=$(cd "$P" && pwd)
KEY=${DEBIAN_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
# The mirror: DEBIAN_MIRROR, else the one this machine's own apt uses.
M=${DEBIAN_MIRROR:-$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)}
[ -n "$M" ] || M=$(awk '$1=="deb" && $0 ~ /debian/ {for(i=2;i<=NF;i++) if ($i ~ /^https?:/) {print $i; exit}}' /etc/apt/sources.list 2>/dev/null || true)
[ -n "$M" ] || { echo "fetch-toolchain: no Debian mirror found; set DEBIAN_MIRROR" >&2; exit 2; }
A="$P/apt"; mkdir -p "$A/lists/partial" "$A/cache/archives/partial" "$A/etc" "$P/debs" "$P/root" "$P/src"
: > "$A/status"
cat > "$A/etc/sources.list" <<S
deb [arch=amd64 signed-by=$KEY] $M trixie main
deb-src [signed-by=$KEY] $M trixie main
S
cat > "$A/apt.conf" <<S
Dir::Etc::SourceList "$A/etc/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::Etc::Preferences "/dev/null";
Dir::Etc::PreferencesParts "/dev/null";
Dir::State "$A";
Dir::State::Lists "$A/lists";
Dir::State::status "$A/status";
Dir::Cache "$A/cache";
APT::Sandbox::User "";
Acquire::Retries "5";
Acquire::Languages "none";
S
export APT_CONFIG="$A/apt.conf"
apt-get -q update
BIN="emscripten=3.1.69+dfsg-3 binaryen=120-4 node-acorn/trixie clang-19/trixie lld-19/trixie llvm-19/trixie libclang-common-19-dev/trixie
 libclang-cpp19/trixie libllvm19/trixie libc6/trixie libgcc-s1/trixie libstdc++6/trixie libz3-4/trixie libxml2/trixie libedit2/trixie
 libffi8/trixie libzstd1/trixie zlib1g/trixie libtinfo6/trixie libbsd0/trixie libmd0/trixie liblzma5/trixie"
# shellcheck disable=SC2086
( cd "$P/debs" && apt-get -q download $BIN )
for d in "$P"/debs/*.deb; do # the lto and pic variants of the system libraries (1.2 GB) are not needed
  dpkg-deb --fsys-tarfile "$d" | tar -x -C "$P/root" --exclude='*/wasm32-emscripten/lto*' --exclude='*/wasm32-emscripten/pic' \
    --exclude='*/wasm32-emscripten/*-ww*' --exclude='./usr/share/doc' --exclude='./usr/share/emscripten/docs' \
    --exclude='./usr/share/emscripten/test' --exclude='./usr/share/emscripten/media'
done
( cd "$P/src" && apt-get -q source botan3=3.7.1+dfsg-2 libsodium=1.0.18-1+deb13u1 )
R="$P/root"; LIBS="$R/usr/lib/llvm-19/lib:$R/usr/lib/x86_64-linux-gnu"; LD="$R/usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2"
mkdir -p "$R/llvm/bin" "$R/binaryen/bin"
w() { printf '#!/bin/sh\nexec "%s" --library-path "%s" --argv0 "%s" "%s" %s "$@"\n' "$LD" "$LIBS" "$2" "$3" "${4:-}" > "$1"; chmod 755 "$1"; }
B="$R/usr/lib/llvm-19/bin"
for t in clang clang++; do w "$R/llvm/bin/$t" "$t" "$B/clang" "-resource-dir=$R/usr/lib/llvm-19/lib/clang/19"; done
w "$R/llvm/bin/wasm-ld" wasm-ld "$B/lld"
for t in llvm-ar llvm-ranlib; do w "$R/llvm/bin/$t" "$t" "$B/llvm-ar"; done
for t in llvm-nm llvm-objcopy llvm-strip llvm-dwarfdump llvm-dwp llvm-cxxfilt llvm-size llvm-objdump llvm-readobj llvm-symbolizer; do
  [ ! -e "$B/$t" ] || w "$R/llvm/bin/$t" "$t" "$B/$t"
done
for t in "$R"/usr/bin/wasm*; do b=${t##*/}; case $b in wasm-ld*) ;; *) w "$R/binaryen/bin/$b" "$b" "$t";; esac; done
E="$R/usr/share/emscripten"
mkdir -p "$E/node_modules"; ln -sfn ../../nodejs/acorn "$E/node_modules/acorn"
cat > "$E/.emscripten" <<C
import os
LLVM_ROOT = '$R/llvm/bin'
BINARYEN_ROOT = '$R/binaryen'
NODE_JS = os.environ.get('NODE', '$(command -v node)')
LLVM_ADD_VERSION = None
CLANG_ADD_VERSION = None
FROZEN_CACHE = True
C
rm -rf "$P/debs" "$A"
"$E/emcc" --version | head -1
