// `sayso check`: what the checkers find, fixing what has one fix, and what a rule means.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"
#include "ui/cli/project_items.h"

namespace sayso::cli {

struct CheckArguments {
  std::string folder;
  Wanted wanted;
  std::vector<std::string> rules;  // empty: all
  std::vector<std::string> settings;  // CHECKER.KEY=VALUE
  std::string explain;             // a rule: its page is printed, and nothing is checked
  std::string as_of = "now";       // see annotations/query/as_of.h; goes without `fix`
  bool fix = false;
  bool dismissed = false;  // show those set aside too
};

// kFound when there is a finding that nobody set aside; kDamaged when files could not be read, kMachine when
// a checker failed: what was found is printed all the same.
int run_check(const CheckArguments& arguments, Output& output);

}  // namespace sayso::cli
