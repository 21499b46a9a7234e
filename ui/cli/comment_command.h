// `sayso comment` and `sayso comments`: remarks about annotations, stretches of text, articles and other remarks, each in
// its author's own file.
#pragma once

#include <string>
#include <vector>

#include "ui/cli/output.h"
#include "ui/cli/project_items.h"

namespace sayso::cli {

struct CommentArguments {
  std::string action;  // add, reply, edit, resolve, reopen or remove
  std::string folder, annotator, article;
  std::string on;               // of add a span or frame, of reply a comment: its id
  std::string of;               // of add: whose annotation it is; else found by its id
  std::vector<std::string> at;  // of add: stretches of the text, "BEGIN:END" in code points
  std::string id;               // of the others: the comment
  std::string text;             // "-" reads standard input
};

int run_comment(const CommentArguments& arguments, Output& output);

struct CommentsArguments {
  std::string folder;
  Wanted wanted;      // annotators are authors here
  bool open = false;  // only those that are not resolved
};

int run_comments(const CommentsArguments& arguments, Output& output);

}  // namespace sayso::cli
