// `sayso finish` and `sayso reopen`: hand an article in, skip it, or open it again with a reason.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct FinishArguments {
  std::string folder, annotator, article;
  std::string by;      // the reviewer, when the annotator is `gold`
  bool skip = false;   // of finish: hands nothing in
  std::string reason;  // why skipped or reopened
};

int run_finish(const FinishArguments& arguments, Output& output);
int run_reopen(const FinishArguments& arguments, Output& output);

}  // namespace sayso::cli
