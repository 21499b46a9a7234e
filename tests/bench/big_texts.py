"""What a large text costs: the time from the start of the program until its first frame is shown, from then until its
annotations are, and the memory that it holds when it has come to rest and all is checked, in turn with a project of a small
text. Warm: each was opened before.

    big_texts.py SAYSO PROBE MAKER [--rounds 5] [--folder DIR]

Prints a table; exit status 1 when the largest text misses a limit of its memory: 12 bytes a byte of text and 300 an
annotation.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile

from many_articles import opened
from xvfb_window import Display, missing_tools

PAUSE_MS = 100  # an idle window draws nothing: after so long the next frame is that with the annotations
SMALL = (1000, 4)
SIZES = [(9_000, 180), (1_000_000, 20_000), (20_000_000, 200_000)]


def annotations_after(seen):
    """Milliseconds from the first frame to that with the annotations; 0 when they came with it or with the ones after."""
    swaps = seen["swaps"]
    return next((at for before, at in zip(swaps, swaps[1:]) if at - before > PAUSE_MS), 0)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("sayso")
    parser.add_argument("probe")
    parser.add_argument("maker")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", help="where the projects are made; a temporary folder unless named")
    options = parser.parse_args()
    options.probe = os.path.abspath(options.probe)
    if missing_tools():
        print("skipped: needs", ", ".join(missing_tools()))
        return 77
    met = True
    print("| text, bytes | annotations | first frame, ms | slowest | above a small text, ms | annotations after, ms | resident (PSS), MB | above, MB | limit, MB |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="sayso-texts-", dir=options.folder) as folder:
        projects = {size: os.path.join(folder, f"of-{size[0]}") for size in [SMALL, *SIZES]}
        for size, project in projects.items():
            subprocess.run([options.maker, project, str(size[0]), str(size[1])], check=True)
        with Display() as display, tempfile.TemporaryDirectory(prefix="sayso-bench-") as home:
            for size in SIZES:
                seen = {SMALL: [], size: []}
                for round_number in range(options.rounds + 1):
                    for each in (SMALL, size) if round_number % 2 == 0 else (size, SMALL):
                        found = opened(display, options.sayso, options.probe, projects[each], home)
                        if round_number > 0:  # the first one warms
                            seen[each].append(found)
                median = lambda of, what: statistics.median(each[what] for each in seen[of])
                above = statistics.median(ours["pss"] - theirs["pss"] for ours, theirs in zip(seen[size], seen[SMALL]))
                limit = 12 * size[0] + 300 * size[1]
                met = met and (size != SIZES[-1] or above <= limit)
                print(f"| {size[0]:,} | {size[1]:,} | {median(size, 'frame'):.0f} | {max(each['frame'] for each in seen[size]):.0f} | "
                      f"{median(size, 'frame') - median(SMALL, 'frame'):.0f} | "
                      f"{statistics.median(annotations_after(each) for each in seen[size]):.0f} | {median(size, 'pss') / 1e6:.1f} | {above / 1e6:.1f} | "
                      f"{limit / 1e6:.1f} |")
    print(f"limit of memory of the largest: {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
