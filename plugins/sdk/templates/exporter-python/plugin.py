import sayso_plugin as sayso


class Plugin(sayso.Plugin):
    """A text file an annotator and article: one line a span, with its layer and words."""

    def annotations(self, article, annotations):
        lines = "".join("%s\t%s\n" % (span["layer"], " … ".join(span["text"])) for span in annotations.spans)
        self.output("%s/%s.txt" % (annotations.annotator, article.id), lines)
        if annotations.frames:
            self.loss("attributions", article.id, len(annotations.frames))


sayso.run(Plugin)
