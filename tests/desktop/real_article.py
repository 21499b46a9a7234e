"""The whole job on a real article, one that an earlier machine mangled: made a project of, annotated by replayed keys
and mouse, checked, exported, and read back. The article lies beside the project, not in it; without it the test is
skipped. Argument: the program."""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
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


class RealArticle(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="sayso-article-")
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)
        self.environment = dict(os.environ, HOME=str(self.folder), XDG_STATE_HOME=str(self.folder / "state"),
                                XDG_CONFIG_HOME=str(self.folder / "config"))
        self.text = ARTICLE.read_bytes().decode("utf-8")
        self.sayso("new", "talks")
        self.sayso("add", "talks", ARTICLE, "--language", "en")

    def sayso(self, *words, status=0):
        done = subprocess.run([PROGRAM, *map(str, words)], env=self.environment, cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, done.stderr + done.stdout)
        return done.stdout

    def place(self, words, after):
        begin = self.text.index(words, after)
        return [begin, begin + len(words)]

    def events(self):
        named = set()
        for paragraph, first, last, kind, cue, mention, entity, digit, target, tone in QUOTES:
            start = self.text.index(paragraph)
            begin = self.place(first, start)[0]
            end = self.place(last, begin)[1]
            near = begin if kind == "D" else start
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
        (self.folder / "events.jsonl").write_text("".join(json.dumps(event) + "\n" for event in self.events()), encoding="utf-8")
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
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
