#include "ui/cli/export_command.h"

#include "core/files/read_file.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/table.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

Result<void> out_is_free(FileSystem& files, const std::string& out) {
  const auto there = look_at(files, out);
  if (!there) return there.error();
  if (!*there) return {};
  if ((*there)->type != FileType::folder)
    return usage_error("'" + out + "' is there and is no folder", "name another --out");
  const auto entries = list_folder(files, out);
  if (!entries) return entries.error();
  if (!entries->empty())
    return usage_error("the folder '" + out + "' is not empty", "nothing is overwritten: name another --out");
  return {};
}

Result<std::vector<std::pair<std::string, std::string>>> settings_of(const std::vector<std::string>& given) {
  std::vector<std::pair<std::string, std::string>> settings;
  for (const std::string& each : given) {
    const auto equals = each.find('=');
    if (equals == std::string::npos || equals == 0) return usage_error("--set " + each + " is not key=value");
    settings.emplace_back(each.substr(0, equals), each.substr(equals + 1));
  }
  return settings;
}

void show(const ExportReport& report, const ExportArguments& arguments, const AsOfThen& then,
          const std::vector<Error>& problems, Output& output) {
  Json losses = Json::array(), listed = Json::array();
  Table table({"lost", "what", "where"});
  table.right(0);
  for (const Loss& loss : report.losses) {
    losses.push_back({{"what", loss.what}, {"count", loss.count}, {"places", loss.places}});
    std::string places;
    for (const std::string& place : loss.places) places += (places.empty() ? "" : ", ") + place;
    if (loss.places.size() < loss.count && !places.empty()) places += ", …";
    table.add({std::to_string(loss.count), loss.what, places});
  }
  for (const Error& problem : problems) listed.push_back(to_json(problem));
  output.document(to_document({{"format", arguments.format},
                               {"out", arguments.out},
                               {"as_of", to_text(then.as_of)},
                               {"left_out", to_json(then.left_out)},
                               {"files", report.files},
                               {"losses", losses},
                               {"problems", listed}}));
  const bool is_now = std::holds_alternative<StateNow>(then.as_of);
  output.line("wrote " + std::to_string(report.files.size()) +
              (report.files.size() == 1 ? " file" : " files") + " to " + arguments.out +
              (is_now ? std::string() : ", as of " + to_text(then.as_of)));
  tell_left_out(then.left_out, output);
  output.line(report.losses.empty() ? "nothing was lost"
                                    : "what " + arguments.format + " cannot hold:\n" + table.text());
}

}  // namespace

int run_export(const ExportArguments& arguments, Output& output) {
  Workplace workplace;
  ExportRequest request;
  request.format = arguments.format;
  request.out = arguments.out;
  auto settings = settings_of(arguments.settings);
  if (!settings) return output.failed(settings.error());
  request.settings = std::move(settings).value();
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto wanted = check_wanted(*project, arguments.wanted); !wanted)
    return output.failed(wanted.error());
  if (const auto free = out_is_free(workplace.files, arguments.out); !free)
    return output.failed(free.error());
  auto then = as_of_then(workplace.files, *project, arguments.wanted, arguments.as_of);
  if (!then) return output.failed(then.error());
  const auto entities = entities_as_of(workplace.files, *project, then->as_of);
  if (!entities) return output.failed(entities.error());

  const InstalledPlugins plugins = plugins_here(workplace.files, output, *project).plugins;
  std::vector<Error> problems = entities->problems;
  const CancelOnInterrupt cancel;
  const auto report =
      export_project(workplace.files, plugins, request, project->scheme, entities->registry,
                     project_items(workplace.files, *project, arguments.wanted, *then, problems), cancel.token());
  for (const Error& problem : problems) output.complain(problem);
  if (!report) {
    if (cancel.token().cancelled()) {
      output.notice("stopped; nothing was written");
      return kInterrupted;
    }
    return output.failed(report.error());
  }
  show(*report, arguments, *then, problems, output);
  return problems.empty() ? kDone : kDamaged;
}

}  // namespace sayso::cli
