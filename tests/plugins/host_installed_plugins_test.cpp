#include <doctest/doctest.h>

#include <cstdlib>
#include <map>

#include "core/files/write_file.h"
#include "plugins/host/installed_plugins.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

void put_plugin(const Path& folder, const std::string& id, const std::string& rest = {}) {
  REQUIRE(make_folders(real_files(), folder).ok());
  REQUIRE(create_file(real_files(), folder / "p.so", "").ok());
  REQUIRE(
      create_file(real_files(), folder / "plugin.json",
                  "{\"id\": \"" + id +
                      "\", \"name\": \"p\", \"version\": \"1\", \"kind\": \"exporter\", \"licence\": \"x\"" +
                      (rest.empty() ? ", \"contract\": \"1.0\", \"native\": \"p.so\"" : rest) + "}")
          .ok());
}

}  // namespace

TEST_CASE("the bundled plugins of this build are found") {
  const auto plugins = test::built_plugins();
  CHECK(plugins.problems.empty());
  CHECK(plugins.formats() == std::vector<std::string>{"brat", "csv", "jsonl"});
  CHECK(plugins.names(PluginKind::importer) == std::vector<std::string>{"jsonl"});
  CHECK(plugins.checkers().size() == 6);
}

TEST_CASE("the running program finds the plugins of its own build tree") {
  const auto places = default_plugin_places(real_files());
  REQUIRE_FALSE(places.folders.empty());
  CHECK(std::filesystem::equivalent(places.folders[0].folder, Path(SAYSO_BINARY_DIR) / "lib/sayso/plugins"));
  CHECK(std::filesystem::exists(places.host_program));
}

TEST_CASE("two plugins of one name are named, and the first is kept") {
  test::Folder folder;
  put_plugin(folder.path() / "one/p", "org.a");
  put_plugin(folder.path() / "two/p", "org.b");
  const auto found = find_plugins(real_files(), {{folder.path() / "one", folder.path() / "two"}, {}});
  REQUIRE(found.plugins.size() == 1);
  CHECK(found.plugins[0].id == "org.a");
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0].what.find((folder.path() / "one/p").string()) != std::string::npos);
}

TEST_CASE("a plugin of another contract, or whose library lies elsewhere, is left out with the reason") {
  for (const char* rest :
       {", \"contract\": \"1.1\", \"native\": \"p.so\"", ", \"contract\": \"1.0\", \"native\": \"../p.so\"",
        ", \"contract\": \"1.0\", \"native\": \"q.so\"", ", \"contract\": \"1.0\"",
        ", \"contract\": \"1.0\", \"native\": \"p.so\", \"command\": [\"true\"]", ", \"contract\": \"1.0\", \"command\": []",
        ", \"contract\": \"1.0\", \"command\": \"true\"", ", \"contract\": \"1.0\", \"command\": [\"true\", 1]",
        ", \"contract\": \"1.0\", \"command\": [\"../true\"]", ", \"contract\": \"1.0\", \"command\": [\"/bin/true\"]",
        ", \"contract\": \"1.0\", \"command\": [\"true\", \"\\u001b[2K\"]",
        ", \"title\": \"a\\rb\", \"contract\": \"1.0\", \"native\": \"p.so\"",
        ", \"contract\": \"0.1\", \"native\": \"p.so\"", ", \"contract\": \"2.0\", \"native\": \"p.so\"",
        ", \"contract\": \"1\", \"native\": \"p.so\"", ", \"contract\": \"1.0.0\", \"native\": \"p.so\"",
        ", \"contract\": \"-1.0\", \"native\": \"p.so\"", ", \"contract\": \"1.0\", \"native\": \"p.so\", \"needs\": [\"sound\"]",
        ", \"contract\": \"1.0\", \"native\": \"p.so\", \"writes\": [\"csv\"]",
        ", \"contract\": \"1.0\", \"native\": \"p.so\", \"examples\": [\"../secret\"]"}) {
    CAPTURE(rest);
    test::Folder folder;
    put_plugin(folder.path() / "p", "org.a", rest);
    const auto found = find_plugins(real_files(), {{folder.path()}, {}});
    CHECK(found.plugins.empty());
    CHECK(found.problems.size() == 1);
  }
}

TEST_CASE("a plugin's name can be one of a folder, and of nothing else") {
  for (const char* name : {"../p", "a/b", "/p", ".", "..", "p\\u0000q"}) {
    CAPTURE(name);
    test::Folder folder;
    REQUIRE(make_folders(real_files(), folder.path() / "p").ok());
    std::ofstream(folder.path() / "p/plugin.json") << R"({"id": "org.a", "name": ")" << name
                                                   << R"(", "version": "1", "kind": "checker", "licence": "x", "contract": "1.0", "command": ["true"]})";
    const auto found = find_plugins(real_files(), {{folder.path()}, {}});
    CHECK(found.plugins.empty());
    REQUIRE(found.problems.size() == 1);
    CHECK(found.problems[0].place == (folder.path() / "p/plugin.json").string());
  }
}

TEST_CASE("settings are typed and defaults filled in") {
  const PluginInfo csv = *test::built_plugins().exporter("csv");
  CHECK(settings_json(csv, {}).value() == "{\"excel\": false}");
  CHECK(settings_json(csv, {{"excel", "true"}}).value() == "{\"excel\": true}");
  CHECK(settings_json(csv, {{"excel", "perhaps"}}).error().kind == ErrorKind::usage);
}

TEST_CASE("a plugin that this sayso cannot run is left out in words that say what would") {
  const auto why = [](const std::string& rest) {
    test::Folder folder;
    put_plugin(folder.path() / "p", "org.a", ", \"native\": \"p.so\", " + rest);
    const auto found = find_plugins(real_files(), {{folder.path()}, {}});
    REQUIRE(found.problems.size() == 1);
    return found.problems[0].what;
  };
  CHECK(why(R"("contract": "1.7")") == "the plugin is left out: it is for contract 1.7, this sayso has 1.0; a newer sayso may run it");
  CHECK(why(R"("contract": "0.1")") == "the plugin is left out: it is for contract 0.1, this sayso has 1.0; build it anew");
  CHECK(why(R"("contract": "1.0", "needs": ["sound", "smell"])") ==
        "the plugin is left out: it needs sound, smell, which this sayso does not have");
}

TEST_CASE("texts in several languages are shown in the user's, else in English, else in the first") {
  test::Folder folder;
  put_plugin(folder.path() / "p", "org.a", R"(, "contract": "1.0", "native": "p.so", "title": {"fr": "Tableaux", "en": "Tables", "de": "Tabellen"},
    "settings": {"properties": {"s": {"type": "string", "title": {"fr": "Signe"}}}})");
  const auto shown = [&](const char* language) {
    const char* const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    std::map<std::string, std::optional<std::string>> before;
    for (const char* name : names) before[name] = std::getenv(name) ? std::optional<std::string>(std::getenv(name)) : std::nullopt;
    for (const char* name : names) ::unsetenv(name);
    ::setenv("LANG", language, 1);
    const auto found = find_plugins(real_files(), {{folder.path()}, {}});
    for (const auto& [name, value] : before) value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
    REQUIRE(found.plugins.size() == 1);
    return found.plugins[0].title + "/" + found.plugins[0].settings.at(0).title;
  };
  CHECK(shown("de_AT.UTF-8") == "Tabellen/Signe");
  CHECK(shown("fr") == "Tableaux/Signe");
  CHECK(shown("it_IT@euro") == "Tables/Signe");
  CHECK(shown("C.UTF-8") == "Tables/Signe");
}
