// `sayso plugin`: which plugins there are and what they take; for authors, a new one, and whether one keeps the contract.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct PluginArguments {
  std::string action;  // list, info, new or test
  std::string name;    // of info and new; of test the plugin's folder
  std::string kind = "checker", language = "python";  // of new
  std::size_t articles = 10'000;  // of test
};

// kFound when a promise of the contract was broken.
int run_plugin(const PluginArguments& arguments, Output& output);

}  // namespace sayso::cli
