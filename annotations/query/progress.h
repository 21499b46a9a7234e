// How far an annotator is with an article, as a list of articles shows it. Reads only; any thread.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

struct ArticleProgress {
  Status status = Status::open;
  bool begun = false;
  std::size_t records = 0;

  bool operator==(const ArticleProgress&) const = default;
};

// Submitted or skipped: nothing is left to do.
inline bool is_closed(const ArticleProgress& progress) {
  return progress.status == Status::done || progress.status == Status::skipped;
}

// Is there anything in it, or did it ever leave `open`?
inline bool is_begun(const Annotations& state) {
  return !state.spans.empty() || !state.frames.empty() || state.status != Status::open;
}

// `records` counts the frames of this layer, or the spans where it is "".
ArticleProgress progress_of(const Annotations& state, const std::string& layer);

// The same from the files. Two are opened where the history ends by saying that the snapshot beside it is what it
// amounts to, as it does whenever sayso has closed it; only else the whole history is replayed. What a sync tool's
// second copies add is not looked for. Error: the disk refuses to read.
Result<ArticleProgress> read_progress(FileSystem& files, const Project& project, const AnnotatorId& annotator,
                                      const ArticleId& article, const std::string& layer);

}  // namespace sayso
