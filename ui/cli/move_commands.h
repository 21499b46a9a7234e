// `sayso remove` and `sayso rename`: an article with all that hangs on it.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct MoveArguments {
  std::string folder, article;
  bool undo = false;  // of remove: bring it back
  std::string to;     // of rename
  std::string by;     // of rename: who changes entities that are local to the article; needed if there are any
};

int run_remove(const MoveArguments& arguments, Output& output);
int run_rename(const MoveArguments& arguments, Output& output);

}  // namespace sayso::cli
