// `sayso find`: words in texts and in what annotators say of them.
#pragma once

#include <string>

#include "ui/cli/output.h"
#include "ui/cli/project_items.h"

namespace sayso::cli {

struct FindArguments {
  std::string folder, query, layer;
  std::string as_of = "now";  // see annotations/query/as_of.h
  Wanted wanted;
};

int run_find(const FindArguments& arguments, Output& output);

}  // namespace sayso::cli
