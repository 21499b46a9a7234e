#include "ui/cli/stats_command.h"

#include "annotations/query/stats.h"
#include "ui/cli/json.h"
#include "ui/cli/project_items.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

std::size_t count_of(const auto& map, const auto& key) {
  const auto found = map.find(key);
  return found == map.end() ? 0 : found->second;
}

Json to_json(const SuggestionBand& band) {
  return {{"as_is", band.as_is},
          {"changed", band.changed},
          {"dismissed", band.dismissed},
          {"waiting", band.waiting}};
}

Json to_json(const SuggestionStats& stats) {
  Json bands = Json::array();
  for (std::size_t i = 0; i < stats.by_score.size(); ++i) {
    Json band = to_json(stats.by_score[i]);
    band["from"] = static_cast<double>(i) / 10;
    bands.push_back(band);
  }
  return {{"by_score", bands}, {"without_score", to_json(stats.without_score)}};
}

Json to_json(const AnnotatorStats& stats, bool suggestions) {
  Json statuses = Json::object();
  for (const Status status : {Status::open, Status::done, Status::skipped, Status::reopened}) {
    statuses[to_text(status)] = count_of(stats.statuses, status);
  }
  Json json = {{"annotator", stats.annotator.value},
               {"articles", stats.articles},
               {"statuses", statuses},
               {"layers", stats.layers},
               {"groups", stats.groups},
               {"submissions", stats.submissions},
               {"active_seconds", stats.active_seconds},
               {"active_minutes", stats.active_minutes()}};
  if (suggestions) json["suggestions"] = to_json(stats.suggestions);
  return json;
}

std::string plural(std::size_t count, const std::string& word) {
  return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

Table table_of(const ProjectStats& stats, const Scheme& scheme) {
  std::vector<std::string> heads = {"annotator", "open", "done", "skipped"};
  for (const Layer& layer : scheme.layers) heads.push_back(layer.name);
  heads.push_back("minutes");
  Table table(heads);
  for (std::size_t i = 1; i < heads.size(); ++i) table.right(i);
  for (const AnnotatorStats& who : stats.annotators) {
    std::vector<std::string> row = {
        who.annotator.value,
        std::to_string(count_of(who.statuses, Status::open) + count_of(who.statuses, Status::reopened)),
        std::to_string(count_of(who.statuses, Status::done)),
        std::to_string(count_of(who.statuses, Status::skipped))};
    for (const Layer& layer : scheme.layers) row.push_back(std::to_string(count_of(who.layers, layer.name)));
    row.push_back(std::to_string(who.active_minutes()));
    table.add(std::move(row));
  }
  return table;
}

Table table_of(const AnnotatorStats& who) {
  Table table({"score", "taken", "changed", "dismissed", "waiting"});
  for (std::size_t i = 1; i < 5; ++i) table.right(i);
  const auto add = [&](const std::string& name, const SuggestionBand& band) {
    if (band == SuggestionBand()) return;
    table.add({name, std::to_string(band.as_is), std::to_string(band.changed), std::to_string(band.dismissed),
               std::to_string(band.waiting)});
  };
  for (std::size_t i = 0; i < 10; ++i) {
    add("0." + std::to_string(i) + "–" + (i == 9 ? "1.0" : "0." + std::to_string(i + 1)),
        who.suggestions.by_score[i]);
  }
  add("none", who.suggestions.without_score);
  return table;
}

}  // namespace

int run_stats(const StatsArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  const auto then = as_of_then(workplace.files, *project, {}, arguments.as_of);
  if (!then) return output.failed(then.error());
  const auto stats = project_stats(workplace.files, *project, then->as_of);
  if (!stats) return output.failed(stats.error());
  const auto entities = entities_as_of(workplace.files, *project, then->as_of);
  if (!entities) return output.failed(entities.error());

  // A problem of one file does not hide the rest; it decides the exit status all the same. What is true of
  // the project as a whole (a newer version) is only told.
  std::vector<Error> problems = stats->problems;
  problems.insert(problems.end(), entities->problems.begin(), entities->problems.end());
  for (const Error& problem : problems) output.complain(problem);
  for (const Error& problem : project->problems) output.notice("sayso: " + to_text(problem));

  Json annotators = Json::array(), listed = Json::array();
  for (const AnnotatorStats& who : stats->annotators)
    annotators.push_back(to_json(who, arguments.suggestions));
  for (const Error& problem : problems) listed.push_back(to_json(problem));
  output.document(to_document({{"project", project->manifest.name},
                               {"rules", project->rules},
                               {"as_of", to_text(then->as_of)},
                               {"left_out", cli::to_json(stats->not_then)},
                               {"articles", stats->articles},
                               {"untouched", stats->untouched},
                               {"submitted_by_two", stats->submitted_by_two},
                               {"entities", entities->registry.entities.size()},
                               {"annotators", annotators},
                               {"problems", listed}}));

  const bool is_now = std::holds_alternative<StateNow>(then->as_of);
  output.line(project->manifest.name + ", " + project->rules + (is_now ? std::string() : ", as of " + to_text(then->as_of)));
  output.line(plural(stats->articles, "article") + ", " + std::to_string(stats->untouched) + " untouched, " +
              std::to_string(stats->submitted_by_two) + " submitted by two or more; " +
              std::to_string(entities->registry.entities.size()) + " entities");
  if (!stats->annotators.empty()) output.line("\n" + table_of(*stats, project->scheme).text());
  if (arguments.suggestions) {
    for (const AnnotatorStats& who : stats->annotators) {
      if (const Table table = table_of(who); !table.empty()) {
        output.line("\nsuggestions, " + who.annotator.value + "\n" + table.text());
      }
    }
  }
  tell_left_out(stats->not_then, output);
  return problems.empty() ? kDone : kDamaged;
}

}  // namespace sayso::cli
