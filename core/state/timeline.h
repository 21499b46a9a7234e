// Undo and redo without limit over steps of any kind. A value; the owner of state keeps one a document.
#pragma once

#include <optional>
#include <utility>
#include <vector>

namespace sayso {

template <class Step>
class Timeline {
 public:
  // What was done. What had been undone before cannot be done again any more.
  void push(Step step) {
    done_.push_back(std::move(step));
    undone_.clear();
  }

  const Step* next_undo() const { return done_.empty() ? nullptr : &done_.back(); }
  const Step* next_redo() const { return undone_.empty() ? nullptr : &undone_.back(); }

  // The step to take back or to do again moves to the other side. Precondition: there is one.
  void undone() {
    undone_.push_back(std::move(done_.back()));
    done_.pop_back();
  }
  void redone() {
    done_.push_back(std::move(undone_.back()));
    undone_.pop_back();
  }

  // All steps, done and undone, in no order that means anything.
  template <class Visit>
  void for_each(Visit visit) {
    for (Step& step : done_) visit(step);
    for (Step& step : undone_) visit(step);
  }

  // What had been undone cannot be done again any more; what was done stays.
  void forget_undone() { undone_.clear(); }

 private:
  std::vector<Step> done_;
  std::vector<Step> undone_;
};

}  // namespace sayso
