// The articles of a project with what annotators say of them, one after the other, for checkers and
// exporters. One article is in memory at a time.
#pragma once

#include <string>
#include <vector>

#include "annotations/query/as_of.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"
#include "plugins/host/export_project.h"
#include "ui/cli/json.h"
#include "ui/cli/output.h"

namespace sayso::cli {

// Which articles and annotators; empty lists mean all.
struct Wanted {
  std::vector<std::string> annotators;
  std::vector<std::string> articles;
};

// Error (usage): an annotator without a folder or an article that is not there, with those that are.
Result<void> check_wanted(const Project& project, const Wanted& wanted);

// --as-of, and what it leaves out.
struct AsOfThen {
  AsOf as_of = StateNow{};
  std::vector<NotThen> left_out;
};

// Reads `text` and asks whether there is anything as of then. Errors (usage): of as_of_from_text() and check_as_of().
Result<AsOfThen> as_of_then(FileSystem& files, const Project& project, const Wanted& wanted, const std::string& text);

// "not counted: budget of ben: not begun by 2026-01-31", one a line.
void tell_left_out(const std::vector<NotThen>& left_out, Output& output);
Json to_json(const std::vector<NotThen>& left_out);

// Where annotators are named, only articles of which one of them has a file, or that are named too; else all
// articles. What cannot be opened is left out and told in `problems`, as is what opened with problems: one
// bad file never blocks the rest. All are borrowed by the result.
ExportItems project_items(FileSystem& files, const Project& project, const Wanted& wanted, AsOfThen& then,
                          std::vector<Error>& problems);

}  // namespace sayso::cli
