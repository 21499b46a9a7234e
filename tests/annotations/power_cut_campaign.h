// Sequences of operations on a simulated disk, and what must hold of every state that a power cut may leave.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/annotations/store_operations.h"

namespace sayso::tests {

struct PowerCutCampaign {
  std::size_t sequences = 0;  // that could be made
  std::size_t states = 0;     // left by a cut in the last operation of each; of those that are equal in all bytes, one
  std::vector<std::string> complaints;  // what does not hold, the sequence first; at most 10 are kept

  // Files that stand between the session and the disk, for protocols that are broken.
  using Between = std::function<std::unique_ptr<FileSystem>(SimulatedFiles&)>;
  // Makes the operations on `start` and looks at each state that a cut in the last of them may leave; nothing if one
  // of them is not possible then. False: something does not hold.
  bool run(const Disk& start, const std::vector<const Operation*>& operations, const Between& between = {});
};

// What is wrong with a disk that a cut left, "" if nothing: the project opens and says `before` or `after` the
// operation (`told`: it was reported saved, so `after` alone); looking writes nothing; no problem is reported but an
// end that was not written, and those of `known`; a further edit by `annotator` saves, sets that end aside and
// leaves all else as it was.
std::string wrong_with(const Disk& left, const Seen& before, const Seen& after, bool told,
                       const std::vector<Error>& known, const AnnotatorId& annotator);

}  // namespace sayso::tests
