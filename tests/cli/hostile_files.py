#!/usr/bin/env python3
"""Sixty-five hostile files offered to the program as everything that they could be: as a text to be added, and in the
place of each file of a project. Refused or opened with a message that names the file and says what to do, within 2 s and
512 MiB, with an exit status that means something and nothing half written.

python3 hostile_files.py SAYSO. With SAYSO_LONG_TESTS each file is put into each place, else those that have most to say
there: JSON files everywhere, texts in the most important places. The files come from ../shared/robustness/hostile_gen.py, if it is there.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
GENERATOR = SOURCE.parent / "shared/robustness/hostile_gen.py"
SAYSO = ""

LONG = bool(os.environ.get("SAYSO_LONG_TESTS"))
SECONDS = 2  # of CPU time
BYTES = 512 << 20

# Where a file of a project is replaced, and what then reads it. What is wrong with the manifest or the scheme is wrong
# with the whole project; everything else leaves the rest to be read.
PLACES = {
    "sayso.json": ("stats", "press"),
    "scheme.json": ("stats", "press"),
    "entities.json": ("stats", "press"),
    "guidelines.md": ("stats", "press"),
    "articles/budget.txt": ("find", "press", "the"),
    "articles/budget.json": ("export", "press", "--to", "csv", "--out", "tables"),
    "annotations/ana/budget.json": ("stats", "press"),
    "annotations/ana/budget.history": ("stats", "press"),
    "entities/ana.history": ("stats", "press"),
    ".sayso/pending/group.json": ("stats", "press"),
}
QUOTE = (
    '{"edits": [{"edit": "add-entity", "entity": {"id": "new:3", "name": "Ann Lee", "kind": "person"}},'
    ' {"edit": "add-span", "span": {"id": "new:1", "layer": "content", "at": [[0, 14]], "text": ["“We must act,”"]}},'
    ' {"edit": "add-frame", "frame": {"id": "new:2", "layer": "attribution", "roles": {"content": [{"to": "new:1"}]}}}]}\n')


def cpu_time():
    """Of the programs that were run and have ended: how many others run beside them does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class HostileFiles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="sayso-hostile-")
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.files = cls.folder / "hostile"
        subprocess.run([sys.executable, GENERATOR, cls.files], check=True, capture_output=True)
        cls.names = sorted(path.name for path in cls.files.iterdir() if path.name != "MANIFEST.tsv")
        cls.slowest = (0, "")
        cls.count = 0
        cls.environment = {"PATH": "/usr/bin:/bin", "HOME": str(cls.folder / "home"), "LC_ALL": "C.UTF-8"}
        (cls.folder / "budget.txt").write_text("“We must act,” said Ann Lee.\n", encoding="utf-8")
        (cls.folder / "fine.txt").write_text("the other\n", encoding="utf-8")
        for words, given in [(("new", "press"), ""), (("add", "press", "budget.txt", "fine.txt"), ""),
                             (("edit", "press", "--annotator", "ana", "--article", "budget"), QUOTE)]:
            subprocess.run([SAYSO, *words], input=given, cwd=cls.folder, env=cls.environment, text=True, check=True,
                           capture_output=True)

    def run_sayso(self, *words, what):
        def limit():
            resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
            resource.setrlimit(resource.RLIMIT_CPU, (20, 20))

        begun = cpu_time()
        try:
            ran = subprocess.run([SAYSO, *words], cwd=self.folder, env=self.environment, capture_output=True,
                                 preexec_fn=limit, timeout=300)
        except subprocess.TimeoutExpired:
            self.fail(f"{what}: hangs")
        took = cpu_time() - begun
        type(self).count += 1
        type(self).slowest = max(type(self).slowest, (took, what))
        self.assertLess(took, SECONDS, what)
        self.assertIn(ran.returncode, (0, 1, 2, 4), f"{what}: {ran.stderr[-300:]}")
        return ran

    def check_told(self, ran, name, what):
        """A refusal names the file and says what to do."""
        told = ran.stderr.decode("utf-8")  # fails when it is not UTF-8
        self.assertTrue(told.startswith("sayso: "), f"{what}: {told[:300]}")
        self.assertIn(name, told, what)
        self.assertIn("; ", told, f"{what}: no remedy in {told[:300]}")
        self.assertFalse(any(c < " " and c != "\n" for c in told), f"{what}: control characters in {told[:300]!r}")

    def test_as_texts_to_be_added(self):
        refused = 0
        for name in self.names:
            for given in {name, name.rsplit(".", 1)[0] + ".txt"} if LONG else {name}:
                what = f"add {given}"
                with self.subTest(what):
                    refused += self.add_one(name, given, what)
        print(f"{refused} times a text was refused")

    def add_one(self, name, given, what):
        if given != name:
            shutil.copy(self.files / name, self.folder / given)
        path = f"hostile/{name}" if given == name else given
        shutil.rmtree(self.folder / "again", ignore_errors=True)
        shutil.copytree(self.folder / "press", self.folder / "again")
        before = tree(self.folder / "again")
        ran = self.run_sayso("add", "again", path, what=what)
        after = tree(self.folder / "again")
        if ran.returncode == 0:
            new = {n for n in after if n not in before}
            self.assertEqual(len(new), 2, what)
            text = next(after[n] for n in new if n.endswith(".txt"))
            self.assertEqual(text, (self.folder / path).read_bytes().removeprefix(b"\xef\xbb\xbf"), what)
            self.assertEqual({n: after[n] for n in before}, before, what)
            self.assertTrue(name.endswith(".txt") or given.endswith(".txt"), f"{what}: no text, and was added")
        else:
            self.assertEqual(ran.returncode, 4, what)
            self.check_told(ran, given, what)
            self.assertEqual(after, before, what)
        return ran.returncode != 0

    def test_as_a_scheme_of_a_new_project(self):
        for name in self.names:
            if not (LONG or name.startswith("j_")):
                continue
            what = f"new --scheme {name}"
            with self.subTest(what):
                self.make_one(name, what)

    def make_one(self, name, what):
        ran = self.run_sayso("new", "made", "--scheme", f"hostile/{name}", what=what)
        self.assertEqual(ran.returncode, 4, what)
        self.check_told(ran, name, what)
        self.assertFalse((self.folder / "made").exists(), what)

    def test_in_the_place_of_each_file_of_a_project(self):
        for place, command in PLACES.items():
            path = self.folder / "press" / place
            path.parent.mkdir(parents=True, exist_ok=True)
            was = path.read_bytes() if path.exists() else None
            important = place.startswith(("annotations/", "articles/")) or place == "entities.json"
            for name in self.names:
                if not (LONG or name.startswith("j_") or (important and name.startswith("t_"))):
                    continue
                with self.subTest(f"{name} as {place}"):
                    self.put_one(name, place, command, f"{name} as {place}")
            if was is None:
                path.unlink()
            else:
                path.write_bytes(was)

    def put_one(self, name, place, command, what):
        path = self.folder / "press" / place
        shutil.copy(self.files / name, path)
        before = tree(self.folder / "press")
        shutil.rmtree(self.folder / "tables", ignore_errors=True)
        ran = self.run_sayso(*command, what=what)
        self.assertEqual(tree(self.folder / "press"), before, what)
        if ran.returncode != 0 or place in ("articles/budget.json", "annotations/ana/budget.history"):
            # An empty history is one that was not begun, an empty note of a gesture none.
            if not (name == "t_empty.txt" and place.endswith(".history")):
                self.check_told(ran, place.split("/")[-1], what)
        if place in ("sayso.json", "scheme.json"):
            self.assertEqual(ran.returncode, 4, what)
        elif place == "articles/budget.json":
            self.assertIn("fine", (self.folder / "tables/articles.csv").read_text(encoding="utf-8"), what)
        else:
            self.assertTrue(ran.stdout, f"{what}: the rest is not shown")

    @classmethod
    def tearDownClass(cls):
        print(f"{len(cls.names)} files, {cls.count} runs, the slowest {cls.slowest[0]:.2f} s of CPU time: {cls.slowest[1]}")


if __name__ == "__main__":
    SAYSO = str(pathlib.Path(sys.argv.pop(1)).resolve())
    if not GENERATOR.exists():
        print("skipped: the hostile files are not beside the repository")
        sys.exit(77)
    unittest.main(verbosity=2)
