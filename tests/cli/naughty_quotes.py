#!/usr/bin/env python3
"""A quote is the quoted text in every export: texts of naughty strings and of any Unicode, with a quote over each, and
what csv and brat say of it, read by readers that are not ours.

python3 naughty_quotes.py SAYSO. SAYSO_QUOTES=N for so many quotes. The naughty strings are those of
../shared/robustness/blns, if they are there.
"""
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
NAUGHTY = SOURCE.parent / "shared/robustness/blns/blns.json"
SAYSO = ""
WANTED = int(os.environ.get("SAYSO_QUOTES", "3000"))
EACH = 1000  # quotes a text


def any_unicode(chance):
    return chr(chance.choice((chance.randrange(0x20, 0x7F), chance.randrange(0x80, 0x800), chance.randrange(0x800, 0xD800),
                             chance.randrange(0xE000, 0x10000), chance.randrange(0x10000, 0x110000), 0x0A, 0x0D, 0x09)))


def text_and_places(chance, strings):
    """A text of some strings one after the other, and where each lies; quotes have no white space at their ends."""
    text, places = "Quotes:\n", []
    while len(places) < EACH:
        word = "".join(any_unicode(chance) for _ in range(chance.randrange(1, 12)))
        if strings and chance.random() < 0.5:
            word = chance.choice(strings)
        word = word.replace("\0", "").encode("utf-8", "ignore").decode("utf-8").strip()
        if not word:
            continue
        places.append((len(text), len(text) + len(word)))
        text += word + chance.choice((" ", "\n", "\r\n", "\u2028"))
    return text, places


class NaughtyQuotes(unittest.TestCase):
    def sayso(self, *words, given=None):
        ran = subprocess.run([SAYSO, *map(str, words)], input=given, cwd=self.folder, capture_output=True, timeout=600)
        self.assertEqual(ran.returncode, 0, ran.stderr.decode()[:500])

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sayso-quotes-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        scheme = {"format": "sayso/scheme/1", "name": "quotes", "layers": [
            {"name": "quote", "kind": "span", "discontinuous": True}]}
        (self.folder / "scheme.json").write_text(json.dumps(scheme), encoding="utf-8")
        self.sayso("new", "press", "--scheme", "scheme.json")

    def annotate(self, number, text, places):
        path = self.folder / f"t{number:04}.txt"
        path.write_bytes(text.encode("utf-8"))
        self.sayso("add", "press", path.name)
        edits = [{"edit": "add-span", "span": {"id": f"new:{i}", "layer": "quote", "at": [[b, e]], "text": [text[b:e]]}}
                 for i, (b, e) in enumerate(places, 1)]
        self.sayso("edit", "press", "--annotator", "ana", "--article", path.stem,
                   given=(json.dumps({"edits": edits}, ensure_ascii=False) + "\n").encode("utf-8"))

    def test_csv_and_brat(self):
        chance = random.Random(7)
        strings = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else []
        if not strings:
            print("the naughty strings are not beside the repository: without them")
        texts, count = {}, 0
        while count < WANTED:
            text, places = text_and_places(chance, strings)
            number = len(texts)
            texts[f"t{number:04}"] = (text, places)
            self.annotate(number, text, places)
            count += len(places)
        self.sayso("export", "press", "--to", "csv", "--out", "tables")
        self.sayso("export", "press", "--to", "brat", "--out", "brat")
        self.assertEqual(self.csv_quotes(texts), count)
        self.assertEqual(self.brat_quotes(texts), count)
        print(f"{count} quotes in csv and in brat")

    def csv_quotes(self, texts):
        with open(self.folder / "tables/spans.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
        for row in rows:
            text = texts[row["article"]][0]
            begin, end = map(int, row["place"].split("-"))
            # A cell that a table program would take for a formula begins with an apostrophe.
            told = row["text"]
            quote = text[begin:end]
            self.assertIn(told, (quote, "'" + quote), row)
            self.assertIn((begin, end), texts[row["article"]][1])
        return len(rows)

    def brat_quotes(self, texts):
        count = 0
        for article, (text, places) in texts.items():
            ann = next((self.folder / "brat").rglob(f"{article}.ann"))
            stored = ann.with_suffix(".txt").read_bytes().decode("utf-8")
            self.assertEqual(stored, text)
            for line in ann.read_bytes().decode("utf-8").split("\n"):
                if not line.startswith("T"):
                    continue
                _, where, told = line.split("\t", 2)
                fragments = [tuple(map(int, one.split(" "))) for one in where.split(" ", 1)[1].split(";")]
                self.assertEqual(" ".join(stored[b:e] for b, e in fragments), told, (article, where))
                self.assertTrue(any(b <= fragments[0][0] and fragments[-1][1] <= e for b, e in places), where)
                count += 1
        return count


if __name__ == "__main__":
    SAYSO = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(verbosity=2)
