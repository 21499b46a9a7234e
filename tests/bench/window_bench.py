"""What a window costs: how long it takes to come up, and what it does when nobody does anything. The real program on
an X server of its own; the swaps are seen from outside (swap_probe.c), the CPU time is the kernel's.

    window_bench.py start SAYSO BARE PROBE DIR [ROUNDS]
    window_bench.py idle SAYSO PROBE DIR [SECONDS]
"""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "desktop"))
from xvfb_window import Display  # noqa: E402


class Measured:
    """A program that is watched from its start."""

    def __init__(self, display, probe, command, home):
        self._swaps = tempfile.NamedTemporaryFile(prefix="sayso-swaps-")
        environment = dict(display.environment(), LD_PRELOAD=probe, SAYSO_SWAP_PROBE=self._swaps.name, HOME=home,
                           XDG_STATE_HOME=home + "/state", XDG_DATA_HOME=home + "/data", XDG_CONFIG_HOME=home + "/config")
        self._begun = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        self.process = subprocess.Popen(command, env=environment)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self._swaps.close()

    def swaps(self):
        with open(self._swaps.name) as lines:
            return [[int(number) for number in line.split()] for line in lines if line.endswith("\n")]

    def first_swap(self, seconds=60):
        """When the first frame was shown, after the start; and the CPU time spent until then. Milliseconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            swaps = self.swaps()
            if swaps:
                shown, cpu = swaps[0]
                return (shown - self._begun) / 1e6, cpu / 1e6
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        raise SystemExit(f"{self.process.args[0]} has shown nothing")

    def cpu_ms(self):
        """User and system time of the process so far, by its own CPU clock (clock_getcpuclockid(3)), not in ticks."""
        return time.clock_gettime_ns((~self.process.pid << 3) | 2) / 1e6


def start(sayso, bare, probe, folder, rounds):
    with Display() as display, tempfile.TemporaryDirectory(prefix="sayso-bench-") as home:
        times = {"sayso": [], "bare": []}
        for round_number in range(rounds + 2):
            pair = {"bare": [bare], "sayso": [sayso, folder, "--annotator", "ana"]}
            for name in (pair if round_number % 2 == 0 else reversed(pair)):
                with Measured(display, probe, pair[name], home) as program:
                    time_ms = program.first_swap()
                if round_number >= 2:  # the first ones fill the caches
                    times[name].append(time_ms)
        result = {"rounds": rounds}
        for at, kind in enumerate(["", "cpu_"]):
            ours, theirs = ([time_ms[at] for time_ms in times[name]] for name in ("sayso", "bare"))
            result[f"sayso_{kind}ms"] = round(statistics.median(ours), 1)
            result[f"bare_{kind}ms"] = round(statistics.median(theirs), 1)
            result[f"above_{kind}ms"] = round(statistics.median(a - b for a, b in zip(ours, theirs)), 1)
        return dict(result, limit_ms=75)


def idle(sayso, probe, folder, seconds):
    with Display() as display, tempfile.TemporaryDirectory(prefix="sayso-bench-") as home:
        with Measured(display, probe, [sayso, folder, "--annotator", "ana"], home) as program:
            program.first_swap()
            # Until the checkers have looked at the article and the list's counts are read.
            last, since = 0, time.monotonic()  # swaps
            while time.monotonic() - since < 3:
                swaps = len(program.swaps())
                if swaps != last:
                    last, since = swaps, time.monotonic()
                time.sleep(0.1)
            cpu = program.cpu_ms()
            time.sleep(seconds)
            return {"seconds": seconds, "cpu_ms_before": round(cpu, 2), "cpu_ms": round(program.cpu_ms() - cpu, 2), "swaps": len(program.swaps()) - last,
                    "limit_cpu_ms": seconds, "limit_swaps": 0}


def main(arguments):
    what, rest = arguments[0], arguments[1:]
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as copies:
        # A copy, so that the project given stays as it is.
        at = 3 if what == "start" else 2
        folder = shutil.copytree(rest[at], os.path.join(copies, "project"))
        number = int(rest[at + 1]) if len(rest) > at + 1 else None
        result = start(*rest[:3], folder, number or 21) if what == "start" else idle(*rest[:2], folder, number or 60)
    print(json.dumps(result))


if __name__ == "__main__":
    if len(sys.argv) < 5 or sys.argv[1] not in ("start", "idle"):
        raise SystemExit(__doc__)
    main(sys.argv[1:])
