#include "ui/desktop/progress_reading.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "core/tasks/step_back.h"

namespace sayso::ui {
namespace {

// How often the window is woken to show what was read.
constexpr std::chrono::milliseconds kBetweenReports{100};

}  // namespace

ProgressReading::ProgressReading(FileSystem& files, AnnotatorId annotator, std::string layer, std::function<void()> wake)
    : files_(files), annotator_(std::move(annotator)), layer_(std::move(layer)), wake_(std::move(wake)), busy_(!annotator_.empty()) {}

void ProgressReading::begin(const Project& project) {
  if (annotator_.empty()) return;
  // A copy, let go of when all is read: articles may be added to the project meanwhile.
  worker_.post([this, copy = std::make_shared<const Project>(project)](const CancelToken& cancel, Progress&) {
    step_back();  // the first frame is drawn meanwhile, on all processors
    read_all(*copy, cancel);
    {
      const std::lock_guard lock(mutex_);
      busy_ = false;
    }
    if (wake_) wake_();
  });
}

ProgressReading::~ProgressReading() { worker_.cancel_all(); }

void ProgressReading::read_all(const Project& project, const CancelToken& cancel) {
  const auto hers = articles_of(files_, project, annotator_);
  if (!hers) return;  // opening them tells what is wrong
  std::vector<bool> is_read(hers->size());
  auto reported = std::chrono::steady_clock::now();
  const auto read = [&](std::size_t i) {
    const ArticleId& article = (*hers)[i];
    if (is_read[i] || cancel.cancelled() || is_left_out(article)) return;
    is_read[i] = true;
    auto progress = read_progress(files_, project, annotator_, article, layer_);
    if (!progress) return;
    const auto place = std::ranges::lower_bound(project.articles, article) - project.articles.begin();
    const std::lock_guard lock(mutex_);
    found_.push_back({static_cast<std::size_t>(place), article, *progress});
  };
  const auto report = [&] {
    reported = std::chrono::steady_clock::now();
    if (wake_) wake_();
  };
  for (std::size_t next = 0; next < hers->size() && !cancel.cancelled(); ++next) {
    const std::vector<ArticleId> in_sight = take_in_sight();
    for (const ArticleId& article : in_sight) {
      const auto at = std::ranges::lower_bound(*hers, article);
      if (at != hers->end() && *at == article) read(static_cast<std::size_t>(at - hers->begin()));
    }
    read(next);
    if (!in_sight.empty() || std::chrono::steady_clock::now() - reported > kBetweenReports) report();
  }
}

void ProgressReading::look_at(std::vector<ArticleId> in_sight) {
  const std::lock_guard lock(mutex_);
  if (in_sight == asked_) return;
  asked_ = in_sight;
  in_sight_ = std::move(in_sight);
}

std::vector<ArticleId> ProgressReading::take_in_sight() {
  const std::lock_guard lock(mutex_);
  return std::exchange(in_sight_, {});
}

void ProgressReading::leave_out(const ArticleId& article) {
  const std::lock_guard lock(mutex_);
  left_out_ = article;
}

bool ProgressReading::is_left_out(const ArticleId& article) const {
  const std::lock_guard lock(mutex_);
  return article == left_out_;
}

std::vector<ProgressReading::Found> ProgressReading::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(found_, {});
}

bool ProgressReading::busy() const {
  const std::lock_guard lock(mutex_);
  return busy_;
}

}  // namespace sayso::ui
