// `sayso diff`: every disagreement of two annotators, in text order.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace sayso::cli {

struct DiffArguments {
  std::string folder;
  std::vector<std::string> annotators;  // two
  std::vector<std::string> articles;    // empty: all that both submitted
  std::string as_of = "first";
  std::string match;  // see match_option.h
};

// kFound when they disagree anywhere.
int run_diff(const DiffArguments& arguments, Output& output);

}  // namespace sayso::cli
