// What sayso remembers of its user between runs: $XDG_CONFIG_HOME/sayso/settings.json. Nothing of a project
// lies here. The window reads it at start and writes it when something changed; one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/model/value.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

enum class ThemeChoice { system, light, dark, contrast };

// A part of the window beside the text.
struct PanelChoice {
  int size = 0;  // in points; 0: as the window thinks best
  bool shown = true;

  bool operator==(const PanelChoice&) const = default;
};

struct UserSettings {
  std::string annotator;  // her own name; "" until she said it
  ThemeChoice theme = ThemeChoice::system;
  int text_size = 0;          // of articles, in points; 0 is the theme's own
  std::vector<Path> recent;   // projects, newest first, at most kRecentProjects
  int width = 0, height = 0;  // of the window, in points; 0 before the first
  PanelChoice left, right, bottom;
  Extra extra;                // keys that this version does not know

  bool operator==(const UserSettings&) const = default;
};

inline constexpr std::size_t kRecentProjects = 10;

std::string to_text(ThemeChoice theme);

// Puts the project first; what it pushes beyond the last is forgotten.
void note_recent(UserSettings& settings, const Path& project);

struct UserSettingsRead {
  UserSettings settings;         // the defaults where there is no file or it could not be read
  std::optional<Error> problem;  // why it could not be read, with line and column
};

// $XDG_CONFIG_HOME/sayso/settings.json. Error: neither it nor HOME says where.
Result<Path> user_settings_file();

UserSettingsRead read_user_settings(FileSystem& files, const Path& file);

// Replaces the file whole and makes its folder. One that cannot be read is kept beside it as
// settings.json.damaged-<time> first. Error (machine): the disk refuses; what was there is there still.
Result<void> write_user_settings(FileSystem& files, const Clock& clock, const Path& file,
                                 const UserSettings& settings);

}  // namespace sayso
