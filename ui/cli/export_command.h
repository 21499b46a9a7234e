// `sayso export`: articles and annotations in another format, and what that format could not hold.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"
#include "ui/cli/project_items.h"

namespace sayso::cli {

struct ExportArguments {
  std::string folder, format, out;
  Wanted wanted;
  std::string as_of = "now";          // see annotations/query/as_of.h
  std::vector<std::string> settings;  // "key=value"
};

// kDone with losses too; kDamaged when files of the project could not be read (the rest is exported).
int run_export(const ExportArguments& arguments, Output& output);

}  // namespace sayso::cli
