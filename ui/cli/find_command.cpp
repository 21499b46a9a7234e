#include "ui/cli/find_command.h"

#include "annotations/query/find.h"
#include "ui/cli/json.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

std::string line_of(const Found& found) {
  std::string line = found.article.value + ":" + std::to_string(found.line) + ": ";
  if (!found.annotator.empty()) {
    line += "[" + found.annotator.value + " " + found.layer;
    if (found.field != "text") line += " " + found.field + ": " + found.value;
    line += "] ";
  }
  return line + "…" + found.before + "»" + found.match + "«" + found.after + "…";
}

Json to_json(const Found& found) {
  Json json;
  json["article"] = found.article.value;
  json["line"] = found.line;
  json["at"] = {found.at.begin.value, found.at.end.value};
  if (!found.annotator.empty()) {
    json["annotator"] = found.annotator.value;
    json["layer"] = found.layer;
    json["id"] = found.record.value;
    json["field"] = found.field;
    if (!found.value.empty()) json["value"] = found.value;
  }
  json["before"] = found.before;
  json["match"] = found.match;
  json["after"] = found.after;
  return json;
}

}  // namespace

int run_find(const FindArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto wanted = check_wanted(*project, arguments.wanted); !wanted)
    return output.failed(wanted.error());
  FindOptions options;
  options.layer = arguments.layer;
  const auto then = as_of_then(workplace.files, *project, arguments.wanted, arguments.as_of);
  if (!then) return output.failed(then.error());
  options.as_of = then->as_of;
  for (const std::string& name : arguments.wanted.annotators) options.annotators.emplace_back(name);
  for (const std::string& id : arguments.wanted.articles) options.articles.emplace_back(id);

  Json all = Json::array();
  std::size_t count = 0;
  const auto report =
      find_in_project(workplace.files, *project, arguments.query, options, [&](const Found& found) {
        ++count;
        if (output.json()) all.push_back(to_json(found));
        output.line(line_of(found));
        return true;
      });
  if (!report) return output.failed(report.error());
  Json listed = Json::array();
  for (const Error& problem : report->problems) {
    output.complain(problem);
    listed.push_back(cli::to_json(problem));
  }
  output.document(to_document({{"as_of", to_text(then->as_of)},
                               {"left_out", cli::to_json(report->not_then)},
                               {"found", all},
                               {"problems", listed}}));
  tell_left_out(report->not_then, output);
  if (!output.json()) output.notice(std::to_string(count) + " found");
  return report->problems.empty() ? kDone : kDamaged;
}

}  // namespace sayso::cli
