#!/bin/sh
# Makes the pictures in docs/pictures anew from the sample project. Needs a display. Usage: docs/make-pictures.sh PROGRAM
set -eu
program=$(realpath "${1:-build/release/ui/sayso}")
cd "$(dirname "$0")/.."
mkdir -p docs/pictures
for theme in light dark contrast; do
  for scale in 1 2; do
    of=$([ $scale = 1 ] || echo "-${scale}x")
    "$program" screenshot annotations/examples/city-hall --annotator ana --article harbour-silt --theme "$theme" \
      --scale $scale --out "docs/pictures/annotate-$theme$of.png"
  done
done

# What is to decide: ana worked on at two machines, and a word was taken out of the text.
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

# The sheet of plugins, at the rules of the first.
cp -r annotations/examples/city-hall "$folder/plugins"
printf '%s\n' '{"key": "P", "mods": ["ctrl", "shift"]}' '{"key": "Down", "count": 2}' '{"key": "Tab", "count": 2}' > "$folder/events.jsonl"
"$program" replay "$folder/plugins" --annotator ana --article harbour-silt --events "$folder/events.jsonl" \
  --screenshot docs/pictures/plugins.png

# Every script, of the sentences in tests/cases/scripts.
python3 tests/cases/scripts/make_project.py "$program" "$folder/scripts"
"$program" screenshot "$folder/scripts" --annotator ana --article scripts --size 1600x1500 --out docs/pictures/scripts.png

here=$folder/city-hall there=$folder/there article=harbour-silt
edit() { "$program" edit "$1" --annotator ana --article $article > "$folder/made"; }
cp -r annotations/examples/city-hall "$here"
"$program" reopen "$here" --annotator ana --article $article --reason slip > "$folder/made"
cp -r "$here" "$there"
quote=01a20af5-1478-7330-b323-3bb743c7f9bb
frame=$(sed -n "s/.*{\"id\": \"\([^\"]*\)\", \"layer\": \"attribution\".*\"content\": \[{\"to\": \"$quote\".*/\1/p" \
  "$here/annotations/ana/$article.json")
edit "$here" <<EDITS
{"edits": [{"edit": "set-attribute", "of": "$quote", "name": "kind", "value": "direct"}]}
{"edits": [{"edit": "set-attribute", "of": "$frame", "name": "tone", "value": ["warm"]}]}
EDITS
edit "$there" <<EDITS
{"edits": [{"edit": "set-attribute", "of": "$quote", "name": "kind", "value": "indirect"}]}
{"edits": [{"edit": "set-attribute", "of": "$frame", "name": "tone", "value": ["mocking"]}]}
EDITS
cp "$there/annotations/ana/$article.history" "$here/annotations/ana/$article.sync-conflict-20260102-030405-ABCDEFG.history"
sed 's/ gave the plan a common answer/ gave a common answer/' "$here/articles/$article.txt" > "$folder/corrected.txt"
"$program" correct "$here" "$folder/corrected.txt" --article $article --by ana > "$folder/made"
printf '%s\n' '{"key": "D", "mods": ["ctrl"]}' '{"key": "D", "mods": ["ctrl"]}' > "$folder/events.jsonl"
"$program" replay "$here" --annotator ana --article $article --events "$folder/events.jsonl" \
  --screenshot docs/pictures/to-decide.png
