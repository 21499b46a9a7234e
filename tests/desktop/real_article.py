"""The whole job on a real article, one that an earlier machine mangled: made a project of, annotated by replayed keys
and mouse, checked, exported, and read back. The article lies beside the project, not in it; without it the test is
skipped. Argument: the program."""

import csv
import json
import os
import pathlib
import re
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from scratch_project import ScratchProject  # noqa: E402

ARTICLE = pathlib.Path(__file__).resolve().parents[2].parent / "shared/articles/blinken-xi-beijing.txt"

# What is annotated: the quote's first words and last words, kind, cue, speaker's mention, whom it stands for ("" is
# the mention's own words), stance digit, target, tone letter. Words are looked for from the paragraph on.
QUOTES = [
    ("Mr Blinken told", "“It’s in America’s", "interests,”", "D", "said", "he", "Antony Blinken", "5", "US–China ties", "W"),
    ("In his opening", "“interactions between", "actively.”", "M", "stating that", "Xi", "Xi Jinping", "4", "United States", "C"),
    ("Wu Xinbo, dean", "“China may", "position,”", "D", "said", "he", "Wu Xinbo", "4", "United States", "C"),
    ("The State Department called", "“to keep", "conflict.”", "M", "called for", "Mr. Brinken", "Antony Brinken", "5", "United States", "W"),
]


def key(name, *mods, count=1):
    return {"key": name, "mods": list(mods), "count": count}


class RealArticle(ScratchProject):
    def setUp(self):
        super().setUp()
        self.text = ARTICLE.read_bytes().decode("utf-8")
        self.make_project("talks", ARTICLE)

    def place(self, words, after):
        """Where these words stand as whole words."""
        found = re.compile(r"(?<!\w)" + re.escape(words) + r"(?!\w)").search(self.text, after)
        return [found.start(), found.end()]

    def events(self):
        named = set()
        for paragraph, first, last, kind, cue, mention, entity, digit, target, tone in QUOTES:
            start = self.text.index(paragraph)
            begin = self.place(first, start)[0]
            end = self.place(last, begin)[1]
            near = end if kind == "D" else start
            yield {"drag": {"at": [begin, end]}}
            yield key("Q")
            yield key(kind)
            yield {"drag": {"at": self.place(cue, near)}}
            yield key("C")
            yield {"drag": {"at": self.place(mention, near)}}
            yield key("S")
            if entity in named:
                yield key("Enter")
            else:
                yield {"text": entity}
                yield {"click": {"on": "new:person"}}
            yield key(digit)
            yield {"text": target}
            yield key("Enter")
            yield key(tone)
            yield key("Esc")
            named.add(entity)
        yield {"wait": "saved"}
        yield {"expect": {"status": "saved"}}

    def annotate(self):
        self.put_events(*self.events())
        return json.loads(self.sayso("replay", "talks", "--annotator", "ana", "--events", "events.jsonl", "--json"))

    def test_it_is_annotated_checked_and_exported(self):
        report = self.annotate()
        self.assertEqual(report["attributions"], {"made": 4, "complete": 4})
        print(f"\n{report['events']} events for {report['attributions']['complete']} attributions; frames: "
              f"median {report['frames']['median_ms']:.2f} ms, 99 % under {report['frames']['p99_ms']:.2f} ms")

        found = json.loads(self.sayso("check", "talks", "--json", status=1))["findings"]
        unbalanced = [finding for finding in found if finding["rule"] == "quote-marks/unbalanced"]
        quoted = {self.text[begin:end] for finding in unbalanced for begin, end in finding["at"]}
        self.assertIn("“", quoted)  # after “during Brinken’s visit.”, where a mark closes nothing
        self.assertIn("‘", quoted)  # before “added.”
        spelt = [finding["message"] for finding in found if finding["rule"] == "speakers/alias-variant"]
        self.assertTrue(any("Blinken" in words and "Brinken" in words for words in spelt), spelt)

        self.sayso("export", "talks", "--to", "csv", "--out", "csv", "--annotator", "ana")
        with open(self.folder / "csv/spans.csv", encoding="utf-8", newline="") as file:
            spans = list(csv.DictReader(file))
        self.assertEqual(sum(span["layer"] == "content" for span in spans), 4)
        for span in spans:
            fragments = [tuple(map(int, part.split("-"))) for part in span["place"].split(";")]
            self.assertEqual(" … ".join(self.text[begin:end] for begin, end in fragments), span["text"])

        mentions = [span["text"] for span in spans if span["layer"] == "mention"]
        self.assertEqual(mentions, ["he", "Xi", "Mr. Brinken", "he"])

        self.sayso("export", "talks", "--to", "brat", "--out", "brat", "--annotator", "ana")
        lines = [path for path in (self.folder / "brat").rglob("*.ann")]
        self.assertEqual(len(lines), 1)
        events = 0
        for line in lines[0].read_text(encoding="utf-8").splitlines():
            if line.startswith("T"):
                _, kind, text = line.split("\t")
                places = [tuple(map(int, part.split())) for part in kind.split(" ", 1)[1].split(";")]
                self.assertEqual(" ".join(self.text[begin:end] for begin, end in places).replace("\n", " "), text)
            events += "\tAttribution:" in line
        self.assertEqual(events, 4)


if __name__ == "__main__":
    if not ARTICLE.exists():
        print(f"skipped: {ARTICLE} is not there")
        sys.exit(77)
    ScratchProject.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
