// `sayso plugin`: which plugins there are and what they take; for authors, a new one, and whether one keeps the contract.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct PluginArguments {
  std::string action;
  std::string name;     // a plugin's name or id; of test and install its folder
  std::string project;  // whose plugins are meant too; "" for none
  bool yes = false;     // of trust
  std::string sum;      // of trust: the one that was shown; "" for whatever it has
  std::string kind = "checker", language = "python";  // of new
  std::size_t articles = 10'000;  // of test
};

// kFound when a promise of the contract was broken.
int run_plugin(const PluginArguments& arguments, Output& output);

}  // namespace sayso::cli
