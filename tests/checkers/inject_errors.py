#!/usr/bin/env python3
"""Puts one error into each of many clean annotated articles and counts which ones `sayso check` finds.

    inject_errors.py SAYSO [--each 40] [--seed 1] [--least 0.95] [--most-alarms 1.0] [--table]

Every kind of error goes into --each articles of its own. An error counts as found when a finding of a rule that is meant for it
lies at its place or names its record. What is said of severity error or warning about the same articles before anything was put into
them, and about the sample project's gold, is a false alarm. Fails when a limit is passed. --table prints what docs/checkers.md shows.
"""
import argparse
import collections
import copy
import json
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from clean_articles import article as clean_article, entities, people  # noqa: E402
from project_files import ROOT, write_project  # noqa: E402


def replace(article, begin, end, words):
    """Puts words in the place of a stretch of the text; annotations move along."""
    grown = len(words) - (end - begin)
    move = lambda at: at if at <= begin else at + grown if at >= end else min(at, begin + len(words))
    article.text = article.text[:begin] + words + article.text[end:]
    for span in article.spans:
        span["at"] = [[move(b), move(e)] for b, e in span["at"] if move(b) < move(e)]
        span["text"] = [article.text[b:e] for b, e in span["at"]]
    article.spans = [span for span in article.spans if span["at"]]


def set_place(article, span, at):
    span["at"] = at
    span["text"] = [article.text[b:e] for b, e in at]


def remove(article, ids):
    """Records, and the roles that they filled."""
    article.spans = [s for s in article.spans if s["id"] not in ids]
    article.frames = [f for f in article.frames if f["id"] not in ids]
    for frame in article.frames:
        for role in list(frame["roles"]):
            kept = [f for f in frame["roles"][role] if f["to"] not in ids]
            if len(kept) < len(frame["roles"][role]) and not kept:
                del frame["roles"][role]
            else:
                frame["roles"][role] = kept


class Error:
    """Where an error was put: a stretch of the text, or records."""

    def __init__(self, at=None, records=()):
        self.at, self.records = at, set(records)


class Injector:
    def __init__(self, article, rng, earlier):
        self.article, self.rng, self.earlier = article, rng, earlier

    # ---- choosing ----
    def spans(self, layer, test=lambda span: True):
        return [s for s in self.article.spans if s["layer"] == layer and test(s)]

    def one(self, records):
        return self.rng.choice(records) if records else None

    def kind(self, value):
        return self.spans("content", lambda s: s["attributes"]["kind"] == value)

    def frame_of(self, span, role="content"):
        return next((f for f in self.article.frames if any(x["to"] == span["id"] for x in f["roles"].get(role, []))), None)

    def outer_direct(self):
        """A direct quote of one piece that is not inside another."""
        inner = {x["to"] for f in self.article.frames if "within" in f["roles"] for x in f["roles"]["content"]}
        nests = {x["to"] for f in self.article.frames for w in self.article.frames for x in f["roles"].get("content", []) if any(y["to"] == f["id"] for y in w["roles"].get("within", []))}
        return self.one([s for s in self.kind("direct") if len(s["at"]) == 1 and s["id"] not in inner | nests])

    def reported(self, cue_words=None):
        """An indirect quote that a cue with "that" reports."""
        found = []
        for span in self.kind("indirect"):
            before = self.article.text[max(0, span["at"][0][0] - 6):span["at"][0][0]]
            frame = self.frame_of(span)
            cue = self.article.record(frame["roles"]["cue"][0]["to"])
            if before.endswith((" that ", ", dass ")) and (cue_words is None or cue["text"][0].startswith(cue_words)):
                found.append((span, frame, cue))
        return self.one(found)

    # ---- the text ----
    def mark_lost(self):
        span = self.outer_direct()
        end = span["at"][0][1]
        replace(self.article, end - 1, end, "")
        return Error([span["at"][0][0] - 1, span["at"][0][1] + 2])

    def mark_turned(self):
        span = self.outer_direct()
        begin, end = span["at"][0]
        replace(self.article, end - 1, end, self.article.text[begin])
        return Error([begin, end])

    def mark_of_another_kind(self):
        span = self.outer_direct()
        begin, end = span["at"][0]
        if self.article.language == "de":
            replace(self.article, end - 1, end, "”")
        else:
            replace(self.article, begin, begin + 1, "„")
        set_place(self.article, span, [[begin, end]])
        return Error([begin, end])

    def plain_word(self):
        """A word of the writer's own: its place."""
        spots = []
        covered = [at for s in self.article.spans for at in s["at"]]
        for line in self.article.text.split("\n"):
            offset = self.article.text.index(line) if line else 0
            for word in line.split(" ")[2:-2]:
                begin = self.article.text.index(" " + word + " ", offset) + 1 if f" {word} " in self.article.text[offset:] else None
                if begin and word.isalpha() and word.islower() and not any(b <= begin < e for b, e in covered):
                    spots.append([begin, begin + len(word)])
        return self.one(spots)

    def word_doubled(self):
        begin, end = self.plain_word()
        replace(self.article, end, end, " " + self.article.text[begin:end])
        return Error([begin, end + 1 + end - begin])

    def sentence_torn(self):
        span = self.one([s for s in self.kind("direct") if len(s["at"]) == 1 and " " in s["text"][0][20:-20]])
        at = self.article.text.index(" ", span["at"][0][0] + 12)
        while not self.article.text[at + 1].islower():
            at = self.article.text.index(" ", at + 1)
        replace(self.article, at, at + 1, "\n")
        return Error([at - 30, at + 30])

    def wrongly_converted(self):
        mark = self.article.text.index("“")
        replace(self.article, mark, mark + 1, "â€œ")
        return Error([mark - 3, mark + 5])

    def orphan_left(self):
        span = self.outer_direct()
        at = self.article.text.find("\n", span["at"][0][1])
        replace(self.article, at, at, " added." if self.article.language == "en" else " sagte.")
        return Error([at, at + 8])

    def name_misspelt(self):
        used = collections.Counter(s["attributes"]["entity"] for s in self.spans("mention", lambda s: s["attributes"].get("form") == "name"))
        last = {p.id: p.last for p in people()}
        span = self.one(self.spans("mention", lambda s: s["attributes"]["entity"] in last and s["attributes"].get("form") == "name" and used[s["attributes"]["entity"]] > 2))
        if span is None:
            return None
        name = last[span["attributes"]["entity"]]
        begin = self.article.text.index(name, span["at"][0][0])
        at = begin + self.rng.randrange(1, len(name) - 2)
        letter = self.rng.choice([c for c in "aeiou" if c != self.article.text[at]] if self.article.text[at] in "aeiou" else [c for c in "bdgklmnprst" if c != self.article.text[at]])
        replace(self.article, at, at + 1, letter)
        return Error([begin, begin + len(name)], [span["id"]])

    # ---- what is annotated ----
    def quote_left_out(self):
        span = self.outer_direct()
        remove(self.article, {span["id"], self.frame_of(span)["id"]} | {x["to"] for r in ("cue",) for x in self.frame_of(span)["roles"][r]})
        return Error(span["at"][0])

    def indirect_left_out(self):
        found = self.reported()
        if found is None:
            return None
        span, frame, cue = found
        remove(self.article, {span["id"], frame["id"], cue["id"]})
        return Error(span["at"][0])

    def not_quote_left_out(self):
        span = self.one(self.spans("not-quote"))
        remove(self.article, {span["id"]})
        return Error(span["at"][0])

    def speaker_left_out(self):
        frame = self.one([f for f in self.article.frames if f["roles"].get("source")])
        del frame["roles"]["source"]
        return Error(records=[frame["id"]])

    def cue_unused(self):
        frame = self.one(self.article.frames)
        cue = frame["roles"].pop("cue")[0]["to"]
        return Error(records=[cue])

    def content_unused(self):
        span = self.outer_direct()
        frame = self.frame_of(span)
        del frame["roles"]["content"]
        return Error(records=[span["id"], frame["id"]])

    def marks_left_out(self):
        span = self.outer_direct()
        begin, end = span["at"][0]
        set_place(self.article, span, [[begin + 1, end - 1]])
        return Error(records=[span["id"]])

    def space_taken_in(self):
        span = self.one(self.spans("cue") + self.spans("mention"))
        begin, end = span["at"][-1]
        if self.article.text[end:end + 1] != " ":
            span["at"][0][0] -= 1 if self.article.text[span["at"][0][0] - 1] == " " else 0
        else:
            span["at"][-1][1] = end + 1
        before = list(span["text"])
        set_place(self.article, span, span["at"])
        return Error(records=[span["id"]]) if span["text"] != before else None

    def punctuation_taken_in(self):
        span = self.one([s for s in self.kind("indirect") + self.spans("mention") if self.article.text[s["at"][-1][1]:s["at"][-1][1] + 1] in (".", ",")])
        set_place(self.article, span, span["at"][:-1] + [[span["at"][-1][0], span["at"][-1][1] + 1]])
        return Error(records=[span["id"]])

    def word_cut(self):
        span = self.one([s for s in self.spans("cue") + self.spans("mention") if s["at"][0][1] - s["at"][0][0] > 3])
        begin, end = span["at"][0]
        set_place(self.article, span, [[begin, end - self.rng.choice([1, 2])]] if self.rng.random() < 0.5 else [[begin + 1, end]])
        return Error(records=[span["id"]])

    def auxiliary_left_out(self):
        found = self.reported(("has ", "did not "))
        if found is None:
            return None
        cue = found[2]
        set_place(self.article, cue, [[cue["at"][0][0] + cue["text"][0].rindex(" ") + 1, cue["at"][0][1]]])
        return Error(records=[cue["id"]])

    def title_left_out(self):
        last = {p.id: p for p in people()}
        span = self.one(self.spans("mention", lambda s: s["attributes"]["entity"] in last and s["attributes"].get("form") == "name" and not s["text"][0].startswith(last[s["attributes"]["entity"]].first)))
        if span is None:
            return None
        begin, end = span["at"][0]
        set_place(self.article, span, [[begin + span["text"][0].rindex(" ") + 1, end]])
        return Error(records=[span["id"]])

    # ---- how it hangs together ----
    def loop(self):
        frame = self.one([f for f in self.article.frames if "within" in f["roles"]])
        outer = self.article.record(frame["roles"]["within"][0]["to"])
        outer["roles"]["within"] = [{"to": frame["id"]}]
        return Error(records=[frame["id"], outer["id"]])

    def within_elsewhere(self):
        frame = self.one([f for f in self.article.frames if "within" not in f["roles"] and f["roles"].get("content")])
        other = self.one([f for f in self.article.frames if f is not frame and "within" not in f["roles"] and f["roles"].get("content")])
        frame["roles"]["within"] = [{"to": other["id"]}]
        return Error(records=[frame["id"]])

    def filled_by_nothing(self):
        frame = self.one(self.article.frames)
        frame["roles"]["addressee"] = [{"to": "r9999"}]
        return Error(records=[frame["id"]])

    def twice(self):
        span = self.one(self.article.spans)
        twin = copy.deepcopy(span)
        twin["id"] = "r9998"
        self.article.spans.append(twin)
        return Error(records=[span["id"], twin["id"]])

    def crossing(self):
        span = self.outer_direct()
        begin, end = span["at"][0]
        at = self.article.text.index(" ", begin + 12) + 1
        self.article.span("content", [at, end + 3 if self.article.text[end] == " " else end + 1], kind="direct")
        self.article.frame({"content": [self.article.spans[-1]["id"]], "source": [], "stance": []}, tone=["neutral"])
        return Error(records=[span["id"], self.article.spans[-1]["id"]])

    # ---- who ----
    def entity_left_out(self):
        frame = self.one([f for f in self.article.frames if any(not x["to"].startswith("entity:") for x in f["roles"].get("source", []))])
        span = self.article.record(frame["roles"]["source"][0]["to"])
        del span["attributes"]["entity"]
        return Error(records=[span["id"]])

    def wrong_entity(self):
        span = self.one(self.spans("mention", lambda s: s["attributes"].get("form") == "name"))
        wrong = self.rng.choice([p for p in people() if p.last not in span["text"][0]])
        span["attributes"]["entity"] = wrong.id
        return Error(records=[span["id"]])

    def pronoun_of_a_body(self):
        span = self.one(self.spans("mention", lambda s: s["attributes"].get("form") == "pronoun"))
        if self.article.language == "de" or span is None:
            return None
        span["attributes"]["entity"] = "en-0-carrow-00ff"
        return Error(records=[span["id"]])

    # ---- what is answered ----
    def wrong_kind(self):
        span = self.one(self.kind("direct") + self.kind("indirect"))
        span["attributes"]["kind"] = "indirect" if span["attributes"]["kind"] == "direct" else "direct"
        return Error(records=[span["id"]])

    def stances(self):
        return [(f, x) for f in self.article.frames for x in f["roles"].get("stance", []) if "attributes" in x]

    def stance_without_value(self):
        found = self.one(self.stances())
        if found is None:
            return None
        del found[1]["attributes"]["value"]
        return Error(records=[found[0]["id"]])

    def stance_without_basis(self):
        found = self.one(self.stances())
        if found is None:
            return None
        del found[1]["attributes"]["basis"]
        return Error(records=[found[0]["id"]])

    def opposite_stances(self):
        """The same speaker, the same target, the other way."""
        found = [(f, x) for f, x in self.stances() if f["roles"].get("source")]
        self.rng.shuffle(found)
        entity = lambda to: to[7:] if to.startswith("entity:") else self.article.record(to)["attributes"].get("entity")
        for frame, filler in found:
            for other in self.article.frames:
                if other is not frame and other["roles"].get("source") and entity(other["roles"]["source"][0]["to"]) == entity(frame["roles"]["source"][0]["to"]):
                    target = entity(filler["to"])
                    other["roles"]["stance"] = [{"to": f"entity:{target}", "attributes": {"value": -filler["attributes"]["value"], "basis": "words"}}]
                    other["attributes"]["tone"] = ["confident"]
                    return Error(records=[frame["id"], other["id"]])
        return None

    def tone_against_stance(self):
        found = self.one([(f, x) for f, x in self.stances() if len(f["roles"]["stance"]) == 1])
        if found is None:
            return None
        found[0]["attributes"]["tone"] = ["angry"] if found[1]["attributes"]["value"] > 0 else ["warm"]
        return Error(records=[found[0]["id"]])

    def tone_left_out(self):
        frame = self.one(self.article.frames)
        del frame["attributes"]["tone"]
        return Error(records=[frame["id"]])

    def value_outside(self):
        what = self.rng.randrange(3)
        if what == 0:
            span = self.one(self.spans("content"))
            span["attributes"]["kind"] = self.rng.choice(["Direct", "directt", "paraphrase"])
            return Error(records=[span["id"]])
        frame = self.one(self.article.frames)
        if what == 1:
            frame["attributes"]["tone"] = ["neutral", "warm"]
        else:
            frame["roles"]["stance"] = [{"to": "entity:topic-en-0-00aa", "attributes": {"value": self.rng.choice([3, 7, -5]), "basis": "words"}}]
        return Error(records=[frame["id"]])

    def annotated_otherwise(self):
        """A quote of an earlier article stands here too, and somebody else says it."""
        other = self.earlier
        span = next(s for s in other.spans if s["layer"] == "content" and s["attributes"]["kind"] == "direct" and len(s["at"]) == 1)
        mention = self.one(self.spans("mention", lambda s: s["attributes"].get("form") == "name" and s["attributes"]["entity"] in {p.id for p in people()}))
        self.article.text = self.article.text.rstrip("\n") + "\n"
        at = self.article.write(span["text"][0])
        content = self.article.span("content", at, kind="direct")
        self.article.write(" ")
        cue = self.article.span("cue", self.article.write("said" if self.article.language == "en" else "sagte"))
        self.article.write(" ")
        source = self.article.span("mention", self.article.write(mention["text"][0]), entity=mention["attributes"]["entity"], form="name")
        self.article.write(".\n")
        self.article.frame({"content": [content], "cue": [cue], "source": [source], "stance": []}, tone=["neutral"])
        return Error(records=[content])


# What each error is, and the rules of which one is meant to find it.
KINDS = {
    "mark_lost": ("a quotation mark is lost", ["quote-marks/unbalanced"]),
    "mark_turned": ("a closing mark looks the wrong way", ["quote-marks/unbalanced"]),
    "mark_of_another_kind": ("one of two marks is of another convention", ["quote-marks/mismatched", "quote-marks/unbalanced"]),
    "word_doubled": ("a word stands twice", ["text/doubled-word"]),
    "sentence_torn": ("a line ends within a sentence", ["text/torn-sentence"]),
    "wrongly_converted": ("a mark is left of a wrong conversion", ["text/encoding"]),
    "orphan_left": ("a lone verb is left over", ["text/orphan"]),
    "name_misspelt": ("a name is misspelt once", ["speakers/alias-variant", "speakers/other-name"]),
    "quote_left_out": ("a direct quote is not annotated", ["quote-marks/unannotated"]),
    "indirect_left_out": ("an indirect quote is not annotated", ["text/missed-indirect"]),
    "not_quote_left_out": ("a scare quote is not settled", ["quote-marks/scare", "quote-marks/unannotated"]),
    "speaker_left_out": ("an attribution has no source", ["quote/no-speaker"]),
    "cue_unused": ("a cue is in no attribution", ["attributions/unused"]),
    "content_unused": ("a content is in no attribution", ["attributions/unused"]),
    "marks_left_out": ("a content leaves its marks out", ["quote/boundary"]),
    "space_taken_in": ("a span takes a space in", ["boundaries/space"]),
    "punctuation_taken_in": ("a span takes punctuation in", ["boundaries/punctuation"]),
    "word_cut": ("a span cuts a word", ["boundaries/cut-word"]),
    "auxiliary_left_out": ("a cue leaves its auxiliary out", ["boundaries/auxiliary"]),
    "title_left_out": ("a mention leaves its title out", ["boundaries/mention-extent"]),
    "loop": ("two attributions are within each other", ["attributions/loop"]),
    "within_elsewhere": ("an attribution is within one that lies elsewhere", ["attributions/within"]),
    "filled_by_nothing": ("a role is filled by a record that is not there", ["attributions/dangling"]),
    "twice": ("a span stands twice", ["attributions/duplicate"]),
    "crossing": ("two contents cross", ["attributions/crossing"]),
    "entity_left_out": ("a speaker's mention has no entity", ["speakers/unlinked"]),
    "wrong_entity": ("a name stands for another entity", ["speakers/other-name", "speakers/two-entities"]),
    "pronoun_of_a_body": ("he or she stands for an organisation", ["speakers/pronoun"]),
    "wrong_kind": ("direct and indirect are exchanged", ["quote-marks/kind"]),
    "stance_without_value": ("a stance has no value", ["stance/no-value"]),
    "stance_without_basis": ("a stance has no basis", ["stance/no-basis"]),
    "opposite_stances": ("a speaker is for and against one target", ["stance/opposite"]),
    "tone_against_stance": ("the tone contradicts the stance", ["stance/tone"]),
    "tone_left_out": ("a required attribute is missing", ["attributions/required"]),
    "value_outside": ("a value is outside the scheme", ["attributions/value"]),
    "annotated_otherwise": ("the same words have another speaker elsewhere", ["text/annotated-otherwise"]),
}


def check(sayso, folder, *more):
    run = subprocess.run([sayso, "check", folder, "--json", *more], capture_output=True, text=True, check=False)
    if not run.stdout or run.returncode > 1:
        sys.exit(f"sayso check: {run.returncode} {run.stderr}")
    return json.loads(run.stdout)["findings"]


def is_found(error, finding, rules):
    if finding["rule"] not in rules:
        return False
    if error.records & set(finding.get("annotations", [])):
        return True
    return error.at is not None and any(b < error.at[1] and error.at[0] < e for b, e in finding["at"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sayso")
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=float, default=0.95)
    parser.add_argument("--most-alarms", type=float, default=1.0)
    parser.add_argument("--table", action="store_true")
    given = parser.parse_args()

    clean, wrong, errors = [], [], {}
    for kind in KINDS:
        made = tries = 0
        while made < given.each:
            tries += 1
            if tries > 40 * given.each:
                sys.exit(f"no place was found for {kind}")
            language = "en" if (made + tries) % 2 == 0 else "de"
            name = f"{kind.replace('_', '-')}-{tries:04}"
            before = clean_article(name, language, given.seed)
            after = copy.deepcopy(before)
            earlier = clean_article(f"{name}-earlier", language, given.seed)
            error = getattr(Injector(after, random.Random(f"{given.seed}/{name}"), earlier), kind)()
            if error is None:
                continue
            if kind == "annotated_otherwise":
                clean.append(earlier)
                earlier.name = "a-" + earlier.name  # comes first
                wrong.append(earlier)
            clean.append(before)
            wrong.append(after)
            errors[name] = (kind, error)
            made += 1

    with tempfile.TemporaryDirectory() as scratch:
        alarms = [f for f in check(given.sayso, write_project(pathlib.Path(scratch) / "clean", clean, entities()))]
        found_in = collections.defaultdict(list)
        for finding in check(given.sayso, write_project(pathlib.Path(scratch) / "wrong", wrong, entities())):
            found_in[finding.get("article")].append(finding)
    sample = ROOT / "annotations/examples/city-hall"
    gold = check(given.sayso, sample, "--annotator", "gold")
    articles = len(clean) + len(list((sample / "annotations/gold").glob("*.json")))
    loud = [f for f in alarms + gold if f["severity"] != "hint"]

    injected, found, by_rule = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    severity = {}
    for name, (kind, error) in errors.items():
        injected[kind] += 1
        hits = [f for f in found_in[name] if is_found(error, f, KINDS[kind][1])]
        found[kind] += bool(hits)
        for rule in KINDS[kind][1]:
            by_rule[rule]["injected"] += 1
            by_rule[rule]["found"] += any(f["rule"] == rule for f in hits)
        if not hits:
            print(f"not found: {kind} in {name}", file=sys.stderr)
        for f in hits:
            severity[f["rule"]] = f["severity"]
    count = collections.Counter(f["rule"] for f in alarms + gold)
    for f in alarms + gold:
        severity.setdefault(f["rule"], f["severity"])
    if given.table:
        print("| error | injected | found | recall | rule |\n|---|---|---|---|---|")
        for kind, (what, rules) in KINDS.items():
            print(f"| {what} | {injected[kind]} | {found[kind]} | {100 * found[kind] / injected[kind]:.0f} % | {', '.join(f'`{r}`' for r in rules)} |")
        print("\n| rule | severity | injected | found | recall | findings per clean article |\n|---|---|---|---|---|---|")
        for rule in sorted(set(by_rule) | set(count)):
            n = by_rule[rule]
            recall = f"{100 * n['found'] / n['injected']:.0f} %" if n["injected"] else "–"
            print(f"| `{rule}` | {severity.get(rule, '–')} | {n['injected'] or '–'} | {n['found'] if n['injected'] else '–'} | {recall} | {count[rule] / articles:.3f} |")
        print()
    total, hit = sum(injected.values()), sum(found.values())
    print(f"{total} errors of {len(KINDS)} kinds, {hit} found, {100 * hit / total:.1f} %; {articles} clean articles, "
          f"{len(loud)} findings of severity error or warning, {len(loud) / articles:.3f} an article")
    for f in loud[:10]:
        print("false alarm:", f.get("article"), f["rule"], f["message"], file=sys.stderr)
    return 0 if hit >= given.least * total and len(loud) <= given.most_alarms * articles else 1


if __name__ == "__main__":
    sys.exit(main())
