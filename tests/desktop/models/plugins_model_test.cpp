// The sheet of plugins made from what was found.
#include <doctest/doctest.h>

#include "ui/desktop/models/plugins_model.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

PluginInfo a_plugin(const std::string& name, PluginOrigin origin = PluginOrigin::bundled) {
  PluginInfo plugin;
  plugin.id = "org.test." + name;
  plugin.name = name;
  plugin.title = "The " + name;
  plugin.version = "1";
  plugin.kind = PluginKind::checker;
  plugin.folder = "/plugins/" + name;
  plugin.command = {"python3", "plugin.py"};
  plugin.origin = origin;
  plugin.rules = {{"a/one", "hint", "One."}, {"a/two", "error", "Two."}};
  SettingRule most;
  most.name = "most";
  most.type = SettingRule::Type::integer;
  most.default_json = "3";
  SettingRule loud;
  loud.name = "loud";
  loud.title = "Loud";
  loud.type = SettingRule::Type::flag;
  SettingRule manner;
  manner.name = "manner";
  manner.choices = {"plain", "kind"};
  plugin.settings = {most, loud, manner};
  return plugin;
}

// What a sheet is made from, kept.
struct Found {
  InstalledPlugins plugins;
  ProjectPlugins project;
  std::vector<Error> problems;
  std::optional<PluginSeen> seen;
  OpenPlugins open;
  bool finding = false;

  PluginsModel model() const {
    PluginsScene scene{plugins, project, problems, seen};
    scene.finding = finding;
    return plugins_model(scene, open);
  }
  template <class Part>
  std::optional<Part> part(const std::string& control) const {
    for (const PluginPart& each : model().parts) {
      if (const auto* found = std::get_if<Part>(&each); found && found->control == control) return *found;
    }
    return std::nullopt;
  }
  std::string chosen(const std::string& control) const {
    const PluginChoice choice = part<PluginChoice>(control).value();
    for (const Chip& chip : choice.chips) {
      if (chip.chosen) return chip.label;
    }
    return "";
  }
  bool says(const std::string& words) const {
    for (const PluginPart& each : model().parts) {
      if (const auto* said = std::get_if<PluginWords>(&each); said && said->words.find(words) != std::string::npos) return true;
      if (const auto* fact = std::get_if<PluginFact>(&each); fact && (fact->label + ": " + fact->words).find(words) != std::string::npos) return true;
    }
    return false;
  }
  std::vector<std::string> controls() const {
    std::vector<std::string> names;
    for (const PluginControl& control : controls_of(model())) names.push_back(control.name);
    return names;
  }
};

}  // namespace

TEST_CASE("while plugins are looked for the sheet says so, and when there are none") {
  Found found;
  found.finding = true;
  CHECK(found.model().aside == "looking…");
  CHECK(found.model().empty_words.find("Looking") != std::string::npos);
  found.finding = false;
  CHECK(found.model().aside.empty());
  CHECK(found.model().empty_words.find("No plugins") != std::string::npos);
  CHECK(controls_of(found.model()).empty());
}

TEST_CASE("a plugin has a control for each thing that can be chosen of it, in order") {
  Found found;
  found.plugins.plugins = {a_plugin("one")};
  CHECK(found.controls() == std::vector<std::string>{"runs", "rule:a/one", "rule:a/two", "setting:most", "setting:loud", "setting:manner"});
  CHECK(found.chosen("rule:a/one") == "hint");
  CHECK(found.chosen("setting:loud").empty());  // it has no default
  const auto control = controls_of(found.model()).at(4);
  CHECK(control.chosen == control.choices.size());
  CHECK(found.part<PluginField>("setting:most")->field.text() == "3");
  CHECK(found.part<PluginField>("setting:most")->label == "most");
}

TEST_CASE("what the project says stands in the form, and that it does") {
  Found found;
  found.plugins.plugins = {a_plugin("one")};
  found.project.rules = {{"a/one", std::nullopt}, {"a/two", Severity::warning}};
  found.project.settings["org.test.one"] = {{"most", "12"}, {"loud", "true"}, {"manner", "\"rude\""}};
  CHECK(found.chosen("rule:a/one") == "off");
  CHECK(found.chosen("rule:a/two") == "warning");
  CHECK(found.chosen("setting:loud") == "yes");
  CHECK(found.part<PluginField>("setting:most")->field.text() == "12");
  CHECK(found.part<PluginField>("setting:most")->aside == "set in this project");
  // A value that is none is not shown as one.
  CHECK(found.chosen("setting:manner").empty());
  CHECK(found.part<PluginChoice>("setting:manner")->aside.empty());
}

TEST_CASE("what keeps a plugin in is said as its process said it, while it is asked too, and when it does not start") {
  Found found;
  found.plugins.plugins = {a_plugin("one")};
  CHECK(found.says("Kept in: asking its process"));
  found.seen = PluginSeen{"/plugins/one", Confinement{2, true}};
  CHECK(found.says("Kept in: " + to_text(Confinement{2, true})));
  found.seen = PluginSeen{"/plugins/one", Confinement{0, false}};
  CHECK(found.says("files are not kept from it"));
  found.seen = PluginSeen{"/plugins/one", machine_error("it does not start", "")};
  CHECK(found.says("it does not start"));
  found.seen = PluginSeen{"/plugins/other", Confinement{2, true}};
  CHECK(found.says("asking its process"));
}

TEST_CASE("a plugin that nobody said yes to offers it twice, and nothing of it is started to be asked") {
  Found found;
  found.plugins.left_out = {{a_plugin("snake", PluginOrigin::project), LeftOutPlugin::Why::not_trusted}};
  CHECK(found.says("Looking at its files"));
  CHECK_FALSE(found.says("Kept in"));
  CHECK(found.controls().front() == "rule:a/one");
  found.seen = PluginSeen{"/plugins/snake", PluginInside{a_plugin("snake"), {"plugin.json", "plugin.py"}, "abc"}};
  CHECK(found.says("Starting it: runs python3 plugin.py  (in /plugins/snake)"));
  CHECK(found.says("2 files: plugin.json\nplugin.py"));
  CHECK(found.controls().front() == "trust");
  found.open.confirming = true;
  const auto controls = controls_of(found.model());
  CHECK(controls[0].name == "not-now");
  CHECK(controls[1].name == "confirm");
  CHECK(controls[1].press.value == "abc");
}

TEST_CASE("of very many files the first are named, and how many more there are") {
  Found found;
  found.plugins.left_out = {{a_plugin("snake", PluginOrigin::project), LeftOutPlugin::Why::changed}};
  PluginInside inside{a_plugin("snake"), std::vector<std::string>(1500, "x"), "abc"};
  found.seen = PluginSeen{"/plugins/snake", inside};
  CHECK(found.says("1,500 files: x\n"));
  CHECK(found.says("and 1,300 more"));
  CHECK(found.says("It has changed since you said yes to it"));
  CHECK(found.model().rows[0].wrong);
}

TEST_CASE("what could not be read is in the list, with what is wrong and what to do") {
  Found found;
  found.plugins.plugins = {a_plugin("one")};
  found.problems = {damaged_error("the plugin is left out: no JSON", "/plugins/broken/plugin.json", "mend it"),
                    damaged_error("a rule is loud", "sayso.json", "take it out")};
  const PluginsModel model = found.model();
  REQUIRE(model.rows.size() == 3);
  CHECK(model.rows[1].title == "broken");
  CHECK(model.rows[2].title == "sayso.json");
  found.open.chosen = "problem:0";
  CHECK(found.model().title == "broken");
  CHECK(found.says("no JSON"));
  CHECK(found.says("mend it"));
  CHECK(found.controls().empty());
  found.open.chosen = "/plugins/gone";
  CHECK(found.model().title == "The one");
}
