"""A disk that takes no more while somebody annotates: she is told, nothing that is on disk is harmed, and what could not
be saved is offered and brought back at the next start. The limit is one on the size of a file. Argument: the program."""

import json
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from scratch_project import ScratchProject  # noqa: E402

TEXT = "“Yes,” said Ann.\n“No,” said Bob.\n"


class FullDisk(ScratchProject):
    def setUp(self):
        super().setUp()
        (self.folder / "one.txt").write_text(TEXT, encoding="utf-8")
        self.make_project("press", "one.txt")
        self.history = self.folder / "press/annotations/ana/one.history"

    def replay(self, status, *events, limit=None):
        self.put_events(*events)
        done = self.run_sayso("replay", "press", "--annotator", "ana", "--events", "events.jsonl", limit=limit)
        self.assertEqual(done.returncode, status, done.stderr)
        return done

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
    ScratchProject.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
