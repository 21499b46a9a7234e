// What a user says about plugins, and that nothing of a project says it for her.
#include <doctest/doctest.h>

#include "core/files/write_file.h"
#include "plugins/host/checkers.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

// A project with a plugin in Python that finds something in every article.
struct Brought {
  test::Folder folder;
  const Path home = folder.path() / "plugins/snake";

  Brought() {
    std::filesystem::create_directories(home / "lib");
    std::ofstream(home / "plugin.py") << "import sayso_plugin as sayso\nclass Plugin(sayso.Plugin):\n    def article(self, article):\n"
                                         "        self.finding('a/b', 'found')\nsayso.run(Plugin)\n";
    std::ofstream(home / "lib/words.txt") << "so\n";
    std::ofstream(home / "plugin.json") << R"({"id": "org.snake", "name": "snake", "version": "1", "contract": "1.0", "licence": "x", "kind": "checker",)"
                                        << R"("command": ["python3", "plugin.py"]})";
  }
  InstalledPlugins found(const PluginChoices& choices = {}) const {
    return find_plugins(real_files(), {{{folder.path() / "plugins", PluginOrigin::project}}, test::host_program()}, choices);
  }
  std::string sum() const { return sum_of_plugin(real_files(), home).value(); }
  PluginChoices trusting() const {
    PluginChoices choices;
    choices.trusted = {{"org.snake", sum()}};
    return choices;
  }
};

using Why = LeftOutPlugin::Why;

}  // namespace

TEST_CASE("trust: a project's plugin does not run until somebody says yes to it, and only as it was then") {
  Brought brought;
  REQUIRE(brought.found().left_out.size() == 1);
  CHECK(brought.found().plugins.empty());
  CHECK(brought.found().left_out[0].why == Why::not_trusted);

  const PluginChoices trusting = brought.trusting();
  const InstalledPlugins trusted = brought.found(trusting);
  REQUIRE(trusted.plugins.size() == 1);
  CHECK(trusted.plugins[0].origin == PluginOrigin::project);
  const Article article = test::an_article("It is so.");
  const auto check = [&] {
    Checkers checkers(trusted);
    return checkers.check_article(test::attribution_scheme(), {}, article, test::Annotated(article).get());
  };
  CHECK(check().findings.size() == 1);

  // Any file of it, changed, added, renamed or taken away; also after the project was opened.
  const auto changed = [&] {
    CHECK(brought.found(trusting).plugins.empty());
    REQUIRE(brought.found(trusting).left_out.size() == 1);
    CHECK(brought.found(trusting).left_out[0].why == Why::changed);
    const auto report = check();
    CHECK(report.findings.empty());
    REQUIRE(report.failures.size() == 1);
    CHECK(report.failures[0].what.find("has changed since") != std::string::npos);
  };
  std::ofstream(brought.home / "lib/words.txt", std::ios::app) << "no\n";
  changed();
  std::ofstream(brought.home / "lib/words.txt") << "so\n";
  CHECK(brought.found(trusting).plugins.size() == 1);
  std::ofstream(brought.home / "lib/more.py") << "";
  changed();
  std::filesystem::remove(brought.home / "lib/more.py");
  std::filesystem::rename(brought.home / "lib/words.txt", brought.home / "lib/words.text");
  changed();
  std::filesystem::rename(brought.home / "lib/words.text", brought.home / "lib/words.txt");
  CHECK(check().findings.size() == 1);

  // Another plugin of that sum, or this one under another name, is nobody's yes.
  PluginChoices other;
  other.trusted = {{"org.other", brought.sum()}};
  CHECK(brought.found(other).plugins.empty());
}

TEST_CASE("trust: a plugin with links is not trusted, for what they lead to can change") {
  Brought brought;
  const PluginChoices trusting = brought.trusting();
  std::filesystem::create_symlink("/usr/bin", brought.home / "lib/tools");
  const auto sum = sum_of_plugin(real_files(), brought.home);
  REQUIRE_FALSE(sum);
  CHECK(sum.error().place.find("lib/tools") != std::string::npos);
  CHECK(brought.found(trusting).plugins.empty());
  CHECK(brought.found(trusting).problems.size() == 1);
  CHECK(brought.found().problems.empty());  // nobody said yes to it: nothing of it is read
}

TEST_CASE("trust: plugins of the user's own need none, and any can be disabled") {
  Brought brought;
  const auto found = [&](const PluginChoices& choices) {
    return find_plugins(real_files(), {{{brought.folder.path() / "plugins", PluginOrigin::user}}, test::host_program()}, choices);
  };
  CHECK(found({}).plugins.size() == 1);
  PluginChoices disabled;
  disabled.disabled = {"org.snake"};
  CHECK(found(disabled).plugins.empty());
  REQUIRE(found(disabled).left_out.size() == 1);
  CHECK(found(disabled).left_out[0].why == Why::disabled);
}

TEST_CASE("trust: where what she said cannot be read, nothing runs but what comes with sayso") {
  Brought brought;
  PluginChoices unknown;
  unknown.unknown = true;
  const auto found = [&](PluginOrigin origin) {
    return find_plugins(real_files(), {{{brought.folder.path() / "plugins", origin}}, test::host_program()}, unknown);
  };
  CHECK(found(PluginOrigin::bundled).plugins.size() == 1);
  for (const PluginOrigin origin : {PluginOrigin::user, PluginOrigin::project, PluginOrigin::path}) {
    CHECK(found(origin).plugins.empty());
    REQUIRE(found(origin).left_out.size() == 1);
    CHECK(found(origin).left_out[0].why == Why::choices_unknown);
  }
}

TEST_CASE("trust: a plugin that does not run takes no other's name") {
  Brought brought, own;
  const auto found = find_plugins(
      real_files(), {{{brought.folder.path() / "plugins", PluginOrigin::project}, {own.folder.path() / "plugins", PluginOrigin::path}}, test::host_program()});
  CHECK(found.problems.empty());
  REQUIRE(found.plugins.size() == 1);
  CHECK(found.plugins[0].origin == PluginOrigin::path);
  CHECK(found.left_out.size() == 1);
}

TEST_CASE("choices about plugins are read as they were written, and a damaged file says what is wrong") {
  const test::Folder folder;
  const Path file = folder.path() / "config/plugins.json";
  CHECK(read_plugin_choices(real_files(), file).value() == PluginChoices());
  PluginChoices choices;
  choices.disabled = {"org.a", "org.\"b\" ü"};
  choices.trusted = {{"org.c", "00ff"}, {"org.c", "11"}};
  for (const PluginChoices& each : {choices, PluginChoices()}) {
    REQUIRE(write_plugin_choices(real_files(), file, each));
    CHECK(read_plugin_choices(real_files(), file).value() == each);
  }
  for (const char* bad : {"", "[]", "{}", "{\"format\": \"sayso/plugins/2\"}", "{\"format\": \"sayso/plugins/1\", \"trusted\": [{\"id\": \"a\"}]}"}) {
    CAPTURE(bad);
    std::ofstream(file) << bad;
    const auto read = read_plugin_choices(real_files(), file);
    REQUIRE_FALSE(read);
    CHECK(read.error().place == file.string());
    CHECK(!read.error().remedy.empty());
  }
}
