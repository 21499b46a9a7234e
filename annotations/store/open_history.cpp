#include "annotations/store/open_history.h"

#include <unistd.h>

#include <utility>

#include "annotations/store/json_line.h"
#include "annotations/store/json_reader.h"
#include "core/files/file_error.h"
#include "core/files/hash.h"
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
    return std::string(found ? found->text : "");
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

// A new file in the old one's place, locked. The old one is not cut or synced where it lies: had its sync failed, a
// second one would tell nothing.
Result<FileLock> put_in_its_place(FileSystem& files, const Path& path, std::string_view bytes) {
  if (const auto written = write_file_atomically(files, path, bytes); !written) return written.error();
  auto lock = FileLock::take(files, path);
  if (!lock) return lock.error();
  if (!*lock) {
    return usage_error("somebody else began to write " + path.string(), "wait until that is done, and try again");
  }
  return std::move(**lock);
}

Result<void> keep_snapshot(FileSystem& files, const Clock& clock, const Path& path) {
  const auto bytes = read_file_if_there(files, path);
  if (!bytes) return bytes.error();
  if (!*bytes) return {};
  return create_file(files, name_aside(files, clock, path, "kept"), **bytes);
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
  const auto changed = [&] {
    Error error = usage_error("the history was changed since it was opened", "open the article again");
    error.place = name_of(file);
    return error;
  };
  // Taking the lock makes an empty file where others took one away.
  const auto there = look_at(files, path);
  if (!there) return there.error();
  if (!*there && seen.sum) return changed();
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
  const auto bytes = read_file(files, path);
  if (!bytes) return bytes.error();
  if (!is_as_seen(*bytes, seen)) return changed();
  const std::string_view whole = std::string_view(*bytes).substr(0, seen.whole);
  const std::string_view torn = std::string_view(*bytes).substr(whole.size());
  if (!torn.empty()) {
    if (const auto kept = create_file(files, name_aside(files, clock, path, "torn"), torn); !kept) return kept.error();
  }
  if (!torn.empty() || AppendLog::must_be_replaced(files, path)) {
    auto anew = put_in_its_place(files, path, whole);
    if (!anew) return anew.error();
    **lock = std::move(anew).value();
  }
  if (seen.keep_snapshot) {
    if (const auto kept = sayso::keep_snapshot(files, clock, snapshot_path(project, file)); !kept)
      return kept.error();
  }
  auto log = AppendLog::open(files, path);
  if (!log) return log.error();
  Xxh3 content;
  content.add(whole);
  // A hand may have taken the last end of line away; what follows must not stick to it.
  if (!whole.empty() && !whole.ends_with('\n')) {
    if (const auto put = log->append("\n"); !put) return put.error();
    content.add("\n");
  }
  write_owner(files, clock, record, owner);
  return OpenHistory(files, std::move(**lock), std::move(log).value(), std::move(content), record);
}

OpenHistory::OpenHistory(OpenHistory&& other) noexcept
    : files_(other.files_),
      lock_(std::move(other.lock_)),
      log_(std::move(other.log_)),
      content_(std::move(other.content_)),
      owner_record_(std::exchange(other.owner_record_, {})),
      replacing_(other.replacing_) {}

OpenHistory::~OpenHistory() {
  if (!owner_record_.empty()) files_->remove(owner_record_);
}

Result<bool> OpenHistory::is_ours() {
  const auto there = lock_.still_there();
  if (!there) return there.error();
  if (replacing_) return true;
  if (!*there) return take_up_same();
  if (log_.torn()) return true;  // what stands behind its end is cut off before the next line
  const auto info = files_->stat(log_.path());
  if (!info.ok()) return file_error("look at this", log_.path(), info.error());
  return info->size == log_.size();
}

Result<void> OpenHistory::append(const std::string& line) {
  // Another file was put in this one's place (git, a sync tool): what is appended here would be lost.
  const auto ours = is_ours();
  if (!ours) return ours.error();
  if (!*ours) {
    return damaged_error("the history was changed or replaced by another program while it was open", log_.path().string(),
                         "open the article again; what could not be saved is kept apart");
  }
  if (log_.sync_failed()) {
    if (const auto replaced = replace(); !replaced) return replaced;
  }
  if (auto resumed = log_.resume(); !resumed) return resumed;
  if (const auto put = log_.append(line); !put) return put;
  content_.add(line);
  return {};
}

std::optional<std::uint64_t> OpenHistory::sum() const {
  if (log_.torn() || replacing_) return std::nullopt;
  return content_.value();
}

// A sync tool may put a file in this one's place that holds the same: then that is the history from now on.
Result<bool> OpenHistory::take_up_same() {
  const Path path = log_.path();
  const auto is_same = [&]() -> Result<bool> {
    const auto now = sum_of_file(*files_, path);
    if (!now) return now.error();
    return *now == content_.value();
  };
  // Taking the lock makes a file where there is none.
  if (const auto same = is_same(); !same || !*same) return same;
  auto lock = FileLock::take(*files_, path);
  if (!lock) return lock.error();
  if (!*lock) return false;
  if (const auto same = is_same(); !same || !*same) return same;
  auto log = AppendLog::open(*files_, path);
  if (!log) return log.error();
  lock_ = std::move(**lock);
  log_ = std::move(log).value();
  return true;
}

Result<void> OpenHistory::replace() {
  const Path path = log_.path();
  const auto bytes = read_file(*files_, path);
  if (!bytes) return bytes.error();
  // When the name leads to a new file already, that must be what an earlier try of this made.
  const auto is_old = lock_.still_there();
  if (!is_old) return is_old.error();
  if (bytes->size() < log_.size() || (!*is_old && bytes->size() > log_.size())) {
    return damaged_error("the history was changed by another program while it was open", path.string(),
                         "open the article again; what could not be saved is kept apart");
  }
  replacing_ = true;
  const auto sure = std::string_view(*bytes).substr(0, static_cast<std::size_t>(log_.size()));
  auto lock = put_in_its_place(*files_, path, sure);
  if (!lock) return lock.error();
  auto log = AppendLog::open(*files_, path);
  if (!log) return log.error();
  lock_ = std::move(lock).value();
  log_ = std::move(log).value();
  replacing_ = false;
  return {};
}

}  // namespace sayso
