#!/bin/sh
# Installs SOGo 5.8 from Debian 12's own packages, with the mail server and the cache it needs. Quick when they are there; no service of the machine
# is started: sogo.mjs makes a private instance.
set -eu

packages="sogo dovecot-imapd memcached postgresql-15"

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}\n' $packages 2>/dev/null | grep -c '^installed$')" = "$(echo $packages | wc -w)" ]
}

if installed; then
  echo "sogo: installed"
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "tools/sogo/install.sh: not root, cannot install packages; run as root: apt-get install --no-install-recommends $packages" >&2
  exit 1
fi

# A mail server and a cache come along, and nobody asked for them to run: Debian's own word for "start nothing".
quiet=
trap '[ -z "$quiet" ] || rm -f /usr/sbin/policy-rc.d' EXIT
if [ ! -e /usr/sbin/policy-rc.d ]; then
  printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
  chmod 755 /usr/sbin/policy-rc.d
  quiet=yes
fi

apt="apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -qq"
export DEBIAN_FRONTEND=noninteractive
echo "sogo: installing packages (about a minute)"
apt-cache show sogo >/dev/null 2>&1 || $apt update
$apt install -y --no-install-recommends $packages </dev/null
installed || { echo "tools/sogo/install.sh: apt-get finished, but not all of these are installed: $packages" >&2; exit 1; }
echo "sogo: installed"
