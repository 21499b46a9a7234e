// `sayso stats`: what there is in a project and how far the work is.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct StatsArguments {
  std::string folder;
  std::string as_of = "now";  // see annotations/query/as_of.h
  bool suggestions = false;  // what became of suggestions, by the suggester's own score
};

int run_stats(const StatsArguments& arguments, Output& output);

}  // namespace sayso::cli
