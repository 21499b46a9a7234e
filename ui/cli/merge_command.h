// `sayso merge` and `sayso git-setup`: versions of a file that went on apart are joined, by git too.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct MergeArguments {
  std::string base, ours, theirs;  // files; the result is written over `ours`
  std::string name;                // what to call the file in messages
};

// Exit status 0: clean; 1: conflicts are left visible in the result; 4: refused, `ours` untouched.
int run_merge(const MergeArguments& arguments, Output& output);

// Makes `sayso merge` the merge driver of the git repository that a project lies in.
int run_git_setup(const std::string& folder, Output& output);

}  // namespace sayso::cli
