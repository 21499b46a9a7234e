"""Runs a program on a display that is started for it alone. Arguments: the program and its own."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True
from xvfb_window import Display, missing_tools  # noqa: E402

if __name__ == "__main__":
    if missing_tools():
        print("skipped: not installed: " + ", ".join(missing_tools()))
        sys.exit(77)
    with Display() as display:
        sys.exit(subprocess.run(sys.argv[1:], env=display.environment()).returncode)
