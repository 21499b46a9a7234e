#include "annotations/store/user_settings.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/files/read_file.h"
#include "tests/support/file_bytes.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;

namespace {

UserSettings some_settings() {
  UserSettings settings;
  settings.annotator = "ana";
  settings.theme = ThemeChoice::dark;
  settings.text_size = 18;
  settings.width = 1600;
  settings.height = 1000;
  settings.left = {260, true};
  settings.bottom = {0, false};
  note_recent(settings, "/home/ana/press");
  return settings;
}

}  // namespace

TEST_CASE("settings come back as they were written") {
  const TemporaryFolder folder;
  const Path file = folder / "sayso/settings.json";
  const UserSettings settings = some_settings();
  REQUIRE(write_user_settings(real_files(), real_clock(), file, settings).ok());
  const UserSettingsRead read = read_user_settings(real_files(), file);
  CHECK_FALSE(read.problem.has_value());
  CHECK(read.settings == settings);
}

TEST_CASE("without a file the settings are sayso's own, and nothing is made") {
  const TemporaryFolder folder;
  const UserSettingsRead read = read_user_settings(real_files(), folder / "sayso/settings.json");
  CHECK(read.settings == UserSettings());
  CHECK_FALSE(read.problem.has_value());
  CHECK(folder.names().empty());
}

TEST_CASE("settings that this version does not know are kept") {
  const TemporaryFolder folder;
  const Path file = folder / "settings.json";
  put_bytes(file, "{\"annotator\": \"ana\", \"future\": {\"a\": 1.10}}\n");
  UserSettingsRead read = read_user_settings(real_files(), file);
  read.settings.annotator = "ben";
  REQUIRE(write_user_settings(real_files(), real_clock(), file, read.settings).ok());
  CHECK(bytes_of(file).find("1.10") != std::string::npos);
  CHECK(read_user_settings(real_files(), file).settings.annotator == "ben");
}

TEST_CASE("damaged settings are named with their line and set aside before others are written") {
  for (const std::string damage :
       {"{\n oops\n}\n", "{\"theme\": \"mauve\"}", "[]", "{\"width\": -4}", "\xff"}) {
    CAPTURE(damage);
    const TemporaryFolder folder;
    const Path file = folder / "settings.json";
    put_bytes(file, damage);
    const UserSettingsRead read = read_user_settings(real_files(), file);
    REQUIRE(read.problem.has_value());
    CHECK(read.problem->place.find("settings.json:") != std::string::npos);
    CHECK(read.settings == UserSettings());
    const TestClock clock;
    REQUIRE(write_user_settings(real_files(), clock, file, some_settings()).ok());
    CHECK(bytes_of(folder / "settings.json.damaged-20260102T030405678Z") == damage);
    CHECK(read_user_settings(real_files(), file).settings == some_settings());
  }
}

TEST_CASE("the newest project comes first, once, and ten are remembered") {
  UserSettings settings;
  for (int i = 0; i < 12; ++i) note_recent(settings, "/p/" + std::to_string(i));
  note_recent(settings, "/p/5");
  CHECK(settings.recent.size() == kRecentProjects);
  CHECK(settings.recent.front() == "/p/5");
  CHECK(std::count(settings.recent.begin(), settings.recent.end(), Path("/p/5")) == 1);
}
