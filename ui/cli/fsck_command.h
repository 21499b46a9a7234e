// `sayso fsck`: everything in a project that is not as it should be, and with --repair what can be mended is.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct FsckArguments {
  std::string folder;
  bool repair = false;
};

// Exit status 0: nothing found, or all of it mended; 1: something is left.
int run_fsck(const FsckArguments& arguments, Output& output);

}  // namespace sayso::cli
