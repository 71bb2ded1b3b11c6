#!/bin/sh
# Installs Request Tracker 5 from Debian 12's own packages. Quick when it is there; the packaged database and web service are
# not used: rt.mjs makes a private instance.
set -eu

packages="request-tracker5 rt5-standalone rt5-db-sqlite rt5-clients dbconfig-sqlite3 msmtp-mta"

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}\n' $packages 2>/dev/null | grep -c '^installed$')" = "$(echo $packages | wc -w)" ]
}

if installed; then
  echo "request tracker: installed"
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "tools/rt/install.sh: not root, cannot install packages; run as root: apt-get install --no-install-recommends $packages" >&2
  exit 1
fi

# The packaging asks questions; these are the answers. The database it makes stays empty and unused.
printf 'request-tracker5 request-tracker5/%s\n' \
  'rtname string helpdesk.test' \
  'organization string helpdesk.test' \
  'correspondaddress string rt@helpdesk.test' \
  'commentaddress string rt-comment@helpdesk.test' \
  'webbaseurl string http://127.0.0.1:8110' \
  'handle-siteconfig-permissions boolean true' \
  'install-cronjobs boolean false' \
  'initial-root-password password Root-pass-0' \
  'initial-root-password-again password Root-pass-0' \
  'dbconfig-install boolean true' \
  'database-type select sqlite3' | debconf-set-selections

apt="apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 -qq"
export DEBIAN_FRONTEND=noninteractive
echo "request tracker: installing packages (about a minute)"
apt-cache show request-tracker5 >/dev/null 2>&1 || $apt update
$apt install -y --no-install-recommends $packages </dev/null
installed || { echo "tools/rt/install.sh: apt-get finished, but not all of these are installed: $packages" >&2; exit 1; }
echo "request tracker: installed"
