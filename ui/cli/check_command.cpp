#include "ui/cli/check_command.h"

#include <algorithm>

#include "plugins/host/checkers.h"
#include "ui/cli/apply_fixes.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

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

std::string place_of(const Finding& finding) {
  if (finding.article.empty()) return "entities";
  return finding.article.value + (finding.line ? ":" + std::to_string(finding.line) : "");
}

// One run over what is wanted.
struct Checked {
  CheckReport report;
  AsOfThen then;
  std::vector<Error> problems;
};

Result<Checked> check(Workplace& workplace, const Project& project, const PluginsHere& here,
                      const CheckArguments& arguments, const CancelToken& cancel) {
  Checked checked;
  auto then = as_of_then(workplace.files, project, arguments.wanted, arguments.as_of);
  if (!then) return then.error();
  checked.then = std::move(then).value();
  const auto entities = entities_as_of(workplace.files, project, checked.then.as_of);
  if (!entities) return entities.error();
  checked.problems = entities->problems;
  CheckOptions options;
  options.rules = arguments.rules;
  options.project = here.project;
  Checkers checkers(here.plugins, options);
  checked.report = checkers.check_project(
      project.scheme, entities->registry,
      project_items(workplace.files, project, arguments.wanted, checked.then, checked.problems), cancel);
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
  auto checked = check(workplace, *project, here, arguments, cancel.token());
  Fixed fixed;
  if (checked && arguments.fix && !cancel.token().cancelled()) {
    fixed = apply_fixes(workplace, arguments.folder, checked->report.findings);
    if (fixed.count > 0) checked = check(workplace, *project, here, arguments, cancel.token());
  }
  if (!checked) return output.failed(checked.error());
  if (cancel.token().cancelled()) {
    output.notice("stopped; the check is not complete");
    return kInterrupted;
  }
  return show(*checked, fixed, arguments, output);
}

}  // namespace sayso::cli
