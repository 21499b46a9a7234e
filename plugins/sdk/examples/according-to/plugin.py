import re

import sayso_plugin as sayso

# "According to Ana Ruiz, the harbour silts up." and "The harbour silts up, according to Ana Ruiz."
NAME = r"(?P<name>[A-Z]\w+(?: [A-Z]\w+)*)"
BEFORE = re.compile(r"(?P<cue>According to) " + NAME + r", (?P<content>[^.!?\n]+)")
AFTER = re.compile(r"(?P<content>[A-Z][^.!?\n]*), (?P<cue>according to) " + NAME)


class Plugin(sayso.Plugin):
    """Suggests who is said to say it, with a mention that stands for the entity of that name, where there is just one."""

    def article(self, article):
        for pattern in (BEFORE, AFTER):
            for found in pattern.finditer(article.text):
                self.suggest(found)

    def suggest(self, found):
        def span(number, layer, group, **attributes):
            return {"id": "new:%d" % number, "layer": layer, "at": [list(found.span(group))], "attributes": attributes}

        entity = self.entity_called(found["name"])
        mention = span(4, "mention", "name", **({"entity": entity["id"]} if entity else {}))
        frame = {"id": "new:1", "layer": "attribution",
                 "roles": {"content": [{"to": "new:2"}], "cue": [{"to": "new:3"}], "source": [{"to": "new:4"}]}}
        spans = [span(2, "content", "content", kind="indirect"), span(3, "cue", "cue"), mention]
        self.suggestion(frame, spans, 0.9 if entity else 0.7, "“%s” and a name" % found["cue"].lower())

    def entity_called(self, name):
        named = {self.project.stands_for(entity)["id"]: self.project.stands_for(entity) for entity in self.project.entities
                 if name in [entity["name"]] + entity.get("aliases", [])}
        return next(iter(named.values())) if len(named) == 1 else None


sayso.run(Plugin)
