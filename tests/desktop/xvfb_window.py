"""A program's window on a display of its own: Xvfb with a free number, keys and mouse by xdotool, the
picture read from the server's frame buffer. Used by the window tests; needs xvfb and xdotool, nothing else.

    with Display() as display, Program(display, [path, "--scale", "1"]) as program:
        program.wait_for("ready")
        program.keys("ctrl+z")
        picture = display.picture()
"""

import ctypes
import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import threading
import time


def missing_tools():
    return [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]


def ask_to_close(display_name, window):
    """The message WM_DELETE_WINDOW; Debian 12's xdotool cannot send it."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XInternAtom.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
    x11.XSendEvent.argtypes = [ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p]
    x11.XSync.argtypes = [ctypes.c_void_p, ctypes.c_int]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    connection = x11.XOpenDisplay(display_name.encode())
    # XClientMessageEvent on 64 bits: type, serial, send_event, display, window, message type, format, five longs.
    event = struct.pack("@i4xLi4xPLLi4x5l", 33, 0, 1, connection, window, x11.XInternAtom(connection, b"WM_PROTOCOLS", 0), 32,
                        x11.XInternAtom(connection, b"WM_DELETE_WINDOW", 0), 0, 0, 0, 0)
    x11.XSendEvent(connection, window, 0, 0, ctypes.create_string_buffer(event, 192))
    x11.XSync(connection, 0)
    x11.XCloseDisplay(connection)


class Picture:
    """Rows of pixels as the display shows them; a pixel is (red, green, blue)."""

    def __init__(self, width, height, stride, pixels):
        self.width, self.height, self._stride, self._pixels = width, height, stride, pixels

    def __eq__(self, other):
        return self._pixels == other._pixels

    def pixel(self, x, y):
        at = y * self._stride + x * 4
        return (self._pixels[at + 2], self._pixels[at + 1], self._pixels[at])

    def colours(self, left, top, right, bottom):
        """Each colour in the rectangle with its count; right and bottom exclusive."""
        counts = {}
        for y in range(top, bottom):
            row = self._pixels[y * self._stride + left * 4:y * self._stride + right * 4]
            for i in range(0, len(row), 4):
                colour = row[i:i + 3]
                counts[colour] = counts.get(colour, 0) + 1
        return {(c[2], c[1], c[0]): n for c, n in counts.items()}


class Display:
    """An X server of its own, ended with the block."""

    def __init__(self, width=1600, height=1000, options=()):
        self._size = f"{width}x{height}x24"
        self._options = list(options)

    def __enter__(self):
        self._folder = tempfile.mkdtemp(prefix="sayso-window-")
        read, write = os.pipe()
        # -noreset: the server keeps its resources when the last client leaves.
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", self._size, "-noreset", "-nolisten", "tcp",
             "-fbdir", self._folder, *self._options],
            pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            number = numbers.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = ":" + number
        return self

    def __exit__(self, *_):
        self._server.terminate()
        self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def environment(self):
        environment = dict(os.environ, DISPLAY=self.name)
        environment.pop("WAYLAND_DISPLAY", None)
        return environment

    def run(self, *command):
        return subprocess.run(command, env=self.environment(), check=True, capture_output=True, text=True).stdout

    def settled_picture(self, seconds=20):
        """The screen once it has stayed the same for half a second."""
        end = time.monotonic() + seconds
        last, since = self.picture(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < 0.5:
            time.sleep(0.1)
            now = self.picture()
            if now != last:
                last, since = now, time.monotonic()
        return last

    def picture(self):
        """The whole screen, from the server's own memory (an XWD file that it keeps up to date)."""
        with open(os.path.join(self._folder, "Xvfb_screen0"), "rb") as file:
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
                content = memory[:]
        header = struct.unpack(">25I", content[:100])
        header_size, width, height, stride, colours = header[0], header[4], header[5], header[12], header[19]
        return Picture(width, height, stride, content[header_size + colours * 12:])


class Program:
    """A program with one window; its standard output is collected line by line."""

    def __init__(self, display, command, environment=None):
        self._display, self._command = display, command
        self._environment = dict(display.environment(), **(environment or {}))
        self.lines = []

    def __enter__(self):
        self.process = subprocess.Popen(self._command, env=self._environment, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, bufsize=1)
        self._errors = []
        self._readers = [threading.Thread(target=self._read, args=(self.process.stdout, self.lines), daemon=True),
                         threading.Thread(target=self._read, args=(self.process.stderr, self._errors), daemon=True)]
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for reader in self._readers:
            reader.join(5)
        self.process.stdout.close()
        self.process.stderr.close()

    @staticmethod
    def _read(stream, lines):
        for line in stream:
            lines.append(line.rstrip("\n"))

    @property
    def errors(self):
        return "\n".join(self._errors)

    def wait_for(self, line, seconds=20, after=0):
        """Waits until a line that begins so was printed; its place among the lines."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for index in range(after, len(self.lines)):
                if self.lines[index].startswith(line):
                    return index
            if self.process.poll() is not None and time.monotonic() > end - seconds + 1:
                break
            time.sleep(0.02)
        raise AssertionError(f"'{line}' was not printed; got {self.lines[after:]}; {self.errors}")

    def exit_status(self, seconds=20):
        status = self.process.wait(seconds)
        for reader in self._readers:
            reader.join(5)
        return status

    def wait_for_error(self, words, seconds=20):
        """Waits until its standard error holds these words."""
        end = time.monotonic() + seconds
        while words not in self.errors:
            if time.monotonic() > end:
                raise AssertionError(f"'{words}' was not said; got {self.errors}")
            time.sleep(0.02)

    def window(self, seconds=10):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                                   env=self._environment, capture_output=True, text=True).stdout.split()
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError("the program shows no window")

    def keys(self, *keys):
        self._display.run("xdotool", "key", "--clearmodifiers", "--delay", "30", *keys)

    def type(self, text):
        """Types what the keyboard layout has keys for. (Others xdotool types by lending them a key for a
        moment, which a program may be too late to see: change the layout instead.)"""
        self._display.run("xdotool", "type", "--delay", "30", text)

    def click(self, x, y, button=1):
        # GLFW reads the pointer's place late: a pause between moving and pressing.
        self._display.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "click", str(button))

    def double_click(self, x, y):
        self._display.run("xdotool", "mousemove", str(x), str(y), "sleep", "0.1", "click", "--repeat", "2", "--delay", "80", "1")

    def drag(self, from_x, from_y, to_x, to_y):
        self._display.run("xdotool", "mousemove", str(from_x), str(from_y), "sleep", "0.1", "mousedown", "1", "sleep", "0.1",
                          "mousemove", str((from_x + to_x) // 2), str((from_y + to_y) // 2), "sleep", "0.1",
                          "mousemove", str(to_x), str(to_y), "sleep", "0.1", "mouseup", "1")

    def close(self):
        """Asks the window to close, as a window manager does."""
        ask_to_close(self._display.name, int(self.window()))

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
