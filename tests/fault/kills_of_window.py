"""The window is killed at random moments while keys annotate in it: what its status bar had called saved is on disk, and
the project opens. Arguments: the program, how many kills (50 if not said)."""

import os
import pathlib
import random
import signal
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True
from killed_project import KilledProject  # noqa: E402
from xvfb_window import Display, Program, missing_tools  # noqa: E402

KILLS = 50
KILLS_OF_ONE_PROJECT = 10
MOST_SECONDS = 0.25
TEXT = "".join(f"“We open house number {number} on Monday,” said Ruth.\n" for number in range(60))
WIDTH, HEIGHT = 1000, 700
# The sign of the status bar stands there at scale 1: a disc of this kind of green when all is saved, else a ring.
SIGN_X, BAR_HEIGHT = 18, 40


class Kills(KilledProject):
    def setUp(self):
        super().setUp()
        display = Display(WIDTH, HEIGHT)
        self.display = display.__enter__()
        self.addCleanup(display.__exit__, None, None, None)
        subprocess.run(["setxkbmap", "us"], env=self.display.environment(), check=False, stderr=subprocess.DEVNULL)

    def is_saved(self, picture):
        def is_green(colour):
            red, green, blue = colour
            return green > red + 30 and green > blue + 10
        return any(is_green(picture.pixel(SIGN_X, y)) for y in range(HEIGHT - BAR_HEIGHT, HEIGHT))

    def wait_for(self, holds, what, seconds=60):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            picture = self.display.picture()
            if holds(picture):
                return picture
            time.sleep(0.01)
        raise AssertionError("not seen: " + what)

    def quiet_picture(self):
        """Once it has stayed the same for a while."""
        last, since = self.display.picture(), time.monotonic()
        while time.monotonic() - since < 0.2:
            time.sleep(0.02)
            now = self.display.picture()
            if now != last:
                last, since = now, time.monotonic()
        return last

    def annotate_and_kill(self, chance):
        """How many gestures the window had shown as saved before it was killed."""
        options = ("--annotator", "ana", "--article", self.ARTICLE, "--scale", "1")
        told = 0
        with Program(self.display, [self.PROGRAM, str(self.path(".")), *options], self.environment) as program:
            program.window(60)  # the machine may be busy
            self.wait_for(self.is_saved, "saved at the start")
            time.sleep(0.5)  # the checkers report the marks
            for _ in range(chance.choice((0, 1, 2))):
                still = self.quiet_picture()
                program.keys("n")  # to the next marks that are not annotated
                # On a busy machine that may be seen late, and must not be taken for the quote.
                self.wait_for(lambda now: now != still, "the next marks")
                before = self.quiet_picture()
                program.keys("q")
                self.wait_for(lambda now: now != before, "a quote")
                self.quiet_picture()
                self.wait_for(self.is_saved, "a quote that is saved")
                told += 1
            keys = ["d", "n", "q", "i", "ctrl+z", "ctrl+shift+z", "n", "q", "d", "n", "q"]
            busy = subprocess.Popen(["xdotool", "key", "--clearmodifiers", "--delay", str(chance.choice((1, 10, 30))), *keys],
                                    env=self.display.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, MOST_SECONDS))
            program.process.send_signal(signal.SIGKILL)
            self.assertEqual(program.process.wait(), -signal.SIGKILL)
            busy.wait()
        return told

    def test_what_was_called_saved_is_there_after_a_kill_at_any_moment(self):
        chance = random.Random(20261124)
        told_all = torn = groups_all = 0
        begun = time.monotonic()
        before = 0
        for kill in range(KILLS):
            if kill % KILLS_OF_ONE_PROJECT == 0:
                self.start_anew(TEXT)
                before = 0
            told = self.annotate_and_kill(chance)
            groups = self.article_groups()
            made = [edit for group in groups[before:] for edit in group["edits"] if edit["edit"] == "add-frame"]
            self.assertGreaterEqual(len(made), told)
            torn += self.check_opens()
            told_all += told
            groups_all += len(groups) - before
            before = len(groups)
            if (kill + 1) % 50 == 0:
                print(f"{kill + 1} kills, {told_all} gestures called saved", flush=True)
        self.assertGreater(groups_all, KILLS)
        print(f"{KILLS} kills, {told_all} gestures called saved, {groups_all} groups on disk, {torn} ends not written seen, "
              f"{time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    if missing_tools():
        print("skipped: not installed: " + ", ".join(missing_tools()))
        sys.exit(77)
    Kills.PROGRAM = os.path.abspath(sys.argv.pop(1))
    KILLS = int(sys.argv.pop(1)) if len(sys.argv) > 1 else KILLS
    unittest.main(verbosity=2)
