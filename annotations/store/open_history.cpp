#include "annotations/store/open_history.h"

#include <unistd.h>

#include <utility>

#include "annotations/store/json_line.h"
#include "annotations/store/json_reader.h"
#include "core/files/file_error.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

std::string host_name() {
  char name[256] = {};
  return gethostname(name, sizeof name - 1) == 0 ? name : "";
}

// Who has the lock, as the owner record says it; "" if there is none that can be read.
std::string owner_in_words(FileSystem& files, const Path& record) {
  const auto bytes = read_file_if_there(files, record);
  if (!bytes || !*bytes) return "";
  const auto node = read_json({**bytes, {}});
  if (!node) return "";
  const auto text = [&](const char* key) {
    const JsonNode* found = node->find(key);
    return found ? found->text : std::string();
  };
  std::string words = text("owner");
  if (!text("host").empty()) words += " on " + text("host");
  if (!text("since").empty()) words += " since " + text("since");
  return words;
}

// The record is for people; that it cannot be written is no reason not to work.
void write_owner(FileSystem& files, const Clock& clock, const Path& record, const std::string& owner) {
  if (!make_folders(files, record.parent_path())) return;
  JsonLine line;
  line.begin_object().member("owner", owner).member("host", host_name());
  line.key("process").integer(getpid());
  line.member("since", to_rfc3339(clock.now())).end_object();
  [[maybe_unused]] const auto written = write_file_atomically(files, record, line.take() + "\n");
}

Result<void> cut_torn_tail(FileSystem& files, const Clock& clock, const Path& path,
                           const HistoryExtent& seen) {
  const auto bytes = read_file(files, path);
  if (!bytes) return bytes.error();
  const auto kept =
      create_file(files, name_aside(files, clock, path, "torn"), std::string_view(*bytes).substr(seen.whole));
  if (!kept) return kept;
  const auto file = files.open(path, OpenFor::read_write);
  if (!file.ok()) return file_error("mend this", path, file.error());
  Errno error = files.truncate(*file, seen.whole);
  if (error == 0) error = files.fsync(*file);
  const Errno closed = files.close(*file);
  if (error == 0) error = closed;
  if (error != 0) return file_error("mend this", path, error);
  return {};
}

Result<void> keep_snapshot(FileSystem& files, const Clock& clock, const Path& path) {
  const auto bytes = read_file_if_there(files, path);
  if (!bytes) return bytes.error();
  if (!*bytes) return {};
  return create_file(files, name_aside(files, clock, path, "kept"), **bytes);
}

// Was the last byte an end of line? A hand may have taken it away; what follows must not stick to it.
Result<bool> ends_in_line_feed(FileSystem& files, const Path& path) {
  const auto bytes = read_file(files, path);
  if (!bytes) return bytes.error();
  return bytes->empty() || bytes->ends_with('\n');
}

}  // namespace

Path name_aside(FileSystem& files, const Clock& clock, const Path& path, const std::string& what) {
  std::string time;
  for (const char c : to_rfc3339(clock.now())) {
    if (c != '-' && c != ':' && c != '.') time += c;
  }
  const Path plain = path.string() + "." + what + "-" + time;
  Path name = plain;
  for (int i = 2; is_there(files, name); ++i) name = plain.string() + "-" + std::to_string(i);
  return name;
}

Result<OpenHistory> OpenHistory::begin(FileSystem& files, const Clock& clock, const Path& project,
                                       const std::string& owner, const HistoryFile& file,
                                       const HistoryExtent& seen) {
  const Path path = history_path(project, file);
  const Path record = owner_path(project, file);
  if (const auto made = make_folders(files, path.parent_path()); !made) return made.error();
  auto lock = FileLock::take(files, path);
  if (!lock) return lock.error();
  if (!*lock) {
    const std::string who = owner_in_words(files, record);
    Error error =
        usage_error(who.empty() ? "somebody else is writing this file" : "it is being edited by " + who,
                    "close it there, or go on looking without changing it");
    error.place = name_of(file);
    return error;
  }
  const auto info = look_at(files, path);
  if (!info) return info.error();
  if ((*info ? (*info)->size : 0) != seen.bytes) {
    Error error = usage_error("the history was changed since it was opened", "open the article again");
    error.place = name_of(file);
    return error;
  }
  if (seen.whole < seen.bytes) {
    if (const auto cut = cut_torn_tail(files, clock, path, seen); !cut) return cut.error();
  }
  if (seen.keep_snapshot) {
    if (const auto kept = sayso::keep_snapshot(files, clock, snapshot_path(project, file)); !kept)
      return kept.error();
  }
  const auto ended = ends_in_line_feed(files, path);
  if (!ended) return ended.error();
  auto log = AppendLog::open(files, path);
  if (!log) return log.error();
  if (!*ended) {
    if (const auto put = log->append("\n"); !put) return put.error();
  }
  write_owner(files, clock, record, owner);
  return OpenHistory(files, std::move(**lock), std::move(log).value(), record);
}

OpenHistory::OpenHistory(OpenHistory&& other) noexcept
    : files_(other.files_),
      lock_(std::move(other.lock_)),
      log_(std::move(other.log_)),
      owner_record_(std::exchange(other.owner_record_, {})) {}

OpenHistory::~OpenHistory() {
  if (!owner_record_.empty()) files_->remove(owner_record_);
}

Result<void> OpenHistory::append(const std::string& line) {
  // Another file was put in this one's place (git, a sync tool): what is appended here would be lost.
  if (!lock_.still_there()) {
    return damaged_error("the history was replaced by another program while it was open", log_.path().string(),
                         "open the article again; what could not be saved is kept apart");
  }
  if (auto resumed = log_.resume(); !resumed) return resumed;
  return log_.append(line);
}

}  // namespace sayso
