#include "ui/desktop/checking.h"

#include <algorithm>

namespace sayso::ui {

Checking::Checking(InstalledPlugins plugins, ProjectPlugins project, std::function<void()> wake, IdlePlugins idle)
    : plugins_(std::move(plugins)),
      project_(std::move(project)),
      idle_(idle),
      wake_(std::move(wake)),
      worker_(Worker::Ending::cancel, {std::min(idle.end_after, idle.look_every), [this] { return end_idle(); }}) {}

Checking::~Checking() { worker_.cancel_all(); }

void Checking::request(const Scheme& scheme, const Registry& registry, std::shared_ptr<const Article> article,
                       const Annotations& annotations) {
  if (plugins_.checkers().empty()) return;
  if (asked_ && annotations == last_annotations_ && registry == last_registry_) return;
  asked_ = true;
  last_annotations_ = annotations;
  last_registry_ = registry;
  const std::lock_guard lock(mutex_);
  waiting_ = CheckRequest{scheme, registry, std::move(article), annotations};
  if (running_) return;
  running_ = true;
  run_next();
}

// Called with the mutex held.
void Checking::run_next() {
  worker_.post([this](const CancelToken& cancel, Progress&) {
    while (!cancel.cancelled()) {
      std::optional<CheckRequest> request;
      {
        const std::lock_guard lock(mutex_);
        request = std::exchange(waiting_, std::nullopt);
        if (!request) {
          running_ = false;
          break;
        }
      }
      if (!checkers_) {
        CheckOptions options;
        options.project = project_;
        checkers_ = std::make_unique<Checkers>(plugins_, options);
      }
      CheckReport report =
          checkers_->check_article(request->scheme, request->registry, *request->article, request->annotations, cancel);
      const std::lock_guard lock(mutex_);
      result_ = CheckResult{request->article->id, std::move(report)};
      if (wake_) wake_();
    }
    if (wake_) wake_();
  });
}

// On the worker's thread.
std::optional<std::chrono::milliseconds> Checking::end_idle() {
  const auto left = checkers_ ? checkers_->end_idle(idle_.end_after) : std::nullopt;
  return left ? std::optional(std::min(*left, idle_.look_every)) : std::nullopt;
}

std::optional<CheckResult> Checking::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(result_, std::nullopt);
}

bool Checking::busy() const {
  const std::lock_guard lock(mutex_);
  return running_ || waiting_;
}

void Checking::wait() { worker_.drain(); }

}  // namespace sayso::ui
