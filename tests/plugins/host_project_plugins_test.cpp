// What sayso.json says of plugins: their settings, and which rules run how.
#include <doctest/doctest.h>

#include "annotations/store/article_codec.h"
#include "plugins/host/checkers.h"
#include "plugins/host/export_project.h"
#include "plugins/host/project_plugins.h"
#include "plugins/host/setting_value.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

ReadProjectPlugins said(const std::string& members) {
  const auto manifest = read_manifest(R"({"format": "sayso/project/1", "id": "p", )" + members + "}", "sayso.json");
  REQUIRE(manifest);
  return read_project_plugins(*manifest);
}

// A checker in Python that finds as many things as it is told, each of its two rules in turn.
struct Counting {
  test::Folder folder;
  InstalledPlugins plugins;

  Counting() {
    plugins = test::one_plugin(folder, "counting", R"("kind": "checker", "command": ["python3", "plugin.py"],
        "rules": [{"rule": "a/one", "severity": "hint", "help": ""}, {"rule": "a/two", "severity": "error", "help": ""}],
        "settings": {"properties": {"most": {"type": "integer", "default": 1}, "words": {"type": "string", "enum": ["few", "many"], "default": "few"},
                                    "share": {"type": "number"}, "loud": {"type": "boolean"}}})");
    std::ofstream(folder.path() / "counting/plugin.py")
        << "import os\nimport sayso_plugin as sayso\nclass Plugin(sayso.Plugin):\n    def open(self, project):\n        self.settings = project.settings\n"
           "    def article(self, article):\n        for i in range(self.settings['most']):\n"
           "            self.finding('a/one', self.settings['words'] + ' of ' + str(os.getpid()), [(i, i + 1)], severity='hint')\n"
           "            self.finding('a/two', 'two', [(i, i + 1)], severity='error')\nsayso.run(Plugin)\n";
  }
  const PluginInfo& plugin() const { return plugins.plugins.at(0); }
  CheckReport check(const ReadProjectPlugins& project, std::vector<std::string> rules = {}) const {
    const Article article = test::an_article("It is so.");
    CheckOptions options;
    options.rules = std::move(rules);
    options.project = project.plugins;
    Checkers checkers(with_settings_of(project, plugins), options);
    return checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
  }
};

std::size_t count(const CheckReport& report, const std::string& rule) {
  return static_cast<std::size_t>(std::ranges::count(report.findings, rule, &Finding::rule));
}

}  // namespace

TEST_CASE("a project's settings take the place of defaults, by a plugin's id or its name") {
  const Counting counting;
  REQUIRE(counting.plugins.plugins.size() == 1);
  CHECK(count(counting.check(said(R"("rules": {})")), "a/one") == 1);
  CHECK(count(counting.check(said(R"("plugins": {"org.sayso.test.counting": {"settings": {"most": 3}}})")), "a/one") == 3);
  const CheckReport by_name = counting.check(said(R"("plugins": {"counting": {"settings": {"most": 2, "words": "many"}}})"));
  CHECK(count(by_name, "a/one") == 2);
  const auto one = std::ranges::find(by_name.findings, "a/one", &Finding::rule);
  CHECK(one->message.starts_with("many"));
  // Of both, the id.
  const auto both = said(R"("plugins": {"counting": {"settings": {"most": 2}}, "org.sayso.test.counting": {"settings": {"most": 4}}})");
  CHECK(count(counting.check(both), "a/one") == 4);
  CHECK(*both.plugins.value(counting.plugin(), "most") == "4");
  CHECK(both.plugins.value(counting.plugin(), "words") == nullptr);
}

TEST_CASE("a rule that is off finds nothing, and the others have the project's severity") {
  const Counting counting;
  const auto project = said(R"("rules": {"a/one": "off", "a/two": "warning", "b/unknown": "hint"})");
  CHECK(project.problems.empty());
  const CheckReport report = counting.check(project);
  CHECK(count(report, "a/one") == 0);
  REQUIRE(count(report, "a/two") == 1);
  CHECK(report.findings[0].severity == Severity::warning);
  // Asked for by name it runs.
  CHECK(count(counting.check(project, {"a/one"}), "a/one") == 1);
}

TEST_CASE("a checker whose rules are all off is not started") {
  const Counting counting;
  const auto project = said(R"("rules": {"a/one": "off", "a/two": "off"})");
  CHECK_FALSE(has_rules_that_run(project.plugins, counting.plugin()));
  CheckOptions options;
  options.project = project.plugins;
  Checkers checkers(counting.plugins, options);
  const Article article = test::an_article("It is so.");
  CHECK(checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get()).findings.empty());
  CHECK(checkers.running() == 0);
}

TEST_CASE("what is wrong in sayso.json is told once with key and remedy, and the rest is used") {
  const Counting counting;
  const auto project = said(R"("plugins": {"counting": {"settings": {"most": "two", "loud": true, "moist": 1}}, "other": 3, "third": {"settings": []}},
                               "rules": {"a/one": "loud", "a/two": 1, "a/three": "off"})");
  CHECK(project.problems.size() == 4);
  CHECK(project.plugins.rules.size() == 1);
  const InstalledPlugins plugins = with_settings_of(project, counting.plugins);
  REQUIRE(plugins.problems.size() == 6);
  std::string told;
  for (const Error& problem : plugins.problems) {
    CHECK(problem.place == "sayso.json");
    CHECK_FALSE(problem.remedy.empty());
    told += to_text(problem) + "\n";
  }
  for (const char* word : {"\"other\"", "\"third\"", "\"a/one\" is \"loud\"", "\"a/two\" is 1", "\"moist\"", "\"most\"", "a whole number"}) {
    CAPTURE(told);
    CHECK(told.find(word) != std::string::npos);
  }
  CHECK(settings_json(plugins.plugins[0], {}).value() == R"({"most": 1, "words": "few", "loud": true})");
  CHECK(said(R"("plugins": [], "rules": "off")").problems.size() == 2);
}

TEST_CASE("what is given with --set wins over the project's value") {
  const Counting counting;
  const auto project = said(R"("plugins": {"counting": {"settings": {"most": 5, "words": "many"}}})");
  const InstalledPlugins plugins = with_settings_of(project, counting.plugins);
  CHECK(settings_json(plugins.plugins[0], {{"most", "7"}}).value() == R"({"most": 7, "words": "many"})");
}

TEST_CASE("the change of a value goes where the value stands, and is read again") {
  const Counting counting;
  const auto changed = [&](const std::string& members, const std::string& setting, std::optional<std::string> json) {
    const std::string bytes = R"({"format": "sayso/project/1", "id": "p", )" + members + "}";
    const auto edit = edit_of_setting(said(members).plugins, counting.plugin(), setting, json);
    return read_project_plugins(read_manifest(with_edit(bytes, "sayso.json", edit).value(), "sayso.json").value()).plugins;
  };
  CHECK(changed(R"("name": "P")", "most", "3").settings.at("org.sayso.test.counting").at("most") == "3");
  const std::string by_name = R"("plugins": {"counting": {"settings": {"most": 2}}})";
  CHECK(changed(by_name, "most", "3").settings.at("counting").at("most") == "3");
  CHECK(changed(by_name, "words", "\"many\"").settings.at("counting").size() == 2);
  CHECK(changed(by_name, "most", std::nullopt) == ProjectPlugins());
  const auto off = with_edit("{}", "sayso.json", edit_of_rule("a/one", "off"));
  CHECK(off->find(R"("rules": {"a/one": "off"})") != std::string::npos);
  CHECK(with_edit(*off, "sayso.json", edit_of_rule("a/one", ""))->find("rules") == std::string::npos);
}

TEST_CASE("a setting's value is the same as text and as JSON, and another type is none") {
  SettingRule rule;
  const auto json = [&](SettingRule::Type type, const std::string& text) {
    rule.type = type;
    const std::string made = json_of_setting(rule, text);
    if (!made.empty()) {
      CHECK(fits_setting(rule, made));
      CHECK(json_of_setting(rule, text_of_setting(made)) == made);
    }
    return made;
  };
  using Type = SettingRule::Type;
  CHECK(json(Type::flag, "yes") == "true");
  CHECK(json(Type::flag, "perhaps").empty());
  CHECK(json(Type::integer, "-12") == "-12");
  CHECK(json(Type::integer, "1.5").empty());
  CHECK(json(Type::number, "1.50") == "1.50");
  CHECK(json(Type::number, "one").empty());
  CHECK(json(Type::text, "so “it” \"is\"") == R"("so “it” \"is\"")");
  rule.choices = {"few", "many"};
  CHECK(json(Type::text, "few") == "\"few\"");
  CHECK(json(Type::text, "none").empty());
  CHECK_FALSE(fits_setting(rule, "3"));
  CHECK(type_in_words(rule) == "one of few, many");
}
