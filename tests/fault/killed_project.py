"""A project whose writer is killed again and again, and what must hold of it after each kill. The files are read here,
and by the program: what it was told to be on disk is there, and it reports nothing but an end that was not written."""

import json
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "desktop"))
sys.dont_write_bytecode = True
from scratch_project import ScratchProject  # noqa: E402

TORN = "the last line was not written to its end"


class KilledProject(ScratchProject):
    PROJECT = "press"
    ARTICLE = "long"

    def start_anew(self, text, scheme=None):
        shutil.rmtree(self.folder / self.PROJECT, ignore_errors=True)
        (self.folder / (self.ARTICLE + ".txt")).write_text(text, encoding="utf-8")
        options = []
        if scheme:
            (self.folder / "scheme.json").write_text(json.dumps(scheme), encoding="utf-8")
            options = ["--scheme", "scheme.json"]
        self.sayso("new", self.PROJECT, *options)
        self.sayso("add", self.PROJECT, self.ARTICLE + ".txt", "--language", "en")

    def path(self, name):
        return self.folder / self.PROJECT / name

    def groups(self, history):
        """The groups of all lines that have their end. A line that has it is JSON, whatever was killed."""
        path = self.path(history)
        lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
        return [group for group in map(json.loads, lines) if "edits" in group]

    def article_groups(self):
        return self.groups(f"annotations/ana/{self.ARTICLE}.history")

    def entity_groups(self):
        return self.groups("entities/ana.history")

    def noted(self):
        """What notes of unfinished gestures hold, by group."""
        return {note["group"]: note for path in self.path(".sayso/pending").glob("*.json")
                for note in [json.loads(path.read_text(encoding="utf-8"))]}

    def check_opens(self):
        """The program opens the article and the entities and reports at most an end that was not written; how many."""
        looked = self.run_sayso("edit", self.PROJECT, "--annotator", "ana", "--article", self.ARTICLE)
        self.assertEqual(looked.returncode, 0, looked.stderr)
        for line in looked.stderr.splitlines():
            self.assertIn(TORN, line)
        for path in self.path(".").rglob("*.json"):
            if not path.name.startswith("."):
                json.loads(path.read_text(encoding="utf-8"))
        return len(looked.stderr.splitlines())
