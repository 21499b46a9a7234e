// Running the checkers over articles. A Checkers object keeps its plugins' processes while articles come, so
// that checking after each edit costs a message, not a start. One thread at a time; never the window's, for a
// check may take seconds.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/tasks/worker.h"
#include "plugins/host/export_project.h"
#include "plugins/host/finding.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/plugin_run.h"
#include "plugins/host/project_plugins.h"

namespace sayso {

struct CheckReport {
  std::vector<Finding> findings;  // sorted by place, dismissed ones marked
  std::vector<Error>
      failures;  // checkers that crashed, hung or broke the contract; the others' findings are there
  bool cancelled = false;  // then the findings are not complete
};

struct CheckOptions {
  std::vector<std::string> rules;  // only these; empty: all
  RunLimits limits;
  PluginRun::Trace trace;
  ProjectPlugins project = {};  // its rules; a rule that is asked for by name runs though it is off
};

class Checkers {
 public:
  explicit Checkers(const InstalledPlugins& plugins, CheckOptions options = {});
  ~Checkers();
  Checkers(const Checkers&) = delete;
  Checkers& operator=(const Checkers&) = delete;

  // What there is to say of one article as one annotator has it, of its text, and of the entities.
  CheckReport check_article(const Scheme& scheme, const Registry& registry, const Article& article,
                            const Annotations& annotations, const CancelToken& cancel = {});

  // All articles and annotators that `next` gives: findings about the entities and about each text come once.
  // A damaged item is a failure and the rest goes on. `progress` counts articles.
  CheckReport check_project(const Scheme& scheme, const Registry& registry, const ExportItems& next,
                            const CancelToken& cancel = {}, Progress* progress = nullptr);

  // Ends processes that had nothing to do for this long, and those that have grown or computed beyond their limits meanwhile,
  // which the next report tells; they start again when needed. When the next one will have had nothing to do for so long;
  // nullopt: none is left.
  std::optional<std::chrono::milliseconds> end_idle(std::chrono::milliseconds after = std::chrono::minutes{1});

  // Processes that are alive.
  std::size_t running() const;

 private:
  struct One;
  bool ready(One& one, const Scheme& scheme, const Registry& registry, const CancelToken& cancel,
             CheckReport& report);
  bool take_article(One& one, const Article& article, const CancelToken& cancel, CheckReport& report);
  bool take_annotations(One& one, const Article& article, const Annotations& annotations,
                        const CancelToken& cancel, CheckReport& report);
  void finish(CheckReport& report) const;

  Path host_program_;
  CheckOptions options_;
  std::vector<std::unique_ptr<One>> all_;
  std::vector<Error> at_rest_;  // what ended processes since the last report
};

}  // namespace sayso
