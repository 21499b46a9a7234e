// `sayso import`: articles and annotations from files of another format.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace sayso::cli {

struct ImportArguments {
  std::string folder;
  std::string format;
  std::vector<std::string> paths;
  std::string annotator;              // whose those annotations are that do not say it
  std::vector<std::string> settings;  // key=value
};

int run_import(const ImportArguments& arguments, Output& output);

}  // namespace sayso::cli
