// Showing a plugin articles with what annotators say of them, one after the other.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/tasks/worker.h"
#include "plugins/host/export_project.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

struct Telling {
  const Scheme& scheme;
  const Registry& registry;
  std::string doing;  // "exporting": said of each article in errors
  const PluginRun::Receive& receive;
  const CancelToken& cancel;
};

// `open`, then each item's article and annotations as their annotator means them, then `finish`. `each` is called when an item
// is done. Error: of an item, or the plugin failed, or cancelled.
Result<void> tell_items(PluginRun& run, const std::string& settings_json, const Telling& telling, const ExportItems& next,
                        const std::function<void()>& each = {});

}  // namespace sayso
