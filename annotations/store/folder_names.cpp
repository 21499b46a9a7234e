#include "annotations/store/folder_names.h"

#include <algorithm>

#include "core/files/read_file.h"

namespace sayso {

Result<std::vector<std::string>> FolderNames::beginning_with(FileSystem& files, const Path& folder, std::string_view stem) {
  auto known = names_.find(folder);
  if (known == names_.end()) {
    const auto entries = list_folder_if_there(files, folder);
    if (!entries) return entries.error();
    std::vector<std::string> names;
    for (const FolderEntry& entry : *entries) names.push_back(entry.name);
    std::ranges::sort(names);
    known = names_.emplace(folder, std::move(names)).first;
  }
  std::vector<std::string> found;
  for (auto name = std::ranges::lower_bound(known->second, stem); name != known->second.end() && name->starts_with(stem); ++name) found.push_back(*name);
  return found;
}

}  // namespace sayso
