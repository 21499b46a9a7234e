"""Checks the files of a project against annotations/store/schema: store_schema_check.py SCHEMAS PROJECT.

Prints one line a mistake and exits with 1 if there is one, 77 if jsonschema is not installed."""
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

schemas, project = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
checked = mistakes = 0


def validator(name):
    schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    resolver = jsonschema.RefResolver(base_uri=schemas.as_uri() + f"/{name}.json", referrer=schema)
    return jsonschema.Draft202012Validator(schema, resolver=resolver)


def check(name, path, text):
    global checked, mistakes
    checked += 1
    for error in validator(name).iter_errors(json.loads(text)):
        mistakes += 1
        print(f"{path}: {error.json_path}: {error.message[:300]}")


for name, pattern in [("project", "sayso.json"), ("scheme", "scheme.json"), ("entities", "entities.json"),
                      ("article", "articles/**/*.json"), ("annotations", "annotations/**/*.json"), ("pending", ".sayso/pending/*.json")]:
    for path in sorted(project.glob(pattern)):
        check(name, path, path.read_text(encoding="utf-8"))
for path in sorted(project.glob("**/*.history")):
    for line in path.read_bytes().decode().split("\n"):
        if line:
            check("history-line", path, line)
print(f"{checked} files and lines checked")
sys.exit(1 if mistakes else 0)
