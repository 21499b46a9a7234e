// Asking a measure plugin what several annotators' annotations of the same articles come to. Blocks until done; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/tasks/worker.h"
#include "plugins/host/export_project.h"
#include "plugins/host/given.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

struct MeasureRequest {
  std::string name;                                           // of the plugin
  std::vector<std::pair<std::string, std::string>> settings;  // --set key=value
  RunLimits limits = {};
  PluginRun::Trace trace = {};
};

// Its figures, in the order in which it gave them. Articles that fewer than two have annotated are not shown to it.
// Errors: no such measure or setting (usage), the plugin failed (machine), cancelled.
Result<std::vector<GivenFigure>> measure(const InstalledPlugins& plugins, const MeasureRequest& request, const Scheme& scheme,
                                         const Registry& registry, const ExportItems& next, const CancelToken& cancel = {});

}  // namespace sayso
