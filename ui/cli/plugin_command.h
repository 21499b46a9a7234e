// `sayso plugin`: which plugins there are and what they take.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct PluginArguments {
  std::string action;  // list or info
  std::string name;    // of info
};

int run_plugin(const PluginArguments& arguments, Output& output);

}  // namespace sayso::cli
