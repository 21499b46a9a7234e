// Mending one file of annotations, or one person's entity history: everything that opening it understood is written
// anew, the original is kept beside it where it held what could not be kept. Private to store/.
#pragma once

#include <string>

#include "annotations/store/annotation_file.h"
#include "annotations/store/comment_file.h"
#include "core/base/clock.h"
#include "core/base/uuid.h"

namespace sayso {

// Is there anything to mend in what was opened? A snapshot that is only old counts too.
bool needs_mending(const OpenedAnnotations& opened);
bool needs_mending(const OpenedEntities& opened);
bool needs_mending(const OpenedComments& opened);

// Takes the lock for the time. Writes the history if its lines are to change, then the snapshot, then the
// snapshot line, each whole: a crash leaves a file that opens to the same state. Sync tools' copies are set aside last.
// Errors: somebody is editing the file (usage), it changed since it was opened (usage), it is of a newer version
// (usage), the disk refuses.
Result<void> mend(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                  const HistoryFile& file, OpenedAnnotations opened);
Result<void> mend(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                  const HistoryFile& file, OpenedEntities opened);

Result<void> mend(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project,
                  const HistoryFile& file, OpenedComments opened);

}  // namespace sayso
