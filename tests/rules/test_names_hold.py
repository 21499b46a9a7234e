"""A test's name reaches ctest through a CMake list: one with a semicolon would become two that run nothing and pass."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME = re.compile(r'TEST_CASE\(\s*"((?:[^"\\]|\\.)*)"')

wrong = []
for source in sorted((ROOT / "tests").rglob("*.cpp")):
    for name in NAME.findall(source.read_text(encoding="utf-8")):
        if ";" in name:
            wrong.append(f"{source.relative_to(ROOT)}: {name}")
print("\n".join(wrong) or "no test has a semicolon in its name")
sys.exit(1 if wrong else 0)
