"""Plays the events of one folder of tests/cases/gestures with the real program and compares what the project then holds.

A case is data alone:
    *.txt            the articles (all but expected.txt), added in the order of their names
    before.jsonl     edits that are there already, as `sayso edit` takes them (if there is such a file)
    elsewhere.jsonl  edits that the same person made meanwhile at another machine, whose copy of the history a sync tool
                     has put beside hers; here.jsonl those that she made here in that time
    ARTICLE.corrected  the text that somebody else put in an article's place since
    events.jsonl     what is done, as `sayso replay` takes it
    expected.txt     what the project then says, as told below

Arguments: the program, the case's folder, and --accept to write expected.txt anew."""

import collections
import difflib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def words_of(span):
    if not span["at"] and "unplaced" in span:
        return f"[no place] {' … '.join(span['unplaced']['text'])}"
    places = " ".join(f"[{begin},{end}]" for begin, end in span["at"])
    return f"{places} {' … '.join(span['text'])}"


class Story:
    """A project told line by line, without ids and times."""

    def __init__(self, project):
        self.project = project
        entities = read(project / "entities.json")["entities"]
        self.names = {entity["id"]: f"{entity['name']} ({entity['kind']}{', of this article' if 'article' in entity else ''})"
                      for entity in entities}

    def name(self, entity):
        return self.names.get(entity, entity)

    def attributes(self, record, without=()):
        told = []
        for name, value in sorted(record.get("attributes", {}).items()):
            if name in without:
                continue
            told.append(f"{name} {', '.join(value) if isinstance(value, list) else value}")
        return "; ".join(told)

    @staticmethod
    def undecided(record):
        return "".join(f"; UNDECIDED {field}" for field in record.get("conflicts", {}))

    def span(self, span):
        line = words_of(span)
        if "entity" in span.get("attributes", {}):
            line += f" = {self.name(span['attributes']['entity'])}"
        rest = self.attributes(span, ("entity",))
        return line + (f" · {rest}" if rest else "") + self.undecided(span)

    def article(self, annotator, article):
        history = self.project / f"annotations/{annotator}/{article}.history"
        kinds = collections.Counter(line["kind"] for line in map(json.loads, history.read_text(encoding="utf-8").splitlines())
                                    if "kind" in line)
        state = read(self.project / f"annotations/{annotator}/{article}.json")
        reason = f" ({state['reason']})" if "reason" in state else ""
        yield f"{annotator} {article}: {state['status']}{reason}{self.undecided(state)}; " + ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
        text = (self.project / f"articles/{article}.txt").read_bytes().decode("utf-8")
        spans = {span["id"]: span for span in state["spans"]}
        for span in spans.values():
            quoted = [text[begin:end] for begin, end in span["at"]]
            if quoted != span["text"]:
                yield f"  WRONG TEXT {span['text']} is {quoted}"
        numbers = {frame["id"]: number for number, frame in enumerate(state["frames"], 1)}
        used = set()
        for frame in state["frames"]:
            made = f" by {frame['origin']['by']}" if "origin" in frame else ""
            rest = self.attributes(frame) + self.undecided(frame)
            yield f"  {frame['layer']} {numbers[frame['id']]}{made}" + (f" · {rest}" if rest else "")
            for role, fillers in frame.get("roles", {}).items():
                if not fillers:
                    yield f"    {role}: none"
                for filler in fillers:
                    to = filler["to"]
                    used.add(to)
                    if to.startswith("entity:"):
                        what = self.name(to.removeprefix("entity:"))
                    else:
                        what = self.span(spans[to]) if to in spans else f"{numbers[to]}"
                    rest = self.attributes(filler)
                    yield f"    {role}: {what}" + (f" · {rest}" if rest else "")
        for span in spans.values():
            if span["id"] not in used:
                made = f" by {span['origin']['by']}" if "origin" in span else ""
                yield f"  {span['layer']}{made} {self.span(span)}"

    def lines(self):
        known = sorted(path.relative_to(self.project / "articles").with_suffix("").as_posix()
                       for path in (self.project / "articles").rglob("*.txt") if ".texts" not in path.parts)
        yield "articles: " + ", ".join(known)
        for name, value in read(self.project / "sayso.json").items():
            if name in ("plugins", "rules"):
                yield f"{name}: {json.dumps(value)}"
        for path in sorted((self.project / "articles").rglob("*.history")):
            corrections = len(path.read_text(encoding="utf-8").splitlines())
            yield f"corrected {corrections} times: {path.with_suffix('.txt').read_text(encoding='utf-8').rstrip()}"
        for name in sorted(self.names.values()):
            yield f"entity: {name}"
        for path in sorted((self.project / "annotations").rglob("*.json")):
            annotator, article = path.relative_to(self.project / "annotations").with_suffix("").as_posix().split("/", 1)
            yield from self.article(annotator, article)


def main(program, case, accept):
    with tempfile.TemporaryDirectory(prefix="sayso-gesture-") as folder:
        folder = pathlib.Path(folder)
        project = folder / "project"
        environment = dict(os.environ, HOME=str(folder), XDG_STATE_HOME=str(folder / "state"), XDG_CONFIG_HOME=str(folder / "config"),
                           XDG_DATA_HOME=str(folder / "data"))

        def sayso(*words, **more):
            return subprocess.run([program, *map(str, words)], env=environment, text=True, **more)

        articles = sorted(path for path in case.glob("*.txt") if path.name != "expected.txt")
        if articles:
            sayso("new", project, check=True, stdout=subprocess.DEVNULL)
            sayso("add", project, *articles, check=True, stdout=subprocess.DEVNULL)

        def edit(where, name):
            if (case / name).exists():
                sayso("edit", where, "--annotator", "ana", "--article", articles[0].stem, check=True, stdout=subprocess.DEVNULL,
                      input=(case / name).read_text(encoding="utf-8"))

        edit(project, "before.jsonl")
        if (case / "elsewhere.jsonl").exists():
            shutil.copytree(project, folder / "elsewhere")
            edit(folder / "elsewhere", "elsewhere.jsonl")
            edit(project, "here.jsonl")
            history = f"annotations/ana/{articles[0].stem}"
            shutil.copy(folder / "elsewhere" / f"{history}.history", project / f"{history}.sync-conflict-20260102-030405-ABCDEFG.history")
        for text in sorted(case.glob("*.corrected")):
            sayso("correct", project, text, "--article", text.stem, "--by", "lena", check=True, stdout=subprocess.DEVNULL)
        start = [project, "--annotator", "ana"] if articles else []
        played = sayso("replay", *start, "--events", case / "events.jsonl", stdout=subprocess.PIPE)
        if played.returncode != 0:
            print(f"replay ended with {played.returncode}")
            return 1
        story = "\n".join(Story(project).lines()) + "\n" + played.stdout.splitlines()[0].split(";")[0] + "\n"
    expected = case / "expected.txt"
    if accept:
        expected.write_text(story, encoding="utf-8")
        return 0
    wanted = expected.read_text(encoding="utf-8")
    if story == wanted:
        return 0
    sys.stdout.writelines(difflib.unified_diff(wanted.splitlines(True), story.splitlines(True), "expected", "found"))
    return 1


if __name__ == "__main__":
    sys.exit(main(os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]), "--accept" in sys.argv[3:]))
