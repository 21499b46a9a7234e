"""A folder of a test's own with a project in it, and the program run there with a user's folders of its own."""

import json
import os
import pathlib
import resource
import subprocess
import tempfile
import unittest


class ScratchProject(unittest.TestCase):
    """PROGRAM is set by the script before its tests run."""

    PROGRAM = ""

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sayso-scratch-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.environment = dict(os.environ, HOME=str(self.folder), XDG_STATE_HOME=str(self.folder / "state"),
                                XDG_CONFIG_HOME=str(self.folder / "config"), XDG_DATA_HOME=str(self.folder / "data"))

    def run_sayso(self, *words, limit=None):
        """No file may grow beyond `limit` bytes."""
        def set_limit():
            if limit is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return subprocess.run([self.PROGRAM, *map(str, words)], env=self.environment, cwd=self.folder, capture_output=True,
                              text=True, preexec_fn=set_limit)

    def sayso(self, *words, status=0, limit=None):
        """Its standard output; the test fails when it ends with another status."""
        done = self.run_sayso(*words, limit=limit)
        self.assertEqual(done.returncode, status, done.stderr + done.stdout)
        return done.stdout

    def make_project(self, name, article):
        self.sayso("new", name)
        self.sayso("add", name, article, "--language", "en")

    def put_events(self, *events):
        """Each a line of text, or what JSON makes one of."""
        lines = [event if isinstance(event, str) else json.dumps(event) for event in events]
        (self.folder / "events.jsonl").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
