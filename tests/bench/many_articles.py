"""What a project of many articles costs: the time from the start of the program until its first frame is shown, and the
memory that it holds when it has come to rest, in turn with a project without articles. Warm: each was opened before.

    many_articles.py SAYSO PROBE MAKER [--sizes 1000,10000,30000,100000] [--rounds 9] [--chart FILE.svg] [--folder DIR]

Prints a table; exit status 1 when the largest size misses a limit (first frame 1 s, 2,000 bytes an article).
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "desktop"))
from many_articles_chart import chart  # noqa: E402
from window_bench import Measured  # noqa: E402
from xvfb_window import Display, missing_tools  # noqa: E402

FRAME_LIMIT_MS = 1000
BYTES_LIMIT = 2000  # an article, above the same window without articles


def memory(pid):
    """Bytes: the process's share of what is resident (PSS), and the most it ever had resident."""
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        pss = next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    with open(f"/proc/{pid}/status") as lines:
        peak = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    return pss * 1024, peak * 1024


def come_to_rest(program, seconds=300):
    """Waits until a second went by in which it did nothing: what the list shows is read then."""
    end = time.monotonic() + seconds
    used, since = program.cpu_ms(), time.monotonic()
    while time.monotonic() - since < 1:
        if time.monotonic() > end:
            raise SystemExit("the window does not come to rest")
        time.sleep(0.1)
        now = program.cpu_ms()
        if now - used > 1:
            used, since = now, time.monotonic()


def opened(display, sayso, probe, folder, home):
    with Measured(display, probe, [sayso, folder, "--annotator", "ana"], home) as program:
        frame, _ = program.first_swap()
        begun = time.monotonic()
        come_to_rest(program)
        pss, peak = memory(program.process.pid)
        swaps = [at for at, _ in program.swaps()]
        return {"frame": frame, "rest": max(0.0, (time.monotonic() - begun - 1) * 1000), "pss": pss, "peak": peak,
                "swaps": [(at - swaps[0]) / 1e6 for at in swaps]}


def measure(options, folder):
    """A row for each size, the smallest first: the project grows."""
    empty, grown = os.path.join(folder, "empty"), os.path.join(folder, "grown")
    subprocess.run([options.maker, empty, "0"], check=True)
    rows = []
    with Display() as display, tempfile.TemporaryDirectory(prefix="sayso-bench-") as home:
        for size in options.sizes:
            subprocess.run([options.maker, grown, str(size)], check=True)
            times = {empty: [], grown: []}
            for round_number in range(options.rounds + 1):
                for project in ((empty, grown) if round_number % 2 == 0 else (grown, empty)):
                    seen = opened(display, options.sayso, options.probe, project, home)
                    if round_number > 0:  # the first one warms
                        times[project].append(seen)
            medians = {of: {what: statistics.median(each[what] for each in times[of]) for what in times[of][0]} for of in times}
            above = statistics.median(ours["pss"] - theirs["pss"] for ours, theirs in zip(times[grown], times[empty]))
            if not rows:
                rows.append(dict(medians[empty], size=0, worst=max(each["frame"] for each in times[empty]), above=0))
            rows.append(dict(medians[grown], size=size, worst=max(each["frame"] for each in times[grown]), above=above))
    return rows


def print_table(rows, rounds):
    print(f"{rounds} rounds, medians")
    print("| articles | first frame, ms | slowest | all read after, ms | resident (PSS), MB | above no articles, MB | bytes an article | peak, MB |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        each = f"{row['above'] / row['size']:,.0f}" if row["size"] else "–"
        print(f"| {row['size']:,} | {row['frame']:.0f} | {row['worst']:.0f} | {row['rest']:.0f} | {row['pss'] / 1e6:.1f} | "
              f"{row['above'] / 1e6:.1f} | {each} | {row['peak'] / 1e6:.1f} |")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("sayso")
    parser.add_argument("probe")
    parser.add_argument("maker")
    parser.add_argument("--sizes", default="1000,10000,30000,100000")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--chart")
    parser.add_argument("--folder", help="where the projects are made; a temporary folder unless named")
    options = parser.parse_args()
    options.sizes = sorted(int(size) for size in options.sizes.split(","))
    options.probe = os.path.abspath(options.probe)
    if missing_tools():
        print("skipped: needs", ", ".join(missing_tools()))
        return 77
    with tempfile.TemporaryDirectory(prefix="sayso-articles-", dir=options.folder) as folder:
        rows = measure(options, folder)
    print_table(rows, options.rounds)
    if options.chart:
        with open(options.chart, "w") as file:
            file.write(chart(rows, FRAME_LIMIT_MS, BYTES_LIMIT))
    largest = rows[-1]
    met = largest["frame"] <= FRAME_LIMIT_MS and largest["above"] <= BYTES_LIMIT * largest["size"]
    print(f"limits at {largest['size']:,} articles: {FRAME_LIMIT_MS} ms, {BYTES_LIMIT} bytes an article: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
