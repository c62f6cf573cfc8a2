#!/bin/sh
# Make this checkout ready: scripts/setup.sh viewer|tests
#
# System libraries come from apt, Python packages from PyPI into .venv as requirements.lock pins
# them. A stamp, written at the very end, says what .venv holds: a second run changes nothing, and
# an interrupted one is made anew.
set -eu
purpose=$1
cd "$(dirname "$0")/.."
stamp=.venv/.complete

fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 2
}

# Run apt-get as root; anyone else is told the exact command instead.
apt_install() {
    command -v apt-get >/dev/null || fail "please install what these Debian packages hold: $*"
    [ "$(id -u)" -eq 0 ] || fail "please run:" \
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    echo "Installing system packages: $*"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install: $*"
}

# True if a probe of scripts/system-packages.txt finds what it looks for.
present() {
    case $1 in
        lib:*) printf '%s\n' "$libraries" | grep -qF "${1#lib:} " ;;
        cmd:*) command -v "${1#cmd:}" >/dev/null ;;
        dir:*) [ -d "${1#dir:}" ] ;;
        py:*) python3 -c "import ${1#py:}" 2>/dev/null ;;
    esac
}

install_system_packages() {
    libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
    missing=
    while read -r package probe who; do
        case $package in '' | '#'*) continue ;; esac
        [ "$who" = viewer ] || [ "$purpose" = tests ] || continue
        present "$probe" || missing="$missing $package"
    done <scripts/system-packages.txt
    # The list is words by intention.
    # shellcheck disable=SC2086
    [ -z "$missing" ] || apt_install $missing
}

check_python() {
    version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "Python 3.11 or newer is needed, python3 is $version"
}

# False where the Python is gone that .venv links to.
works() {
    .venv/bin/python -c '' 2>/dev/null
}

install_python_packages() {
    place="Python $version in $(pwd)"
    lock="requirements.lock $(sha256sum <requirements.lock)"
    works && [ "$(cat "$stamp" 2>/dev/null)" = "$place
$lock" ] && return
    [ -w . ] || fail "you may not write here; please let the owner run make, or copy $(pwd)"
    # An environment made by another Python or at another path does not work; one that lacks its
    # stamp was interrupted.
    kept=$(works && grep -xF "$place" "$stamp" 2>/dev/null) || kept=
    rm -f "$stamp"
    [ -n "$kept" ] || python3 -m venv --clear .venv ||
        fail "$(command -v python3) could not make the environment .venv"
    echo "Installing Python packages into .venv (once, about 8 GB)"
    .venv/bin/python -m pip install --disable-pip-version-check --no-input --only-binary=:all: \
        --requirement requirements.lock || fail "pip could not install requirements.lock"
    printf '%s\n%s\n' "$place" "$lock" >"$stamp"
}

# Two runs at once wait for each other. The lock is on this file: whoever may read it may use an
# environment that another user has made.
exec 9<scripts/setup.sh
flock 9
install_system_packages
check_python
install_python_packages
