// Exporting articles and annotations through an exporter plugin. Blocks until done; any thread. Memory does
// not grow with the number of articles.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/files/file_system.h"
#include "core/tasks/worker.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/loss.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

// One article and those annotators' annotations that are to be exported.
struct ExportItem {
  Article article;
  std::vector<Annotations> annotations;
};

// Gives the items one by one; nullopt after the last. An error ends the export.
using ExportItems = std::function<Result<std::optional<ExportItem>>()>;

// The items of a list.
ExportItems items_of(std::vector<ExportItem> items);

struct ExportReport {
  std::vector<std::string> files;  // below the out folder, sorted
  std::vector<Loss> losses;        // what the format could not hold
};

struct ExportRequest {
  std::string format;                                         // "csv"
  std::vector<std::pair<std::string, std::string>> settings;  // --set key=value
  Path out;                                                   // folder; made when it is not there
  RunLimits limits;
  PluginRun::Trace trace;
};

// Errors: no such format or setting (usage), the plugin failed (machine), the disk refused (machine),
// cancelled. After an error the out folder is as it was. `progress` counts articles done; its total is the
// caller's.
Result<ExportReport> export_project(FileSystem& files, const InstalledPlugins& plugins,
                                    const ExportRequest& request, const Scheme& scheme,
                                    const Registry& registry, const ExportItems& next,
                                    const CancelToken& cancel = {}, Progress* progress = nullptr);

}  // namespace sayso
