#!/usr/bin/env python3
"""Exports read back by readers that are not ours, and compared with the store record by record.

python3 exports_lose_nothing.py SAYSO. What may differ is what the loss report of the export names, and nothing
else: each such leave is taken in one place, `leave`, which fails when the report does not have it.
"""
import csv
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SAMPLE = SOURCE / "annotations/examples/city-hall"
ARTICLE = SOURCE.parent / "shared/articles/blinken-xi-beijing.txt"
SAYSO = ""


def sayso(*words, given="", statuses=(0,)):
    ran = subprocess.run([SAYSO, *map(str, words)], input=given, capture_output=True, text=True, timeout=120)
    if ran.returncode not in statuses:
        raise AssertionError(f"sayso {words}: {ran.returncode}\n{ran.stdout}\n{ran.stderr}")
    return ran.stdout


# ---- the store, as its files have it ----


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


class Store:
    """A project's files, by Python's own JSON reader."""

    def __init__(self, folder):
        self.scheme = load(folder / "scheme.json")
        entities = folder / "entities.json"
        self.entities = {e["id"]: e for e in load(entities)["entities"]} if entities.exists() else {}
        self.texts, self.facts = {}, {}
        for path in sorted((folder / "articles").rglob("*.txt")):
            name = path.relative_to(folder / "articles").as_posix()[:-4]
            self.texts[name] = path.read_bytes().decode("utf-8")
            self.facts[name] = load(path.with_suffix(".json"))
        self.annotations = {}  # (annotator, article): snapshot
        for path in sorted((folder / "annotations").rglob("*.json")):
            who, _, article = path.relative_to(folder / "annotations").as_posix()[:-5].partition("/")
            self.annotations[who, article] = load(path)

    def default(self, attribute):
        layer = next(l for l in self.scheme["layers"] if l["name"] == "attribution")
        rule = next((a for a in layer["attributes"] if a["name"] == attribute), {})
        return rule.get("default", "")

    def stands_for(self, entity):
        while entity and "same_as" in self.entities.get(entity, {}):
            entity = self.entities[entity]["same_as"]
        return entity


def attributions(snapshot):
    return [f for f in snapshot["frames"] if f["layer"] == "attribution"]


# ---- csv ----


def split(cell):
    """A list in one cell: `;` between items, `\\` before a `;` or `\\` of an item."""
    items, item, at = [], "", 0
    while at < len(cell):
        if cell[at] == "\\":
            at += 1
            item += cell[at]
        elif cell[at] == ";":
            items.append(item)
            item = ""
        else:
            item += cell[at]
        at += 1
    return items + [item] if cell else []


def same_length(*columns):
    """An empty cell is no item, unless another column of the role has one: then it is one empty item."""
    longest = max(map(len, columns))
    return [c if c or longest != 1 else [""] for c in columns]


def places(cell):
    """`30-46;61-64|80-90`: fragments of spans, None for an item without a place."""
    ranges = lambda one: [[int(n) for n in r.split("-")] for r in one.split(";")] if one else None
    return [ranges(one) for one in cell.split("|")] if cell else []


def table(folder, name):
    with open(folder / name, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert all(len(row) == len(rows[0]) for row in rows), name
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def as_words(value):
    return str(value) if value is not None else ""


PEOPLE = {"source": "source", "addressee": "addressee", "via": "via", "stance": "stance target"}


class Exported(unittest.TestCase):
    maxDiff = None

    def export(self, project, form):
        out = self.temporary() / form
        report = json.loads(sayso("export", project, "--to", form, "--out", out, "--json"))
        self.losses = {loss["what"]: loss["count"] for loss in report["losses"]}
        return out

    def temporary(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return pathlib.Path(folder.name)

    def leave(self, what, count=None):
        """Something is missing in the export: the report must say so, with how many."""
        found = [n for name, n in self.losses.items() if what in name]
        self.assertEqual(1, len(found), f"the loss report does not name {what!r}: {self.losses}")
        if count is not None:
            self.assertEqual(count, found[0], what)

    # -- csv against the store --

    def check_csv(self, project):
        store, out = Store(project), self.export(project, "csv")
        self.leave("texts of articles", len(store.texts))
        compared = sum(self.check_csv_attributions(store, out, key) for key in store.annotations)
        self.assertEqual(compared, len(table(out, "attributions.csv")))
        self.check_csv_records(store, out)
        return compared

    def check_csv_attributions(self, store, out, key):
        annotator, article = key
        snapshot, text = store.annotations[key], store.texts[article]
        spans = {s["id"]: s for s in snapshot["spans"]}
        rows = {r["attribution"]: r for r in table(out, "attributions.csv")
                if (r["annotator"], r["article"]) == key}
        frames = attributions(snapshot)
        self.assertEqual({f["id"] for f in frames}, set(rows), key)
        for frame in frames:
            row, roles, answers = rows[frame["id"]], frame["roles"], frame.get("attributes", {})
            with self.subTest(key=key, attribution=frame["id"]):
                self.check_spans_of(row, text, roles.get("content", []), spans, "contents", "content places")
                self.check_spans_of(row, text, roles.get("cue", []), spans, "cues", "cue places")
                kinds = [as_words(spans[f["to"]].get("attributes", {}).get("kind")) for f in roles.get("content", [])]
                self.assertEqual(kinds, same_length(split(row["kinds"]), kinds)[0])
                for role, prefix in PEOPLE.items():
                    self.check_people_of(store, row, text, roles.get(role, []), spans, prefix)
                for column, name in {"stance values": "value", "stance bases": "basis"}.items():
                    told = [as_words(f.get("attributes", {}).get(name)) for f in roles.get("stance", [])]
                    self.assertEqual(told, same_length(split(row[column]), told)[0])
                self.assertEqual([f["to"] for f in roles.get("within", [])], split(row["within"]))
                self.assertEqual(answers.get("tone", []), split(row["tone"]))
                for name in ("act", "polarity", "actuality", "sureness", "note"):
                    self.assertEqual(as_words(answers.get(name, store.default(name))), row[name], name)
                self.assertEqual([r for r in roles if not roles[r]], sorted(split(row["answered none"])))
                self.assertEqual(frame.get("origin"), json.loads(row["origin"]) if row["origin"] else None)
                self.check_nothing_else(frame, roles, answers, row)
        return len(frames)

    def check_nothing_else(self, frame, roles, answers, row):
        """What has no column of its own stands in `other`, and nothing of the record stands nowhere."""
        other = json.loads(row["other"]) if row["other"] else {}
        seen = {"tone", "act", "polarity", "actuality", "sureness", "note"}
        rest = {k: v for k, v in answers.items() if k not in seen}
        self.assertEqual(rest, other.get("attributes", {}))
        for role, fillers in roles.items():
            if role not in {"content", "cue", "within", *PEOPLE}:
                self.assertEqual(fillers, other.get("role " + role))
            for number, filler in enumerate(fillers, 1):
                self.assertLessEqual(set(filler), {"to", "attributes"})
                more = set(filler.get("attributes", {})) - ({"value", "basis"} if role == "stance" else set())
                self.assertEqual(bool(more), f"{role} {number}" in other)
        self.assertLessEqual(set(frame), {"id", "layer", "roles", "attributes", "origin", "sum"})

    def check_spans_of(self, row, text, fillers, spans, words, at):
        told, where = same_length(split(row[words]), places(row[at]))
        self.assertEqual([" … ".join(spans[f["to"]]["text"]) for f in fillers], told)
        self.assertEqual([spans[f["to"]]["at"] for f in fillers], where)
        # The offsets of the file alone give back the quoted text of the file alone.
        self.assertEqual(told, [" … ".join(text[b:e] for b, e in at) for at in where])

    def check_people_of(self, store, row, text, fillers, spans, prefix):
        told, where, ids, names = (split(row[prefix + "s"]), places(row[prefix + " places"]),
                                   split(row[prefix + " entity ids"]), split(row[prefix + " entity names"]))
        if len(fillers) == 1:
            told, where, ids, names = told or [""], where or [None], ids or [""], names or [""]
        elif fillers and not where:
            where = [None] * len(fillers)
        self.assertEqual([len(fillers)] * 4, [len(told), len(where), len(ids), len(names)])
        for filler, words, at, entity, name in zip(fillers, told, where, ids, names):
            span = spans.get(filler["to"])
            wanted = filler["to"][7:] if span is None else span.get("attributes", {}).get("entity", "")
            self.assertEqual(wanted, entity)
            self.assertEqual(span["at"] if span else None, at)
            self.assertEqual(" … ".join(text[b:e] for b, e in at or []), words)
            if wanted in store.entities:
                self.assertEqual(store.entities[store.stands_for(wanted)]["name"], name)

    def check_csv_records(self, store, out):
        spans, frames = table(out, "spans.csv"), table(out, "frames.csv")
        wanted_spans, wanted_frames = {}, {}
        for (annotator, article), snapshot in store.annotations.items():
            for span in snapshot["spans"]:
                self.assertLessEqual(set(span), {"id", "layer", "at", "text", "attributes", "origin", "sum"})
                wanted_spans[annotator, article, span["id"]] = (
                    span["layer"], [span["at"]], " … ".join(span["text"]), span.get("attributes", {}), span.get("origin"))
            for frame in snapshot["frames"]:
                if frame["layer"] != "attribution":
                    wanted_frames[annotator, article, frame["id"]] = (
                        frame["layer"], frame.get("roles", {}), frame.get("attributes", {}), frame.get("origin"))
        read = lambda cell: json.loads(cell) if cell else {}
        origin = lambda cell: json.loads(cell) if cell else None
        self.assertEqual(wanted_spans, {
            (r["annotator"], r["article"], r["span"]):
                (r["layer"], places(r["place"]), r["text"], read(r["attributes"]), origin(r["origin"])) for r in spans})
        self.assertEqual(wanted_frames, {
            (r["annotator"], r["article"], r["frame"]):
                (r["layer"], read(r["roles"]), read(r["attributes"]), origin(r["origin"])) for r in frames})
        self.assertEqual((len(wanted_spans), len(wanted_frames)), (len(spans), len(frames)))

        entities = [r for r in table(out, "entities.csv") if not r["entity"].startswith("@")]
        self.assertEqual(
            {e["id"]: (e["name"], e.get("kind", ""), sorted(e.get("aliases", [])), e.get("article", ""),
                       store.stands_for(e["id"])) for e in store.entities.values()},
            {r["entity"]: (r["name"], r["kind"], sorted(split(r["aliases"])), r["article"], r["stands for"])
             for r in entities})
        self.assertEqual({(s["article"], who): s["status"] for (who, _), s in store.annotations.items()},
                         {(r["article"], r["annotator"]): r["status"] for r in table(out, "status.csv")})
        self.assertEqual({(s["article"], who): s["rules"] for (who, _), s in store.annotations.items()},
                         {(r["article"], r["annotator"]): r["rules"] for r in table(out, "status.csv")})
        rows = {r["article"]: r for r in table(out, "articles.csv")}
        self.assertEqual(set(store.texts), set(rows))
        for name, row in rows.items():
            self.assertEqual(len(store.texts[name]), int(row["characters"]))
            facts = read(row["facts"])
            for key in ("title", "outlet", "author", "date", "url", "language", "rights"):
                self.assertEqual(store.facts[name].get(key, ""), row[key])
            for key, value in store.facts[name].items():
                if key not in ("format", "text_sha256"):
                    self.assertEqual(value, facts.get(key, row.get(key)), key)

    # -- brat against the store --

    def check_brat(self, project):
        store, out = Store(project), self.export(project, "brat")
        compared = 0
        lost_frames = 0
        for (annotator, article), snapshot in store.annotations.items():
            with self.subTest(annotator=annotator, article=article):
                base = out / annotator / article
                text = pathlib.Path(f"{base}.txt").read_bytes().decode("utf-8")
                self.assertEqual(store.texts[article], text)
                got = Brat(text, pathlib.Path(f"{base}.ann").read_bytes().decode("utf-8"))
                self.assertEqual([], got.wrong, "offsets that do not give back the words")
                self.assertEqual(bag(spans_of_store(snapshot)), bag(got.spans()))
                wanted, found = frames_of_store(snapshot), got.frames()
                self.assertEqual(bag(wanted), bag(found))
                compared += len(wanted)
                lost_frames += len(snapshot["frames"]) - len(wanted)
        if lost_frames:
            self.leave("frames of the layer document", lost_frames)
        if any("origin" in r for s in store.annotations.values() for r in s["spans"] + s["frames"]):
            self.leave("origin")
        self.leave("names, kinds and aliases of entities", len(store.entities))
        self.leave("what is known of an article", len(store.texts))
        self.leave("ids of records", sum(len(s["spans"]) + len(s["frames"]) for s in store.annotations.values()))
        self.leave("version of the scheme", len(store.annotations))
        self.leave("whether an article is done or skipped", len(store.annotations))
        return compared

    # -- the projects --

    def test_csv_of_the_sample(self):
        self.assertGreater(self.check_csv(SAMPLE), 150)

    def test_brat_of_the_sample(self):
        self.assertGreater(self.check_brat(SAMPLE), 150)

    def annotated_article(self):
        if not ARTICLE.exists():
            self.skipTest("the article is not here")
        project = self.temporary() / "press"
        sayso("new", project)
        sayso("add", project, ARTICLE, "--id", "blinken", "--language", "en")
        lines = edits_of(ARTICLE.read_bytes().decode("utf-8"))
        sayso("edit", project, "--annotator", "ana", "--article", "blinken", given=lines)
        sayso("finish", project, "--annotator", "ana", "--article", "blinken")
        return project

    def test_csv_of_a_mangled_article(self):
        self.assertEqual(len(QUOTES), self.check_csv(self.annotated_article()))

    def test_brat_of_a_mangled_article(self):
        self.assertEqual(len(QUOTES), self.check_brat(self.annotated_article()))


# ---- brat ----


def bag(values):
    return sorted(json.dumps(v, sort_keys=True, ensure_ascii=False) for v in values)


LAYERS = {"Content": "content", "Cue": "cue", "Mention": "mention", "Source": "mention", "Not-quote": "not-quote"}
STANCES = {"strongly-against": -2, "against": -1, "neutral": 0, "for": 1, "strongly-for": 2}
LISTS = {"tone"}


class Brat:
    """A reader of brat's standoff format: T, E, A, N and # lines; lines end at LF, fields at a tab."""

    def __init__(self, text, standoff):
        self.text, self.wrong = text, []
        self.bounds, self.events, self.answers, self.references, self.notes = {}, {}, {}, {}, {}
        for line in standoff.split("\n"):
            if not line:
                continue
            key, rest = line.split("\t", 1)
            {"T": self.bound, "E": self.event, "A": self.answer, "N": self.reference, "#": self.note}[key[0]](key, rest)

    def bound(self, key, rest):
        what, words = rest.split("\t")
        kind, at = what.split(" ", 1)
        fragments = [[int(n) for n in part.split(" ")] for part in at.split(";")]
        if words != " ".join(self.text[b:e] for b, e in fragments):
            self.wrong.append((key, words))
        # A fragment ends at a line end; two with nothing but line ends between them are one.
        joined = [fragments[0]]
        for begin, end in fragments[1:]:
            if re.fullmatch(r"[\r\n]+", self.text[joined[-1][1]:begin]):
                joined[-1] = [joined[-1][0], end]
            else:
                joined.append([begin, end])
        self.bounds[key] = (kind, joined)

    def event(self, key, rest):
        first, *arguments = rest.split(" ")
        kind, trigger = first.split(":")
        self.events[key] = (kind, trigger, [a.split(":") for a in arguments])

    def answer(self, key, rest):
        name, of, value = rest.split(" ")
        self.answers.setdefault(of, []).append((name, value))

    def reference(self, key, rest):
        what, words = rest.split("\t")
        _, of, target = what.split(" ")
        self.references.setdefault(of, []).append(target.removeprefix("Entity:"))

    def note(self, key, rest):
        what, words = rest.split("\t")
        self.notes.setdefault(what.split(" ")[1], []).append(words)

    def attributes(self, of):
        found = {}
        for name, value in self.answers.get(of, []):
            plain = {"QuoteKind": "kind"}.get(name, name[0].lower() + name[1:]).rstrip("0123456789")
            if plain in LISTS:
                found.setdefault(plain, []).append(value)
            else:
                found[plain] = STANCES.get(value, value) if plain == "value" else value
        return found

    def span(self, key):
        kind, at = self.bounds[key]
        attributes = self.attributes(key)
        if key in self.references:
            attributes["entity"] = self.references[key][0]
        return [LAYERS[kind], at, attributes]

    def spans(self):
        # A mention that is a source here and something else there has two lines and is one span.
        once = {json.dumps(self.span(k), sort_keys=True): self.span(k) for k, (kind, _) in self.bounds.items()
                if kind in LAYERS}
        return once.values()

    def filler(self, target):
        return self.span(target) if target in self.bounds else ["within", self.place_of(target)]

    def place_of(self, event):
        """What tells an attribution from others: where its trigger stands."""
        return self.bounds[self.events[event][1]][1]

    def frames(self):
        stances = {}
        for key, (kind, trigger, arguments) in self.events.items():
            if kind == "Stance":
                named = dict(arguments)
                target = self.span(named["Toward"]) if "Toward" in named else self.references[trigger][0]
                stances.setdefault(named["Of"], []).append([target, self.attributes(key)])
        found = []
        for key, (kind, trigger, arguments) in self.events.items():
            if kind == "Stance":
                continue
            roles, none, note, said = {}, [], None, self.attributes(key)
            for name, target in arguments:
                roles.setdefault(re.sub(r"\d+$", "", name).lower(), []).append(self.filler(target))
            for words in self.notes.get(key, []):
                if match := re.fullmatch(r"answered 'none': (.*)", words):
                    none.append(match[1])
                elif match := re.fullmatch(r"(\w+) without a mention: .* \((\S+)\)", words):
                    roles.setdefault(match[1], []).append(match[2])
                    assert match[2] in self.references[trigger]
                else:
                    note = words
            if note:
                said["note"] = note
            if key in stances:
                roles["stance"] = stances[key]
            found.append([self.place_of(key), roles, sorted(none), said])
        return found


def spans_of_store(snapshot):
    seen = {}
    for span in snapshot["spans"]:
        value = [span["layer"], span["at"], span.get("attributes", {})]
        seen[json.dumps(value, sort_keys=True)] = value
    return seen.values()


def frames_of_store(snapshot):
    spans = {s["id"]: [s["layer"], s["at"], s.get("attributes", {})] for s in snapshot["spans"]}
    frames = {f["id"]: f for f in attributions(snapshot)}

    def place_of(frame):
        for role in ("cue", "content", "source", "addressee", "via", "stance"):
            for filler in frame["roles"].get(role, []):
                if filler["to"] in spans:
                    return sorted(spans[filler["to"]][1])
        raise AssertionError(frame)

    def filler(to):
        if to in spans:
            return spans[to]
        return ["within", place_of(frames[to])] if to in frames else to.removeprefix("entity:")

    found = []
    for frame in frames.values():
        roles, none = {}, []
        for role, fillers in frame["roles"].items():
            if not fillers:
                none.append(role)
            elif role == "stance":
                roles[role] = [[filler(f["to"]), f.get("attributes", {})] for f in fillers]
            else:
                # brat's arguments are spans and events: an entity comes after them.
                ordered = sorted(fillers, key=lambda f: f["to"].startswith("entity:"))
                roles[role] = [filler(f["to"]) for f in ordered]
        found.append([place_of(frame), roles, sorted(none), frame.get("attributes", {})])
    return found


# ---- the article, annotated as a script would ----

# content fragments, cue, source, entity, kind, (stance target, value) or None, tones
QUOTES = [
    (["“It’s in America’s interests, China’s interests, and the world’s interests,”"], "said", "Mr Blinken",
     "Antony Blinken", "direct", ("China", 1), ["confident"]),
    (["“interactions between countries should always be based on mutual respect and sincerity. We look forward to "
      "contributing more actively.”"], "stating", "Xi", "Xi Jinping", "direct", None, ["warm"]),
    (["“recklessly interfering in China’s internal affairs”"], "accused", "Wang", "Wang Yi", "mixed",
     ("the United States", -2), ["angry"]),
    (["“frank and productive,”"], "called", "The State Department", "State Department", "mixed", None, ["neutral"]),
    (["“China may feel that the United States is taking a constructive position,”"], "said", "Wu Xinbo", "Wu Xinbo",
     "direct", ("the United States", 1), ["confident", "warm"]),
    (["“The Chinese government believes it is in its interests to communicate directly to manage relationship "
      "stress,”", "“we will be ready for President Xi to meet with President Biden in the fall.”"], "said", "Ryan Huss",
     "Ryan Hass", "direct", None, ["neutral"]),
]


def edits_of(text):
    lines = []
    for words, cue, source, entity, kind, stance, tones in QUOTES:
        at, place = [], 0
        for part in words:
            begin = text.index(part, place)
            place = begin + len(part)
            at.append([begin, place])
        edits = []

        def span(number, layer, fragments, attributes=None):
            value = {"id": f"new:{number}", "layer": layer, "at": fragments,
                     "text": [text[b:e] for b, e in fragments]}
            if attributes:
                value["attributes"] = attributes
            edits.append({"edit": "add-span", "span": value})

        def first(words, after):
            begin = text.find(words, after)
            begin = begin if begin >= 0 else text.index(words)
            return [[begin, begin + len(words)]]

        edits.append({"edit": "add-entity", "entity": {"id": "new:e", "name": entity, "kind": "person"}})
        span(1, "content", at, {"kind": kind})
        span(2, "cue", first(cue, at[0][1]))
        span(3, "mention", first(source, 0), {"entity": "new:e"})
        roles = {"content": [{"to": "new:1"}], "cue": [{"to": "new:2"}], "source": [{"to": "new:3"}], "stance": []}
        if stance:
            span(4, "mention", first(stance[0], 0))
            roles["stance"] = [{"to": "new:4", "attributes": {"value": stance[1]}}]
        edits.append({"edit": "add-frame", "frame": {"id": "new:5", "layer": "attribution", "roles": roles,
                                                     "attributes": {"tone": tones}}})
        lines.append(json.dumps({"edits": edits}, ensure_ascii=False))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    SAYSO = sys.argv.pop(1)
    unittest.main(verbosity=2)
