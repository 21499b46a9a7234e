"""Looks at messages and at plugin.json files by the schemas in plugins/sdk/schema. Arguments: the sources' folder, then files: a
trace ("> " and "< " before each message) or a plugin.json. Prints one line a mistake and exits with 1 if there is one, 77 if
jsonschema is not installed."""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

sources = pathlib.Path(sys.argv[1])
folders = [sources / "plugins/sdk/schema", sources / "annotations/store/schema"]
schemas = {path.name: json.loads(path.read_text(encoding="utf-8")) for folder in folders for path in folder.glob("*.json")}
checked = mistakes = 0


def validator(name):
    schema = schemas[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    store = {"file:///schemas/" + other: of for other, of in schemas.items()}
    resolver = jsonschema.RefResolver(base_uri="file:///schemas/" + name, referrer=schema, store=store)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


by_sign = {">": validator("to-plugin.json"), "<": validator("from-plugin.json")}
of_plugin = validator("plugin.json")


def check(schema, value, place):
    global checked, mistakes
    checked += 1
    best = jsonschema.exceptions.best_match(schema.iter_errors(value))
    if best is not None:
        mistakes += 1
        print(f"{place}: {best.json_path}: {best.message[:300]}")


for file in map(pathlib.Path, sys.argv[2:]):
    if file.name == "plugin.json":
        check(of_plugin, json.loads(file.read_text(encoding="utf-8")), file)
        continue
    for number, line in enumerate(file.read_bytes().decode().split("\n"), 1):
        if line:
            check(by_sign[line[0]], json.loads(line[2:]), f"{file}:{number}")
print(f"{checked} messages and files checked")
sys.exit(1 if mistakes or not checked else 0)
