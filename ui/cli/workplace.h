// What commands work with: the machine's files, clock and ids, and projects opened on them.
#pragma once

#include <memory>
#include <string>

#include "annotations/session.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/files/file_system.h"

namespace sayso::cli {

struct Workplace {
  FileSystem& files = real_files();
  const Clock& clock = real_clock();
  std::unique_ptr<IdSource> ids = random_ids();

  // A session of `annotator` ("" to look only) on the project in `folder`; `by` edits `gold`.
  // It borrows this workplace. Errors as Session::open.
  Result<std::unique_ptr<Session>> open_session(const std::string& folder, const std::string& annotator,
                                                const std::string& by = {});
};

// May the project be written into? Error (usage) with why not and what to do.
Result<void> may_change(const Project& project);

// Waits until all is on disk and closes. Error (machine): something is not, with where it was rescued to.
Result<void> close_saved(Session& session);

// The error behind a session's state: ok when all that was asked is on disk.
Result<void> saved(const Session& session);

}  // namespace sayso::cli
