import sayso_plugin as sayso


class Plugin(sayso.Plugin):
    def article(self, article):
        word = self.project.settings["word"]
        at = article.text.find(word) if word else -1
        while at >= 0:
            self.finding("@name@/found", "“%s” is there" % word, [(at, at + len(word))])
            at = article.text.find(word, at + len(word))


sayso.run(Plugin)
