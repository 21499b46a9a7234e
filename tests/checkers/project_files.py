"""Writes project folders for measuring checkers: articles, one annotator's snapshots, entities. Standard library alone."""
import hashlib
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEME = ROOT / "annotations/schemes/attribution.json"


class Article:
    """A text and what is said of it. Spans and frames are dicts in the store's form; positions are code points."""

    def __init__(self, name, text="", language="en", title=""):
        self.name, self.text, self.language, self.title = name, text, language, title
        self.spans, self.frames = [], []
        self._ids = 0

    def _new_id(self):
        self._ids += 1
        return f"r{self._ids}"

    def write(self, words):
        """Appends words; gives their place."""
        begin = len(self.text)
        self.text += words
        return [begin, len(self.text)]

    def span(self, layer, at, **attributes):
        """`at`: one [begin, end] or a list of them."""
        pieces = at if isinstance(at[0], list) else [at]
        record = {"id": self._new_id(), "layer": layer, "at": [list(piece) for piece in pieces], "text": [self.text[b:e] for b, e in pieces]}
        if attributes:
            record["attributes"] = attributes
        self.spans.append(record)
        return record["id"]

    def frame(self, roles, **attributes):
        """`roles`: names to lists of ids, or of fillers as dicts."""
        record = {"id": self._new_id(), "layer": "attribution",
                  "roles": {name: [f if isinstance(f, dict) else {"to": f} for f in fillers] for name, fillers in roles.items()}}
        if attributes:
            record["attributes"] = attributes
        self.frames.append(record)
        return record["id"]

    def record(self, of):
        return next(r for r in self.spans + self.frames if r["id"] == of)


def write_project(folder, articles, entities, annotator="gold", policy=None):
    """`policy`: conventions that differ from the default scheme's."""
    folder = pathlib.Path(folder)
    for name in ("articles", f"annotations/{annotator}"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "sayso.json").write_text(json.dumps({"format": "sayso/project/1", "id": "01a20af5-10d0-75fa-aa87-000000000001", "name": folder.name}))
    scheme = json.loads(SCHEME.read_text(encoding="utf-8"))
    scheme["policy"].update(policy or {})
    (folder / "scheme.json").write_text(json.dumps(scheme, ensure_ascii=False), encoding="utf-8")
    (folder / "entities.json").write_text(json.dumps({"format": "sayso/entities/1", "entities": entities, "dismissed": []}, ensure_ascii=False, indent=1), encoding="utf-8")
    for article in articles:  # may be made one by one
        data = article.text.encode("utf-8")
        sha = hashlib.sha256(data).hexdigest()
        (folder / f"articles/{article.name}.txt").write_bytes(data)
        facts = {"format": "sayso/article/1", "title": article.title or article.name, "language": article.language, "sha256": sha}
        (folder / f"articles/{article.name}.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        by_id = {span["id"]: span for span in article.spans}
        begin = lambda frame: min((by_id[f["to"]]["at"][0][0] for fs in frame["roles"].values() for f in fs if f["to"] in by_id and by_id[f["to"]]["at"]), default=1 << 30)
        snapshot = {"format": "sayso/annotations/1", "article": article.name, "text_sha256": sha, "annotator": annotator, "rules": "attribution@1+0000", "status": "done",
                    "spans": sorted(article.spans, key=lambda s: (s["at"][0][0] if s["at"] else 0, -s["at"][-1][1] if s["at"] else 0, s["id"])), "frames": sorted(article.frames, key=begin), "suggested": [], "dismissed": []}
        (folder / f"annotations/{annotator}/{article.name}.json").write_text(json.dumps(snapshot, ensure_ascii=False), encoding="utf-8")
    return folder
