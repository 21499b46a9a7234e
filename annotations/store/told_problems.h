// What is wrong with the lines or records of one file, as it is told: the first hundred problems and the number of the
// rest. Where everything is wrong (another program's file, a million lines), telling all would take seconds and
// gigabytes, and nobody reads on. Private to store/.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace sayso {

class ToldProblems {
 public:
  static constexpr std::size_t kMost = 100;

  void add(Error problem) {
    if (told_.size() < kMost) {
      told_.push_back(std::move(problem));
    } else {
      ++rest_;
    }
  }
  // Those of what comes after: a later part of the same file.
  void add(ToldProblems later) {
    for (Error& problem : later.told_) add(std::move(problem));
    rest_ += later.rest_;
  }
  void forget() { *this = {}; }

  // All of them. The last one says "… and N more `what`", if there are more than were told.
  std::vector<Error> take(const std::string& what, const std::string& place, const std::string& remedy) {
    if (rest_ > 0) told_.push_back(damaged_error("… and " + std::to_string(rest_) + " more " + what, place, remedy));
    rest_ = 0;
    return std::exchange(told_, {});
  }

 private:
  std::vector<Error> told_;
  std::size_t rest_ = 0;
};

}  // namespace sayso
