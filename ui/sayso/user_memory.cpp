#include "ui/sayso/user_memory.h"

#include "core/base/log.h"
#include "core/files/read_file.h"

namespace sayso {

UserMemory::UserMemory(FileSystem& files, const Clock& clock) : files_(files), clock_(clock) {
  auto file = user_settings_file();
  if (!file) {
    problem_ = to_text(file.error());
    return;
  }
  file_ = std::move(file).value();
  UserSettingsRead read = read_user_settings(files_, file_);
  settings_ = std::move(read.settings);
  if (read.problem) problem_ = to_text(*read.problem);
}

std::vector<ui::StartModel::Recent> UserMemory::recent() const {
  std::vector<ui::StartModel::Recent> recent;
  for (const Path& folder : settings_.recent) {
    if (!is_there(files_, folder / "sayso.json")) continue;
    recent.push_back({folder.filename().string(), folder.string(), {"open-recent", folder.string(), {}}});
  }
  return recent;
}

void UserMemory::remember_annotator(const std::string& name) {
  if (settings_.annotator == name) return;
  settings_.annotator = name;
  write();
}

void UserMemory::remember_theme(bool dark) {
  const ThemeChoice theme = dark ? ThemeChoice::dark : ThemeChoice::light;
  if (settings_.theme == theme) return;
  settings_.theme = theme;
  write();
}

void UserMemory::remember_project(const Path& folder) {
  const std::vector<Path> before = settings_.recent;
  note_recent(settings_, folder);
  if (settings_.recent != before) write();
}

void UserMemory::remember_size(int width, int height) {
  if (settings_.width == width && settings_.height == height) return;
  settings_.width = width;
  settings_.height = height;
  write();
}

void UserMemory::write() {
  if (file_.empty()) return;
  if (const auto written = write_user_settings(files_, clock_, file_, settings_); !written) {
    problem_ = to_text(written.error());
    log_line("settings: " + problem_);
  }
}

}  // namespace sayso
