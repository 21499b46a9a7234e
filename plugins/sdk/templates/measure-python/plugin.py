from itertools import combinations

import sayso_plugin as sayso


class Plugin(sayso.Plugin):
    """F1 of spans with the very same layer and place, for each pair of annotators."""

    def open(self, project):
        self.counts = {}  # of a pair: spans of both, spans of either one summed, articles
        self.here = []

    def article(self, article):
        self.here = []

    def annotations(self, article, annotations):
        mine = {(span["layer"], str(span["at"])) for span in annotations.spans}
        for name, theirs in self.here:
            both, either, articles = self.counts.get((name, annotations.annotator), (0, 0, 0))
            self.counts[name, annotations.annotator] = (both + len(mine & theirs), either + len(mine) + len(theirs), articles + 1)
        self.here.append((annotations.annotator, mine))

    def finish(self):
        for pair, (both, either, articles) in sorted(self.counts.items()):
            value, note = (2 * both / either, "") if either else (None, "neither marked anything")
            self.figure("f1-same-place", value, of="spans", annotators=pair, items=either, articles=articles, note=note)


sayso.run(Plugin)
