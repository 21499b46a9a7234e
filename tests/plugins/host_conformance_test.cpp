// The conformance suite finds what plugins do wrong, and finds nothing in the bundled ones.
#include <doctest/doctest.h>

#include "plugins/host/conformance.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {


ConformanceOptions short_options(std::size_t articles) {
  ConformanceOptions options;
  options.articles = articles;
  options.limits.silence = std::chrono::seconds(5);
  return options;
}

// The promises that a plugin in Python breaks, with what is said of them.
std::vector<std::string> broken_by(const std::string& body, const std::string& more = R"("kind": "checker", "rules": [{"rule": "a/b", "severity": "hint", "help": ""}])",
                      std::size_t articles = 3) {
  const test::Folder folder;
  std::filesystem::create_directory(folder.path() / "snake");
  std::ofstream(folder.path() / "snake/plugin.py")
      << "import os, random, signal, time\nimport sayso_plugin as sayso\nclass Plugin(sayso.Plugin):\n" << body << "\nsayso.run(Plugin)\n";
  const InstalledPlugins plugins = test::one_plugin(folder, "snake", R"("command": ["python3", "plugin.py"], )" + more);
  REQUIRE(plugins.plugins.size() == 1);
  std::vector<std::string> broken;
  for (const ConformanceStep& step : test_conformance(plugins.plugins[0], plugins.host_program, short_options(articles))) {
    if (step.outcome == ConformanceStep::Outcome::broken) broken.push_back(step.promise + ": " + step.said);
  }
  for (const std::string& each : broken) MESSAGE(each);
  return broken;
}

bool is_only(const std::vector<std::string>& broken, const std::string& promise, const std::string& said) {
  return broken.size() == 1 && broken[0].find(promise) != std::string::npos && broken[0].find(said) != std::string::npos;
}

}  // namespace

TEST_CASE("conformance: the bundled plugins keep all that they promise") {
  const InstalledPlugins plugins = test::built_plugins();
  REQUIRE(plugins.plugins.size() == 10);
  for (const PluginInfo& plugin : plugins.plugins) {
    CAPTURE(plugin.name);
    for (const ConformanceStep& step : test_conformance(plugin, plugins.host_program, short_options(200))) {
      CAPTURE(step.promise);
      CAPTURE(step.said);
      CHECK(step.outcome != ConformanceStep::Outcome::broken);
    }
  }
}

TEST_CASE("conformance: a plugin that does nothing keeps everything") { CHECK(broken_by("    pass").empty()); }

TEST_CASE("conformance: what a plugin does wrong is found, and what to mend is said") {
  CHECK(is_only(broken_by("    def article(self, article):\n        self.finding('a/b', str(random.random()))\n"), "the same input",
                         "leave out times, random numbers"));
  CHECK(is_only(broken_by("    def article(self, article):\n        article.text[0]\n"), "odd Unicode", "IndexError"));
  CHECK(is_only(broken_by("    def annotations(self, article, annotations):\n        for f in annotations.frames:\n            f['roles']\n"),
                         "overlap", "KeyError"));
  CHECK(is_only(broken_by("    kept = []\n    def article(self, article):\n        self.kept.append(bytes(1000000) + article.id.encode())\n",
                                   R"("kind": "checker")", 100),
                         "constant memory", "MiB: give output as it comes"));
  CHECK(is_only(
      broken_by("    def article(self, article):\n        if len(article.text) > 250000:\n            signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
                "            for i in range(40):\n                time.sleep(0.1)\n                self.log('still here')\n"),
      "two seconds of a cancel", "it was killed"));
  CHECK(is_only(broken_by("    def article(self, article):\n        self.finding('a/c', 'm', [(0, 1)])\n"), "the contract allows",
                "plugin.json does not list its rule a/c; a finding of a/c lies outside the text"));  // of the empty one
  CHECK(is_only(broken_by("    def finish(self):\n        self.output('../a.txt', 'x')\n", R"("kind": "exporter")"), "the contract allows", "../a.txt"));
  CHECK(is_only(broken_by("    def finish(self):\n        self.output('a.txt', 'x')\n"), "the contract allows", "it gives files, and is no exporter"));
  CHECK(is_only(broken_by("    def article(self, article):\n        if len(article.text) > 250000:\n            os._exit(7)\n"), "a long article",
                "exit status 7"));
  const auto refusing =
      broken_by("    def open(self, project):\n        if project.settings['how'] == 'b':\n            raise sayso.Failure('not b')\n",
                R"("kind": "checker", "settings": {"properties": {"how": {"type": "string", "default": "a", "enum": ["a", "b"]}}})");
  CHECK(is_only(refusing, "each of its settings", "with how=b"));
}
