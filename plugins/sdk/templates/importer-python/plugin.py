import sayso_plugin as sayso


class Plugin(sayso.Plugin):
    """Interviews: a line "NAME: WORDS" is an attribution. Its words are a content, its name a mention of an entity."""

    def open(self, project):
        self.speakers = {}

    def speaker(self, name):
        if name not in self.speakers:
            self.speakers[name] = "new:speaker-%d" % len(self.speakers)
            self.add_entity({"id": self.speakers[name], "name": name, "kind": "person"})
        return self.speakers[name]

    def input(self, name, content):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise sayso.Failure("%s is not UTF-8: %s" % (name, problem), "convert it to UTF-8")
        if not text or "\0" in text:
            raise sayso.Failure("%s is no text" % name, "name a file of lines NAME: WORDS")
        spans, frames, begin = [], [], 0
        for number, line in enumerate(text.splitlines(keepends=True)):
            who, colon, words = line.partition(": ")
            if colon and who.strip() == who != "" and words.strip():
                mention, content, frame = ("new:%s-%d" % (what, number) for what in ("mention", "content", "frame"))
                at = begin + len(who) + len(colon)
                spans.append({"id": mention, "layer": "mention", "at": [[begin, begin + len(who)]],
                              "attributes": {"entity": self.speaker(who)}})
                spans.append({"id": content, "layer": "content", "at": [[at, at + len(words.rstrip())]]})
                frames.append({"id": frame, "layer": "attribution",
                               "roles": {"content": [{"to": content}], "source": [{"to": mention}]}})
            elif line.strip():
                self.loss("lines without a speaker", "%s:%d" % (name, number + 1))
            begin += len(line)
        self.add_article(text, source=name)
        self.add_annotations(name, spans, frames)


sayso.run(Plugin)
