#!/bin/sh
# Brings Znuny 6.5 from Debian's backports (non-free) into the cache, and its libraries onto the machine. Quick when they are there.
#
# The package itself is unpacked, not installed: its set-up asks for a database server of the machine, brings a web server on port 80 and a cron job.
# The machine's package sources stay as they are: the suite is read from the mirror that they name already, with lists of its own.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/tirai/znuny
stamp=$(sha256sum "$here/install.sh" | cut -c1-12)
packages="libdbd-pg-perl libplack-perl starlet postgresql-15"

if [ "$(cat "$cache/.complete" 2>/dev/null)" = "$stamp" ] &&
  [ "$(dpkg-query -W -f '${db:Status-Status}\n' $packages 2>/dev/null | grep -c '^installed$')" = "$(echo $packages | wc -w)" ]; then
  echo "znuny: installed"
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "tools/znuny/install.sh: not root, cannot install packages; run it once as root, with the same XDG_CACHE_HOME" >&2
  exit 1
fi

mirror() {
  apt-get indextargets --format '$(REPO_URI) $(CODENAME) $(COMPONENT)' 'Created-By: Packages' | sed -n 's| bookworm main$||p' | head -n 1
}
[ -n "$(mirror)" ] || apt-get -qq -o DPkg::Lock::Timeout=300 update
from=$(mirror)
[ -n "$from" ] || { echo "tools/znuny/install.sh: no package source of this machine is Debian 12's (bookworm main); its mirror is the one to read from" >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
mkdir -p "$work/lists/partial" "$work/root"
for suite in bookworm bookworm-updates bookworm-backports; do
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $from $suite main non-free"
done > "$work/sources.list"
set -- -qq -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$work/lists" \
  -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -o APT::Sandbox::User=root
export DEBIAN_FRONTEND=noninteractive

echo "znuny: installing packages (about two minutes)"
apt-get "$@" update
(cd "$work" && apt-get "$@" -t bookworm-backports download otrs2)
deb=$(echo "$work"/otrs2_*.deb)
# What the package is made of, but for the web server and what belongs to it.
needs=$(dpkg-deb -f "$deb" Depends | tr ',' '\n' | grep -vE 'apache|^ *(adduser|ucf|debconf|dbconfig)' | paste -sd, -)
apt-get "$@" satisfy -y --no-install-recommends "$needs, $(echo $packages | sed 's/ /, /g')" </dev/null >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }

dpkg-deb -x "$deb" "$work/root"
rm -rf "$cache"
mkdir -p "$cache"
cp -a "$work/root/usr/share/otrs" "$cache/home"
rm "$cache/home/var"
cp -a "$work/root/var/lib/otrs" "$cache/home/var"
for link in Kernel/Config/Backups Kernel/Config/Files; do
  rm "$cache/home/$link"
  cp -a "$cache/home/var/Config/${link##*/}" "$cache/home/$link"
done
rm -f "$cache/home/Kernel/Config.pm" "$cache/home/Kernel/Config/GenericAgent.pm"
echo "$stamp" > "$cache/.complete"
echo "znuny: installed"
