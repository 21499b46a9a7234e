// Checkers in the background: the editor hands in what it shows, a worker runs the plugins over it, and the
// editor picks the findings up. The same state is never checked twice, and while a check runs only the
// newest request waits. A plugin's process ends when it had nothing to do for a minute, without waking anybody. Owned by the
// editor, main thread; the plugins' processes are the worker's.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/tasks/worker.h"
#include "plugins/host/checkers.h"
#include "plugins/host/installed_plugins.h"

namespace sayso::ui {

struct CheckRequest {
  Scheme scheme;
  Registry registry;
  std::shared_ptr<const Article> article;
  Annotations annotations;
};

struct CheckResult {
  ArticleId article;
  CheckReport report;
};

// Of processes without work: when they are ended, and how often it is looked before whether they go beyond their limits.
struct IdlePlugins {
  std::chrono::milliseconds end_after = std::chrono::minutes{1};
  std::chrono::milliseconds look_every = std::chrono::seconds{10};
};

class Checking {
 public:
  // `project`: its rules; its settings are in `plugins`. `wake` is called on the worker's thread when a result is there.
  Checking(InstalledPlugins plugins, ProjectPlugins project, std::function<void()> wake, IdlePlugins idle = {});
  // Ends the plugins' processes, which may take two seconds; off the main thread.
  ~Checking();

  // Checks this state unless it was the last one asked for.
  void request(const Scheme& scheme, const Registry& registry, std::shared_ptr<const Article> article,
               const Annotations& annotations);
  // The newest result, once.
  std::optional<CheckResult> take();
  bool busy() const;
  // Waits until nothing is asked for or running; for replay and tests.
  void wait();

 private:
  void run_next();
  std::optional<std::chrono::milliseconds> end_idle();

  InstalledPlugins plugins_;
  ProjectPlugins project_;
  IdlePlugins idle_;
  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::optional<CheckRequest> waiting_;
  std::optional<CheckResult> result_;
  bool running_ = false;
  Annotations last_annotations_;
  Registry last_registry_;
  bool asked_ = false;
  std::unique_ptr<Checkers> checkers_;  // the worker's alone
  Worker worker_;                       // last: ends before what it uses
};

}  // namespace sayso::ui
