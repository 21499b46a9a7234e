"""The window as it is used: text on a real display, keys and pointer from outside, and what happens where
there is no display or no OpenGL 3.3. Argument: the program window_show_text."""

import os
import shutil
import subprocess
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from xvfb_window import Display, Program, missing_tools  # noqa: E402

PROGRAM = ""
PAPER = (0xFD, 0xFC, 0xF9)


class TheWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display().__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.display.__exit__(None, None, None)

    def setUp(self):
        subprocess.run(["setxkbmap", "us"], env=self.display.environment(), check=False, stderr=subprocess.DEVNULL)

    def program(self, *options, **environment):
        return Program(self.display, [PROGRAM, *options], environment)

    def settled_picture(self, program):
        program.wait_for_error("frame 3")
        return self.display.settled_picture()

    def test_text_is_drawn_with_soft_edges_on_paper(self):
        with self.program("--scale", "1") as program:
            colours = self.settled_picture(program).colours(60, 60, 700, 400)
        self.assertGreater(colours.get(PAPER, 0), 100_000, "the ground is the theme's paper")
        self.assertGreater(len(colours), 100, "letters have grey edges")
        darkest = min(sum(colour) for colour in colours)
        self.assertLess(darkest, 150, "letters are as dark as the theme's ink")

    def test_at_twice_the_scale_the_text_is_twice_as_large(self):
        def ink_rows(scale):
            with self.program("--scale", scale) as program:
                picture = self.settled_picture(program)
            band = int(float(scale) * 100)
            rows = [y for y in range(60 * band // 100, 100 * band // 100)
                    if any(sum(c) < 200 for c in picture.colours(60 * band // 100, y, 400 * band // 100, y + 1))]
            return rows[-1] - rows[0] + 1
        self.assertAlmostEqual(ink_rows("1") * 2, ink_rows("2"), delta=3)

    def test_keys_and_typed_text_arrive(self):
        with self.program("--scale", "1") as program:
            program.wait_for("ready")
            program.window()
            program.keys("q", "ctrl+shift+z", "7", "KP_7", "comma")
            program.wait_for("key 1 Q 000")
            program.wait_for("typed q")
            program.wait_for("key 1 Z 110")
            seven = program.wait_for("key 2 7 000")
            program.wait_for("key 2 7 000", after=seven + 1)
            program.wait_for("key 3 -")
            program.type("We?")
            program.wait_for("typed W")
            program.wait_for("typed ?")

    def test_pointer_and_wheel_arrive_in_logical_pixels(self):
        with self.program("--scale", "2") as program:
            program.wait_for("ready")
            program.window()
            program.click(200, 100)
            program.wait_for("pressed 100 50")
            program.click(200, 100, button=5)
            program.wait_for("wheel -1")

    def test_a_letter_is_the_key_that_carries_it_on_other_layouts(self):
        if shutil.which("setxkbmap") is None:
            self.skipTest("setxkbmap is not installed")
        # Key 25 is the one right of Q on a US keyboard; 29 is the sixth of that row.
        for layout, key, letter in (("fr", "25", "Z"), ("de", "29", "Z"), ("ru", "25", "W"), ("us", "25", "W")):
            self.display.run("setxkbmap", layout)
            with self.subTest(layout=layout), self.program("--scale", "1") as program:
                program.wait_for("ready")
                program.window()
                program.keys(key)
                program.wait_for(f"key 1 {letter} 000", seconds=5)

    def test_letters_beyond_ascii_arrive_as_text(self):
        if shutil.which("setxkbmap") is None:
            self.skipTest("setxkbmap is not installed")
        # Key 11 is the digit 2's place: on a French keyboard it carries é and is still the digit.
        for layout, key, lines in (("fr", "11", ("key 2 2", "typed é")), ("ru", "52", ("key 1 Z", "typed я"))):
            self.display.run("setxkbmap", layout)
            with self.subTest(layout=layout), self.program("--scale", "1") as program:
                program.wait_for("ready")
                program.window()
                program.keys(key)
                for line in lines:
                    program.wait_for(line, seconds=5)

    def test_what_is_copied_in_one_window_is_pasted_in_another(self):
        with self.program("--scale", "1") as first:
            first.wait_for("ready")
            first.window()
            first.keys("ctrl+c")
            first.wait_for("copied")
            with self.program("--scale", "1") as second:
                second.wait_for("ready")
                second.window()
                second.keys("ctrl+v")
                second.wait_for("clipboard “words” — слова")

    def test_a_text_too_long_for_the_clipboard_is_refused(self):
        with self.program("--scale", "1") as program:
            program.wait_for("ready")
            program.window()
            program.keys("ctrl+x")
            program.wait_for("not copied: clipboard: the text is too large")
            self.assertIsNone(program.process.poll())

    def test_another_thread_wakes_the_window(self):
        with self.program("--scale", "1", "--wake-after", "1500") as program:
            program.wait_for("woken", seconds=10)

    def test_an_idle_window_sleeps(self):
        with self.program("--scale", "1") as program:
            program.wait_for("ready")
            program.window()
            time.sleep(1.5)
            frames, before = program.errors.count("frame "), program.cpu_seconds()
            time.sleep(4)
            self.assertLessEqual(program.cpu_seconds() - before, 0.05)
            self.assertEqual(program.errors.count("frame "), frames, "no frame was drawn")

    def test_closing_the_window_ends_the_program(self):
        with self.program("--scale", "1") as program:
            program.wait_for("ready")
            program.close()
            program.wait_for("close")
            self.assertEqual(program.exit_status(), 0)


class WhereItCannotBe(unittest.TestCase):
    def test_no_display_is_said_in_words(self):
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, timeout=30)
        self.assertEqual(done.returncode, 3)
        self.assertIn("no display", done.stderr)
        self.assertIn("every command of sayso works without a window", done.stderr)

    def test_too_old_opengl_is_said_in_words(self):
        with Display() as display, Program(display, [PROGRAM], {"MESA_GL_VERSION_OVERRIDE": "2.1"}) as program:
            self.assertEqual(program.exit_status(), 3)
            self.assertIn("OpenGL 3.3", program.errors)

    def test_a_display_without_opengl_is_said_in_words(self):
        with Display(options=["-extension", "GLX"]) as display, Program(display, [PROGRAM]) as program:
            self.assertEqual(program.exit_status(), 3)
            self.assertIn("OpenGL", program.errors)


if __name__ == "__main__":
    if missing_tools():
        print("skipped: not installed:", ", ".join(missing_tools()))
        sys.exit(77)
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
