// May this mention be split off? Asked of every such edit that does not come from the window's own gestures: `sayso
// edit`, fixes. update() itself looks at no annotations. Reads through the store and writes nothing.
#pragma once

#include "annotations/edit/entity_edit.h"
#include "annotations/model/annotations.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// `registry` is as it is before the edit; `open` are annotations that are newer than their file, and stand for it. Errors
// (usage): nobody of that name, no such article or record, one that does not name `of`, an entity that is not there,
// nothing to take back; (machine) the disk refuses.
Result<void> split_allowed(FileSystem& files, const Project& project, const Registry& registry, const Annotations& open,
                           const SplitEntity& edit);

}  // namespace sayso
