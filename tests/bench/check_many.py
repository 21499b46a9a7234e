#!/usr/bin/env python3
"""All rules over many articles of news length: time against their number, the share spent in pipes, memory.

    check_many.py SAYSO [--counts 1000,3000,10000] [--rounds 3] [--keep FOLDER]

Articles come from tests/checkers/clean_articles.py, half English, half German, about 3,500 characters and 24 attributions (98 records) each. The pipes
are measured with checkers that do nothing: what six of them take more than one, divided by five, is what a checker costs before it looks
at anything (its messages made, sent, read and turned into structs). Memory is the largest sum of proportional set sizes of the program
and its plugins, sampled. Compiles the empty checker with cc.
"""
import argparse
import json
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/checkers"))
from clean_articles import articles, entities  # noqa: E402
from project_files import write_project  # noqa: E402

CHECKERS = 6
QUIET = """#include <stddef.h>
#include "sayso_plugin.h"
static int32_t take(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* of) {
  (void)host; (void)self; (void)article; (void)of;
  return 0;
}
static int32_t see(const sayso_host* host, void* self, const sayso_article* article) {
  (void)host; (void)self; (void)article;
  return 0;
}
static const sayso_plugin plugin = {sizeof(sayso_plugin), SAYSO_PLUGIN_ABI_MAJOR, SAYSO_PLUGIN_ABI_MINOR, 0,
  "{\\"id\\": \\"org.example.NAME\\", \\"version\\": \\"1\\", \\"kind\\": \\"checker\\"}", NULL, see, take, NULL, NULL};
SAYSO_PLUGIN_EXPORT const sayso_plugin* sayso_plugin_entry(uint32_t major, uint32_t minor) { (void)major; (void)minor; return &plugin; }
"""


def make_quiet_plugins(folder):
    for name in (f"quiet-{i}" for i in range(CHECKERS)):
        home = folder / name
        home.mkdir(parents=True)
        (home / "quiet.c").write_text(QUIET.replace("NAME", name))
        subprocess.run(["cc", "-std=c99", "-O2", "-fPIC", "-shared", "-fvisibility=hidden", f"-I{ROOT}/plugins/sdk", "quiet.c", "-o", "quiet.so"], cwd=home, check=True)
        (home / "plugin.json").write_text(json.dumps({"id": f"org.example.{name}", "name": name, "version": "1", "kind": "checker", "contract": contract(), "native": "quiet.so",
                                                      "licence": "none", "rules": [{"rule": f"{name}/nothing", "severity": "hint", "help": "Nothing."}]}))


def contract():
    return json.loads((ROOT / "plugins/checkers/text/plugin.json").read_text())["contract"]


def resident(pid):
    """PSS of a process and all that it started, in bytes."""
    total, todo = 0, [pid]
    while todo:
        one = todo.pop()
        try:
            total += next(int(line.split()[1]) << 10 for line in open(f"/proc/{one}/smaps_rollup") if line.startswith("Pss:"))
            for task in os.listdir(f"/proc/{one}/task"):
                todo += [int(child) for child in open(f"/proc/{one}/task/{task}/children").read().split()]
        except (OSError, StopIteration):
            continue
    return total


def run(sayso, project, rules=(), plugins=None):
    """Seconds by the clock, seconds of computing, peak memory, findings."""
    environment = dict(os.environ, **({"SAYSO_PLUGIN_PATH": str(plugins)} if plugins else {}))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.monotonic()
    child = subprocess.Popen([sayso, "check", project, "--json", *(["--rule", ",".join(rules)] if rules else [])], stdout=subprocess.PIPE, env=environment)
    peak, over = [0], threading.Event()

    def watch():
        while not over.wait(0.1):
            peak[0] = max(peak[0], resident(child.pid))
    watcher = threading.Thread(target=watch)
    watcher.start()
    out = child.stdout.read()
    child.wait()
    took = time.monotonic() - begun
    over.set()
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if child.returncode > 1:
        sys.exit(f"sayso check: {child.returncode}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, peak[0], len(json.loads(out)["findings"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("sayso")
    parser.add_argument("--counts", default="1000,3000,10000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", help="where projects are made, and found again")
    given = parser.parse_args()
    counts = [int(count) for count in given.counts.split(",")]
    sayso = str(pathlib.Path(given.sayso).resolve())
    with tempfile.TemporaryDirectory() as scratch:
        place = pathlib.Path(given.keep or scratch)
        make_quiet_plugins(pathlib.Path(scratch) / "quiet")
        for count in counts:
            if not (place / str(count)).exists():
                write_project(place / str(count), articles(count, 1, rounds=2), entities())
        print("| articles | seconds | each, s | ms an article | computing, s | findings | peak memory, MB | in pipes |")
        print("|---|---|---|---|---|---|---|---|")
        for count in counts:
            project = place / str(count)
            all_rules = [run(sayso, project) for _ in range(given.rounds)]
            none = [run(sayso, project, [f"quiet-{i}/nothing" for i in range(n)], pathlib.Path(scratch) / "quiet") for n in (1, CHECKERS)]
            took = statistics.median(r[0] for r in all_rules)
            computing = statistics.median(r[1] for r in all_rules)
            pipes = (none[1][1] - none[0][1]) / (CHECKERS - 1) * CHECKERS
            print(f"| {count:,} | {took:.1f} | {', '.join(f'{r[0]:.1f}' for r in all_rules)} | {1000 * took / count:.2f} | {computing:.1f} | {all_rules[0][3]:,} | "
                  f"{max(r[2] for r in all_rules) / 1e6:.0f} | {100 * pipes / computing:.0f} % |", flush=True)


if __name__ == "__main__":
    main()
