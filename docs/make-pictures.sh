#!/bin/sh
# Makes the pictures in docs/pictures anew from the sample project. Needs a display. Usage: docs/make-pictures.sh PROGRAM
set -eu
program=$(realpath "${1:-build/release/ui/sayso}")
cd "$(dirname "$0")/.."
mkdir -p docs/pictures
for theme in light dark; do
  "$program" screenshot annotations/examples/city-hall --annotator ana --article harbour-silt --theme "$theme" \
    --out "docs/pictures/annotate-$theme.png"
done
