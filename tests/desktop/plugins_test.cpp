// The sheet of plugins, by the keyboard: what it shows, what it changes, and that a yes is said to what was shown.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

#include "core/process/process_tree.h"
#include "tests/desktop/plugins_desk.h"

using namespace sayso;
using namespace sayso::ui;
using namespace std::chrono_literals;
using tests::PluginsDesk;

namespace {

const std::string kSettings = R"(, "settings": {"properties": {
  "most": {"type": "integer", "default": 3, "title": "At most", "description": "How many are told."},
  "loud": {"type": "boolean", "default": false, "title": "Loud"},
  "manner": {"type": "string", "enum": ["plain", "kind"], "default": "plain"},
  "words": {"type": "string", "default": "so"}}})";

// Waits for it, ten seconds at most.
template <class IsSo>
bool comes(IsSo is_so) {
  const auto until = std::chrono::steady_clock::now() + 10s;
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

bool no_plugin_runs() { return descendants_of(getpid()).empty(); }

}  // namespace

TEST_CASE("plugins: the sheet lists them with where they come from and whether they run, and what the chosen one keeps to") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine", kSettings + R"(, "memory_mib": 2048)");
  PluginsDesk::put_checker(desk.brought(), "snake");
  std::filesystem::create_directories(desk.own() / "broken");
  std::ofstream(desk.own() / "broken/plugin.json") << "{\"id\": ";
  desk.open();
  desk.press_sheet_key();
  desk->wait_for_checks();
  const PluginsModel sheet = desk.sheet();
  REQUIRE(sheet.rows.size() == 3);
  CHECK(sheet.rows[0].title == "The mine");
  CHECK(sheet.rows[0].aside == "checker · 1.2 · your own");
  CHECK(sheet.rows[0].state == "runs");
  CHECK(sheet.rows[0].chosen);
  CHECK(sheet.rows[1].state == "not trusted");
  CHECK(sheet.rows[2].title == "broken");
  CHECK(sheet.rows[2].wrong);
  CHECK(sheet.aside == "2 plugins, 1 runs");
  const std::string words = desk.words();
  CHECK(words.find("Licence: MIT") != std::string::npos);
  CHECK(words.find("Memory: asks for up to 2,048 MiB") != std::string::npos);
  CHECK((words.find("Kept in: reads its own files") != std::string::npos || words.find("Kept in: files are not kept") != std::string::npos));
  desk.press(Key::down);
  desk.press(Key::down);
  CHECK(desk.words().find("the plugin is left out") != std::string::npos);
  CHECK(desk.words().find("mend its plugin.json") != std::string::npos);
  desk.press(Key::escape);
  CHECK_FALSE(desk.is_open());
}

TEST_CASE("plugins: without any the sheet says so") {
  PluginsDesk desk;
  desk.open();
  desk.press_sheet_key();
  CHECK(desk.sheet().rows.empty());
  CHECK(desk.sheet().empty_words.find("No plugins were found") != std::string::npos);
  for (const Key key : {Key::down, Key::tab, Key::right, Key::enter, Key::page_down}) desk.press(key);
  desk.press_sheet_key();
  CHECK_FALSE(desk.is_open());
}

TEST_CASE("plugins: a rule's severity is the project's, and is its plugin's again when that is chosen") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine");
  desk.open();
  const std::string before = desk.manifest();
  CHECK(desk.findings("mine/found").starts_with("hint: "));
  desk.press_sheet_key();
  desk.go_to("rule:mine/found");
  CHECK(desk.chosen_of("rule:mine/found") == "hint");
  desk.press_and_wait(Key::right);
  CHECK(desk.chosen_of("rule:mine/found") == "warning");
  CHECK(desk.findings("mine/found").starts_with("warning: "));
  CHECK(desk.manifest().find(R"("rules": {"mine/found": "warning"})") != std::string::npos);
  desk.press_and_wait(Key::left);
  CHECK(desk.manifest() == before);
  desk.press_and_wait(Key::left);
  CHECK(desk.chosen_of("rule:mine/found") == "off");
  CHECK(desk.findings("mine/found").empty());
  CHECK(desk.part<PluginChoice>("rule:mine/found").aside == "set in this project");

  // It is no change from outside.
  desk->look_outside();
  CHECK(desk.notice() == "");
  CHECK(desk.is_open());
}

TEST_CASE("plugins: the form of the settings writes this project's values, and says what is none") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine", kSettings);
  desk.open();
  CHECK(desk.findings("mine/found").find("('loud', False), ('manner', 'plain'), ('most', 3), ('words', 'so')") != std::string::npos);
  desk.press_sheet_key();
  desk.go_to("setting:most");
  CHECK(desk.part<PluginField>("setting:most").field.text() == "3");
  CHECK(desk.part<PluginField>("setting:most").label == "At most");
  desk.press(Key::enter);
  desk.type("many");
  desk.press(Key::enter);
  CHECK(desk.part<PluginField>("setting:most").error.find("give a whole number") != std::string::npos);
  CHECK(desk.part<PluginField>("setting:most").typing);
  desk.press(Key::home);
  desk.press(Key::end, {true, false, false});
  desk.type("12");
  desk.press_and_wait(Key::enter);
  CHECK(desk.manifest().find(R"("plugins": {"org.test.mine": {"settings": {"most": 12}}})") != std::string::npos);
  CHECK(desk.findings("mine/found").find("('most', 12)") != std::string::npos);
  desk.go_to("setting:loud");
  desk.press_and_wait(Key::left);
  CHECK(desk.chosen_of("setting:loud") == "yes");
  desk.go_to("setting:manner");
  desk.press_and_wait(Key::enter);
  CHECK(desk.chosen_of("setting:manner") == "kind");
  desk.go_to("setting:words");
  desk.press(Key::space);
  desk.type(" said “Ähm”");
  desk.press_and_wait(Key::enter);
  CHECK(desk.findings("mine/found").find("('loud', True), ('manner', 'kind'), ('most', 12), ('words', ' said “Ähm”')") != std::string::npos);

  // Esc leaves what stood there; nothing typed is the default again.
  desk.go_to("setting:most");
  desk.press(Key::enter);
  desk.type("99");
  desk.press(Key::escape);
  CHECK(desk.is_open());
  CHECK(desk.part<PluginField>("setting:most").field.text() == "12");
  desk.press(Key::enter);
  desk.press(Key::del);
  desk.press_and_wait(Key::enter);
  CHECK(desk.part<PluginField>("setting:most").field.text() == "3");
  CHECK(desk.manifest().find("\"most\"") == std::string::npos);
}

TEST_CASE("plugins: what others wrote into sayso.json meanwhile stays, and a newer one is not written into") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine");
  desk.open();
  desk.press_sheet_key();
  std::string others = desk.manifest();
  others.replace(others.rfind("\n}"), 2, ",\n  \"theirs\": [1.10]\n}");
  std::ofstream(desk.project() / "sayso.json") << others;
  desk.go_to("rule:mine/found");
  desk.press_and_wait(Key::right);
  CHECK(desk.manifest().find("\"theirs\": [1.10],\n  \"rules\"") != std::string::npos);

  std::string newer = desk.manifest();
  newer.replace(newer.find("project/1"), 9, "project/2");
  std::ofstream(desk.project() / "sayso.json") << newer;
  desk.press_and_wait(Key::right);
  CHECK(desk.manifest() == newer);
  CHECK(desk.notice().find("newer") != std::string::npos);
  CHECK(desk.chosen_of("rule:mine/found") == "warning");
}

TEST_CASE("plugins: one is turned off and on, which is the user's and no project's") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine");
  desk.open();
  const std::string before = desk.manifest();
  desk.press_sheet_key();
  desk.go_to("runs");
  CHECK(desk.chosen_of("runs") == "yes");
  desk.press_and_wait(Key::right);
  CHECK(desk.chosen_of("runs") == "no");
  CHECK(desk.sheet().rows[0].state == "disabled");
  CHECK(desk.findings("mine/found").empty());
  CHECK(read_plugin_choices(real_files(), desk.choices_file())->disabled.contains("org.test.mine"));
  desk.press_and_wait(Key::left);
  CHECK_FALSE(desk.findings("mine/found").empty());
  CHECK(desk.manifest() == before);
}

TEST_CASE("plugins: a project's runs once it was said yes to twice, with all of it shown before") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.brought(), "snake");
  desk.open();
  CHECK(desk.findings("plugin").find("brings the plugin snake") != std::string::npos);
  desk.press_sheet_key();
  desk->wait_for_checks();
  const std::string sum = sum_of_plugin(real_files(), desk.brought() / "snake").value();
  const std::string words = desk.words();
  CHECK(words.find("runs python3 plugin.py  (in ") != std::string::npos);
  CHECK(words.find("2 files: plugin.json\nplugin.py") != std::string::npos);
  CHECK(words.find("Sum of them: " + sum) != std::string::npos);
  desk.press(Key::tab);
  CHECK(desk.ui().control == "trust");
  // One key pressed again and again says no.
  desk.press(Key::enter);
  CHECK(desk.ui().control == "not-now");
  desk.press_and_wait(Key::enter);
  CHECK(desk.ui().control == "trust");
  CHECK(desk.sheet().rows[0].state == "not trusted");
  desk.press(Key::enter);
  desk.press(Key::escape);
  CHECK(desk.is_open());
  CHECK_FALSE(desk.ui().confirming);

  desk.press(Key::enter);
  desk.press(Key::right);
  CHECK(desk.ui().control == "confirm");
  desk.press_and_wait(Key::enter);
  CHECK(desk.sheet().rows[0].state == "runs");
  CHECK_FALSE(desk.findings("snake/found").empty());
  CHECK(desk.findings("plugin").empty());
  CHECK(read_plugin_choices(real_files(), desk.choices_file())->trusted == std::set<std::pair<std::string, std::string>>{{"org.test.snake", sum}});
}

TEST_CASE("plugins: one that changed after it was shown is not trusted, and is shown anew") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.brought(), "snake");
  desk.open();
  desk.press_sheet_key();
  desk->wait_for_checks();
  desk.press(Key::tab);
  desk.press(Key::enter);
  desk.press(Key::right);
  REQUIRE(desk.ui().control == "confirm");
  std::ofstream(desk.brought() / "snake/plugin.py", std::ios::app) << "# more\n";
  desk.press_and_wait(Key::enter);
  CHECK(desk.notice().find("has changed since it was shown") != std::string::npos);
  CHECK(desk.sheet().rows[0].state == "not trusted");
  CHECK_FALSE(desk.ui().confirming);
  CHECK(read_plugin_choices(real_files(), desk.choices_file()).value() == PluginChoices());
  CHECK(desk.words().find(sum_of_plugin(real_files(), desk.brought() / "snake").value()) != std::string::npos);
}

TEST_CASE("plugins: a link in a project's plugin is told, and there is nothing to say yes to") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.brought(), "snake");
  std::filesystem::create_symlink("/usr/bin", desk.brought() / "snake/tools");
  desk.open();
  desk.press_sheet_key();
  desk->wait_for_checks();
  CHECK(desk.words().find("no links") != std::string::npos);
  for (const PluginControl& control : controls_of(desk.sheet())) CHECK(control.name != "trust");
}

TEST_CASE("plugins: every letter is quiet while the sheet is open, and the text stays as it was") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine");
  desk.open();
  const auto state = desk->session()->article()->state;
  desk.press_sheet_key();
  for (char letter = 'A'; letter <= 'Z'; ++letter) desk->handle(KeyPress{Key::letter, letter, {}, false});
  for (char digit = '0'; digit <= '9'; ++digit) desk->handle(KeyPress{Key::digit, digit, {}, false});
  desk.press(Key::del);
  CHECK(desk.is_open());
  CHECK(desk->session()->article()->state == state);
}

TEST_CASE("plugins: what is wrong in sayso.json is a problem, and the rest of it counts") {
  PluginsDesk desk;
  PluginsDesk::put_checker(desk.own(), "mine", kSettings);
  std::string manifest = desk.manifest();
  manifest.replace(manifest.rfind("\n}"), 2, R"(,
  "plugins": {"mine": {"settings": {"most": "lots", "loud": true}}},
  "rules": {"mine/found": "loud"}
})");
  std::ofstream(desk.project() / "sayso.json") << manifest;
  desk.open();
  CHECK(desk.findings("plugin").find("the setting \"most\" of the plugin mine is \"lots\"") != std::string::npos);
  CHECK(desk.findings("plugin").find("the rule \"mine/found\" is \"loud\"") != std::string::npos);
  CHECK(desk.findings("mine/found").find("('loud', True), ('manner', 'plain'), ('most', 3)") != std::string::npos);
}

TEST_CASE("plugins: processes without work end by themselves, and the next edit starts them again") {
  PluginsDesk desk({150ms, 50ms});
  PluginsDesk::put_checker(desk.own(), "mine");
  desk.open();
  CHECK_FALSE(desk.findings("mine/found").empty());
  while (desk->tick()) {
  }
  CHECK(desk->may_sleep() != 0);  // nobody is woken for it
  CHECK(comes(no_plugin_runs));
  CHECK_FALSE(desk->tick());
  desk.press(Key::right, {true, true, false});
  desk->handle(KeyPress{Key::letter, 'Q', {}, false});
  desk->wait_for_checks();
  CHECK_FALSE(desk.findings("mine/found").empty());
  CHECK_FALSE(no_plugin_runs());
}

TEST_CASE("plugins: another project is opened at once, whatever a plugin of the one before does") {
  PluginsDesk desk;
  const Path home = desk.own() / "bad";
  std::filesystem::create_directories(home);
  std::filesystem::copy_file(Path(SAYSO_BINARY_DIR) / "tests/plugins/misbehaving.so", home / "bad.so");
  std::ofstream(home / "plugin.json") << R"({"id": "org.sayso.test.misbehaving", "name": "bad", "version": "0", "kind": "checker", "contract": "0.1",
    "native": "bad.so", "licence": "none", "settings": {"properties": {"how": {"type": "string", "default": "well"}}}})";
  desk.open();
  std::filesystem::copy(desk.project(), desk.other_project(), std::filesystem::copy_options::recursive);
  // From now on it hangs, and answers to no signal.
  std::string json = read_file(real_files(), home / "plugin.json").value();
  json.replace(json.find("\"well\""), 6, "\"deadlock\"");
  std::ofstream(home / "plugin.json") << json;
  const auto opening = [&](const Path& where) {
    const auto begun = std::chrono::steady_clock::now();
    REQUIRE(desk->open_project(where, ArticleId("tram-extension")));
    return std::chrono::steady_clock::now() - begun;
  };
  const auto usual = opening(desk.project());
  REQUIRE(comes([&] {
    desk->tick();
    return !no_plugin_runs();
  }));
  std::this_thread::sleep_for(200ms);  // it hangs by now
  const auto then = opening(desk.other_project());
  MESSAGE("opened in " << std::chrono::duration_cast<std::chrono::milliseconds>(then).count() << " ms, without a hung plugin in "
                       << std::chrono::duration_cast<std::chrono::milliseconds>(usual).count() << " ms");
  CHECK(then < usual + 500ms);
  desk.leave();
  CHECK(comes(no_plugin_runs));
}
