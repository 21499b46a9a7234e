"""Clean annotated news for measuring checkers: made of templates by chance, English and German; the same for the same seed.

Each article is annotated completely by the default scheme and its policy, so that a finding of severity error or warning in one is a
false alarm. Names, places and events are invented.
"""
import random

from project_files import Article

FIRST = {"m": "Anton Bruno Cedric Edgar Felix Gustav Hector Ivan Jakob Kaspar Leander Milan Norbert Oskar Pascal Quentin Rufus Simon Theo Ulrich".split(),
         "f": "Adele Bettina Clara Dagmar Elvira Fabia Gerda Hannah Ingrid Judith Katrin Lavinia Monika Nadja Olivia Paula Regina Sabine Tamara Ursula".split()}
LAST = ("Abendroth Brackwell Calderon Dornbusch Eversley Falkenau Grimshaw Hollander Ibsenius Jorgensen Kirchhoff Lindqvist Marchetti Nordhaus Ostrander "
        "Pemberton Quarles Rosenthal Stanhope Thornbury Uhlenbeck Vandermeer Whitcombe Yarborough Zellinger Bogdanov Cavendish Delacroix Eichinger Fitzgerald "
        "Goldschmidt Hawthorne Isherwood Jaworski Kensington Lafontaine Montague Novotny Okonkwo Pellegrini").split()
TITLES = {"en": {"m": ["Mr", "Mayor", "Senator", "Professor"], "f": ["Ms", "Mayor", "Senator", "Professor"]},
          "de": {"m": ["Herr", "Bürgermeister", "Ministerpräsident", "Professor"], "f": ["Frau", "Bürgermeisterin", "Ministerpräsidentin", "Professorin"]}}
PLACES = "Altenried Brunnholm Carrow Dunsfell Eschwege Farnham Greifenau Holmby Inselbach Kestrel".split()
BODIES = {"en": ["the water board of {}", "the harbour council of {}", "the transport office of {}", "the school board of {}"],
          "de": ["die Wasserbehörde von {}", "die Hafenverwaltung von {}", "die Verkehrsbehörde von {}", "die Schulaufsicht von {}"]}
TOPICS = {"en": ["the bridge", "the tunnel", "the new budget", "the reservoir", "the merger", "the timetable"],
          "de": ["die Brücke", "den Tunnel", "den Haushalt", "den Stausee", "die Fusion", "den Fahrplan"]}

# What is said: three parts that go with each other, so that hardly two quotes are the same.
SAID = {
    "en": (["the bridge", "the tunnel", "the council", "the new line", "our harbour", "the old mill", "every school", "the reservoir", "the valley", "the northern district"],
           ["will need more money", "cannot wait for another year", "was never meant to last", "has served people well", "deserves a better plan", "must be finished in spring",
            "is safer than it looks", "costs far less than expected", "will open after the winter", "could be sold at any time"],
           ["because nobody looked after it", "if the region keeps its word", "although the reports said otherwise", "before the next election", "once the engineers agree",
            "as long as the river stays low", "whatever the critics think", "when the new rules apply", "without any help from outside", "unless the weather turns"]),
    # The finite verb stands apart, for it goes to the end behind "dass".
    "de": (["die Brücke", "der Tunnel", "der Rat", "die neue Linie", "unser Hafen", "die alte Mühle", "jede Schule", "der Stausee", "das Tal", "der nördliche Bezirk"],
           ["mehr Geld|braucht", "nicht noch ein Jahr warten|kann", "nie für die Dauer gedacht|war", "den Leuten gut|dient", "einen besseren Plan|verdient", "im Frühjahr fertig werden|muss",
            "sicherer als gedacht|ist", "weit weniger als erwartet|kostet", "nach dem Winter|öffnet", "jederzeit zum Verkauf|steht"],
           ["weil niemand darauf geachtet hat", "wenn die Region ihr Wort hält", "obwohl die Berichte anderes sagten", "bevor wieder gewählt wird", "sobald die Fachleute einig sind",
            "solange der Fluss niedrig bleibt", "gleich wie die Gegner denken", "wenn die neuen Regeln gelten", "ohne jede Hilfe von außen", "falls das Wetter nicht umschlägt"]),
}
PLAIN = {
    "en": ["The work on the site began {} months ago and has gone on since.", "About {} people live in the district, most of them near the river.", "The vote is planned for the {} of the month.",
           "It rained on {} days of the summer, more than in the years before.", "The road was closed for {} hours on Monday."],
    "de": ["Die Arbeiten begannen vor {} Monaten und gehen seitdem weiter.", "Rund {} Menschen leben in dem Bezirk, die meisten am Fluss.", "Abgestimmt wird in {} Wochen.",
           "Es regnete an {} Tagen des Sommers, mehr als in den Jahren davor.", "Die Straße war am Montag für {} Stunden gesperrt."],
}
SCARE = {"en": ["temporary", "reform", "solution", "pilot phase"], "de": ["vorläufige", "moderne", "schlanke", "bürgernahe"]}
JUDGED = {"en": ["a waste of money", "a gift to the rich", "a brave first step", "an honest piece of work"], "de": ["reine Geldverschwendung", "ein Geschenk an wenige", "einen mutigen Schritt", "eine ehrliche Arbeit"]}
JUDGED_VALUE = [-2, -1, 1, 2]


class Person:
    def __init__(self, first, last, gender):
        self.first, self.last, self.gender = first, last, gender
        self.name = f"{first} {last}"
        self.id = f"{first}-{last}-{len(first)}{len(last)}0a".lower()


def people():
    """Every surname twice, a woman's and a man's, so that a surname alone says nothing."""
    return [Person(FIRST[gender][(i * 7 + k) % 20], last, gender) for i, last in enumerate(LAST) for k, gender in enumerate("mf")]


def entities():
    listed = [{"id": p.id, "name": p.name, "kind": "person"} for p in people()]
    for language, bodies in BODIES.items():
        for kind, body in enumerate(bodies):
            for place in PLACES:
                listed.append({"id": f"{language}-{kind}-{place.lower()}-00ff", "name": body.format(place), "kind": "organisation"})
        for k, topic in enumerate(TOPICS[language]):
            listed.append({"id": f"topic-{language}-{k}-00aa", "name": topic, "kind": "topic"})
    return listed


class Writer:
    """One article, sentence by sentence."""

    def __init__(self, name, language, rng):
        self.rng, self.language = rng, language
        self.article = Article(name, language=language)
        self.people = rng.sample(people(), 3)
        while len({p.last for p in self.people}) < 3:
            self.people = rng.sample(people(), 3)
        self.titles = {p.id: rng.choice(TITLES[language][p.gender]) for p in self.people}
        self.named = set()
        self.stances = {}  # a speaker says the same of a target all through an article
        self.said = set()
        self.marks = "“”" if language == "en" else "„“"
        self.inner = "‘’" if language == "en" else "‚‘"

    def write(self, words):
        return self.article.write(words)

    def words(self, after_that=False):
        while True:
            chosen = tuple(self.rng.choice(part) for part in SAID[self.language]) + (self.rng.choice(PLACES), self.rng.randrange(2, 30))
            if chosen[:3] not in self.said:
                break
        self.said.add(chosen[:3])
        subject, verb, why, place, number = chosen
        if self.language == "en":
            return f"{subject} in {place} {verb}, {why}, for {number} reasons"
        rest, finite = verb.split("|")
        clause = f"{subject} in {place} {rest} {finite}" if after_that else f"{subject} in {place} {finite} {rest}"
        return f"{clause}, {why}, aus {number} Gründen"

    def quote(self, end):
        """Between marks, the first letter large; gives its place with the marks."""
        words = self.words()
        at = self.write(self.marks[0] + words[0].upper() + words[1:] + (end + self.marks[1] if self.language == "en" or end in ".!?" else self.marks[1]))
        if self.language == "de" and end == ",":
            self.write(",")
        return at

    def mention(self, person, full=None):
        full = person.id not in self.named if full is None else full
        self.named.add(person.id)
        at = self.write(person.name if full else f"{self.titles[person.id]} {person.last}")
        return self.article.span("mention", at, entity=person.id, form="name")

    def pronoun(self, person, begins=True):
        words = {"en": {"m": "he", "f": "she"}, "de": {"m": "er", "f": "sie"}}[self.language][person.gender]
        at = self.write(words.capitalize() if begins else words)
        return self.article.span("mention", at, entity=person.id, form="pronoun")

    def cue(self, words):
        return self.article.span("cue", self.write(words))

    def content(self, at, kind):
        return self.article.span("content", at, kind=kind)

    def said_by(self, content, cue, source, person=None, **more):
        roles = {"content": [content], "cue": [cue], "source": [source], "stance": []}
        target = self.rng.randrange(len(TOPICS[self.language]))
        if person is not None and self.rng.random() < 0.7:
            value = self.stances.setdefault((person.id, target), self.rng.choice([-2, -1, 1, 2]))
            roles["stance"] = [{"to": f"entity:topic-{self.language}-{target}-00aa", "attributes": {"value": value, "basis": "words"}}]
        roles.update(more.pop("roles", {}))
        if not roles["stance"]:
            tone = "neutral"
        else:
            values = [f["attributes"]["value"] for f in roles["stance"]]
            tone = "warm" if min(values) > 0 else "angry" if max(values) < 0 else "confident"
        return self.article.frame(roles, tone=[tone], **more)

    # ---- sentences ----

    def direct_after(self, person):
        content = self.content(self.quote(","), "direct")
        if self.language == "en" and self.rng.random() < 0.5:
            self.write(" ")
            source = self.mention(person)
            self.write(" ")
            cue = self.cue(self.rng.choice(["said", "added", "explained"]))
        else:
            self.write(" ")
            cue = self.cue(self.rng.choice(["said", "insisted"] if self.language == "en" else ["sagte", "erklärte", "betonte"]))
            self.write(" ")
            source = self.mention(person)
        self.said_by(content, cue, source, person)
        self.write(".")

    def interrupted(self, person):
        first = self.quote(",")
        self.write(" ")
        cue = self.cue("said" if self.language == "en" else "sagte")
        self.write(" ")
        source = self.mention(person)
        self.write(". ")
        second = self.quote(".")
        self.said_by(self.content([first, second], "direct"), cue, source, person)

    def indirect(self, person):
        source = self.mention(person)
        self.write(" ")
        cue = self.cue(self.rng.choice(["said", "claimed", "has warned", "has said", "did not deny"] if self.language == "en" else ["sagte", "erklärte", "warnte"]))
        self.write(" that " if self.language == "en" else ", dass ")
        denied = {"polarity": "denied"} if self.article.record(cue)["text"][0].startswith("did not") else {}
        at = self.write(self.words(after_that=True))
        self.said_by(self.content(at, "indirect"), cue, source, person, **denied)
        self.write(".")

    def then_pronoun(self, person):
        self.indirect(person)
        self.write(" ")
        source = self.pronoun(person)
        self.write(" ")
        cue = self.cue("added" if self.language == "en" else "betonte")
        self.write(" that " if self.language == "en" else ", dass ")
        at = self.write(self.words(after_that=True))
        self.said_by(self.content(at, "indirect"), cue, source, person)
        self.write(".")

    def according_to(self, _person):
        kind, place = self.rng.randrange(4), self.rng.choice(PLACES)
        body = BODIES[self.language][kind].format(place)
        cue = self.cue("According to" if self.language == "en" else "Nach Angaben der")
        self.write(" ")
        if self.language == "de":
            body = body[4:]
        source = self.article.span("mention", self.write(body), entity=f"{self.language}-{kind}-{place.lower()}-00ff", form="name")
        self.write(", " if self.language == "en" else " heißt es: ")
        at = self.write(self.words())
        self.said_by(self.content(at, "indirect"), cue, source)
        self.write(".")

    def judged(self, person):
        source = self.mention(person)
        self.write(" ")
        cue = self.cue("called" if self.language == "en" else "nannte")
        self.write(" ")
        k, j = self.rng.randrange(len(TOPICS[self.language])), self.rng.randrange(4)
        value = self.stances.setdefault((person.id, k), JUDGED_VALUE[j])
        if value != JUDGED_VALUE[j]:
            j = JUDGED_VALUE.index(value)
        target = self.article.span("mention", self.write(TOPICS[self.language][k]), entity=f"topic-{self.language}-{k}-00aa", form="description")
        self.write(" ")
        content = self.content(self.write(f"{self.marks[0]}{JUDGED[self.language][j]}{self.marks[1]}"), "mixed")
        self.said_by(content, cue, source, person, roles={"stance": [{"to": target, "attributes": {"value": value, "basis": "words"}}]})
        self.write(".")

    def nested(self, person):
        begin = self.write(self.marks[0])[0]
        self.write("My neighbour " if self.language == "en" else "Mein Nachbar ")
        cue_in = self.cue("told" if self.language == "en" else "sagte")
        self.write(" me: " if self.language == "en" else " mir: ")
        words = self.words()
        inner_at = self.write(self.inner[0] + words[0].upper() + words[1:] + self.inner[1])
        end = self.write(("," if self.language == "en" else "") + self.marks[1])[1]
        outer = self.content([begin, end], "direct")
        inner = self.content(inner_at, "direct")
        self.write(" " if self.language == "en" else ", ")
        cue = self.cue("said" if self.language == "en" else "sagte")
        self.write(" ")
        frame = self.said_by(outer, cue, self.mention(person), person)
        self.article.frame({"content": [inner], "cue": [cue_in], "source": ["entity:@unclear"], "within": [frame], "stance": []}, tone=["neutral"])
        self.write(".")

    def scare(self, _person):
        before, after = ("The ", " terminus is as old as the line itself.") if self.language == "en" else ("Die ", " Lösung gibt es seit Jahren.")
        self.write(before)
        self.article.span("not-quote", self.write(self.marks[0] + self.rng.choice(SCARE[self.language]) + self.marks[1]), reason="scare")
        self.write(after)

    def plain(self, _person):
        self.write(self.rng.choice(PLAIN[self.language]).format(self.rng.randrange(2, 29)))

    def paragraph(self, form, person):
        if self.article.text:
            self.write("\n")
        form(person)
        if self.rng.random() < 0.3:
            self.write(" ")
            self.plain(person)


def article(name, language, seed, rounds=1):
    """With a dozen attributions a round."""
    rng = random.Random(f"{seed}/{name}")
    writer = Writer(name, language, rng)
    forms = [writer.direct_after, writer.direct_after, writer.direct_after, writer.interrupted, writer.indirect, writer.indirect, writer.then_pronoun, writer.according_to,
             writer.judged, writer.nested, writer.scare, writer.plain]
    for _ in range(rounds):
        rng.shuffle(forms)
        for k, form in enumerate(forms):
            writer.paragraph(form, writer.people[k % 3])
    writer.write("\n")
    writer.article.title = writer.article.text[:40]
    return writer.article


def articles(count, seed, rounds=1):
    for i in range(count):
        language = "en" if i % 2 == 0 else "de"
        yield article(f"{language}-{i:05}", language, seed, rounds)
