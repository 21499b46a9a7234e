// `sayso history` and `sayso restore`: what was done to an article, and going back to how it was.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso::cli {

struct HistoryArguments {
  std::string folder, annotator, article;
  bool comments = false;  // of her comments on it, not of her annotations
};

int run_history(const HistoryArguments& arguments, Output& output);

struct RestoreArguments {
  std::string folder, annotator, article;
  std::string by;  // the reviewer, when the annotator is `gold`
  std::string at;  // a group's id, or a time: RFC 3339 in UTC, or the beginning of one
};

int run_restore(const RestoreArguments& arguments, Output& output);

}  // namespace sayso::cli
