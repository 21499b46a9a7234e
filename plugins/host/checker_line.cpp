#include "plugins/host/checker_line.h"

#include <algorithm>
#include <future>

namespace sayso {
namespace {

constexpr std::size_t kArticles = 32;
constexpr std::size_t kBytes = std::size_t{32} << 20;  // of messages; one larger article may be in the line alone

}  // namespace

std::vector<CheckerPart> check_at_once(const CheckerProcesses& checkers, const ShownArticle& shown, const CancelToken& cancel, bool side_by_side) {
  std::vector<CheckerPart> parts(checkers.size());
  std::vector<std::future<void>> others;  // each is waited for when it goes
  for (std::size_t i = 1; side_by_side && i < checkers.size(); ++i) {
    others.push_back(std::async(std::launch::async, [&, i] { checkers[i]->check(shown, cancel, parts[i]); }));
  }
  for (std::size_t i = 0; i < (side_by_side ? std::min<std::size_t>(1, checkers.size()) : checkers.size()); ++i) {
    checkers[i]->check(shown, cancel, parts[i]);
  }
  for (auto& other : others) other.get();
  return parts;
}

CheckerLine::CheckerLine(const CheckerProcesses& checkers, const CancelToken& cancel, bool side_by_side) : checkers_(checkers), cancel_(cancel) {
  for (std::size_t i = 0; side_by_side && i < checkers_.size(); ++i) threads_.emplace_back([this, i] { work(i); });
}

CheckerLine::~CheckerLine() {
  {
    const std::scoped_lock lock(mutex_);
    closed_ = true;
  }
  put_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool CheckerLine::is_full() const { return in_line_ > 0 && (in_line_ >= kArticles || bytes_ >= kBytes); }

void CheckerLine::put(std::unique_ptr<ShownArticle> shown, std::vector<Annotations> annotations) {
  ++in_line_;
  bytes_ += shown->bytes();
  auto step = std::make_shared<Step>();
  step->shown = std::move(shown);
  step->checked.annotations = std::move(annotations);
  step->checked.parts.resize(checkers_.size());
  step->waits_for = threads_.size();
  if (threads_.empty()) step->checked.parts = check_at_once(checkers_, *step->shown, cancel_, false);
  {
    const std::scoped_lock lock(mutex_);
    steps_.push_back(std::move(step));
  }
  put_.notify_all();
}

CheckerLine::Checked CheckerLine::take() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return steps_.front()->waits_for == 0; });
  const std::shared_ptr<Step> step = std::move(steps_.front());
  steps_.pop_front();
  ++taken_;
  lock.unlock();
  --in_line_;
  bytes_ -= step->shown->bytes();
  return std::move(step->checked);
}

void CheckerLine::work(std::size_t which) {
  for (std::size_t at = 0;; ++at) {
    std::shared_ptr<Step> step;
    {
      std::unique_lock lock(mutex_);
      put_.wait(lock, [&] { return closed_ || at - taken_ < steps_.size(); });
      if (at - taken_ >= steps_.size()) return;
      step = steps_[at - taken_];
    }
    checkers_[which]->check(*step->shown, cancel_, step->checked.parts[which]);
    const std::scoped_lock lock(mutex_);
    if (--step->waits_for == 0) done_.notify_one();
  }
}

}  // namespace sayso
