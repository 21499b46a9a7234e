#!/usr/bin/env python3
"""Two clones of a project are edited by the program and merged by git, through `sayso merge`.

Usage: git_merges.py SAYSO
"""
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SAYSO = None
TEXT = "“We must act now,” she said. “The river cannot wait.”\r\nThe mayor — Ольга 😀 — agreed.\r\n"


class GitMerges(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.at = Path(self.temporary.name)
        self.environment = {
            "HOME": str(self.at),
            "PATH": os.environ["PATH"],
            "XDG_STATE_HOME": str(self.at / "state"),
            "GIT_AUTHOR_NAME": "ana", "GIT_AUTHOR_EMAIL": "ana@example.org",
            "GIT_COMMITTER_NAME": "ana", "GIT_COMMITTER_EMAIL": "ana@example.org",
        }
        (self.at / "a.txt").write_bytes(TEXT.encode())
        self.run_all("sayso", "new", "desk")
        self.run_all("sayso", "add", "desk", "a.txt")
        self.run_all("git", "init", "-q", "-b", "main", "desk")
        self.edit("desk", {"edit": "add-span", "span": self.span("new:1", 1, 17, "content", {"kind": "direct"})})
        self.commit("desk")
        self.run_all("git", "-c", "core.autocrlf=true", "clone", "-q", "--config", "core.autocrlf=true", "desk", "laptop")
        for clone in ("desk", "laptop"):
            self.run_all("sayso", "git-setup", clone)
        self.run_all("git", "-C", "desk", "checkout", "-q", "-b", "desk")
        self.quote = json.loads(self.read("desk", "annotations/ana/a.json"))["spans"][0]["id"]

    def run_all(self, *arguments, given=None, status=0):
        arguments = [SAYSO if arguments[0] == "sayso" else arguments[0], *arguments[1:]]
        done = subprocess.run(arguments, cwd=self.at, env=self.environment, input=given, capture_output=True, text=True)
        self.assertEqual(done.returncode, status, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout

    def read(self, clone, name):
        return (self.at / clone / name).read_bytes()

    def span(self, name, begin, end, layer="cue", attributes=None):
        span = {"id": name, "layer": layer, "at": [[begin, end]], "text": [TEXT[begin:end]]}
        return {**span, "attributes": attributes} if attributes else span

    def edit(self, clone, *edits):
        lines = "".join(json.dumps({"edits": [edit]}) + "\n" for edit in edits)
        self.run_all("sayso", "edit", clone, "--annotator", "ana", "--article", "a", given=lines)

    def commit(self, clone):
        self.run_all("git", "-C", clone, "add", "-A")
        self.run_all("git", "-C", clone, "commit", "-q", "-m", "work")

    def merge_both_ways(self):
        """The laptop takes in the desk's work, and the desk, from where it was, the laptop's."""
        self.commit("desk")
        self.commit("laptop")
        self.run_all("git", "-C", "laptop", "fetch", "-q", "origin", "desk")
        self.run_all("git", "-C", "desk", "fetch", "-q", "../laptop", "main:laptop")
        self.run_all("git", "-C", "laptop", "merge", "-q", "-m", "merge", "FETCH_HEAD", status=self.merge_status)
        self.run_all("git", "-C", "desk", "merge", "-q", "-m", "merge", "laptop", status=self.merge_status)
        for clone in ("desk", "laptop"):
            self.assertNotIn(b"<<<<<<<", self.read(clone, "annotations/ana/a.history"))
            self.assertNotIn(b"<<<<<<<", self.read(clone, "annotations/ana/a.json"))

    merge_status = 0

    def snapshots_after_repair(self):
        for clone in ("desk", "laptop"):
            self.run_all("sayso", "fsck", clone, "--repair")
        return [self.read(clone, "annotations/ana/a.json") for clone in ("desk", "laptop")]

    def test_a_clone_with_other_line_ends_keeps_every_offset(self):
        self.assertEqual(self.read("laptop", "articles/a.txt"), TEXT.encode())
        self.run_all("sayso", "fsck", "laptop")
        self.edit("laptop", {"edit": "add-span", "span": self.span("new:1", 55, 64)})
        self.run_all("sayso", "fsck", "laptop")

    def test_what_both_sides_did_is_there_on_both(self):
        self.edit("desk", {"edit": "add-span", "span": self.span("new:1", 23, 27)},
                  {"edit": "set-fragments", "of": self.quote, "at": [[1, 12]], "text": [TEXT[1:12]]})
        self.edit("laptop", {"edit": "add-span", "span": self.span("new:1", 72, 78)},
                  {"edit": "set-attribute", "of": self.quote, "name": "kind", "value": "mixed"})
        self.merge_both_ways()
        self.assertEqual(self.read("desk", "annotations/ana/a.history"), self.read("laptop", "annotations/ana/a.history"))
        # Nothing is told as changed outside, and the snapshot that git put together is the one that sayso writes.
        self.assertIn("0 problems", self.run_all("sayso", "fsck", "desk"))
        before = self.read("desk", "annotations/ana/a.json")
        desk, laptop = self.snapshots_after_repair()
        self.assertEqual(desk, laptop)
        self.assertEqual(before, desk)
        spans = json.loads(desk)["spans"]
        self.assertEqual(len(spans), 3)
        self.assertEqual((spans[0]["attributes"], spans[0]["at"]), ({"kind": "mixed"}, [[1, 12]]))

    def test_comments_that_one_author_made_on_two_machines_are_all_there_on_both(self):
        on = ("--annotator", "ana", "--article", "a")
        made = json.loads(self.run_all("sayso", "comment", "add", "desk", *on, "--text", "whose words?", "--json"))
        self.commit("desk")
        self.run_all("git", "-C", "laptop", "pull", "-q", "--ff-only", "origin", "desk")
        self.run_all("sayso", "comment", "add", "desk", *on, "--on", self.quote, "--text", "from the desk")
        self.run_all("sayso", "comment", "edit", "desk", *on, "--id", made["comment"], "--text", "whose words are these?")
        self.run_all("sayso", "comment", "add", "laptop", *on, "--at", "55:64", "--text", "from the laptop")
        self.run_all("sayso", "comment", "resolve", "laptop", *on, "--id", made["comment"])
        self.merge_both_ways()
        name = "comments/ana/a.history"
        self.assertEqual(self.read("desk", name), self.read("laptop", name))
        self.assertIn("0 problems", self.run_all("sayso", "fsck", "desk"))
        found = json.loads(self.run_all("sayso", "comments", "desk", "--json"))["comments"]
        self.assertEqual([(each["text"], each["resolved"]) for each in found],
                         [("whose words are these?", True), ("from the desk", False), ("from the laptop", False)])

    def test_what_both_sides_changed_differently_stays_visible(self):
        self.edit("desk", {"edit": "set-attribute", "of": self.quote, "name": "kind", "value": "indirect"})
        self.edit("laptop", {"edit": "set-attribute", "of": self.quote, "name": "kind", "value": "mixed"})
        self.merge_status = 1  # git leaves the commit to a person, as with any conflict
        self.merge_both_ways()
        self.assertEqual(self.read("desk", "annotations/ana/a.history"), self.read("laptop", "annotations/ana/a.history"))
        self.assertIn("made differently in two places", self.run_all("sayso", "fsck", "desk", status=1))
        for clone in ("desk", "laptop"):
            self.run_all("sayso", "fsck", clone, "--repair", status=1)
        self.assertEqual(self.read("desk", "annotations/ana/a.json"), self.read("laptop", "annotations/ana/a.json"))
        span = json.loads(self.read("desk", "annotations/ana/a.json"))["spans"][0]
        self.assertEqual(span["attributes"]["kind"], "indirect")
        values = [each["value"] for each in span["conflicts"]["attributes.kind"]]
        self.assertEqual(values, ["indirect", "mixed"])
        # An edit of the field settles it.
        self.edit("desk", {"edit": "set-attribute", "of": self.quote, "name": "kind", "value": "mixed"})
        self.assertIn("0 problems", self.run_all("sayso", "fsck", "desk"))
        self.assertNotIn(b"conflicts", self.read("desk", "annotations/ana/a.json"))


if __name__ == "__main__":
    SAYSO = sys.argv.pop(1)
    unittest.main()
