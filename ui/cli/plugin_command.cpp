#include "ui/cli/plugin_command.h"

#include <filesystem>

#include "plugins/host/conformance.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/plugin_run.h"
#include "ui/cli/json.h"
#include "ui/cli/plugin_choosing.h"
#include "ui/cli/plugin_new.h"
#include "ui/cli/table.h"

namespace sayso::cli {
namespace {

std::string to_text(SettingRule::Type type) {
  switch (type) {
    case SettingRule::Type::flag:
      return "true or false";
    case SettingRule::Type::text:
      return "text";
    case SettingRule::Type::integer:
      return "whole number";
    case SettingRule::Type::number:
      return "number";
  }
  return {};
}

Json to_json(const PluginInfo& plugin) {
  Json settings = Json::array(), rules = Json::array();
  for (const SettingRule& rule : plugin.settings) {
    Json setting = {
        {"name", rule.name}, {"title", rule.title}, {"help", rule.help}, {"type", to_text(rule.type)}};
    if (!rule.choices.empty()) setting["choices"] = rule.choices;
    if (!rule.default_json.empty()) setting["default"] = Json::parse(rule.default_json, nullptr, false);
    settings.push_back(setting);
  }
  for (const RuleInfo& rule : plugin.rules) {
    rules.push_back({{"rule", rule.rule}, {"severity", rule.severity}, {"help", rule.help}});
  }
  return {{"name", plugin.name},       {"kind", sayso::to_text(plugin.kind)},
          {"id", plugin.id},           {"title", plugin.title},
          {"version", plugin.version}, {"contract", plugin.contract},
          {"licence", plugin.licence}, {"folder", plugin.folder.string()},
          {"memory_mib", plugin.memory_mib},
          {"settings", settings},      {"rules", rules}};
}

int list(const InstalledPlugins& plugins, Output& output) {
  Json all = Json::array();
  Table table({"kind", "name", "version", "from", "runs", "title"});
  const auto add = [&](const PluginInfo& plugin, const std::string& why_not) {
    Json json = to_json(plugin);
    json["runs"] = why_not.empty();
    if (!why_not.empty()) json["why_not"] = why_not;
    all.push_back(std::move(json));
    table.add({sayso::to_text(plugin.kind), plugin.name, plugin.version, sayso::to_text(plugin.origin), why_not.empty() ? "yes" : why_not, plugin.title});
  };
  for (const PluginInfo& plugin : plugins.plugins) add(plugin, {});
  for (const LeftOutPlugin& left_out : plugins.left_out) add(left_out.plugin, sayso::to_text(left_out.why));
  output.document(to_document({{"plugins", all}}));
  output.line(table.empty() ? "no plugins were found" : table.text());
  return plugins.problems.empty() ? kDone : kDamaged;
}

// What keeps the plugin in, as its own process says; nullopt when it does not start.
std::optional<Confinement> confinement_of(const InstalledPlugins& plugins, const PluginInfo& plugin, Output& output) {
  auto run = PluginRun::start(plugin, plugins.host_program);
  const Result<void> told = run ? run->tell(describe_message(), "it described itself", [](const FromPlugin&) { return Result<void>(); })
                                : Result<void>(run.error());
  if (!told) output.complain(told.error());
  return run ? run->confinement() : std::nullopt;
}

int info(const InstalledPlugins& plugins, const std::string& name, Output& output) {
  const PluginInfo* plugin = plugins.find(name);
  if (plugin == nullptr) return output.failed(no_such_plugin(name));
  // One that does not run is not started to be asked either.
  const auto why_not = plugins.why_not(*plugin);
  const auto confinement = why_not ? std::nullopt : confinement_of(plugins, *plugin, output);
  Json document = to_json(*plugin);
  if (why_not) document["why_not"] = sayso::to_text(*why_not);
  if (confinement) document["isolation"] = {{"landlock", confinement->landlock}, {"seccomp", confinement->seccomp}};
  output.document(to_document(document));
  output.line(plugin->title + " (" + plugin->id + " " + plugin->version + ", " + sayso::to_text(plugin->kind) + ", contract " +
              plugin->contract + ", " + plugin->licence + ")");
  for (const SettingRule& rule : plugin->settings) {
    std::string choices;
    for (const std::string& choice : rule.choices) choices += (choices.empty() ? ": " : ", ") + choice;
    output.line("  --set " + rule.name + "=…  " + rule.title + " (" + to_text(rule.type) + choices +
                (rule.default_json.empty() ? "" : "; else " + rule.default_json) + ")");
  }
  for (const RuleInfo& rule : plugin->rules) output.line("  " + rule.rule + " (" + rule.severity + "): " + rule.help);
  if (plugin->memory_mib > kLeastMemoryMib) output.line("  may take up to " + std::to_string(plugin->memory_mib) + " MiB of memory, as it asks for");
  if (why_not) output.line("  does not run: " + sayso::to_text(*why_not));
  if (confinement) output.line("  " + sayso::to_text(*confinement));
  return why_not || confinement ? kDone : kMachine;
}

int make(const PluginArguments& arguments, Output& output) {
  if (arguments.name.empty()) return output.failed(usage_error("plugin new needs a name", "sayso plugin new my-checker"));
  const auto made = new_plugin(real_files(), {arguments.name, arguments.kind, arguments.language});
  if (!made) return output.failed(made.error());
  output.document(to_document({{"folder", made->string()}, {"kind", arguments.kind}, {"language", arguments.language}}));
  output.line("made " + made->string() + "; its README.md says how to go on");
  return kDone;
}

std::string sign_of(ConformanceStep::Outcome outcome) {
  switch (outcome) {
    case ConformanceStep::Outcome::kept: return "kept   ";
    case ConformanceStep::Outcome::broken: return "BROKEN ";
    case ConformanceStep::Outcome::not_asked: return "–      ";
  }
  return {};
}

int test(const PluginArguments& arguments, Output& output) {
  if (arguments.name.empty()) return output.failed(usage_error("plugin test needs a plugin's folder", "sayso plugin test ."));
  const auto plugin = read_plugin(real_files(), std::filesystem::absolute(arguments.name + "/.").lexically_normal().parent_path());
  if (!plugin) return output.failed(plugin.error());
  ConformanceOptions options;
  options.articles = arguments.articles;
  Json steps = Json::array();
  std::size_t broken = 0;
  options.done = [&](const ConformanceStep& step) {
    const bool is_broken = step.outcome == ConformanceStep::Outcome::broken;
    if (is_broken) ++broken;
    steps.push_back({{"promise", step.promise}, {"kept", !is_broken}, {"said", step.said}});
    output.line(sign_of(step.outcome) + step.promise + (step.said.empty() ? "" : (is_broken ? ":\n         " : " (") + step.said + (is_broken ? "" : ")")));
    output.flush();
  };
  test_conformance(*plugin, default_plugin_places(real_files()).host_program, options);
  output.document(to_document({{"plugin", plugin->name}, {"broken", broken}, {"steps", steps}}));
  output.line(broken == 0 ? plugin->name + " keeps the contract" : std::to_string(broken) + (broken == 1 ? " promise is broken" : " promises are broken"));
  return broken == 0 ? kDone : kFound;
}

}  // namespace

int run_plugin(const PluginArguments& arguments, Output& output) {
  if (arguments.action == "new") return make(arguments, output);
  if (arguments.action == "test") return test(arguments, output);
  if (arguments.action != "list" && arguments.name.empty()) {
    return output.failed(usage_error("plugin " + arguments.action + " needs a name", "see `sayso plugin list`"));
  }
  const bool is_about_all = arguments.action == "list";
  const InstalledPlugins plugins = plugins_of_user(real_files(), arguments.project);
  for (const Error& problem : plugins.problems) {
    if (is_about_all) output.complain(problem);
  }
  if (is_about_all) return list(plugins, output);
  if (arguments.action == "trust") return trust_plugin(plugins, arguments, output);
  if (arguments.action == "enable" || arguments.action == "disable") {
    return enable_plugin(plugins, arguments.name, arguments.action == "enable", output);
  }
  if (arguments.action == "install") return install_plugin(plugins, arguments.name, output);
  if (arguments.action == "remove") return remove_plugin(plugins, arguments.name, output);
  return info(plugins, arguments.name, output);
}

}  // namespace sayso::cli
