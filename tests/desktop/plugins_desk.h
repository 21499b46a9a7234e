// An annotator with a copy of the sample project, plugins of a test's own, and choices about them that are kept in a file; no
// window. Plugins of the project lie in its folder `plugins`, her own in a folder beside it.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <variant>

#include "core/files/read_file.h"
#include "plugins/host/plugin_choices.h"
#include "tests/support/packaged_fonts.h"
#include "tests/support/temporary_folder.h"
#include "ui/desktop/editor.h"

namespace sayso::tests {

using namespace sayso::ui;

class PluginsDesk {
 public:
  explicit PluginsDesk(IdlePlugins idle = {}) : idle_(idle), fonts_(packaged_fonts()), ids_(random_ids()) {
    std::filesystem::copy(Path(SAYSO_SOURCE_DIR) / "annotations/examples/city-hall", project(), std::filesystem::copy_options::recursive);
    std::filesystem::create_directories(own());
    std::filesystem::create_directories(brought());
  }

  Path project() const { return folder_ / "p"; }
  Path other_project() const { return folder_ / "q"; }
  Path own() const { return folder_ / "own"; }
  Path brought() const { return project() / "plugins"; }
  Path choices_file() const { return folder_ / "config/plugins.json"; }

  // A checker in Python of one rule, NAME/found, that finds something at the beginning of every article.
  static void put_checker(const Path& places, const std::string& name, const std::string& more = {}) {
    const Path home = places / name;
    std::filesystem::create_directories(home);
    std::ofstream(home / "plugin.json") << R"({"id": "org.test.)" << name << R"(", "name": ")" << name << R"(", "title": "The )" << name
                                        << R"(", "version": "1.2", "kind": "checker", "contract": "0.1", "licence": "MIT", "command": ["python3", "plugin.py"],)"
                                        << R"("rules": [{"rule": ")" << name << R"(/found", "severity": "hint", "help": "Something."}])" << more << "}";
    std::ofstream(home / "plugin.py") << "import sayso_plugin as sayso\nclass Plugin(sayso.Plugin):\n    def open(self, project):\n        self.said = project.settings\n"
                                         "    def article(self, article):\n        self.finding('"
                                      << name << "/found', 'found ' + str(sorted(self.said.items())), [(0, 1)])\nsayso.run(Plugin)\n";
  }

  Editor& open() {
    if (!editor_) {
      Editor::World world{};
      world.files = &real_files();
      world.clock = &real_clock();
      world.ids = ids_.get();
      world.fonts = &fonts_;
      world.state_folder = folder_ / "state";
      world.annotator = AnnotatorId("eva");
      world.watch_every = std::chrono::hours(1);
      world.plugin_choices = choices_file();
      world.idle_plugins = idle_;
      world.plugins_of = [this](const Path& where) {
        return find_plugins(real_files(), {{{own(), PluginOrigin::user}, {where / "plugins", PluginOrigin::project}}, host()},
                            read_plugin_choices(real_files(), choices_file()).value());
      };
      editor_ = std::make_unique<Editor>(std::move(world));
      editor_->set_text_area({600, 800}, 1);
    }
    REQUIRE(editor_->open_project(project(), ArticleId("tram-extension")));
    editor_->look_outside();  // what the files hold now counts as read
    editor_->wait_for_checks();
    return *editor_;
  }
  Editor* operator->() { return editor_.get(); }
  void leave() { editor_.reset(); }

  void press(Key key, Mods mods = {}) { editor_->handle(KeyPress{key, 0, mods, false}); }
  void press_sheet_key() { editor_->handle(KeyPress{Key::letter, 'P', {true, true, false}, false}); }
  // At the keyboard, where a key goes before what it types.
  void type(const std::string& text) {
    press(Key::other);
    editor_->handle(TextTyped{text});
  }
  // The same, and what it asks for is done.
  void press_and_wait(Key key, Mods mods = {}) {
    press(key, mods);
    editor_->wait_for_checks();
  }

  PluginsModel sheet() const {
    auto model = editor_->model();
    REQUIRE(model.plugins);
    return *model.plugins;
  }
  const OpenPlugins& ui() const { return std::get<OpenPlugins>(editor_->ui().mode); }
  bool is_open() const { return std::holds_alternative<OpenPlugins>(editor_->ui().mode); }
  template <class Part>
  Part part(const std::string& control) const {
    for (const PluginPart& each : sheet().parts) {
      if (const auto* found = std::get_if<Part>(&each); found && found->control == control) return *found;
    }
    FAIL("the sheet has no " << control);
    return Part();
  }
  std::string chosen_of(const std::string& control) const {
    for (const Chip& chip : part<PluginChoice>(control).chips) {
      if (chip.chosen) return chip.label;
    }
    return "";
  }
  // Each word and fact of the chosen plugin, a line each.
  std::string words() const {
    const PluginsModel model = sheet();
    std::string all = model.title + "\n";
    for (const PluginPart& each : model.parts) {
      if (const auto* said = std::get_if<PluginWords>(&each)) all += said->words + "\n";
      if (const auto* fact = std::get_if<PluginFact>(&each)) all += fact->label + ": " + fact->words + "\n";
    }
    return all;
  }
  void go_to(const std::string& control) {
    for (int i = 0; i < 40 && ui().control != control; ++i) press(Key::tab);
    REQUIRE(ui().control == control);
  }
  std::string findings(const std::string& rule) const {
    std::string all;
    for (const Problem& problem : editor_->problems()) {
      if (problem.finding.rule == rule) all += to_text(problem.finding.severity) + ": " + problem.finding.message + "\n";
    }
    return all;
  }
  std::string manifest() const { return read_file(real_files(), project() / "sayso.json").value(); }
  std::string notice() const { return editor_->ui().notice ? editor_->ui().notice->words : ""; }
  static Path host() { return Path(SAYSO_BINARY_DIR) / "libexec/sayso/sayso-plugin-host"; }

 private:
  IdlePlugins idle_;
  TemporaryFolder folder_;
  FontLibrary fonts_;
  std::unique_ptr<IdSource> ids_;
  std::unique_ptr<Editor> editor_;
};

}  // namespace sayso::tests
