// Changing one value of sayso.json where it stands: everything else stays as it is, letter by letter, in its order. The
// value's top member is laid out anew, as sayso writes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/model/value.h"
#include "annotations/store/manifest.h"
#include "core/base/result.h"
#include "core/files/file_system.h"
#include "core/files/read_file.h"

namespace sayso {

struct ManifestEdit {
  std::vector<std::string> path;  // {"rules", "quote/boundary"}: keys, the outermost first; not empty
  std::optional<RawJson> value;   // JSON; none: it is taken away, with the objects that are empty then

  bool operator==(const ManifestEdit&) const = default;
};

// The bytes with that change. Errors (damaged): no JSON object; a key of the path stands for something that is no object, or
// twice. Pure.
Result<std::string> with_edit(std::string_view bytes, const std::string& place, const ManifestEdit& edit);

struct ChangedManifest {
  Manifest manifest;
  ContentSum sum;  // of what the file holds now
};

// Reads sayso.json of a project as it is now, changes that value alone and puts the file in its place, whole or not at all.
// Errors: it is not there or cannot be written (machine), it is of a newer version (usage), as with_edit(); then it is as it
// was.
Result<ChangedManifest> change_manifest(FileSystem& files, const Path& project, const ManifestEdit& edit);

}  // namespace sayso
