// The user's settings as the window keeps them: read at start, written whenever one changes. A file that cannot
// be read or written is told, and never keeps the window from opening. Main thread.
#pragma once

#include <string>
#include <vector>

#include "annotations/store/user_settings.h"
#include "ui/desktop/models/window_model.h"

namespace sayso {

class UserMemory {
 public:
  UserMemory(FileSystem& files, const Clock& clock);

  const UserSettings& settings() const { return settings_; }
  ui::Look look() const;
  // For the start screen; projects that are gone are left out.
  std::vector<ui::StartModel::Recent> recent() const;
  // What could not be read or written, "" when nothing.
  const std::string& problem() const { return problem_; }

  void remember_annotator(const std::string& name);
  void remember_look(const ui::Look& look);
  void remember_project(const Path& folder);
  void remember_size(int width, int height);

 private:
  void write();

  FileSystem& files_;
  const Clock& clock_;
  Path file_;  // "" when there is no place for it
  UserSettings settings_;
  std::string problem_;
};

}  // namespace sayso
