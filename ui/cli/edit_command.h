// `sayso edit`: edits from standard input, made as the window would make them.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct EditArguments {
  std::string folder, annotator, article;
  std::string by;  // the reviewer, when the annotator is `gold`
};

// Each line is one group that undoes as one. It is told only when it is on disk. The first line that
// cannot be made ends it, with the line's number; those before it are saved.
int run_edit(const EditArguments& arguments, Output& output);

}  // namespace sayso::cli
