"""An events file that is wrong is told by line before anything is done; what it expects in vain is told when it was
played, and what was done until then is kept. Argument: the program."""

import json
import os
import sys
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from scratch_project import ScratchProject  # noqa: E402

REFUSED = {
    "nonsense": "not JSON",
    '["key"]': "object",
    '{"fly": 1}': '"fly" is no event',
    '{"key": "Q", "text": "q"}': '"text"',
    '{"text": "a", "wheel": 1}': "one line is one event",
    '{"ms": 5}': "names no event",
    '{"key": "Quit"}': 'no key "Quit"',
    '{"key": "Ctrl Q"}': 'no key "Ctrl Q"',
    '{"key": "Q", "mods": ["meta"]}': '"meta"',
    '{"key": "Q", "count": 0}': '"count"',
    '{"click": {"count": 2}}': "a click",
    '{"click": {"at": -1}}': '"at"',
    '{"drag": {"at": [5, 5]}}': "ends behind",
    '{"wheel": "up"}': "whole number",
    '{"wait": "forever"}': '"saved"',
    '{"expect": {}}': "names nothing",
    '{"expect": {"colour": "red"}}': '"colour"',
    '{"drop": []}': '"drop"',
}


class BadEvents(ScratchProject):
    def setUp(self):
        super().setUp()
        (self.folder / "one.txt").write_text("“Yes,” said Ann.\n", encoding="utf-8")
        self.make_project("press", "one.txt")

    def replay(self, *lines, more=()):
        self.put_events(*lines)
        return self.run_sayso("replay", "press", "--annotator", "ana", "--events", "events.jsonl", *more)

    def test_a_mistake_in_a_line_is_told_before_anything_is_done(self):
        for line, told in REFUSED.items():
            with self.subTest(line):
                done = self.replay('{"drag": {"at": [0, 6]}}', '{"key": "Q"}', line)
                self.assertEqual(done.returncode, 4, done.stderr)
                self.assertIn("events.jsonl:3", done.stderr)
                self.assertIn(told, done.stderr)
                self.assertFalse((self.folder / "press/annotations/ana").exists())

    def test_what_is_expected_in_vain_is_told_and_the_rest_is_played(self):
        done = self.replay('{"expect": {"mode": "palette"}}', '{"drag": {"at": [0, 6]}}', '{"key": "Q"}', more=["--json"])
        self.assertEqual(done.returncode, 1)
        self.assertIn('events.jsonl:1: mode is "reading", not "palette"', done.stderr)
        report = json.loads(done.stdout)
        self.assertEqual(report["attributions"], {"made": 1, "complete": 0})
        self.assertEqual(report["events"], 3)
        self.assertEqual(len(report["failed"]), 1)

    def test_a_click_on_nothing_ends_the_replay_and_keeps_what_was_done(self):
        done = self.replay('{"drag": {"at": [0, 6]}}', '{"key": "Q"}', '{"click": {"on": "nobody"}}', '{"key": "D"}')
        self.assertEqual(done.returncode, 1)
        self.assertIn("events.jsonl:3", done.stderr)
        self.assertIn("'nobody'", done.stderr)
        state = json.loads((self.folder / "press/annotations/ana/one.json").read_text(encoding="utf-8"))
        self.assertEqual([span["text"] for span in state["spans"]], [["“Yes,”"]])
        self.assertNotIn("attributes", state["spans"][0])

    def test_a_missing_file_and_a_missing_project_are_named(self):
        self.assertEqual(self.run_sayso("replay", "press", "--events", "none.jsonl").returncode, 3)
        done = self.run_sayso("replay", "nowhere", "--events", "one.txt")
        self.assertEqual(done.returncode, 4)
        self.assertIn("one.txt:1", done.stderr)
        (self.folder / "empty.jsonl").write_text("# nothing\n", encoding="utf-8")
        done = self.run_sayso("replay", "nowhere", "--events", "empty.jsonl")
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere", done.stderr)


if __name__ == "__main__":
    ScratchProject.PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
