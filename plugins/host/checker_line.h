// Articles in a line, through which all checkers go side by side, each on a thread of its own and at its own pace. A few articles
// are in the line at a time, so that memory is bounded; what they gave comes out in the order in which they went in.
// put() and take() are called by one thread; the destructor waits for the checkers.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "plugins/host/checker_process.h"

namespace sayso {

using CheckerProcesses = std::vector<std::unique_ptr<CheckerProcess>>;

// One article through all checkers, whose turn has begun: a part each, in their order.
std::vector<CheckerPart> check_at_once(const CheckerProcesses& checkers, const ShownArticle& shown, const CancelToken& cancel, bool side_by_side);

class CheckerLine {
 public:
  // The turn of the checkers has begun. Both are borrowed. Not side by side: put() does all the work.
  CheckerLine(const CheckerProcesses& checkers, const CancelToken& cancel, bool side_by_side);
  CheckerLine(const CheckerLine&) = delete;
  CheckerLine& operator=(const CheckerLine&) = delete;
  ~CheckerLine();

  bool is_empty() const { return in_line_ == 0; }
  bool is_full() const;

  // `annotations` come back with what was found about them.
  void put(std::unique_ptr<ShownArticle> shown, std::vector<Annotations> annotations);

  struct Checked {
    std::vector<CheckerPart> parts;  // of each checker
    std::vector<Annotations> annotations;
  };
  // Of the first article in the line, when all checkers are through with it. Precondition: not empty.
  Checked take();

 private:
  struct Step {
    std::unique_ptr<ShownArticle> shown;
    Checked checked;
    std::size_t waits_for = 0;  // checkers
  };
  void work(std::size_t which);

  const CheckerProcesses& checkers_;
  const CancelToken& cancel_;
  std::size_t in_line_ = 0, bytes_ = 0;  // of the thread that puts and takes

  std::mutex mutex_;
  std::condition_variable put_, done_;
  std::deque<std::shared_ptr<Step>> steps_;
  std::size_t taken_ = 0;  // steps before the first in steps_
  bool closed_ = false;
  std::vector<std::thread> threads_;  // none when not side by side; last, for they use all else
};

}  // namespace sayso
