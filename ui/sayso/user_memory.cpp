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

ui::Look UserMemory::look() const {
  ui::Look look;
  if (settings_.theme == ThemeChoice::dark) look.theme = ui::ThemeName::dark;
  if (settings_.theme == ThemeChoice::contrast) look.theme = ui::ThemeName::contrast;
  if (settings_.text_size > 0) look.set_text_size(settings_.text_size);
  const auto panel = [](const PanelChoice& of) { return ui::Panel{static_cast<float>(of.size), of.shown}; };
  look.left = panel(settings_.left);
  look.right = panel(settings_.right);
  look.bottom = panel(settings_.bottom);
  return look;
}

void UserMemory::remember_look(const ui::Look& look) {
  const UserSettings before = settings_;
  switch (look.theme) {
    case ui::ThemeName::light: settings_.theme = ThemeChoice::light; break;
    case ui::ThemeName::dark: settings_.theme = ThemeChoice::dark; break;
    case ui::ThemeName::contrast: settings_.theme = ThemeChoice::contrast; break;
  }
  settings_.text_size = look.text_size == ui::Look().text_size ? 0 : look.text_size;
  const auto panel = [](const ui::Panel& of) { return PanelChoice{static_cast<int>(of.size), of.shown}; };
  settings_.left = panel(look.left);
  settings_.right = panel(look.right);
  settings_.bottom = panel(look.bottom);
  if (settings_ != before) write();
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
