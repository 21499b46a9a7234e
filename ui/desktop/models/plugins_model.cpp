#include "ui/desktop/models/plugins_model.h"

#include <algorithm>

#include "plugins/host/plugin_consent.h"
#include "plugins/host/setting_value.h"
#include "ui/desktop/models/grouped.h"

namespace sayso::ui {
namespace {

using Tone = PluginWords::Tone;
using Why = LeftOutPlugin::Why;

constexpr std::size_t kFilesShown = 200;
constexpr const char* kProblem = "problem:";
constexpr const char* kInProject = "set in this project";

// The place that a problem is about, as a title: the folder of a plugin, or a file.
std::string title_of(const Error& problem) {
  const std::filesystem::path place = problem.place;
  const std::string name = (place.filename() == "plugin.json" ? place.parent_path() : place).filename().string();
  return name.empty() ? "Plugins" : name;
}

std::string origin_in_words(PluginOrigin origin) {
  switch (origin) {
    case PluginOrigin::bundled: return "comes with sayso";
    case PluginOrigin::user: return "your own";
    case PluginOrigin::project: return "of this project";
    case PluginOrigin::path: return "from SAYSO_PLUGIN_PATH";
  }
  return {};
}

// What the sheet says of the chosen plugin, from above.
class Parts {
 public:
  Parts(const PluginsScene& scene, const OpenPlugins& open, const PluginInfo& plugin)
      : scene_(scene), open_(open), plugin_(plugin), why_not_(scene.plugins.why_not(plugin)) {}

  std::vector<PluginPart> made() {
    words(to_text(plugin_.kind) + " · " + plugin_.version + " · " + origin_in_words(plugin_.origin), Tone::muted);
    if (needs_trust()) {
      trust();
    } else {
      running();
    }
    facts();
    rules();
    settings();
    return std::move(parts_);
  }

 private:
  bool needs_trust() const { return why_not_ == Why::not_trusted || why_not_ == Why::changed; }
  bool is_focused(const std::string& control) const { return !open_.control.empty() && open_.control == control; }
  void words(std::string text, Tone tone = Tone::plain) { parts_.push_back(PluginWords{std::move(text), tone}); }
  void fact(std::string label, std::string text, bool exact = false) {
    if (!text.empty()) parts_.push_back(PluginFact{std::move(label), std::move(text), exact});
  }
  PluginButton button(const std::string& control, std::string label, Intent intent, bool strong = false) const {
    return {control, std::move(label), strong, is_focused(control), std::move(intent)};
  }

  const PluginSeen* seen() const { return scene_.seen && scene_.seen->folder == plugin_.folder ? &*scene_.seen : nullptr; }

  void running() {
    if (why_not_ == Why::choices_unknown) {
      words("It does not run: " + to_text(*why_not_) + ".", Tone::error);
      return;
    }
    PluginChoice choice{"runs", "Runs", {}, {}, {}, is_focused("runs")};
    choice.help = plugin_.origin == PluginOrigin::project && !why_not_ ? "You said yes to it; it runs until one of its files changes."
                                                          : "What you choose here is kept among your settings, for all projects.";
    choice.chips = {chip("yes", !why_not_, {"enable-plugin", plugin_.id, "yes"}), chip("no", why_not_.has_value(), {"enable-plugin", plugin_.id, "no"})};
    parts_.push_back(std::move(choice));
  }

  static Chip chip(std::string label, bool chosen, Intent intent) {
    Chip chip;
    chip.label = std::move(label);
    chip.chosen = chosen;
    chip.intent = std::move(intent);
    return chip;
  }

  void trust() {
    words(why_not_ == Why::changed ? "It has changed since you said yes to it, and does not run until you say so again."
                                   : "It came with this project, and does not run until you say yes to it.",
          Tone::strong);
    const PluginSeen* found = seen();
    const auto* inside = found ? std::get_if<PluginInside>(&found->found) : nullptr;
    if (const auto* error = found ? std::get_if<Error>(&found->found) : nullptr) {
      words(to_text(*error), Tone::error);
      return;
    }
    if (!inside) {
      words("Looking at its files…", Tone::muted);
      return;
    }
    fact("Starting it", command_line_of(inside->plugin));
    std::string files;
    for (std::size_t i = 0; i < inside->files.size() && i < kFilesShown; ++i) files += (i == 0 ? "" : "\n") + inside->files[i];
    if (inside->files.size() > kFilesShown) files += "\nand " + grouped(inside->files.size() - kFilesShown) + " more";
    fact(counted(inside->files.size(), "file"), files);
    fact("Sum of them", inside->sum, true);
    if (!open_.confirming) {
      parts_.push_back(PluginButtons{{button("trust", "Trust it…", {"trust-plugin", plugin_.id, inside->sum})}});
      return;
    }
    words("It will run on this machine, with the sum above and no other, whenever this project is open. Have you looked at its files?",
          Tone::warning);
    parts_.push_back(PluginButtons{{button("not-now", "Not now", {"trust-not-now", plugin_.id, {}}),
                                    button("confirm", "Yes, it may run", {"confirm-trust", plugin_.id, inside->sum}, true)}});
  }

  void facts() {
    fact("Id", plugin_.id);
    fact("Licence", plugin_.licence);
    if (plugin_.origin != PluginOrigin::bundled) fact("Folder", plugin_.folder.string());
    if (plugin_.memory_mib > kLeastMemoryMib) fact("Memory", "asks for up to " + grouped(plugin_.memory_mib) + " MiB");
    if (why_not_) return;
    const PluginSeen* found = seen();
    const auto* confinement = found ? std::get_if<Confinement>(&found->found) : nullptr;
    const auto* error = found ? std::get_if<Error>(&found->found) : nullptr;
    fact("Kept in", confinement ? to_text(*confinement) : error ? to_text(*error) : "asking its process…");
  }

  void rules() {
    if (plugin_.rules.empty()) return;
    parts_.push_back(PluginHeading{"Rules in this project"});
    for (const RuleInfo& rule : plugin_.rules) {
      const std::string control = "rule:" + rule.rule;
      const auto said = scene_.project.rules.find(rule.rule);
      const bool is_said = said != scene_.project.rules.end();
      const std::string now = !is_said ? rule.severity : said->second ? to_text(*said->second) : "off";
      PluginChoice choice{control, rule.rule, rule.help, is_said ? kInProject : "", {}, is_focused(control)};
      for (const char* word : {"off", "hint", "warning", "error"}) {
        choice.chips.push_back(chip(word, now == word, {"set-plugin-rule", rule.rule, word}));
      }
      parts_.push_back(std::move(choice));
    }
  }

  void settings() {
    if (plugin_.settings.empty()) return;
    parts_.push_back(PluginHeading{"Settings in this project"});
    for (const SettingRule& rule : plugin_.settings) {
      const std::string* said = scene_.project.value(plugin_, rule.name);
      if (said && !fits_setting(rule, *said)) said = nullptr;  // it is told among the problems
      if (rule.type == SettingRule::Type::flag || !rule.choices.empty()) {
        choice_of(rule, said);
      } else {
        field_of(rule, said);
      }
    }
  }

  void choice_of(const SettingRule& rule, const std::string* said) {
    const std::string control = "setting:" + rule.name;
    const std::string now = text_of_setting(said ? *said : rule.default_json);
    PluginChoice choice{control, rule.title.empty() ? rule.name : rule.title, rule.help, said ? kInProject : "", {}, is_focused(control)};
    if (rule.type == SettingRule::Type::flag) {
      choice.chips = {chip("yes", now == "true", {"set-plugin-setting", rule.name, "true"}),
                      chip("no", now == "false", {"set-plugin-setting", rule.name, "false"})};
    } else {
      for (const std::string& each : rule.choices) choice.chips.push_back(chip(each, now == each, {"set-plugin-setting", rule.name, each}));
    }
    parts_.push_back(std::move(choice));
  }

  void field_of(const SettingRule& rule, const std::string* said) {
    PluginField field;
    field.control = "setting:" + rule.name;
    field.label = rule.title.empty() ? rule.name : rule.title;
    field.help = rule.help;
    field.aside = said ? kInProject : "";
    field.focused = is_focused(field.control);
    field.typing = field.focused && open_.field.has_value();
    if (field.typing) {
      field.field = *open_.field;
      field.error = open_.error;
    } else {
      field.field.set_text(text_of_setting(said ? *said : rule.default_json));
    }
    field.hint = rule.default_json.empty() ? type_in_words(rule) : "else " + text_of_setting(rule.default_json);
    field.intent = {"focus-plugin-field", rule.name, {}};
    parts_.push_back(std::move(field));
  }

  const PluginsScene& scene_;
  const OpenPlugins& open_;
  const PluginInfo& plugin_;
  const std::optional<Why> why_not_;
  std::vector<PluginPart> parts_;
};

// The key that is chosen: the one that is said, or the first.
std::string chosen_key(const PluginsScene& scene, const OpenPlugins& open) {
  const std::vector<std::string> keys = plugin_keys(scene);
  if (std::ranges::find(keys, open.chosen) != keys.end()) return open.chosen;
  return keys.empty() ? "" : keys.front();
}

PluginRow row_of(const PluginsScene& scene, const PluginInfo& plugin) {
  const auto why_not = scene.plugins.why_not(plugin);
  PluginRow row;
  row.title = plugin.title;
  row.aside = to_text(plugin.kind) + " · " + plugin.version + " · " + origin_in_words(plugin.origin);
  row.runs = !why_not;
  row.wrong = why_not == Why::changed || why_not == Why::choices_unknown;
  row.state = !why_not                       ? "runs"
              : why_not == Why::changed         ? "changed"
              : why_not == Why::choices_unknown ? "not known"
                                                : to_text(*why_not);
  row.intent = {"choose-plugin", plugin.folder.string(), {}};
  return row;
}

// "5 plugins, 4 run", "" for none.
std::string how_many(const InstalledPlugins& plugins) {
  std::string words;
  if (plugins.all().empty()) return words;
  words = counted(plugins.all().size(), "plugin");
  words += ", ";
  words += grouped(plugins.plugins.size());
  words += plugins.plugins.size() == 1 ? " runs" : " run";
  return words;
}

}  // namespace

std::vector<std::string> plugin_keys(const PluginsScene& scene) {
  std::vector<std::string> keys;
  for (const PluginInfo* plugin : scene.plugins.all()) keys.push_back(plugin->folder.string());
  for (std::size_t i = 0; i < scene.problems.size(); ++i) keys.push_back(kProblem + std::to_string(i));
  return keys;
}

const PluginInfo* chosen_plugin(const PluginsScene& scene, const OpenPlugins& open) {
  const std::string key = chosen_key(scene, open);
  for (const PluginInfo* plugin : scene.plugins.all()) {
    if (plugin->folder.string() == key) return plugin;
  }
  return nullptr;
}

PluginsModel plugins_model(const PluginsScene& scene, const OpenPlugins& open) {
  PluginsModel model;
  model.list_scroll = scene.list_scroll;
  model.scroll = scene.scroll;
  model.list_focused = open.control.empty();
  const std::string key = chosen_key(scene, open);
  for (const PluginInfo* plugin : scene.plugins.all()) model.rows.push_back(row_of(scene, *plugin));
  for (std::size_t i = 0; i < scene.problems.size(); ++i) {
    PluginRow row;
    row.title = title_of(scene.problems[i]);
    row.aside = "something is wrong";
    row.state = "problem";
    row.wrong = true;
    row.intent = {"choose-plugin", kProblem + std::to_string(i), {}};
    model.rows.push_back(std::move(row));
  }
  for (PluginRow& row : model.rows) row.chosen = row.intent.of == key;
  model.aside = scene.finding ? "looking…" : how_many(scene.plugins);
  if (model.rows.empty()) {
    model.empty_words = scene.finding ? "Looking for plugins…"
                                      : "No plugins were found. Those that come with sayso are installed with it; your own are added with sayso plugin install.";
    return model;
  }
  if (const PluginInfo* plugin = chosen_plugin(scene, open)) {
    model.title = plugin->title;
    model.parts = Parts(scene, open, *plugin).made();
    if (!scene.read_only.empty()) model.parts.push_back(PluginWords{"Rules and settings cannot be changed: " + scene.read_only + ".", Tone::muted});
    return model;
  }
  for (std::size_t i = 0; i < scene.problems.size(); ++i) {
    if (key != kProblem + std::to_string(i)) continue;
    const Error& problem = scene.problems[i];
    model.title = title_of(problem);
    model.parts = {PluginWords{problem.what, Tone::error}};
    if (!problem.remedy.empty()) model.parts.push_back(PluginWords{problem.remedy, Tone::plain});
    if (!problem.place.empty()) model.parts.push_back(PluginFact{"Where", problem.place, false});
  }
  return model;
}

std::vector<PluginControl> controls_of(const PluginsModel& model) {
  std::vector<PluginControl> controls;
  for (const PluginPart& part : model.parts) {
    if (const auto* choice = std::get_if<PluginChoice>(&part)) {
      PluginControl control{choice->control, {}, 0, {}};
      const auto chosen = std::ranges::find(choice->chips, true, &Chip::chosen);
      control.chosen = static_cast<std::size_t>(chosen - choice->chips.begin());
      for (const Chip& chip : choice->chips) control.choices.push_back(chip.intent);
      controls.push_back(std::move(control));
    } else if (const auto* field = std::get_if<PluginField>(&part)) {
      controls.push_back({field->control, {}, 0, field->intent});
    } else if (const auto* buttons = std::get_if<PluginButtons>(&part)) {
      for (const PluginButton& button : buttons->buttons) controls.push_back({button.control, {}, 0, button.intent});
    }
  }
  return controls;
}

}  // namespace sayso::ui
