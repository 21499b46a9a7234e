#include "ui/cli/check_command.h"

#include <algorithm>

#include "core/files/read_file.h"
#include "core/files/relative_path.h"
#include "plugins/host/checkers.h"
#include "ui/cli/apply_fixes.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/settings_option.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

constexpr std::uint64_t kPageLimit = std::uint64_t{1} << 20;  // bytes
constexpr std::size_t kSaidEvery = 100;                       // articles

Result<void> rules_are_known(const InstalledPlugins& plugins, const std::vector<std::string>& wanted) {
  std::string known;
  std::vector<std::string> all;
  for (const PluginInfo& plugin : plugins.checkers()) {
    for (const RuleInfo& rule : plugin.rules) {
      all.push_back(rule.rule);
      known += (known.empty() ? "" : ", ") + rule.rule;
    }
  }
  for (const std::string& rule : wanted) {
    if (!std::ranges::count(all, rule))
      return usage_error("there is no rule '" + rule + "'", "there are: " + known);
  }
  return {};
}

// "quote-marks.scare-words=2" is of the checker quote-marks.
Result<void> take_settings(const InstalledPlugins& plugins, const std::vector<std::string>& given, CheckOptions& options) {
  const auto settings = settings_from(given);
  if (!settings) return settings.error();
  for (const auto& [key, value] : *settings) {
    const auto dot = key.rfind('.');
    const std::string name = key.substr(0, dot == std::string::npos ? 0 : dot);
    const auto checkers = plugins.checkers();
    const auto plugin = std::ranges::find(checkers, name, &PluginInfo::name);
    if (plugin == checkers.end()) {
      return usage_error("--set " + key + " names no checker", "name it before the setting: quote-marks.scare-words=2; `sayso plugin list` has all");
    }
    auto& its = options.settings[name];
    its.emplace_back(key.substr(dot + 1), value);
    if (const auto good = settings_json(*plugin, its); !good) return good.error();
  }
  return {};
}

// The page of a rule lies beside its checker's plugin.json, under the rule's name behind the slash.
int explain(FileSystem& files, const InstalledPlugins& plugins, const std::string& rule, Output& output) {
  if (const auto known = rules_are_known(plugins, {rule}); !known) return output.failed(known.error());
  for (const PluginInfo& plugin : plugins.checkers()) {
    const auto info = std::ranges::find(plugin.rules, rule, &RuleInfo::rule);
    if (info == plugin.rules.end()) continue;
    const std::string file = "pages/" + rule.substr(rule.rfind('/') + 1) + ".md";
    if (!check_relative_path(file)) return output.failed(damaged_error("the rule " + rule + " has no name of a page", plugin.folder.string(), ""));
    const auto page = read_file_if_there(files, plugin.folder / file, kPageLimit);
    if (!page) return output.failed(page.error());
    const std::string text = *page ? **page : "# " + rule + "\n\n" + info->help + "\n";
    output.document(to_document({{"rule", rule}, {"checker", plugin.name}, {"severity", info->severity}, {"help", info->help}, {"page", text}}));
    if (!output.json()) output.raw(text);
  }
  return kDone;
}

std::string place_of(const Finding& finding) {
  if (finding.article.empty()) return "project";
  return finding.article.value + (finding.line ? ":" + std::to_string(finding.line) : "");
}

// One run over what is wanted.
struct Checked {
  CheckReport report;
  AsOfThen then;
  std::vector<Error> problems;
};

Result<Checked> check(Workplace& workplace, const Project& project, const PluginsHere& here,
                      const CheckArguments& arguments, const CancelToken& cancel, Output& output) {
  Checked checked;
  auto then = as_of_then(workplace.files, project, arguments.wanted, arguments.as_of);
  if (!then) return then.error();
  checked.then = std::move(then).value();
  const auto entities = entities_as_of(workplace.files, project, checked.then.as_of);
  if (!entities) return entities.error();
  checked.problems = entities->problems;
  CheckOptions options;
  options.rules = arguments.rules;
  if (const auto set = take_settings(here.plugins, arguments.settings, options); !set) return set.error();
  options.project = here.project;
  Checkers checkers(here.plugins, options);
  std::size_t read = 0;
  const ExportItems items = project_items(workplace.files, project, arguments.wanted, checked.then, checked.problems);
  const ExportItems counted = [&]() {
    if (read++ % kSaidEvery == 0 && read > 1) output.progress("checking: " + std::to_string(read - 1) + " of " + std::to_string(project.articles.size()));
    return items();
  };
  checked.report = checkers.check_project(project.scheme, entities->registry, counted, cancel);
  output.progress("");
  return checked;
}

int show(const Checked& checked, const Fixed& fixed, const CheckArguments& arguments, Output& output) {
  Json findings = Json::array(), failures = Json::array(), problems = Json::array(),
       not_fixed = Json::array();
  std::size_t counts[3] = {}, dismissed = 0;
  Table table({"severity", "rule", "place", "annotator", "message"});
  for (const Finding& finding : checked.report.findings) {
    if (finding.dismissed)
      ++dismissed;
    else
      ++counts[static_cast<std::size_t>(finding.severity)];
    if (finding.dismissed && !arguments.dismissed) continue;
    findings.push_back(Json::parse(finding_to_json(finding)));
    table.add(
        {to_text(finding.severity), finding.rule, place_of(finding), finding.annotator.value,
         finding.dismissed ? "[set aside: " + finding.reason + "] " + finding.message : finding.message});
  }
  for (const Error& failure : checked.report.failures) failures.push_back(to_json(failure));
  for (const Error& problem : checked.problems) problems.push_back(to_json(problem));
  for (const NotFixed& each : fixed.not_fixed) {
    not_fixed.push_back(
        {{"rule", each.finding.rule}, {"place", place_of(each.finding)}, {"why", to_json(each.why)}});
  }
  Json document = {
      {"as_of", to_text(checked.then.as_of)},
      {"left_out", to_json(checked.then.left_out)},
      {"findings", findings},
      {"counts",
       {{"error", counts[0]}, {"warning", counts[1]}, {"hint", counts[2]}, {"dismissed", dismissed}}}};
  if (arguments.fix) document["fixed"] = fixed.count, document["not_fixed"] = not_fixed;
  document["failures"] = failures;
  document["problems"] = problems;
  output.document(to_document(document));

  if (!table.empty()) output.line(table.text());
  if (arguments.fix) output.line("fixed " + std::to_string(fixed.count));
  output.line(std::to_string(counts[0]) + " errors, " + std::to_string(counts[1]) + " warnings, " +
              std::to_string(counts[2]) + " hints" +
              (dismissed ? "; " + std::to_string(dismissed) + " set aside" : std::string()));

  tell_left_out(checked.then.left_out, output);
  for (const NotFixed& each : fixed.not_fixed) {
    output.notice("not fixed: " + each.finding.rule + " at " + place_of(each.finding) + ": " +
                  to_text(each.why));
  }
  for (const Error& failure : checked.report.failures) output.complain(failure);
  for (const Error& problem : checked.problems) output.complain(problem);
  if (!checked.problems.empty()) return kDamaged;
  if (!checked.report.failures.empty()) return exit_status(checked.report.failures.front().kind);
  return counts[0] + counts[1] + counts[2] > 0 ? kFound : kDone;
}

}  // namespace

int run_check(const CheckArguments& arguments, Output& output) {
  if (arguments.fix && arguments.as_of != "now") {
    return output.failed(usage_error("--fix changes what is there now, and --as-of " + arguments.as_of + " looks at what was",
                                     "leave one of them out"));
  }
  Workplace workplace;
  if (!arguments.explain.empty()) return explain(workplace.files, plugins_of_user(workplace.files, arguments.folder), arguments.explain, output);
  if (arguments.folder.empty()) return output.failed(usage_error("DIR is required", "sayso check DIR, or sayso check --explain RULE"));
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto wanted = check_wanted(*project, arguments.wanted); !wanted)
    return output.failed(wanted.error());
  const PluginsHere here = plugins_here(workplace.files, output, *project);
  if (here.plugins.checkers().empty()) {
    return output.failed(
        machine_error("no checkers were found", {}, "install sayso's plugins, or set SAYSO_PLUGIN_PATH"));
  }
  if (const auto known = rules_are_known(here.plugins, arguments.rules); !known)
    return output.failed(known.error());

  const CancelOnInterrupt cancel;
  auto checked = check(workplace, *project, here, arguments, cancel.token(), output);
  Fixed fixed;
  if (checked && arguments.fix && !cancel.token().cancelled()) {
    fixed = apply_fixes(workplace, arguments.folder, checked->report.findings);
    if (fixed.count > 0) checked = check(workplace, *project, here, arguments, cancel.token(), output);
  }
  if (!checked) return output.failed(checked.error());
  if (cancel.token().cancelled()) {
    output.notice("stopped; the check is not complete");
    return kInterrupted;
  }
  return show(*checked, fixed, arguments, output);
}

}  // namespace sayso::cli
