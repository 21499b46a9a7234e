#include "ui/cli/measured.h"

#include "plugins/host/measure.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/settings_option.h"
#include "ui/cli/table.h"

namespace sayso::cli {
namespace {

// The articles with all their submissions, one after the other; `states` are by article.
ExportItems items_of(FileSystem& files, const Project& project, const std::vector<Submitted>& states) {
  std::size_t at = 0;
  return [&files, &project, &states, at]() mutable -> Result<std::optional<ExportItem>> {
    if (at == states.size()) return std::optional<ExportItem>();
    auto loaded = load_article(files, project, states[at].article);
    if (!loaded) return loaded.error();
    ExportItem item{std::move(loaded->article), {}};
    for (; at < states.size() && states[at].article == item.article.id; ++at) item.annotations.push_back(states[at].state);
    return std::optional(std::move(item));
  };
}

std::string rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

std::string names_of(const GivenFigure& figure) {
  std::string names;
  for (const std::string& name : figure.annotators) names += (names.empty() ? "" : " – ") + name;
  return names.empty() ? "all" : names;
}

Json to_json(const GivenFigure& figure) {
  Json json = {{"measure", figure.measure}, {"of", figure.of}, {"annotators", figure.annotators}, {"value", nullptr}};
  if (figure.value) json["value"] = *figure.value;
  if (figure.interval) json["interval"] = {figure.interval->first, figure.interval->second};
  json["items"] = figure.items;
  json["articles"] = figure.articles;
  if (!figure.note.empty()) json["note"] = figure.note;
  return json;
}

}  // namespace

int run_measure(Workplace& workplace, const Project& project, const Submissions& submissions, const std::string& name,
                const std::vector<std::string>& settings, Output& output) {
  const auto given = settings_from(settings);
  if (!given) return output.failed(given.error());
  const InstalledPlugins plugins = plugins_here(workplace.files, output, project).plugins;
  const CancelOnInterrupt cancel;
  const auto figures = measure(plugins, {name, *given}, project.scheme, submissions.registry,
                               items_of(workplace.files, project, submissions.states), cancel.token());
  if (!figures) {
    if (cancel.token().cancelled()) return kInterrupted;
    return output.failed(figures.error());
  }
  Json all = Json::array(), problems = Json::array();
  Table table({"measure", "of", "annotators", "value", "95 %", "items", "articles", ""});
  for (const std::size_t column : {3, 5, 6}) table.right(column);
  for (const GivenFigure& figure : *figures) {
    all.push_back(to_json(figure));
    table.add({figure.measure, figure.of, names_of(figure), figure.value ? rounded(*figure.value) : "–",
               figure.interval ? rounded(figure.interval->first) + " to " + rounded(figure.interval->second) : "",
               std::to_string(figure.items), std::to_string(figure.articles), figure.note});
  }
  for (const Error& problem : submissions.problems) {
    output.complain(problem);
    problems.push_back(cli::to_json(problem));
  }
  output.document(to_document({{"by", name}, {"figures", all}, {"problems", problems}}));
  output.line(table.empty() ? name + " gave no figures" : table.text());
  return submissions.problems.empty() ? kDone : kDamaged;
}

}  // namespace sayso::cli
