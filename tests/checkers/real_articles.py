#!/usr/bin/env python3
"""Findings per article on real texts: converts a corpus into a scratch project and checks it. Nothing of it is kept.

    real_articles.py SAYSO wikinews FOLDER_WITH_JSON     German Wikinews, quotations and speakers by hand (Petersen-Frey & Biemann)
    real_articles.py SAYSO brat FOLDER_WITH_ANN          Content spans of brat files
    real_articles.py SAYSO texts FOLDER_WITH_TXT         texts alone

The corpora say nothing of entities, stances and tones, and have conventions of their own: rules that ask for these are not counted.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from project_files import Article, write_project  # noqa: E402

KINDS = {"Direct": "direct", "Indirect": "indirect", "Reported": "indirect", "FreeIndirect": "indirect", "IndirectFreeIndirect": "indirect"}


def from_wikinews(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    text = data.get("originalText") or ""
    article = Article(f"w{path.stem}", text, "de", data["documentName"])
    for item in data["annotations"]:
        def span(layer, part, **attributes):
            at = sorted([s["charBegin"], s["charEnd"]] for s in (part or {}).get("spans", []))
            joined = []
            for begin, end in at:
                if joined and begin <= joined[-1][1]:
                    joined[-1][1] = max(end, joined[-1][1])
                else:
                    joined.append([begin, end])
            known = [s["id"] for s in article.spans if s["layer"] == layer and s["at"] == joined]
            return known or ([article.span(layer, joined, **attributes)] if joined else [])
        kind = KINDS.get(item["type"])
        if kind is None:
            continue
        roles = {"content": span("content", item.get("quote"), kind=kind), "cue": span("cue", item.get("cue")),
                 "source": span("mention", item.get("speaker")), "addressee": span("mention", item.get("addressee"))}
        roles = {name: fillers for name, fillers in roles.items() if fillers or name == "source"}
        if "content" in roles or "cue" in roles:
            article.frame(roles, tone=["neutral"])
    say_within(article)
    return article


def say_within(article):
    """As the program does: an attribution whose content lies in another's is within it."""
    contents = {frame["id"]: [at for f in frame["roles"].get("content", []) for at in article.record(f["to"])["at"]] for frame in article.frames}
    inside = lambda inner, outer: inner and inner != outer and all(any(o[0] <= i[0] and i[1] <= o[1] for o in outer) for i in inner)
    for frame in article.frames:
        around = [(sum(e - b for b, e in outer), of) for of, outer in contents.items() if of != frame["id"] and inside(contents[frame["id"]], outer) and not inside(outer, contents[frame["id"]])]
        if around:
            frame["roles"]["within"] = [{"to": min(around)[1]}]


def from_brat(path):
    article = Article(path.stem.replace(" ", "_"), path.with_suffix(".txt").read_text(encoding="utf-8"), "")
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"(T\d+)\tContent ([0-9 ;]+)\t", line)
        if found:
            at = [[int(n) for n in piece.split()] for piece in found.group(2).split(";")]
            content = article.span("content", at, kind="direct" if article.text[at[0][0]] in "\"“„»«'‘" else "indirect")
            article.frame({"content": [content], "source": []}, tone=["neutral"])
    say_within(article)
    return article


def from_text(path):
    return Article(path.stem.replace(" ", "_"), path.read_text(encoding="utf-8"), "")


def main():
    sayso, form, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    pattern, read = {"wikinews": ("*.json", from_wikinews), "brat": ("**/*.ann", from_brat), "texts": ("**/*.txt", from_text)}[form]
    articles = [read(path) for path in sorted(folder.glob(pattern))]
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(pathlib.Path(scratch) / "p", articles, [], policy={"final-punctuation": "in"})
        run = subprocess.run([sayso, "check", project, "--json"], capture_output=True, text=True, check=False)
        if not run.stdout:
            sys.exit(run.stderr)
        findings = json.loads(run.stdout)["findings"]
    if "--show" in sys.argv:
        wanted = sys.argv[sys.argv.index("--show") + 1]
        for finding in findings:
            if finding["rule"].startswith(wanted):
                print(finding["article"], finding["severity"], finding["rule"], finding["message"])
        return
    count = collections.Counter((f["severity"], f["rule"]) for f in findings)
    print(f"{len(articles)} articles")
    for (severity, rule), number in sorted(count.items()):
        print(f"{severity:8} {rule:28} {number:6}  {number / len(articles):.3f} an article")


if __name__ == "__main__":
    main()
