#include "ui/cli/agree_command.h"

#include <algorithm>

#include "annotations/agreement/report.h"
#include "annotations/agreement/submissions.h"
#include "ui/cli/agreement_json.h"
#include "ui/cli/match_option.h"
#include "ui/cli/measured.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

std::string number_of(const Figure& figure) {
  if (!figure.value) return "–";
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", *figure.value);
  return text;
}

std::string note_of(const Figure& figure) {
  if (!figure.value) return figure.why_undefined;
  std::string note = figure.few ? "few" : "";
  if (figure.coverage) {
    char text[32];
    std::snprintf(text, sizeof text, "%.0f %% could count", *figure.coverage * 100);
    note += (note.empty() ? "" : "; ") + std::string(text);
  }
  return note;
}

void add(Table& table, const std::string& subject, const std::string& measure, const Figure& figure) {
  table.add({subject, measure, number_of(figure), std::to_string(figure.items),
             std::to_string(figure.articles), note_of(figure)});
}

void show(const PairReport& pair, const std::string& title, const std::vector<std::string>& measures,
          Output& output) {
  output.line("\n" + title);
  Table table({"of", "measure", "value", "items", "articles", ""});
  for (const std::size_t column : {2, 3, 4}) table.right(column);
  for (const Figure& figure : pair.figures) {
    if (measures.empty() || std::ranges::count(measures, figure.measure))
      add(table, figure.subject, figure.measure, figure);
  }
  if (measures.empty()) {
    for (const ChainStep& step : pair.chain) add(table, step.name, step.given, step.figure);
    if (pair.joint) add(table, "all together", "of all that either made", *pair.joint);
  }
  output.line(table.text());
  for (const UndefinedItems& items : pair.undefined)
    output.line(std::to_string(items.count) + " not counted: " + items.what);
}

void show(const AgreementReport& report, const std::vector<std::string>& measures, Output& output) {
  output.line(report.layer + ", " + report.as_of + ", " + std::to_string(report.articles.size()) +
              " articles submitted by two or more");
  output.line("pairs: " + report.match);
  for (const PairReport& pair : report.pairs) {
    show(pair,
         pair.a.value + " – " + pair.b.value + ", " + std::to_string(pair.articles.size()) + " articles",
         measures, output);
  }
  if (report.pairs.size() > 1) show(report.pooled, "all pairs together", measures, output);
  for (const LeftOut& left : report.left_out) {
    output.notice("not compared: " + left.article.value +
                  (left.annotator.empty() ? "" : " of " + left.annotator.value) + ": " + left.why);
  }
}

}  // namespace

int run_agree(const AgreeArguments& arguments, Output& output) {
  AgreementOptions options;
  const auto match = match_from_text(arguments.match);
  if (!match) return output.failed(match.error());
  const auto as_of = as_of_from_text(arguments.as_of);
  if (!as_of) return output.failed(as_of.error());

  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (!arguments.layer.empty() && !find_layer(project->scheme, arguments.layer)) {
    return output.failed(usage_error("the scheme has no layer '" + arguments.layer + "'"));
  }
  SubmissionsWanted wanted;
  wanted.as_of = *as_of;
  for (const std::string& name : arguments.annotators) wanted.annotators.emplace_back(name);
  for (const std::string& id : arguments.articles) wanted.articles.emplace_back(id);
  const auto submissions = load_submissions(workplace.files, *project, wanted);
  if (!submissions) return output.failed(submissions.error());
  if (!arguments.by.empty()) return run_measure(workplace, *project, *submissions, arguments.by, arguments.settings, output);

  options.annotators = wanted.annotators;
  options.layer = arguments.layer;
  options.match = *match;
  options.as_of = compared_in_words(*as_of);
  AgreementReport report = agree(project->scheme, submissions->registry, submissions->states, options);
  report.left_out.insert(report.left_out.end(), submissions->not_submitted.begin(),
                         submissions->not_submitted.end());
  for (const Error& problem : submissions->problems) output.complain(problem);

  Json document = to_json(report, arguments.measures);
  document["problems"] = Json::array();
  for (const Error& problem : submissions->problems) document["problems"].push_back(to_json(problem));
  output.document(to_document(document));
  show(report, arguments.measures, output);
  return submissions->problems.empty() ? kDone : kDamaged;
}

}  // namespace sayso::cli
