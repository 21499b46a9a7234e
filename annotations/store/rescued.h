// Changes that a project's disk would not take (emergency.h), found in the user's state folder and brought back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/store/names.h"
#include "annotations/store/project.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

struct RescuedHistory {
  HistoryFile file;         // whose it is in the project
  Path path;                // where it lies
  std::size_t changes = 0;  // groups that the project does not have, at least one
  std::string first, last;  // when the first and the last of them were made: RFC 3339
  // Why they cannot be brought back, if so: what they were made on is lost, or lines are damaged.
  std::optional<Error> refusal;
};

// In the order of their files, entities first. Writes nothing. What the project has already is not listed. An entity
// history that is refused has the articles whose changes need it refused as well.
Result<std::vector<RescuedHistory>> find_rescued(FileSystem& files, const Project& project, const Path& state_folder);

// Appends the changes to the project's history, as `owner` (see WriterSettings), joins them with what was made since, and sets the emergency history
// aside as <path>.brought-back-<time>; nothing is ever deleted. Errors: the refusal, somebody writes the history, or
// the disk refuses; then the emergency history stays as it is.
Result<void> bring_back(FileSystem& files, const Clock& clock, const Project& project, const RescuedHistory& rescued,
                        const std::string& owner);

}  // namespace sayso
