"""`sayso edit` is killed at random moments while it is fed edits: each group that it has printed is on disk, whole, in
every file that it concerns, and the project opens. Arguments: the program, how many kills (250 if not said)."""

import json
import os
import pathlib
import random
import signal
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
from killed_project import KilledProject  # noqa: E402

KILLS = 0
KILLS_OF_ONE_PROJECT = 50
KILLS_OF_A_SHORT_RUN = 250
MOST_SECONDS = 0.05
TEXT = "Nobody said a word about it. " * 200
SCHEME = {"format": "sayso/scheme/1", "name": "words", "version": 1, "layers": [
    {"name": "cue", "label": "Cue", "kind": "span", "overlap": True,
     "attributes": [{"name": "entity", "label": "Entity", "type": "entity"}]}]}


class Kills(KilledProject):
    def line(self, number):
        """Every third names a new person: a gesture over two histories."""
        begin = number * 29 % (len(TEXT) - 29)
        span = {"id": "new:1", "layer": "cue", "at": [[begin, begin + 6]], "text": [TEXT[begin:begin + 6]]}
        if number % 3:
            return json.dumps([{"edit": "add-span", "span": span}])
        span["attributes"] = {"entity": "new:2"}
        return json.dumps([{"edit": "add-entity", "entity": {"id": "new:2", "name": f"Person {number}", "kind": "person"}},
                           {"edit": "add-span", "span": span}])

    def feed(self, process, lines):
        try:
            with process.stdin:
                for line in lines:
                    process.stdin.write(line + "\n")
                    process.stdin.flush()
        except BrokenPipeError:
            pass

    def edit_and_kill(self, chance):
        """The lines that it printed before it ended, and whether it was killed."""
        process = subprocess.Popen(
            [self.PROGRAM, "edit", self.PROJECT, "--annotator", "ana", "--article", self.ARTICLE], env=self.environment,
            cwd=self.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        lines = [self.line(chance.randrange(10 ** 6)) for _ in range(chance.choice((2, 5, 1000, 1000)))]
        feeder = threading.Thread(target=self.feed, args=(process, lines))
        feeder.start()
        time.sleep(chance.uniform(0, MOST_SECONDS))
        process.send_signal(signal.SIGKILL)
        printed = process.stdout.read()
        process.wait()
        feeder.join()
        process.stdout.close()
        self.assertIn(process.returncode, (0, -signal.SIGKILL))
        whole = printed.split("\n")[:-1]
        return whole, process.returncode != 0

    def check_told(self, told):
        """Every group that was told, with the ids that it was told with, is in the histories or in a note of it."""
        notes = self.noted()
        article = {group["id"]: json.dumps(group) for group in self.article_groups()}
        entities = {group["id"]: json.dumps(group) for group in self.entity_groups()}
        for line in told:
            group, *names = line.split(" ")
            note = json.dumps(notes.get(group, {}))
            for name in names:
                made, identity = name.split("=")
                where = entities if made == "new:2" else article
                self.assertIn(identity, where.get(group, note), "lost: " + line)

    def check_whole(self):
        """A gesture over two histories is in both or noted; none is there twice."""
        notes = self.noted()
        article = [group["id"] for group in self.article_groups()]
        entities = [group["id"] for group in self.entity_groups()]
        self.assertEqual(len(article), len(set(article)))
        self.assertEqual(len(entities), len(set(entities)))
        for group in entities:
            self.assertTrue(group in article or group in notes, "half a gesture: " + group)
        for group in self.article_groups():
            named = any("entity" in edit.get("span", {}).get("attributes", {}) for edit in group["edits"])
            self.assertTrue(not named or group["id"] in entities or group["id"] in notes, "half a gesture: " + group["id"])

    def test_what_was_printed_is_there_after_a_kill_at_any_moment(self):
        chance = random.Random(20261124)
        kills = told_groups = done = torn = 0
        begun = time.monotonic()
        told = []
        self.start_anew(TEXT, SCHEME)
        while kills < KILLS:
            printed, killed = self.edit_and_kill(chance)
            told += printed
            told_groups += len(printed)
            kills += killed
            done += not killed
            self.check_told(told)
            self.check_whole()
            # The next run opens it too; a long run looks at what that says each time.
            if KILLS > KILLS_OF_A_SHORT_RUN or kills % 3 == 0:
                torn += self.check_opens()
            if killed and kills % KILLS_OF_ONE_PROJECT == 0:
                self.finish(told)
                told = []
                self.start_anew(TEXT, SCHEME)
                if kills % 500 == 0:
                    print(f"{kills} kills, {told_groups} groups told", flush=True)
        self.assertGreater(told_groups, kills / 4)
        print(f"{kills} kills, {done} that came too late, {told_groups} groups told, {torn} ends not written seen, "
              f"{time.monotonic() - begun:.0f} s")

    def finish(self, told):
        """The next edit finishes what was begun; the snapshots then say all that was told."""
        done = subprocess.run(
            [self.PROGRAM, "edit", self.PROJECT, "--annotator", "ana", "--article", self.ARTICLE], env=self.environment,
            cwd=self.folder, input=self.line(0) + "\n", capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.noted(), {})
        annotations = self.path(f"annotations/ana/{self.ARTICLE}.json").read_text(encoding="utf-8")
        entities = self.path("entities.json").read_text(encoding="utf-8")
        for line in told + done.stdout.splitlines():
            for name in line.split(" ")[1:]:
                made, identity = name.split("=")
                self.assertIn(identity, entities if made == "new:2" else annotations, "not shown: " + line)
        again = self.run_sayso("edit", self.PROJECT, "--annotator", "ana", "--article", self.ARTICLE)
        self.assertEqual(again.stderr, "")


if __name__ == "__main__":
    Kills.PROGRAM = os.path.abspath(sys.argv.pop(1))
    KILLS = int(sys.argv.pop(1)) if len(sys.argv) > 1 else KILLS_OF_A_SHORT_RUN
    unittest.main(verbosity=2)
