#include "annotations/query/progress.h"

#include <algorithm>
#include <optional>

#include "annotations/store/annotation_file.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/pending_gesture.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

std::string_view last_line(std::string_view bytes) {
  if (!bytes.ends_with('\n')) return {};  // torn
  bytes.remove_suffix(1);
  const std::size_t before = bytes.rfind('\n');
  return before == std::string_view::npos ? bytes : bytes.substr(before + 1);
}

// Does the history's last line say that the snapshot has these bytes?
bool ends_with_snapshot(std::string_view history, std::string_view snapshot) {
  const std::string line = std::string(last_line(history)) + "\n";
  const auto read = read_history(line, {});
  return read.problems.empty() && read.snapshots.size() == 1 && read.snapshots.front().line.sha256 == sha256_hex(snapshot);
}

bool is_noted(const std::vector<PendingGesture>& pending, const HistoryFile& file) {
  return std::ranges::any_of(pending, [&](const PendingGesture& gesture) {
    return std::ranges::any_of(gesture.parts, [&](const HistoryPart& part) { return part.file == file; });
  });
}

}  // namespace

ArticleProgress progress_of(const Annotations& state, const std::string& layer) {
  ArticleProgress progress;
  progress.status = state.status;
  progress.begun = is_begun(state);
  for (const Frame& frame : state.frames) progress.records += frame.layer == layer;
  if (layer.empty()) progress.records = state.spans.size();
  return progress;
}

Result<ArticleProgress> read_progress(FileSystem& files, const Project& project, const AnnotatorId& annotator,
                                      const ArticleId& article, const std::string& layer) {
  const HistoryFile file{annotator, article};
  const auto pending = read_pending(files, project.folder);
  if (!pending) return pending.error();
  if (!is_noted(pending->gestures, file)) {
    const auto history = read_file_if_there(files, history_path(project.folder, file));
    if (!history) return history.error();
    const auto snapshot = read_file_if_there(files, snapshot_path(project.folder, file));
    if (!snapshot) return snapshot.error();
    if (!*history && !*snapshot) return ArticleProgress();
    if (*history && *snapshot && ends_with_snapshot(**history, **snapshot)) {
      if (const auto read = read_snapshot(**snapshot, {}); read && read->problems.empty()) return progress_of(read->state, layer);
    }
  }
  const auto opened = open_annotations(files, project, annotator, article);
  if (!opened) return opened.error();
  return progress_of(opened->state, layer);
}

}  // namespace sayso
