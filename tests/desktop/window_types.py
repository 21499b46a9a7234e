"""Typing into the real program on a real display: dead keys, compose keys, other layouts, and pasting what no layout has.
What counts is the note in the project's files. Argument: the program sayso."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from xvfb_window import Display, Program, missing_tools  # noqa: E402

PROGRAM = ""
PASTED = "قالت: «نعم» 👩‍🚀 你好 क्षि é"


class Typing(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-types-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.project = self.folder / "project"
        self.environment = {"XDG_STATE_HOME": str(self.folder / "state"), "XDG_CONFIG_HOME": str(self.folder / "config"),
                            "LC_ALL": "C.UTF-8"}
        text = self.folder / "quotes.txt"
        text.write_text("“We open the library on Monday,” said Ruth Calloway.\n", encoding="utf-8")
        for words in (["new", self.project], ["add", self.project, text]):
            subprocess.run([PROGRAM, *map(str, words)], env=dict(os.environ, **self.environment), check=True, capture_output=True)
        display = Display()
        self.display = display.__enter__()
        self.addCleanup(display.__exit__, None, None, None)

    def layout(self, *words):
        subprocess.run(["setxkbmap", *words], env=self.display.environment(), check=True, stderr=subprocess.DEVNULL)

    def note(self, write):
        """What the note of the first attribution is after `write` has typed into its field."""
        with Program(self.display, [PROGRAM, str(self.project), "--annotator", "ana", "--scale", "1"], self.environment) as program:
            program.window()
            self.display.settled_picture()
            time.sleep(0.7)
            program.keys("n", "q", "d", "ctrl+n")
            self.display.settled_picture()
            write(program)
            self.display.settled_picture()
            program.keys("Return")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        snapshot = json.loads((self.project / "annotations/ana/quotes.json").read_text(encoding="utf-8"))
        return snapshot["frames"][0]["attributes"].get("note")

    def test_dead_keys_make_one_letter_of_two(self):
        self.layout("us", "intl")
        self.assertEqual(self.note(lambda program: program.keys("c", "a", "f", "dead_acute", "e", "space", "dead_diaeresis", "u")), "café ü")

    def test_a_compose_key_makes_one_letter_of_three(self):
        self.layout("us", "-option", "compose:ralt")
        self.assertEqual(self.note(lambda program: program.keys("Multi_key", "o", "slash", "Multi_key", "minus", "minus", "minus")), "ø—")

    def test_letters_of_another_script_come_from_its_layout(self):
        self.layout("us")

        def write(program):
            self.layout("ru")
            time.sleep(0.3)
            program.keys("42", "43", "56", "40", "28", "57")  # by place: G H B D T N of a US keyboard

        self.assertEqual(self.note(write), "привет")

    @unittest.skipIf(shutil.which("xclip") is None, "needs xclip")
    def test_what_is_pasted_is_what_was_copied(self):
        self.layout("us")
        subprocess.run(["xclip", "-selection", "clipboard"], input=PASTED, text=True, env=self.display.environment(), check=True)
        self.assertEqual(self.note(lambda program: program.keys("ctrl+v")), PASTED)

    @unittest.skipIf(shutil.which("xclip") is None, "needs xclip")
    def test_a_text_of_twenty_megabytes_is_pasted_as_an_article(self):
        self.layout("us")
        text = "Nobody said a word about it, and nobody was asked.\n" * 400_000
        subprocess.run(["xclip", "-selection", "clipboard"], input=text, text=True, env=self.display.environment(), check=True)
        with Program(self.display, [PROGRAM, str(self.project), "--annotator", "ana", "--scale", "1"], self.environment) as program:
            program.window()
            self.display.settled_picture()
            program.keys("ctrl+v")
            self.display.settled_picture()
            program.type("long")
            program.keys("Return")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertEqual((self.project / "articles/long.txt").read_text(encoding="utf-8"), text)


if __name__ == "__main__":
    if missing_tools():
        print("skipped: needs", ", ".join(missing_tools()))
        sys.exit(77)
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
