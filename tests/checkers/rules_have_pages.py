#!/usr/bin/env python3
"""Every rule of a bundled checker has a page that `sayso check --explain` prints, and every setting stands on one of them."""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    wrong, rules = [], 0
    for file in sorted((ROOT / "plugins/checkers").glob("*/plugin.json")):
        plugin = json.loads(file.read_text(encoding="utf-8"))
        pages = {}
        for rule in plugin["rules"]:
            rules += 1
            run = subprocess.run([sys.argv[1], "check", "--explain", rule["rule"]], capture_output=True, text=True, check=False)
            pages[rule["rule"].split("/")[1]] = run.stdout
            for part in (f"# {rule['rule']}\n", f"Severity: {rule['severity']}", "\nWrong:\n", "\nMended:\n", "\nSettings: "):
                if run.returncode != 0 or part not in run.stdout:
                    wrong.append(f"the page of {rule['rule']} lacks {part.strip()!r}")
        for page in (file.parent / "pages").glob("*.md"):
            if page.stem not in pages:
                wrong.append(f"{page} is of no rule")
        for setting, what in plugin["settings"]["properties"].items():
            if not any(f"`{setting}`" in page for page in pages.values()) or not what.get("title") or not what.get("description"):
                wrong.append(f"the setting {setting} of {plugin['name']} is explained nowhere")
    print("\n".join(wrong + [f"{rules} rules, {len(wrong)} wrong"]))
    return 1 if wrong or rules < 30 else 0


if __name__ == "__main__":
    sys.exit(main())
