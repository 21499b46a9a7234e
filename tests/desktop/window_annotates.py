"""The real program on a real display: four quotes annotated with keys and mouse from outside, undone and made again,
closed, opened again; and killed in the middle. What counts is the project's files. Argument: the program sayso."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from xvfb_window import Display, Program, missing_tools  # noqa: E402

PROGRAM = ""
TEXT = (
    "“We open the library on Monday,” said Ruth Calloway.\n"
    "“The harbour needs new cranes,” warned Marek Olsen.\n"
    "“Nobody asked the dockers,” complained Ida Renner.\n"
    "“It was worth every coin,” replied Tomas Brandt.\n"
)


class Annotating(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-annotates-"))
        self.project = self.folder / "project"
        self.environment = {"XDG_STATE_HOME": str(self.folder / "state"), "XDG_CONFIG_HOME": str(self.folder / "config")}
        text = self.folder / "quotes.txt"
        text.write_text(TEXT, encoding="utf-8")
        self.sayso("new", self.project)
        self.sayso("add", self.project, text)
        self.display = Display().__enter__()
        subprocess.run(["setxkbmap", "us"], env=self.display.environment(), check=False, stderr=subprocess.DEVNULL)

    def tearDown(self):
        self.display.__exit__(None, None, None)
        shutil.rmtree(self.folder, ignore_errors=True)

    def sayso(self, *words):
        return subprocess.run([PROGRAM, *map(str, words)], env=dict(os.environ, **self.environment), check=True,
                              capture_output=True, text=True).stdout

    def program(self, *options):
        options = options or ("--annotator", "ana")
        return Program(self.display, [PROGRAM, str(self.project), *options, "--scale", "1"], self.environment)

    def ready(self, program):
        program.window()
        self.display.settled_picture()
        time.sleep(0.7)  # the checkers have reported the marks
        self.display.settled_picture()

    def history(self):
        path = self.project / "annotations/ana/quotes.history"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [json.loads(line) for line in lines]

    def groups(self):
        return [line for line in self.history() if "edits" in line]

    def snapshot(self):
        return json.loads((self.project / "annotations/ana/quotes.json").read_text(encoding="utf-8"))

    def annotate(self, program, first):
        """One attribution: quote, kind, cue, speaker, stance toward a target, tone."""
        program.keys("n", "q", "d")
        program.keys("ctrl+Right", "ctrl+shift+Left", "c")
        program.keys("ctrl+Right", "ctrl+Right", "ctrl+Right", "ctrl+shift+Left", "ctrl+shift+Left", "s", "Return")
        program.keys("5")
        program.type("Port Ansel" if first else "Port")
        program.keys("Return", "w", "Escape")

    def check_attributions(self, count):
        snapshot = self.snapshot()
        spans = {span["id"]: span for span in snapshot["spans"]}
        self.assertEqual(len(snapshot["frames"]), count, snapshot)
        names = {}
        for entity in json.loads((self.project / "entities.json").read_text(encoding="utf-8"))["entities"]:
            names[entity["id"]] = entity["name"]
        lines = TEXT.splitlines()
        for number, frame in enumerate(snapshot["frames"]):
            roles = frame["roles"]
            content, cue, source = (spans[roles[role][0]["to"]] for role in ("content", "cue", "source"))
            quote, rest = lines[number].split("” ")
            verb, name = rest.rstrip(".").split(" ", 1)
            self.assertEqual(content["text"], [quote + "”"])
            self.assertEqual(content["attributes"]["kind"], "direct")
            self.assertEqual(cue["text"], [verb])
            self.assertEqual(source["text"], [name])
            self.assertEqual(names[source["attributes"]["entity"]], name)
            stance = roles["stance"][0]
            self.assertEqual(names[stance["to"].removeprefix("entity:")], "Port Ansel")
            self.assertEqual(stance["attributes"]["value"], 2)
            self.assertEqual(frame["attributes"]["tone"], ["warm"])
            begin, end = content["at"][0]
            self.assertEqual(TEXT[begin:end], content["text"][0])

    def test_four_quotes_are_annotated_undone_redone_and_found_again(self):
        with self.program() as program:
            self.ready(program)
            for number in range(4):
                self.annotate(program, number == 0)
            self.display.settled_picture()  # the last key is on disk
            before = len(self.groups())
            program.keys("ctrl+z", "ctrl+z", "ctrl+shift+z", "ctrl+shift+z")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertEqual([group["kind"] for group in self.groups()[before:]], ["undo", "undo", "redo", "redo"])
        self.check_attributions(4)
        # Opened again it undoes what was done before, and a look alone changes nothing.
        with self.program() as program:
            self.ready(program)
            program.keys("ctrl+z")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertNotIn("tone", self.snapshot()["frames"][3].get("attributes", {}))

    def test_a_killed_window_has_kept_all_that_was_done(self):
        with self.program() as program:
            self.ready(program)
            self.annotate(program, True)
            self.annotate(program, False)
            self.display.settled_picture()  # the status bar says saved
            program.process.send_signal(signal.SIGKILL)
            program.process.wait()
        done = len(self.groups())
        self.assertGreaterEqual(done, 14)
        with self.program() as program:
            self.ready(program)
            self.annotate(program, False)
            self.annotate(program, False)
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertGreater(len(self.groups()), done)
        self.check_attributions(4)

    def test_the_mouse_selects_chooses_and_scrolls(self):
        """Pixels are the test's own: where the first line of text lies in a window of 1600 by 1000 at scale 1."""
        left, line = 305, 112
        with self.program() as program:
            self.ready(program)
            program.drag(left + 40, line, left + 160, line)  # somewhere inside the first quote
            program.keys("q", "d")
            program.double_click(left + 330, line)
            program.keys("c")
            self.display.settled_picture()
            program.click(1240, 960 + 27)  # between the status bar's hints: nothing
            program.click(1500, 960 + 27)
            program.keys("ctrl+z", "ctrl+shift+z")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        snapshot = self.snapshot()
        self.assertEqual([span["layer"] for span in snapshot["spans"]], ["content", "cue"])
        for span in snapshot["spans"]:
            begin, end = span["at"][0]
            self.assertEqual(TEXT[begin:end], span["text"][0])
            # A drag and a double-click take whole words.
            self.assertFalse(TEXT[begin - 1].isalnum() and TEXT[begin].isalnum())
            self.assertFalse(TEXT[end - 1].isalnum() and TEXT[end].isalnum())
            self.assertEqual(span["text"][0], span["text"][0].strip())
        content, cue = snapshot["spans"]
        self.assertGreater(len(content["text"][0].split()), 1)
        self.assertTrue(cue["text"][0].isalpha(), cue)
        self.assertLess(cue["at"][0][1], TEXT.index("\n"))
        self.assertEqual(len(snapshot["frames"]), 1)

    def test_the_name_is_asked_once_and_remembered_with_theme_and_project(self):
        with self.program("--article", "quotes") as program:
            self.ready(program)
            program.keys("n", "q")  # the first edit asks who is annotating
            program.type("ana")
            program.keys("Return", "ctrl+t")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertEqual(len(self.groups()), 1)
        settings = json.loads((self.folder / "config/sayso/settings.json").read_text(encoding="utf-8"))
        self.assertEqual(settings["annotator"], "ana")
        self.assertEqual(settings["theme"], "dark")
        self.assertEqual(settings["recent"], [str(self.project)])
        with self.program("--article", "quotes") as program:
            self.ready(program)
            program.keys("n", "q")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertEqual(len(self.groups()), 2)
        self.assertEqual({group["by"] for group in self.groups()}, {"ana"})

    def test_a_look_changes_no_byte(self):
        def tree():
            return {str(path): path.read_bytes() for path in sorted(self.project.rglob("*")) if path.is_file()}
        before = tree()
        with self.program() as program:
            self.ready(program)
            program.click(700, 300)
            program.keys("Page_Down", "ctrl+Down", "Tab")
            self.display.settled_picture()
            program.close()
            self.assertEqual(program.exit_status(), 0)
        self.assertEqual(tree(), before)


if __name__ == "__main__":
    if missing_tools():
        print("skipped: not installed: " + ", ".join(missing_tools()))
        sys.exit(77)
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
