import sayso_plugin as sayso


class Plugin(sayso.Plugin):
    """Says of an article how many of its sources have no name, when they are many."""

    def annotations(self, article, annotations):
        named, unnamed = 0, []
        for frame in annotations.frames:
            for source in self.sources(annotations, frame):
                entity = self.project.entity(source["entity"])
                if entity and self.project.stands_for(entity).get("kind") == "unnamed":
                    unnamed.append(source)
                elif entity and not entity["id"].startswith("@"):
                    named += 1
        if unnamed and len(unnamed) >= self.project.settings["share"] * (named + len(unnamed)):
            at = [tuple(place) for source in unnamed for place in source["at"] if place[1] <= len(article.text)]
            message = "%d of %d sources have no name" % (len(unnamed), named + len(unnamed))
            self.finding("unnamed-sources/many", message, sorted(set(at)), layer="attribution")

    def sources(self, annotations, frame):
        """The entities that fill the role source, by themselves or through a mention, with where the mention stands."""
        for filler in frame.get("roles", {}).get("source", []):
            if filler["to"].startswith("entity:"):
                yield {"entity": filler["to"][len("entity:"):], "at": []}
            else:
                mention = annotations.record(filler["to"]) or {}
                yield {"entity": mention.get("attributes", {}).get("entity"), "at": mention.get("at", [])}


sayso.run(Plugin)
