#include "ui/cli/import_command.h"

#include "plugins/host/import_project.h"
#include "ui/cli/cancel_on_interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/loss_table.h"
#include "ui/cli/plugins_here.h"
#include "ui/cli/settings_option.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

Json ids_of(const std::vector<ArticleId>& articles) {
  Json ids = Json::array();
  for (const ArticleId& id : articles) ids.push_back(id.value);
  return ids;
}

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

void show(const ImportReport& report, const std::vector<Loss>& losses, const ImportArguments& arguments, Output& output) {
  Json annotations = Json::array();
  Table table({"article", "annotator", "spans", "frames", "status"});
  table.right(2);
  table.right(3);
  for (const ImportedAnnotations& each : report.annotations) {
    const std::string status = each.submitted ? "done" : "open";
    annotations.push_back({{"article", each.article.value}, {"annotator", each.annotator.value}, {"spans", each.spans}, {"frames", each.frames}, {"status", status}});
    table.add({each.article.value, each.annotator.value, std::to_string(each.spans), std::to_string(each.frames), status});
  }
  output.document(to_document({{"format", arguments.format},
                               {"added", ids_of(report.added)},
                               {"there_already", ids_of(report.there_already)},
                               {"annotations", annotations},
                               {"entities", report.entities},
                               {"losses", to_json(losses)}}));
  if (!table.empty()) output.line(table.text());
  output.line("added " + counted(report.added.size(), "article", "articles") + ", " + counted(report.entities, "entity", "entities") +
              (report.there_already.empty() ? "" : "; " + counted(report.there_already.size(), "article was", "articles were") + " there already"));
  output.line(losses.empty() ? "nothing was lost" : "what could not be carried over:\n" + loss_table(losses).text());
}

}  // namespace

int run_import(const ImportArguments& arguments, Output& output) {
  Workplace workplace;
  ImportRequest request;
  request.format = arguments.format;
  for (const std::string& path : arguments.paths) request.paths.emplace_back(path);
  auto settings = settings_from(arguments.settings);
  if (!settings) return output.failed(settings.error());
  request.settings = std::move(settings).value();
  auto session = workplace.open_session(arguments.folder, "");
  if (!session) return output.failed(session.error());
  const Project& project = (*session)->project();
  if (const auto may = may_change(project); !may) return output.failed(may.error());
  const InstalledPlugins plugins = plugins_here(workplace.files, output, project).plugins;

  const CancelOnInterrupt cancel;
  auto imported = import_files(workplace.files, plugins, request, project.scheme, (*session)->registry(), cancel.token());
  if (!imported) {
    if (!cancel.token().cancelled()) return output.failed(imported.error());
    output.notice("stopped; nothing was imported");
    return kInterrupted;
  }
  const std::vector<Loss> losses = imported->losses;
  const OpenSession open = [&](const AnnotatorId& annotator) { return workplace.open_session(arguments.folder, annotator.value); };
  ImportReport report;
  const auto put = import_project(workplace.files, project, (*session)->registry(), std::move(*imported), AnnotatorId(arguments.annotator), open,
                                  *workplace.ids, report);
  if (!put) {
    if (!report.added.empty() || !report.annotations.empty()) {
      output.notice("before it failed, " + counted(report.added.size(), "article was", "articles were") + " added and " +
                    std::to_string(report.annotations.size()) + " annotated; what is there is whole");
    }
    return output.failed(put.error());
  }
  show(report, losses, arguments, output);
  return kDone;
}

}  // namespace sayso::cli
