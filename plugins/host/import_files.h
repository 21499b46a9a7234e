// Reading files of another format through an importer plugin. Nothing is written: what the importer made of them is a
// value, which import_project puts into a project. Blocks until done; any thread.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/files/file_system.h"
#include "core/tasks/worker.h"
#include "plugins/host/given.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/loss.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

struct Imported {
  std::string by;  // "import brat": what its records say they were made by
  std::vector<GivenEntity> entities;
  std::vector<GivenArticle> articles;
  std::vector<GivenAnnotations> annotations;  // of these articles, or of articles of the project
  std::vector<Loss> losses;                   // what could not be carried over
};

struct ImportRequest {
  std::string format;                                         // "brat"
  std::vector<std::pair<std::string, std::string>> settings;  // --set key=value
  std::vector<Path> paths;  // files, and folders of which all files are read that the importer knows by their ending
  RunLimits limits = {};
  PluginRun::Trace trace = {};
};

// Errors: no such format, setting or file (usage); a file that cannot be read, or that the importer refuses, with its name
// (machine or damaged); the plugin failed (machine); more than 1 GiB of texts and annotations (damaged); cancelled.
// `progress` counts bytes of files.
Result<Imported> import_files(FileSystem& files, const InstalledPlugins& plugins, const ImportRequest& request, const Scheme& scheme,
                              const Registry& registry, const CancelToken& cancel = {}, Progress* progress = nullptr);

}  // namespace sayso
