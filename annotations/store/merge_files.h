// Merging two versions of one file of a project that went on apart, as git asks for it: a history is joined, a
// snapshot or entities.json is merged record by record, any other JSON object key by key. Pure.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"

namespace sayso {

struct MergedFile {
  std::string bytes;
  std::size_t conflicts = 0;  // changes that both made differently; all are in the bytes
};

struct ThreeVersions {
  std::string_view base, ours, theirs;
};

// What kind of file it is says its content. Swapping ours and theirs gives the same bytes. Errors (kind damaged, place
// `name`): one of the versions is damaged, of a newer format, or not of the same kind as the other.
Result<MergedFile> merge_files(const ThreeVersions& versions, const std::string& name);


}  // namespace sayso
