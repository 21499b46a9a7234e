import html
import re

import sayso_plugin as sayso

TIMES = re.compile(r"\s*(?:\d+:)?\d\d:\d\d\.\d\d\d\s+-->\s+(?:\d+:)?\d\d:\d\d\.\d\d\d(?:\s|$)")
VOICE = re.compile(r"<v(?:\.[^ >]*)?\s+([^>]+)>")
TAG = re.compile(r"<[^>]*>")


class Plugin(sayso.Plugin):
    """Transcripts in WebVTT (https://www.w3.org/TR/webvtt1/): each cue with a voice is an attribution to an entity of that name.

    The article's text has the words alone, a line a cue; times, tags and notes are lost, and that is said."""

    def open(self, project):
        self.voices = {}

    def voice(self, name):
        if name not in self.voices:
            self.voices[name] = "new:voice-%d" % len(self.voices)
            self.add_entity({"id": self.voices[name], "name": name, "kind": "person"})
        return self.voices[name]

    def input(self, name, content):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            raise sayso.Failure("%s is not UTF-8: %s" % (name, problem), "WebVTT is always UTF-8: was it saved as something else?")
        if not re.match(r"WEBVTT(?:[ \t\n\r]|$)", text):
            raise sayso.Failure("%s does not begin with WEBVTT" % name, "name a file in WebVTT")
        words, spans, frames, place = [], [], [], 0
        for number, (who, said) in enumerate(self.cues(name, text)):
            words.append(said)
            if who:
                content_id, frame_id = "new:content-%d" % number, "new:frame-%d" % number
                spans.append({"id": content_id, "layer": "content", "at": [[place, place + len(said)]], "attributes": {"kind": "direct"}})
                frames.append({"id": frame_id, "layer": "attribution",
                               "roles": {"content": [{"to": content_id}], "source": [{"to": "entity:" + self.voice(who)}]}})
            else:
                self.loss("cues without a voice are text alone", "%s, cue %d" % (name, number + 1))
            place += len(said) + 1
        if not words:
            raise sayso.Failure("%s has no cue with words" % name, "there is nothing to annotate in it")
        self.loss("times of cues", name, len(words))
        title = text.split("\n", 1)[0][len("WEBVTT"):].strip(" -\t\r")
        self.add_article("\n".join(words) + "\n", source=name, facts={"title": title} if title else {})
        self.add_annotations(name, spans, frames)

    def cues(self, name, text):
        """Voice, or "", and words of each cue."""
        for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\uFFFD")):
            lines = block.split("\n")
            times = next((at for at, line in enumerate(lines) if TIMES.match(line)), None)
            if times is None:
                continue
            payload = " ".join(lines[times + 1:])
            voices = VOICE.findall(payload)
            said = " ".join(html.unescape(TAG.sub("", payload)).replace("\0", "\uFFFD").split())
            if len(voices) > 1:
                self.loss("cues with several voices have the first", name)
            if said:
                yield (html.unescape(voices[0]).strip() if voices else ""), said


sayso.run(Plugin)
