#!/bin/sh
# Installs the Debian packages that sayso is built from and tested with, those that are missing only.
# Usage: cmake/install-packages.sh [build|test]; `build` is what ./run needs.
set -eu

build="g++ cmake ninja-build pkg-config python3 python3-glad ccache
  libimgui-dev libstb-dev libglfw3-dev libgl-dev libgl1-mesa-dri libpng-dev
  nlohmann-json3-dev libsimdjson-dev libcli11-dev libicu-dev libfreetype-dev libharfbuzz-dev libfontconfig-dev
  libxxhash-dev libssl-dev libseccomp-dev libzip-dev libdtl-dev
  fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji fonts-inter fonts-dejavu-core"
tests="doctest-dev libbenchmark-dev xvfb xdotool xauth x11-utils x11-xserver-utils x11-xkb-utils xkb-data xclip git
  python3-jsonschema python3-pil util-linux libpango1.0-dev clang-16 libclang-rt-16-dev"

wanted="$build"
[ "${1:-build}" = test ] && wanted="$wanted $tests"
missing=""
for package in $wanted; do
  [ "$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null)" = "install ok installed" ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "installing:$missing"
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -q
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y --no-install-recommends $missing
