// The articles of a project with what annotators say of them, one after the other, for checkers and
// exporters. One article is in memory at a time.
#pragma once

#include <string>
#include <vector>

#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"
#include "plugins/host/export_project.h"

namespace sayso::cli {

// Which articles and annotators; empty lists mean all.
struct Wanted {
  std::vector<std::string> annotators;
  std::vector<std::string> articles;
};

// Error (usage): an annotator without a folder or an article that is not there, with those that are.
Result<void> check_wanted(const Project& project, const Wanted& wanted);

// Where annotators are named, only articles of which one of them has a file, or that are named too; else all
// articles. What cannot be opened is left out and told in `problems`, as is what opened with problems: one
// bad file never blocks the rest. All are borrowed by the result.
ExportItems project_items(FileSystem& files, const Project& project, const Wanted& wanted,
                          std::vector<Error>& problems);

}  // namespace sayso::cli
