#!/usr/bin/env python3
"""Fails when an #include points up, or reaches a library that its folder must not know.

Who may include whom is the table of ARCHITECTURE.md; the first matching folder counts.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
FLOORS = ["core", "annotations", "plugins/sdk", "plugins/host", "plugins", "ui"]

# folder: (our folders it may include, libraries it may name beside the standard library)
RULES = [
    ("core/text", ["core"], ["unicode/"]),
    ("core/files", ["core"], ["xxhash.h", "openssl/", "sys/", "unistd.h", "fcntl.h", "linux/", "dirent.h"]),
    ("core", ["core"], ["sys/", "unistd.h", "fcntl.h", "linux/", "dirent.h", "poll.h", "spawn.h", "signal.h", "malloc.h", "seccomp.h"]),
    ("annotations/store", ["core", "annotations"], ["nlohmann/", "simdjson.h", "unistd.h"]),  # unistd.h: who holds a lock
    ("annotations/edit", ["core", "annotations"], ["dtl/"]),
    ("annotations", ["core", "annotations"], []),
    ("plugins/sdk", ["plugins/sdk"], ["nlohmann/"]),
    ("plugins/host/child", ["core", "plugins/sdk", "plugins/host"], ["nlohmann/", "dlfcn.h", "unistd.h", "fcntl.h", "sys/"]),
    ("plugins/host", ["core", "annotations", "plugins/sdk", "plugins/host"], ["nlohmann/", "unistd.h", "sys/", "zip.h"]),
    ("plugins/checkers", ["plugins/sdk", "plugins/checkers/reading"], ["nlohmann/", "unicode/"]),  # and its own folder
    ("plugins", ["plugins/sdk"], ["nlohmann/", "unicode/", "utf8.h"]),
    ("ui/cli", ["core", "annotations", "plugins/host", "ui/cli"], ["nlohmann/", "CLI/", "unistd.h", "sys/", "fcntl.h"]),
    ("ui/desktop/text", ["core", "annotations", "plugins/host", "ui/desktop"],
     ["unicode/", "hb", "ft2build.h", "freetype/", "fontconfig/", "time.h"]),
    ("ui/desktop/platform", ["core", "annotations", "plugins/host", "ui/desktop"],
     ["imgui", "GLFW/", "glad/", "png.h", "unistd.h", "time.h", "backends/"]),
    ("ui/desktop/views", ["core", "annotations", "plugins/host", "ui/desktop"], ["imgui"]),
    ("ui/desktop", ["core", "annotations", "plugins/host", "ui/desktop"], ["time.h"]),
    ("ui/sayso", ["core", "annotations", "plugins/host", "ui"], ["nlohmann/", "CLI/", "imgui", "unistd.h"]),
]
# Within the desktop, what has no window must not reach what has one.
NO_WINDOW = ["ui/desktop/text", "ui/desktop/actions", "ui/desktop/models"]
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')


def under(path, folders):
    return any(path == folder or path.startswith(folder + "/") for folder in folders)


def main():
    wrong = []
    seen = 0
    for source in sorted(ROOT.glob("*/**/*")):
        name = source.relative_to(ROOT).as_posix()
        if source.suffix not in (".h", ".hpp", ".cpp", ".c") or not under(name, ["core", "annotations", "plugins", "ui"]):
            continue
        rule = next((r for r in RULES if under(name, [r[0]])), None)
        own = name.rsplit("/", 1)[0]
        if name.startswith(("plugins/exporters/", "plugins/importers/", "plugins/checkers/")):
            own = "/".join(name.split("/")[:3])
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            seen += 1
            what = found.group(2)
            ours = under(what, ["core", "annotations", "plugins", "ui", "tests"])
            if ours:
                good = under(what, rule[1] + [own])
                if under(name, NO_WINDOW) and under(what, ["ui/desktop/views", "ui/desktop/platform"]):
                    good = False
            else:
                plain = "/" not in what and "." not in what  # a header of the C++ standard library
                good = plain or found.group(1) == '"' or any(what.startswith(library) for library in rule[2]) or what in C_HEADERS
            if not good:
                wrong.append(f"{name}:{number}: must not include {what}")
    for line in wrong:
        print(line)
    print(f"{seen} includes looked at, {len(wrong)} wrong")
    return 1 if wrong or seen < 100 else 0


C_HEADERS = {"stddef.h", "stdint.h", "string.h", "stdlib.h", "stdio.h", "errno.h", "ctype.h", "limits.h"}

if __name__ == "__main__":
    sys.exit(main())
