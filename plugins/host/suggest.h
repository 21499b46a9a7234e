// Asking a suggester plugin about articles. Nothing is stored here: what it suggests comes back as edits that store it, or as
// values. Blocks until done; any thread, one at a time.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/base/uuid.h"
#include "core/tasks/worker.h"
#include "plugins/host/given.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/plugin_run.h"

namespace sayso {

class Suggester {
 public:
  // Starts the plugin. Errors: as PluginRun::start and settings_json; it failed while it was being opened (machine).
  static Result<Suggester> open(const PluginInfo& plugin, const Path& host_program, const Scheme& scheme, const Registry& registry,
                                const std::vector<std::pair<std::string, std::string>>& settings = {}, const RunLimits& limits = {},
                                PluginRun::Trace trace = {}, const CancelToken& cancel = {});

  // What it suggests for this article, in the order in which it did, knowing what the annotator has made. Words are filled in.
  // Errors: it failed (machine), or gave what scheme or text do not allow (damaged); then it has ended.
  Result<std::vector<GivenSuggestion>> suggest(const Article& article, const Annotations& annotations, const CancelToken& cancel = {});

  // "NAME@VERSION": what the origin of its suggestions says.
  std::string by() const { return run_.plugin().name + "@" + run_.plugin().version; }

 private:
  Suggester(PluginRun run, const Scheme& scheme, const Registry& registry) : run_(std::move(run)), scheme_(scheme), registry_(registry) {}

  PluginRun run_;
  Scheme scheme_;
  Registry registry_;
};

// Edits that make the suggestions those which are stored of this suggester, in place of earlier ones of it that nobody has
// looked at. Left out is what the annotator has dismissed, of whatever version of the suggester: a span of it stands where
// the dismissal says; and what she has made already: all of its spans are there. Ids are real ones.
std::vector<Edit> edits_that_store(const std::vector<GivenSuggestion>& suggestions, const std::string& by, const Annotations& state,
                                   IdSource& ids);

}  // namespace sayso
