import re

import sayso_plugin as sayso


class Plugin(sayso.Plugin):
    """Suggests an attribution for whatever stands between quotation marks. Of whom, it does not know."""

    def article(self, article):
        for found in re.finditer("“[^“”]*”", article.text):
            frame = {"id": "new:1", "layer": "attribution", "roles": {"content": [{"to": "new:2"}]}}
            content = {"id": "new:2", "layer": "content", "at": [[found.start(), found.end()]], "attributes": {"kind": "direct"}}
            self.suggestion(frame, [content], 0.5, "it stands between marks")


sayso.run(Plugin)
