"""Pictures that the program makes of itself, and what it says where it cannot: no display, too old an OpenGL.
Arguments: the program, the sample project."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from PIL import Image

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from xvfb_window import Display, missing_tools  # noqa: E402

PROGRAM = ""
SAMPLE = ""


def colours(path):
    with Image.open(path) as picture:
        return picture.size, {colour: count for count, colour in picture.convert("RGB").getcolors(1 << 24)}


class Pictures(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="sayso-pictures-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.project = self.folder / "city-hall"
        shutil.copytree(SAMPLE, self.project)

    def sayso(self, environment, *words):
        environment = dict(environment, HOME=str(self.folder), XDG_STATE_HOME=str(self.folder / "state"))
        return subprocess.run([PROGRAM, *map(str, words)], env=environment, capture_output=True, text=True)

    def test_a_picture_is_as_large_as_asked_and_in_the_theme_asked_for(self):
        paper = {"light": (253, 252, 248), "dark": (30, 31, 33)}
        with Display() as display:
            for theme in paper:
                for size, scale in (("1280x800", 1), ("800x600", 2)):
                    out = self.folder / f"{theme}-{size}.png"
                    done = self.sayso(display.environment(), "screenshot", self.project, "--annotator", "ana", "--article",
                                      "harbour-silt", "--size", size, "--scale", scale, "--theme", theme, "--out", out)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    found, counts = colours(out)
                    width, height = map(int, size.split("x"))
                    self.assertEqual(found, (width * scale, height * scale))
                    self.assertGreater(len(counts), 200)  # letters with soft edges, tints, cards
                    most = max(counts, key=counts.get)
                    self.assertLess(max(abs(a - b) for a, b in zip(most, paper[theme])), 40, f"{theme}: {most}")

    def test_a_replay_leaves_a_picture_of_its_end(self):
        events = self.folder / "events.jsonl"
        events.write_text('{"click": {"on": "toggle-theme"}}\n', encoding="utf-8")
        out = self.folder / "end.png"
        with Display() as display:
            done = self.sayso(display.environment(), "replay", self.project, "--annotator", "ana", "--events", events,
                              "--screenshot", out, "--size", "1000x700")
        self.assertEqual(done.returncode, 0, done.stderr)
        size, counts = colours(out)
        self.assertEqual(size, (1000, 700))
        self.assertLess(sum(max(counts, key=counts.get)), 200)  # dark now

    def test_without_a_display_it_says_so_and_commands_go_on(self):
        bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = self.sayso(bare, self.project)
        self.assertEqual(done.returncode, 3)
        self.assertIn("no display", done.stderr)
        self.assertIn("DISPLAY", done.stderr)
        out = self.folder / "none.png"
        self.assertEqual(self.sayso(bare, "screenshot", self.project, "--out", out).returncode, 3)
        self.assertFalse(out.exists())
        self.assertEqual(self.sayso(bare, "stats", self.project).returncode, 0)

    def test_where_opengl_is_too_old_it_names_what_to_install(self):
        with Display() as display:
            done = self.sayso(dict(display.environment(), MESA_GL_VERSION_OVERRIDE="2.1"), self.project)
        self.assertEqual(done.returncode, 3)
        self.assertIn("OpenGL 3.3", done.stderr)
        self.assertIn("libgl1-mesa-dri", done.stderr)

    def test_a_project_that_cannot_be_opened_is_told_on_standard_error(self):
        with Display() as display:
            done = self.sayso(display.environment(), self.folder / "nowhere/at-all")
        self.assertEqual(done.returncode, 2)
        self.assertIn("nowhere/at-all", done.stderr)


if __name__ == "__main__":
    if missing_tools():
        print("skipped: not installed: " + ", ".join(missing_tools()))
        sys.exit(77)
    SAMPLE = os.path.abspath(sys.argv.pop(2))
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main(verbosity=2)
