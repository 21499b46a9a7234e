// `sayso add`: brings texts into a project.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/article.h"
#include "ui/cli/output.h"

namespace sayso::cli {

struct AddArguments {
  std::string folder;
  std::vector<std::string> paths;  // "-" is standard input
  std::string id;                  // "" makes one from the file's name
  ArticleFacts facts;              // what was said on the command line
  std::string zones;               // JSON: [{"kind": "headline", "at": [0, 27]}, …]
};

// Every path is tried; those refused are listed, the rest is added. The exit status: kDamaged if any was
// refused.
int run_add(const AddArguments& arguments, Output& output);

}  // namespace sayso::cli
