// Which plugins run, and the sheet of them. What is shown was found in the background; a change is asked for there, and what
// came of it is taken in as it comes.
#include <algorithm>
#include <utility>

#include "core/base/log.h"
#include "plugins/host/setting_value.h"
#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

const SettingRule* setting_of(const PluginInfo& plugin, const std::string& name) {
  const auto found = std::ranges::find(plugin.settings, name, &SettingRule::name);
  return found == plugin.settings.end() ? nullptr : &*found;
}

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(' ');
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

}  // namespace

// ---- which run -------------------------------------------------------------------------------------

// Of a project that is opened. Those that were given up on get another try.
void Editor::find_plugins_anew() {
  end_checking();
  plugins_ = {};
  project_plugins_ = {};
  plugin_problems_.clear();
  plugin_seen_.reset();
  plugin_work_->stop_looking();
  if (!world_.plugins_of) return begin_checking();
  plugin_work_->find(session_->project().folder);
}

// A check may be under way that does not end at once: nobody waits for it.
void Editor::end_checking() {
  if (checking_) plugin_work_->end(std::shared_ptr<Checking>(std::move(checking_)));
  checking_.reset();
}

void Editor::begin_checking() {
  project_plugins_ = read_project_plugins(session_->project().manifest);
  InstalledPlugins wanted = with_settings_of(project_plugins_, plugins_);
  if (wanted.problems != plugin_problems_) {
    for (const Error& problem : wanted.problems) log_line("plugin: " + to_text(problem));
  }
  plugin_problems_ = wanted.problems;
  const bool has_checkers = !wanted.checkers().empty();
  end_checking();
  checking_ = std::make_unique<Checking>(std::move(wanted), project_plugins_.plugins, world_.wake, world_.idle_plugins);
  if (!has_article() || awaited_) return;
  // What was found before stays until something else is.
  if (!has_checkers || problems_.all().empty()) problems_ = ProblemList(opening_problems());
  request_check();
}

// True when there was something to take in.
bool Editor::take_plugins() {
  const std::vector<PluginNews> news = plugin_work_->take();
  for (const PluginNews& each : news) {
    frame_needed_ = true;
    if (const auto* found = std::get_if<PluginsFound>(&each)) {
      if (!session_) continue;
      plugins_ = found->plugins;
      plugin_seen_.reset();
      begin_checking();
      look_at_plugin();
    } else if (const auto* seen = std::get_if<PluginSeen>(&each)) {
      take_seen(*seen);
    } else if (const auto* choice = std::get_if<PluginChoiceMade>(&each)) {
      if (!choice->made) report(choice->made.error());
      if (session_) plugin_work_->find(session_->project().folder);
    } else if (const auto* settings = std::get_if<SettingsChanged>(&each)) {
      if (!settings->changed) report(settings->changed.error());
      if (!session_ || session_->project().folder != settings->project) continue;
      session_->end_settings(settings->changed ? std::optional(*settings->changed) : std::nullopt);
      if (settings->changed) begin_checking();
    }
  }
  return !news.empty();
}

// What is said yes to is what is shown: where that has become something else, it is asked for from the beginning.
void Editor::take_seen(PluginSeen seen) {
  OpenPlugins* open = open_plugins();
  const PluginInfo* plugin = open ? chosen_plugin(plugins_scene(), *open) : nullptr;
  if (!plugin || plugin->folder != seen.folder) return;
  plugin_seen_ = std::move(seen);
  open->confirming = false;
}

PluginsScene Editor::plugins_scene() const {
  PluginsScene scene{plugins_, project_plugins_.plugins, plugin_problems_, plugin_seen_};
  scene.finding = !checking_ || plugin_work_->finding();
  if (session_) scene.read_only = session_->project().read_only;
  scene.list_scroll = ui_.plugins_scroll;
  scene.scroll = ui_.plugin_scroll;
  return scene;
}

// ---- the sheet -------------------------------------------------------------------------------------

void Editor::toggle_plugins(const Intent& intent) {
  if (!session_) return;
  if (open_plugins()) return close_plugins(intent);
  keep_field();
  ui_.mode = OpenPlugins{};
  ui_.plugins_scroll = ui_.plugin_scroll = 0;
  look_at_plugin();
}

// One thing after the other.
void Editor::close_plugins(const Intent&) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  if (ui_.notice) {
    ui_.notice.reset();
  } else if (open->confirming) {
    trust_not_now({});
  } else {
    ui_.mode = Reading{};
    plugin_work_->stop_looking();
  }
}

// What keeps the chosen one in, or what it would run, is asked for.
void Editor::look_at_plugin() {
  const OpenPlugins* open = open_plugins();
  const PluginInfo* plugin = open ? chosen_plugin(plugins_scene(), *open) : nullptr;
  if (!plugin || (plugin_seen_ && plugin_seen_->folder == plugin->folder)) return;
  plugin_seen_.reset();
  const auto why_not = plugins_.why_not(*plugin);
  const bool may_be_trusted = why_not == LeftOutPlugin::Why::not_trusted || why_not == LeftOutPlugin::Why::changed;
  if (!why_not || may_be_trusted) {
    plugin_work_->look_at(*plugin, !why_not, plugins_.host_program);
  } else {
    plugin_work_->stop_looking();
  }
}

void Editor::choose_plugin(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  OpenPlugins chosen;
  chosen.chosen = intent.of;
  chosen.shows_control = true;
  *open = std::move(chosen);
  ui_.plugin_scroll = 0;
  look_at_plugin();
}

void Editor::go_to_control(OpenPlugins& open, const std::string& control) {
  open.control = control;
  open.shows_control = true;
}

void Editor::step_plugin(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  const PluginsScene scene = plugins_scene();
  const bool back = intent.action == "plugin-up" || intent.action == "plugin-previous" || intent.action == "plugin-left";
  const bool by_arrow = intent.action == "plugin-up" || intent.action == "plugin-down";
  if (by_arrow && open->control.empty()) {
    const std::vector<std::string> keys = plugin_keys(scene);
    if (keys.empty()) return;
    const auto found = std::ranges::find(keys, open->chosen);
    const auto at = found == keys.end() ? 0 : static_cast<std::size_t>(found - keys.begin());
    if (back ? at > 0 : at + 1 < keys.size()) choose_plugin({"choose-plugin", keys[back ? at - 1 : at + 1], {}});
    return;
  }
  const std::vector<PluginControl> controls = controls_of(plugins_model(scene, *open));
  if (controls.empty()) return;
  // The list is before the first of them and behind the last.
  const auto found = std::ranges::find(controls, open->control, &PluginControl::name);
  const auto at = static_cast<std::size_t>(found - controls.begin());
  const bool in_list = found == controls.end();
  if (intent.action == "plugin-left" || intent.action == "plugin-right") {
    if (!in_list && !found->choices.empty()) {
      const std::size_t chosen = found->chosen, count = found->choices.size();
      if (chosen == count) return act(found->choices[back ? count - 1 : 0]);
      if (back ? chosen > 0 : chosen + 1 < count) act(found->choices[back ? chosen - 1 : chosen + 1]);
      return;
    }
    if (in_list && back) return;
  }
  if (back) {
    go_to_control(*open, in_list ? controls.back().name : at == 0 ? "" : controls[at - 1].name);
  } else if (in_list) {
    go_to_control(*open, controls.front().name);
  } else if (at + 1 < controls.size()) {
    go_to_control(*open, controls[at + 1].name);
  } else if (!by_arrow) {
    go_to_control(*open, "");
  }
}

void Editor::press_plugin(const Intent&) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  const std::vector<PluginControl> controls = controls_of(plugins_model(plugins_scene(), *open));
  const auto found = std::ranges::find(controls, open->control, &PluginControl::name);
  if (found == controls.end()) {
    if (!controls.empty()) go_to_control(*open, controls.front().name);
  } else if (!found->choices.empty()) {
    act(found->choices[found->chosen + 1 < found->choices.size() ? found->chosen + 1 : 0]);
  } else {
    act(found->press);
  }
}

void Editor::turn_plugin_page(const Intent& intent) {
  for (const HitRegion& region : hits_.regions()) {
    if (region.kind != HitRegion::Kind::scroll || region.intent.action != "scroll-plugin") continue;
    ui_.plugin_scroll += (intent.action == "plugin-page-up" ? -1.0F : 1.0F) * (region.rect.height - 40);
  }
  hold_scrolls();
}

// Scrolls to what the keys act on, once it is drawn and so known where it lies.
void Editor::show_control() {
  OpenPlugins* open = open_plugins();
  if (!open || !open->shows_control) return;
  open->shows_control = false;
  const bool in_list = open->control.empty();
  const HitRegion* room = nullptr;
  const HitRegion* mark = nullptr;
  for (const HitRegion& region : hits_.regions()) {
    const std::string& action = region.intent.action;
    if (region.kind == HitRegion::Kind::scroll && action == (in_list ? "scroll-plugins" : "scroll-plugin")) room = &region;
    if (region.kind == HitRegion::Kind::mark && action == (in_list ? "plugin-row" : "plugin-control") && region.intent.of == open->control) mark = &region;
  }
  if (!room || !mark) return;
  float& scroll = in_list ? ui_.plugins_scroll : ui_.plugin_scroll;
  const float before = scroll;
  constexpr float kAround = 10;
  const Rect place = mark->rect.grown(kAround);
  if (place.bottom() > room->rect.bottom()) scroll += place.bottom() - room->rect.bottom();
  if (place.y - (scroll - before) < room->rect.y) scroll = before + place.y - room->rect.y;
  if (scroll != before) frame_needed_ = true;
}

// ---- changes ---------------------------------------------------------------------------------------

void Editor::change_settings(const ManifestEdit& edit) {
  if (!session_) return;
  if (const std::string& why_not = session_->project().read_only; !why_not.empty()) {
    Error error = usage_error(why_not);
    error.place = (session_->project().folder / "sayso.json").string();
    return report(error);
  }
  session_->begin_settings();
  plugin_work_->change_settings(session_->project().folder, edit);
}

// The severity that the plugin gives it by itself is no choice of the project.
void Editor::set_plugin_rule(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  const PluginInfo* plugin = open ? chosen_plugin(plugins_scene(), *open) : nullptr;
  if (!plugin) return;
  const auto rule = std::ranges::find(plugin->rules, intent.of, &RuleInfo::rule);
  if (rule == plugin->rules.end()) return;
  open->control = "rule:" + intent.of;
  change_settings(edit_of_rule(intent.of, intent.value == rule->severity ? "" : intent.value));
}

void Editor::set_plugin_setting(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  const PluginInfo* plugin = open ? chosen_plugin(plugins_scene(), *open) : nullptr;
  const SettingRule* rule = plugin ? setting_of(*plugin, intent.of) : nullptr;
  if (!rule) return;
  open->control = "setting:" + intent.of;
  const std::string json = json_of_setting(*rule, intent.value);
  if (json.empty()) return;
  change_settings(edit_of_setting(project_plugins_.plugins, *plugin, rule->name, json == rule->default_json ? std::nullopt : std::optional(json)));
}

void Editor::focus_plugin_field(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  const std::string control = "setting:" + intent.of;
  for (const PluginPart& part : plugins_model(plugins_scene(), *open).parts) {
    const auto* field = std::get_if<PluginField>(&part);
    if (!field || field->control != control) continue;
    go_to_control(*open, control);
    open->field = field->field;
    open->field->select_all();
    open->error.clear();
  }
}

// What was typed becomes the project's value; nothing typed leaves it to the plugin's default, where that is no text. False
// when it is no value of the setting: then it stays in the field with what is wrong.
bool Editor::keep_plugin_field() {
  OpenPlugins* open = open_plugins();
  if (!open || !open->field) return true;
  const PluginInfo* plugin = chosen_plugin(plugins_scene(), *open);
  const SettingRule* rule = plugin ? setting_of(*plugin, open->control.substr(open->control.find(':') + 1)) : nullptr;
  if (rule) {
    const bool is_text = rule->type == SettingRule::Type::text;
    const std::string text = is_text ? open->field->text() : trimmed(open->field->text());
    std::optional<std::string> json;
    if (!text.empty() || (is_text && !rule->default_json.empty())) json = json_of_setting(*rule, text);
    if (json && json->empty()) {
      open->error = "“" + text + "” is no value of it: give " + type_in_words(*rule) + ".";
      return false;
    }
    if (json == rule->default_json) json.reset();
    const std::string* said = project_plugins_.plugins.value(*plugin, rule->name);
    if (json != (said ? std::optional(*said) : std::nullopt)) {
      change_settings(edit_of_setting(project_plugins_.plugins, *plugin, rule->name, json));
    }
  }
  open->field.reset();
  open->error.clear();
  return true;
}

void Editor::enable_plugin(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  open->control = "runs";
  plugin_work_->enable(intent.of, intent.value == "yes");
}

// A second press is needed, and not of the same key at the same place.
void Editor::ask_for_trust(const Intent&) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  open->confirming = true;
  go_to_control(*open, "not-now");
}

void Editor::trust_not_now(const Intent&) {
  OpenPlugins* open = open_plugins();
  if (!open) return;
  open->confirming = false;
  go_to_control(*open, "trust");
}

// To exactly the sum that was shown.
void Editor::confirm_trust(const Intent& intent) {
  OpenPlugins* open = open_plugins();
  const auto* inside = plugin_seen_ ? std::get_if<PluginInside>(&plugin_seen_->found) : nullptr;
  if (!open || !open->confirming || !inside || intent.value != inside->sum) return;
  open->confirming = false;
  go_to_control(*open, "");
  plugin_work_->trust(inside->plugin, intent.value);
}

}  // namespace sayso::ui
