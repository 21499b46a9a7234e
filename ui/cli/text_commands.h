// `sayso correct` and `sayso reanchor`: a text that is to be another, and annotations that were made on another.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"

namespace sayso::cli {

struct CorrectArguments {
  std::string folder, article;
  std::string by;    // who corrects
  std::string text;  // a file; "-" is standard input
};

int run_correct(const CorrectArguments& arguments, Output& output);

struct ReanchorArguments {
  std::string folder;
  std::vector<std::string> annotators, articles;  // empty: all
};

// Exit status 1: spans are left without a place; each is told.
int run_reanchor(const ReanchorArguments& arguments, Output& output);

}  // namespace sayso::cli
