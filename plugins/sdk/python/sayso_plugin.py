"""The sayso plugin contract for Python 3.8 and later: standard library alone.

A plugin is a class with the methods that it needs, and one call at the end of the program:

    import sayso_plugin as sayso

    class Shouting(sayso.Plugin):
        def article(self, article):
            for at, letter in enumerate(article.text):
                if letter == "!":
                    self.finding("shouting/exclamation", "Somebody shouts", [(at, at + 1)])

    sayso.run(Shouting)

Positions are code points of the article's text, which is how Python counts in a str; begin is inclusive, end exclusive.
What a plugin prints goes to its log, never among the messages. A method that raises ends the plugin's work on this project,
and the user is shown what the exception says; raise sayso.Failure to say what the user can do about it.
"""

import base64
import json
import os
import queue
import sys
import threading
import traceback

CONTRACT = "1.0"


class Failure(Exception):
    """Why the plugin cannot go on: what happened, and what the user can do."""

    def __init__(self, what, remedy=""):
        super().__init__(what)
        self.what, self.remedy = what, remedy


class Project:
    """What stays the same while articles come.

    settings  dict: as plugin.json declares them, defaults filled in
    scheme    dict: the whole scheme, as it is stored
    entities  list of dict: the registry in its order, then the reserved ones (@author, ...)
    """

    def __init__(self, message):
        self.settings = message["settings"]
        self.scheme = message["scheme"]
        self.entities = message["entities"]
        self._by_id = {entity["id"]: entity for entity in self.entities}

    def entity(self, id):
        """The entity of this id, or None. Joins are followed by stands_for()."""
        return self._by_id.get(id)

    def stands_for(self, entity):
        """The entity that this one was joined to, or itself."""
        seen = set()
        while entity.get("same-as") and entity["id"] not in seen:
            seen.add(entity["id"])
            entity = self._by_id.get(entity["same-as"], entity)
        return entity


class Article:
    """id, text, and facts (dict: title, outlet, date, zones, ... as far as they are known)."""

    def __init__(self, message):
        self.id, self.text, self.facts = message["id"], message["text"], message["facts"]


class Annotations:
    """What one annotator says of one article: annotator, status, spans and frames in text order, each a dict in the
    store's form. span["at"] is a list of [begin, end], one a fragment, and span["text"] the words of each."""

    def __init__(self, message):
        self.annotator, self.status, self.rules = message["annotator"], message["status"], message["rules"]
        self.spans, self.frames = message["spans"], message["frames"]
        self._by_id = {record["id"]: record for record in self.spans + self.frames}

    def record(self, id):
        """The span or frame of this id, or None."""
        return self._by_id.get(id)

    def filling(self, frame, role):
        """The spans and frames that fill a role, in their order; fillers that are entities are left out."""
        fillers = frame.get("roles", {}).get(role, [])
        found = [self._by_id.get(filler["to"]) for filler in fillers]
        return [record for record in found if record is not None]


class Plugin:
    """Fill in the methods that you need. `self.project` is there from open() on."""

    def open(self, project):
        """A project begins. Findings given here are about its entities."""

    def article(self, article):
        """A new article. Findings given here are about its text alone."""

    def annotations(self, article, annotations):
        """What one annotator says of the article. Findings given here are about that annotator's work."""

    def input(self, name, content):
        """A file that an importer is to read: its relative name, and all of its bytes."""
        raise Failure("it takes no files")

    def piece(self, name, content, offset, total, last):
        """A piece of a file, for an importer that need not have all of it at once; else input() gets the whole file."""
        if offset == 0:
            self._pieces = []
        self._pieces.append(content)
        if last:
            whole, self._pieces = b"".join(self._pieces), []
            self.input(name, whole)

    def finish(self):
        """No more articles or files come. An exporter or importer gives what it kept for the end, a measure its figures."""

    # ---- what it gives ---------------------------------------------------------------------------------

    def finding(self, rule, message, at=(), severity="hint", quoted=None, layer="", annotations=(), fixes=()):
        """A checker's finding. `rule` is one that plugin.json lists, `severity` error, warning or hint, `at` a list of
        (begin, end). `quoted`: the words in question, by which a dismissed finding is known again; those at `at` unless
        given. `annotations`: ids of the records concerned. `fixes`: list of (title, edits), edits in the store's form, new
        records called "new:1", "new:2", ..."""
        at = [list(place) for place in at]
        if quoted is None:
            text = self._article.text if self._article else ""
            quoted = " … ".join(text[begin:end] for begin, end in at)
        _send({"type": "finding", "rule": rule, "severity": severity, "layer": layer, "at": at,
               "text": quoted, "message": message, "annotations": list(annotations),
               "fixes": [{"title": title, "edits": list(edits)} for title, edits in fixes]})

    def output(self, name, content):
        """Appends bytes, or a str as UTF-8, to an exporter's file of this name ('/' for folders)."""
        content = content.encode("utf-8") if isinstance(content, str) else bytes(content)
        for begin in range(0, len(content), _PIECE) or [0]:
            piece = base64.b64encode(content[begin:begin + _PIECE]).decode("ascii")
            _send({"type": "output", "name": name, "bytes": piece})

    def loss(self, what, place="", count=1):
        """Says what the exporter's format could not hold, or the importer could not carry over."""
        _send({"type": "loss", "what": what, "place": place, "count": count})

    def add_entity(self, entity):
        """An importer's entity, before the annotations that name it: {"id": "new:e1", "name": ..., "kind": "person"}."""
        _send({"type": "entity", "entity": entity})

    def add_article(self, text, id="", source="", facts=None):
        """An importer's article. Without an id sayso makes one of `source`, the input's name."""
        _send({"type": "article", "id": id, "from": source or id, "facts": facts or {}, "text": text})

    def add_annotations(self, article, spans, frames=(), annotator="", status="open"):
        """What one annotator says of an article that was added, or that the project has: its id, or the source of one that was
        added without. Records are dicts in the store's form; new ones are called "new:1", "new:2", ..., by names that no entity
        has. A span's "text" may be left out. Without an annotator, whoever imports says whose they are."""
        _send({"type": "annotations", "article": article, "annotator": annotator, "status": status,
               "spans": list(spans), "frames": list(frames)})

    def suggestion(self, frame, spans, confidence, why=""):
        """A suggester's frame with the spans that fill its roles, as dicts in the store's form: records are called "new:1", ...
        `confidence` is from 0 to 1, `why` one line that says by which rule."""
        _send({"type": "suggestion", "frame": frame, "spans": list(spans), "confidence": confidence, "why": why})

    def figure(self, measure, value, of="", annotators=(), interval=None, items=0, articles=0, note=""):
        """A measure's figure. A value of None is not defined, and `note` says why; `interval` is (low, high) at 95 %."""
        _send({"type": "figure", "measure": measure, "of": of, "annotators": list(annotators), "value": value,
               "interval": list(interval) if interval else None, "items": items, "articles": articles, "note": note})

    def progress(self, done, total=0):
        """How far a long call is; also that the plugin is alive: one that says nothing for 30 s is ended."""
        _send({"type": "progress", "done": done, "total": total})

    def log(self, line):
        """A line for the log, not for the user."""
        _send({"type": "log", "line": str(line)})

    @property
    def cancelled(self):
        """True when the work is no longer wanted: return soon."""
        return _cancelled.is_set()

    project = None
    _article = None


# ---- the messages ------------------------------------------------------------------------------------------

_PIECE = 1 << 20
_cancelled = threading.Event()
_messages = None  # where they go: standard output, which nothing else may write to
_writing = threading.Lock()


def _send(message):
    line = json.dumps(message, ensure_ascii=False, separators=(",", ":")) + "\n"
    with _writing:
        _messages.write(line.encode("utf-8", "replace"))
        _messages.flush()


def _read(lines):
    """Reads ahead, so that a cancel is known while a call is still at work."""
    for line in sys.stdin.buffer:
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            message = {}  # refused as an unknown one
        if message.get("type") == "cancel":
            _cancelled.set()
        lines.put(message)
    lines.put(None)


def _act(plugin, message):
    kind = message.get("type")
    if kind == "describe":
        _send({"type": "described", "plugin": {"contract": CONTRACT}})
    elif kind == "open":
        plugin.project, plugin._article = Project(message), None
        plugin.open(plugin.project)
    elif kind == "article":
        plugin._article = Article(message)
        plugin.article(plugin._article)
    elif kind == "annotations":
        if plugin._article is None:
            raise Failure("the message 'annotations' before 'article'")
        plugin.annotations(plugin._article, Annotations(message))
    elif kind == "input":
        plugin.piece(message["name"], base64.b64decode(message["bytes"]), message["offset"], message["total"], message["last"])
    elif kind == "finish":
        plugin.finish()
    elif kind != "cancel":
        raise Failure("an unknown message '%s'" % kind)


def run(plugin_class):
    """Answers the editor's messages until it has said all."""
    global _messages
    _messages = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed goes to the log,
    sys.stdout.reconfigure(line_buffering=True)  # at once: a plugin that hangs is ended before it could write it
    lines = queue.Queue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    plugin = plugin_class()
    while True:
        message = lines.get()
        if message is None:
            return
        try:
            _act(plugin, message)
        except Failure as failure:
            _send({"type": "error", "of": message.get("n", 0), "what": failure.what, "remedy": failure.remedy})
        except Exception as problem:  # whatever it is, the user is told and the editor goes on
            traceback.print_exc()
            what = "%s: %s" % (type(problem).__name__, problem)
            _send({"type": "error", "of": message.get("n", 0), "what": what, "remedy": ""})
        else:
            _send({"type": "done", "of": message.get("n", 0)})
