"""A disk that takes no more while somebody annotates: she is told, nothing that is on disk is harmed, and what could not
be saved is offered and brought back at the next start. The limit is one on the size of a file. Argument: the program."""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
TEXT = "“Yes,” said Ann.\n“No,” said Bob.\n"


class FullDisk(unittest.TestCase):
    def setUp(self):
        self._folder = tempfile.TemporaryDirectory(prefix="sayso-full-")
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)
        self.environment = dict(os.environ, HOME=str(self.folder), XDG_STATE_HOME=str(self.folder / "state"),
                                XDG_CONFIG_HOME=str(self.folder / "config"))
        (self.folder / "one.txt").write_text(TEXT, encoding="utf-8")
        self.sayso(0, "new", "press")
        self.sayso(0, "add", "press", "one.txt")
        self.history = self.folder / "press/annotations/ana/one.history"

    def sayso(self, status, *words, limit=None):
        def set_limit():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        done = subprocess.run([PROGRAM, *words], env=self.environment, cwd=self.folder, capture_output=True, text=True,
                              preexec_fn=set_limit)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

    def replay(self, status, *events, limit=None):
        lines = "".join(json.dumps(event) + "\n" for event in events)
        (self.folder / "events.jsonl").write_text(lines, encoding="utf-8")
        return self.sayso(status, "replay", "press", "--annotator", "ana", "--events", "events.jsonl", limit=limit)

    def groups(self):
        return [line for line in map(json.loads, self.history.read_text(encoding="utf-8").splitlines()) if "edits" in line]

    def test_what_the_disk_refused_is_told_kept_and_brought_back(self):
        self.replay(0, {"drag": {"at": [0, 6]}}, {"key": "Q"}, {"key": "D"}, {"wait": "saved"}, {"expect": {"status": "saved"}})
        before = self.groups()
        size = self.history.stat().st_size

        refused = self.replay(3, {"drag": {"at": [17, 22]}}, {"key": "Q"}, {"wait": "saved"}, {"expect": {"status": "failed"}},
                              {"key": "I"}, {"key": "S", "mods": ["ctrl"]}, {"wait": "saved"}, {"expect": {"status": "failed"}},
                              limit=size + 100)
        self.assertIn("one.history", refused.stderr)
        self.assertIn("emergency", refused.stderr)
        self.assertEqual(self.groups(), before)
        self.assertEqual(len(json.loads((self.folder / "press/annotations/ana/one.json").read_text())["frames"]), 1)

        self.replay(0, {"expect": {"notice": "2 changes could not be saved"}}, {"click": {"on": "bring-back"}},
                    {"expect": {"notice": "brought back 2 changes", "status": "saved"}})
        self.assertEqual(len(self.groups()), len(before) + 2)
        state = json.loads((self.folder / "press/annotations/ana/one.json").read_text(encoding="utf-8"))
        self.assertEqual([(span["text"], span["attributes"]["kind"]) for span in state["spans"]],
                         [(["“Yes,”"], "direct"), (["“No,”"], "indirect")])
        self.replay(0, {"expect": {"notice": ""}})  # and is not offered twice

    def test_an_undo_that_could_not_be_saved_is_brought_back_as_one(self):
        self.replay(0, {"drag": {"at": [0, 6]}}, {"key": "Q"}, {"key": "D"})
        size = self.history.stat().st_size
        self.replay(3, {"drag": {"at": [17, 22]}}, {"key": "Q"}, {"wait": "saved"}, {"expect": {"status": "failed"}},
                    {"key": "Z", "mods": ["ctrl"]}, limit=size + 100)
        self.replay(0, {"click": {"on": "bring-back"}}, {"expect": {"status": "saved"}})
        self.assertEqual([group["kind"] for group in self.groups()][-1], "undo")
        state = json.loads((self.folder / "press/annotations/ana/one.json").read_text(encoding="utf-8"))
        self.assertEqual([span["text"] for span in state["spans"]], [["“Yes,”"]])


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
