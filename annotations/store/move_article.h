// Taking an article out of a project with all that hangs on it, and bringing it back; giving it another id. Files are
// moved, none is lost: what was taken out lies in removed/<article>-<time>/ under the paths that it had. A crash in the
// middle leaves every file in one of the two places, and doing it again finishes it.
#pragma once

#include <string>
#include <vector>

#include "annotations/store/project.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/files/file_system.h"

namespace sayso {

// The files of an article below the project's folder, its text last: the text itself, what is known of it, its
// corrections, everybody's annotations of it and comments on it.
Result<std::vector<std::string>> files_of_article(FileSystem& files, const Project& project, const ArticleId& id);

// The folder that it went into. Errors: no such article (usage), somebody is annotating it (usage), the disk refuses.
Result<Path> remove_article(FileSystem& files, const Clock& clock, const Project& project, const ArticleId& id);

// Brings back what remove_article() took out last. Errors: nothing was, or there is an article of this id (usage).
Result<void> bring_back_article(FileSystem& files, const Project& project, const ArticleId& id);

// Errors: as above, or the new id is not path-safe or taken. Snapshots are written anew under the new id; histories keep
// the id that they began with, their place is what counts.
Result<void> rename_article(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project, const ArticleId& from,
                            const ArticleId& to);

}  // namespace sayso
