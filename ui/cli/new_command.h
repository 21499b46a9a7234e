// `sayso new`: makes a project.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct NewArguments {
  std::string folder;
  std::string scheme = "attribution";  // the name of a built-in scheme, or a file
  std::string name;                    // "" takes the folder's
};

// The exit status.
int run_new(const NewArguments& arguments, Output& output);

}  // namespace sayso::cli
