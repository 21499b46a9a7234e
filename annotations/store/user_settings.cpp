#include "annotations/store/user_settings.h"

#include <algorithm>

#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "annotations/store/pretty_json.h"
#include "core/base/xdg.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

constexpr std::uint64_t kSettingsLimit = 1 << 20;  // bytes
constexpr std::int64_t kMostPoints = 100'000;

ThemeChoice theme_of(JsonFields& fields) {
  const std::string name = fields.text_or("theme", to_text(ThemeChoice::system));
  for (const ThemeChoice theme : {ThemeChoice::system, ThemeChoice::light, ThemeChoice::dark, ThemeChoice::contrast}) {
    if (to_text(theme) == name) return theme;
  }
  fields.source().fail(*fields.find("theme"), "\"" + name + "\" is no theme: system, light, dark or contrast");
}

int points_of(JsonFields& fields, const char* name) {
  const std::int64_t points = fields.whole_or(name, 0);
  if (points < 0 || points > kMostPoints) fields.source().fail(*fields.find(name), "is no size in points");
  return static_cast<int>(points);
}

PanelChoice panel_of(JsonFields& panels, const char* name) {
  const JsonNode* node = panels.find(name);
  if (!node) return {};
  JsonFields fields(panels.source(), *node, "panel");
  PanelChoice panel{points_of(fields, "size"), fields.flag_or("shown", true)};
  fields.refuse_rest();
  return panel;
}

void write_panel(JsonLine& line, const char* name, const PanelChoice& panel) {
  if (panel == PanelChoice()) return;
  line.key(name).begin_object();
  if (panel.size > 0) line.key("size").integer(panel.size);
  if (!panel.shown) line.key("shown").boolean(false);
  line.end_object();
}

UserSettings settings_of(const JsonSource& source, const JsonNode& node) {
  must_be_object(source, node, "set of settings");
  JsonFields fields(source, node, "settings");
  UserSettings settings;
  settings.annotator = fields.text_or("annotator", "");
  settings.theme = theme_of(fields);
  settings.text_size = points_of(fields, "text_size");
  settings.width = points_of(fields, "width");
  settings.height = points_of(fields, "height");
  if (const JsonNode* found = fields.find("panels")) {
    JsonFields panels(source, *found, "set of panels");
    settings.left = panel_of(panels, "left");
    settings.right = panel_of(panels, "right");
    settings.bottom = panel_of(panels, "bottom");
    panels.refuse_rest();
  }
  for (const std::string& project : fields.texts_or_none("recent")) {
    if (settings.recent.size() < kRecentProjects) settings.recent.emplace_back(project);
  }
  settings.extra = fields.rest();
  return settings;
}

Result<UserSettings> settings_from_json(std::string_view bytes, const std::string& place) {
  const JsonSource source{bytes, place};
  const auto node = read_json(source);
  if (!node) return node.error();
  try {
    return settings_of(source, *node);
  } catch (const JsonMistake& mistake) { return mistake.error; }
}

std::string settings_to_json(const UserSettings& settings) {
  JsonLine line;
  line.begin_object()
      .member_unless_empty("annotator", settings.annotator)
      .member("theme", to_text(settings.theme));
  if (settings.text_size > 0) line.key("text_size").integer(settings.text_size);
  if (settings.width > 0) line.key("width").integer(settings.width);
  if (settings.height > 0) line.key("height").integer(settings.height);
  if (settings.left != PanelChoice() || settings.right != PanelChoice() || settings.bottom != PanelChoice()) {
    line.key("panels").begin_object();
    write_panel(line, "left", settings.left);
    write_panel(line, "right", settings.right);
    write_panel(line, "bottom", settings.bottom);
    line.end_object();
  }
  line.key("recent").begin_array();
  for (const Path& project : settings.recent) line.text(project.string());
  line.end_array().members(settings.extra).end_object();
  return pretty_json(line.take());
}

// A time that may stand in a file's name: "20260102T030405678Z".
std::string time_for_name(const Clock& clock) {
  std::string time = to_rfc3339(clock.now());
  std::erase_if(time, [](char c) { return c == '-' || c == ':' || c == '.'; });
  return time;
}

}  // namespace

std::string to_text(ThemeChoice theme) {
  switch (theme) {
    case ThemeChoice::system:
      return "system";
    case ThemeChoice::light:
      return "light";
    case ThemeChoice::dark:
      return "dark";
    case ThemeChoice::contrast:
      return "contrast";
  }
  return {};
}

void note_recent(UserSettings& settings, const Path& project) {
  std::erase(settings.recent, project);
  settings.recent.insert(settings.recent.begin(), project);
  if (settings.recent.size() > kRecentProjects) settings.recent.resize(kRecentProjects);
}

Result<Path> user_settings_file() {
  const auto folder = config_folder();
  if (!folder) return folder.error();
  return *folder / "settings.json";
}

UserSettingsRead read_user_settings(FileSystem& files, const Path& file) {
  const auto bytes = read_file_if_there(files, file, kSettingsLimit);
  if (!bytes) return {{}, bytes.error()};
  if (!*bytes) return {};
  auto settings = settings_from_json(**bytes, file.string());
  if (settings) return {std::move(settings).value(), {}};
  Error problem = settings.error();
  problem.remedy = "mend or remove it; until then sayso starts with its own settings";
  return {{}, problem};
}

Result<void> write_user_settings(FileSystem& files, const Clock& clock, const Path& file,
                                 const UserSettings& settings) {
  if (auto made = make_folders(files, file.parent_path()); !made) return made;
  const auto there = read_user_settings(files, file);
  if (there.problem) {
    // Only what is damaged is set aside; what the disk does not give may be whole.
    if (there.problem->kind != ErrorKind::damaged) return *there.problem;
    Path aside = file;
    aside += ".damaged-" + time_for_name(clock);
    if (auto moved = move_file(files, file, aside); !moved) return moved;
  }
  return write_file_atomically(files, file, settings_to_json(settings));
}

}  // namespace sayso
