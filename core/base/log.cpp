#include "core/base/log.h"

#include "core/base/xdg.h"
#include "core/files/file_system.h"
#include "core/files/write_file.h"

namespace sayso {

namespace {

constexpr std::size_t kLineLimit = 4096;  // bytes

std::string one_line(std::string_view message) {
  std::string line{message.substr(0, kLineLimit)};
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  }
  return line;
}

Outcome<FileHandle> open_or_create(FileSystem& files, const Path& path) {
  auto file = files.open(path, OpenFor::append);
  if (file.ok() || file.error() != ENOENT) return file;
  if (const auto made = make_folders(files, path.parent_path()); !made) {
    return Outcome<FileHandle>::failed(ENOENT);
  }
  file = files.create_new(path, 0600);
  // Another process may have been quicker.
  return file.ok() ? file : files.open(path, OpenFor::append);
}

}  // namespace

Log::Log(FileSystem& files, std::filesystem::path file, const Clock& clock, std::uint64_t limit)
    : files_(files), file_(std::move(file)), clock_(clock), limit_(limit) {}

void Log::line(std::string_view message) noexcept {
  if (file_.empty()) return;
  try {
    const std::scoped_lock lock(mutex_);
    write(message);
  } catch (...) {
    // Out of memory, most likely: the log is not worth ending the program for.
  }
}

void Log::write(std::string_view message) {
  const std::string line = to_rfc3339(clock_.now()) + " " + one_line(message) + "\n";
  auto file = open_or_create(files_, file_);
  if (!file.ok()) return;
  const auto info = files_.stat(*file);
  if (info.ok() && info->size > 0 && info->size + line.size() > limit_) {
    files_.close(*file);
    Path older = file_;
    older += ".1";
    if (files_.rename(file_, older) != 0) return;
    file = open_or_create(files_, file_);
    if (!file.ok()) return;
  }
  (void)files_.write(*file, line);
  files_.close(*file);
}

Log& log() {
  // Never destroyed: other static objects may log while they end.
  static Log& the_log = *new Log(real_files(), [] {
    const auto folder = state_folder();
    return folder ? *folder / "sayso.log" : Path{};
  }());
  return the_log;
}

void log_line(std::string_view message) noexcept {
  try {
    log().line(message);
  } catch (...) {
    // As in Log::line.
  }
}

}  // namespace sayso
