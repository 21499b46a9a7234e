// What a person does with the store from a new project on, step by step: for tests in which the disk refuses.
#pragma once

#include <string>
#include <vector>

#include "tests/annotations/store_operations.h"

namespace sayso::tests {

// One thing that she does. It can be done again when it was refused.
struct Step {
  std::string name;
  Result<void> (*make)(Sitting&);
};

const std::vector<Step>& steps();
// Does it close the session? Nobody does that while something is not saved.
bool closes(const Step& step);

// A span "s<number>", and with `entity` a person "e<number>" whom it names.
Result<void> annotate(Sitting& at, const std::string& number, bool entity);

// What the project says when nothing fails. `files` lead to `disk`.
Seen what_it_comes_to(FileSystem& files, FileSystem& disk);

// The disk takes all again: what was made is saved, or this says what is not.
std::string save_when_it_is_over(Sitting& at, const std::string& step);

}  // namespace sayso::tests
