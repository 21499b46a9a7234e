// `sayso suggest`: a suggester plugin's suggestions, stored for an annotator to look at.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace sayso::cli {

struct SuggestArguments {
  std::string folder;
  std::string annotator;
  std::vector<std::string> articles;  // empty: all that she has not submitted or skipped
  std::string by;                     // the suggester's name; "": the only one that there is
  std::vector<std::string> settings;  // key=value
};

int run_suggest(const SuggestArguments& arguments, Output& output);

}  // namespace sayso::cli
