#include <CLI/CLI.hpp>

#include "ui/cli/agree_command.h"
#include "ui/cli/check_command.h"
#include "ui/cli/command.h"
#include "ui/cli/comment_command.h"
#include "ui/cli/diff_command.h"
#include "ui/cli/export_command.h"
#include "ui/cli/find_command.h"
#include "ui/cli/plugin_command.h"
#include "ui/cli/stats_command.h"

namespace sayso::cli {
namespace {

void declare_folder(CLI::App& app, std::string& folder) {
  app.add_option("DIR", folder, "The project's folder")->required();
}

void declare_wanted(CLI::App& app, Wanted& wanted) {
  app.add_option("--annotator", wanted.annotators, "Only these annotators")
      ->type_name("NAME")
      ->delimiter(',');
  app.add_option("--article", wanted.articles, "Only these articles")->type_name("ID")->delimiter(',');
}

void declare_as_of(CLI::App& app, std::string& as_of, const char* help) {
  app.add_option("--as-of", as_of, help)->type_name("WHEN");
}
constexpr const char* kStateAsOf = "now, first, last, a submission's number, or a date: the state that counts";
constexpr const char* kSubmissionAsOf = "first, last, now, a number, or a date: which submission counts";

Run declare_stats(CLI::App& app) {
  auto given = std::make_shared<StatsArguments>();
  declare_folder(app, given->folder);
  declare_as_of(app, given->as_of, kStateAsOf);
  app.add_flag("--suggestions", given->suggestions, "What became of suggestions, by their score");
  return [given](Output& output) { return run_stats(*given, output); };
}

Run declare_check(CLI::App& app) {
  auto given = std::make_shared<CheckArguments>();
  declare_folder(app, given->folder);
  declare_wanted(app, given->wanted);
  app.add_option("--rule", given->rules, "Only these rules; `sayso plugin info NAME` lists them")
      ->type_name("ID")
      ->delimiter(',');
  declare_as_of(app, given->as_of, kStateAsOf);
  app.add_flag("--fix", given->fix, "Make the fix of each finding that has exactly one");
  app.add_flag("--dismissed", given->dismissed, "Show findings that were set aside too");
  return [given](Output& output) { return run_check(*given, output); };
}

Run declare_export(CLI::App& app) {
  auto given = std::make_shared<ExportArguments>();
  declare_folder(app, given->folder);
  app.add_option("--to", given->format, "The format; `sayso plugin list` lists exporters")
      ->type_name("FORMAT")
      ->required();
  app.add_option("--out", given->out, "A folder that does not exist or is empty")
      ->type_name("PATH")
      ->required();
  declare_wanted(app, given->wanted);
  declare_as_of(app, given->as_of, kStateAsOf);
  app.add_option("--set", given->settings, "A setting of the exporter, key=value; may be repeated")
      ->type_name("K=V");
  return [given](Output& output) { return run_export(*given, output); };
}

Run declare_agree(CLI::App& app) {
  auto given = std::make_shared<AgreeArguments>();
  declare_folder(app, given->folder);
  app.add_option("--annotators", given->annotators, "A,B,...; else all persons")
      ->type_name("NAMES")
      ->delimiter(',');
  app.add_option("--article", given->articles, "Only these articles")->type_name("ID")->delimiter(',');
  declare_as_of(app, given->as_of, kSubmissionAsOf);
  app.add_option("--layer", given->layer, "A layer of the scheme; else its main frame layer")->type_name("L");
  app.add_option("--match", given->match, "exact, trimmed, overlap, or overlap:T")->type_name("RULE");
  app.add_option("--measure", given->measures, "Only these measures: f1, alpha-nominal, ...")
      ->type_name("M")
      ->delimiter(',');
  return [given](Output& output) { return run_agree(*given, output); };
}

Run declare_diff(CLI::App& app) {
  auto given = std::make_shared<DiffArguments>();
  declare_folder(app, given->folder);
  app.add_option("--annotators", given->annotators, "The two: A,B")
      ->type_name("A,B")
      ->delimiter(',')
      ->required();
  app.add_option("--article", given->articles, "Only these articles")->type_name("ID")->delimiter(',');
  declare_as_of(app, given->as_of, kSubmissionAsOf);
  app.add_option("--match", given->match, "exact, trimmed, overlap, or overlap:T")->type_name("RULE");
  return [given](Output& output) { return run_diff(*given, output); };
}

Run declare_find(CLI::App& app) {
  auto given = std::make_shared<FindArguments>();
  declare_folder(app, given->folder);
  app.add_option("QUERY", given->query, "Words; case and kinds of white space are the same")->required();
  app.add_option("--layer", given->layer, "Only in annotations of this layer")->type_name("L");
  declare_as_of(app, given->as_of, kStateAsOf);
  declare_wanted(app, given->wanted);
  return [given](Output& output) { return run_find(*given, output); };
}

Run declare_comments(CLI::App& app) {
  auto given = std::make_shared<CommentsArguments>();
  declare_folder(app, given->folder);
  app.add_option("--annotator", given->wanted.annotators, "Only of these authors")->type_name("NAME")->delimiter(',');
  app.add_option("--article", given->wanted.articles, "Only on these articles")->type_name("ID")->delimiter(',');
  app.add_flag("--open", given->open, "Only those that are not resolved");
  return [given](Output& output) { return run_comments(*given, output); };
}

Run declare_plugin(CLI::App& app) {
  auto given = std::make_shared<PluginArguments>();
  const std::vector<std::string> actions = {"list", "info", "new", "test", "install", "remove", "enable", "disable", "trust"};
  app.add_option("ACTION", given->action, "list, info, new, test, install, remove, enable, disable or trust")
      ->required()
      ->check(CLI::IsMember(actions));
  app.add_option("NAME", given->name, "The plugin's name; of test and install: its folder");
  app.add_option("--project", given->project, "Of list, info, disable, trust: plugins of this project too")->type_name("DIR");
  app.add_flag("--yes", given->yes, "Of trust: you have looked at it, and it may run");
  app.add_option("--sum", given->sum, "Of trust: only the plugin of this sum, the one that you were shown")->type_name("HEX");
  app.add_option("--kind", given->kind, "Of new: checker or exporter")->default_str("checker")->check(CLI::IsMember({"checker", "exporter"}));
  app.add_option("--language", given->language, "Of new: c, c++ or python")->default_str("python")->check(CLI::IsMember({"c", "c++", "python"}));
  app.add_option("--articles", given->articles, "Of test: how many articles it is shown")->type_name("N")->default_str("10000");
  return [given](Output& output) { return run_plugin(*given, output); };
}

}  // namespace

std::vector<Command> reading_commands() {
  return {
      {"stats", "counts, progress, time on task", declare_stats},
      {"check", "run the checkers, and fix what has one fix", declare_check},
      {"export", "write articles and annotations in another format", declare_export},
      {"agree", "how far annotators agree", declare_agree},
      {"diff", "every disagreement of two annotators, in text order", declare_diff},
      {"find", "search texts and annotations", declare_find},
      {"comments", "what everybody remarks, in text order", declare_comments},
      {"plugin", "which plugins there are, what they take; making and testing one", declare_plugin},
  };
}

}  // namespace sayso::cli
