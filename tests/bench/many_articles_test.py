"""The measurement of many articles runs, and its chart is a picture of what was measured: many_articles_test.py SAYSO PROBE MAKER"""

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml


def main(sayso, probe, maker):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "many_articles.py")
    with tempfile.TemporaryDirectory(prefix="sayso-bench-") as folder:
        chart = os.path.join(folder, "chart.svg")
        run = subprocess.run([sys.executable, script, sayso, probe, maker, "--sizes", "50,300", "--rounds", "1", "--chart", chart,
                              "--folder", folder], capture_output=True, text=True)
        if run.returncode == 77:
            print(run.stdout)
            return 77
        rows = re.findall(r"^\| ([\d,]+) \| (\d+) \|", run.stdout, re.MULTILINE)
        assert [row[0] for row in rows] == ["0", "50", "300"], run.stdout + run.stderr
        assert all(int(row[1]) > 0 for row in rows), run.stdout
        # Few articles say nothing about the limits; that they are judged is what counts here.
        assert re.search(r"limits at 300 articles: .*: (met|missed)$", run.stdout.strip()), run.stdout
        circles = xml.parse(chart).getroot().findall(".//{http://www.w3.org/2000/svg}circle")
        assert len(circles) == 2 * len(rows), len(circles)
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
