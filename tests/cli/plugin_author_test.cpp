// From an empty folder to a plugin that works, as docs/plugins.md says it.
#include "tests/cli/program.h"

using namespace sayso;

TEST_CASE("a new plugin of any kind and language builds, keeps the contract and does its work at once") {
  for (const std::string kind : {"checker", "exporter"}) {
    for (const std::string language : {"c", "c++", "python"}) {
      CAPTURE(kind);
      CAPTURE(language);
      Desk desk;
      const Ran made = desk.sayso({"plugin", "new", "my-plugin", "--kind", kind, "--language", language});
      REQUIRE_MESSAGE(made.status == 0, made.err);
      if (language != "python") {
        const Ran built = desk.run({"make", "-C", "my-plugin", "CFLAGS=", "--no-print-directory"});
        REQUIRE_MESSAGE(built.status == 0, built.err);
        CHECK(built.err.empty());  // no warning
      }
      const Ran tested = desk.sayso({"plugin", "test", "my-plugin", "--articles", "50", "--json"});
      REQUIRE_MESSAGE(tested.status == 0, tested.out, tested.err);
      CHECK(tested.json()["broken"] == 0);
      CHECK(tested.json()["steps"].size() == 12);

      desk.make_project();
      REQUIRE(desk.sayso(kEdit, kQuote).status == 0);
      const std::string path = "SAYSO_PLUGIN_PATH=" + desk.folder().string();
      if (kind == "checker") {
        desk.put("very.txt", "“Ünder 🦊 very, very old.”\n");
        REQUIRE(desk.sayso({"add", "press", "very.txt"}).status == 0);
        const Ran checked = desk.sayso({"check", "press", "--rule", "my-plugin/found", "--json"}, {}, {"env", path});
        REQUIRE_MESSAGE(checked.status == 1, checked.err);
        const auto findings = checked.json()["findings"];
        REQUIRE(findings.size() == 2);
        CHECK(findings[0]["at"] == nlohmann::json::parse("[[9, 13]]"));
        CHECK(findings[1]["at"] == nlohmann::json::parse("[[15, 19]]"));
      } else {
        const Ran exported = desk.sayso({"export", "press", "--to", "my-plugin", "--out", "made"}, {}, {"env", path});
        REQUIRE_MESSAGE(exported.status == 0, exported.err);
        CHECK(desk.bytes("made/ana/budget.txt") == "content\t“We must act,”\n");
        CHECK(exported.out.find("attributions") != std::string::npos);
      }
    }
  }
}

TEST_CASE("a new plugin overwrites nothing, and its name must be one") {
  Desk desk;
  desk.put("there/mine.txt", "mine");
  const auto before = desk.tree(".");
  for (const std::string name : {"there", "../out", "Mine", "-x", "", "with space", "9"}) {
    CAPTURE(name);
    const Ran ran = desk.sayso({"plugin", "new", "--", name});
    CHECK(ran.status == 2);
    CHECK(!ran.err.empty());
  }
  CHECK(desk.tree(".") == before);
}

TEST_CASE("a plugin's test says what is broken, with status 1, and of a folder without one what is missing") {
  Desk desk;
  REQUIRE(desk.sayso({"plugin", "new", "mine"}).status == 0);
  desk.put("mine/plugin.py", "import sayso_plugin as sayso\nclass Plugin(sayso.Plugin):\n    def article(self, article):\n        article.text[0]\nsayso.run(Plugin)\n");
  const Ran ran = desk.sayso({"plugin", "test", "mine", "--articles", "3"});
  CHECK(ran.status == 1);
  CHECK(ran.out.find("BROKEN it takes odd Unicode:") != std::string::npos);
  CHECK(ran.out.find("1 promise is broken") != std::string::npos);
  CHECK(desk.sayso({"plugin", "test", "nowhere"}).status != 0);
  REQUIRE(desk.sayso({"plugin", "new", "native", "--language", "c"}).status == 0);
  const Ran unbuilt = desk.sayso({"plugin", "test", "native"});
  CHECK(unbuilt.status == 4);
  CHECK(unbuilt.err.find("native.so is not there") != std::string::npos);
}

TEST_CASE("a project's plugin runs when it was trusted, one of the user's own when it is installed, and none that is disabled") {
  Desk desk;
  desk.make_project();
  std::filesystem::create_directories(desk / "press/plugins");
  REQUIRE(desk.sayso({"plugin", "new", "mine"}).status == 0);
  std::filesystem::copy(desk / "mine", desk / "press/plugins/mine", std::filesystem::copy_options::recursive);
  desk.put("very.txt", "Very very.\n");
  REQUIRE(desk.sayso({"add", "press", "very.txt"}).status == 0);
  const auto found = [&] {
    const Ran ran = desk.sayso({"check", "press", "--article", "very", "--json"});
    return ran.json()["findings"].size();
  };
  const Ran untrusted = desk.sayso({"check", "press"});
  CHECK(untrusted.err.find("the project's plugin mine does not run: not trusted") != std::string::npos);
  CHECK(found() == 0);

  const Ran asked = desk.sayso({"plugin", "trust", "mine", "--project", "press"});
  CHECK(asked.status == 1);
  CHECK(asked.out.find("runs python3 plugin.py") != std::string::npos);
  CHECK(found() == 0);
  REQUIRE(desk.sayso({"plugin", "trust", "mine", "--project", "press", "--yes"}).status == 0);
  CHECK(found() == 1);
  const auto listed = desk.sayso({"plugin", "list", "--project", "press"}).out;
  CHECK(listed.find("project") != std::string::npos);
  desk.put("press/plugins/mine/README.md", "other words");
  CHECK(desk.sayso({"check", "press"}).err.find("changed since it was trusted") != std::string::npos);
  CHECK(found() == 0);
  // Said of one that is disabled, it holds when it is enabled again.
  REQUIRE(desk.sayso({"plugin", "disable", "mine", "--project", "press"}).status == 0);
  REQUIRE(desk.sayso({"plugin", "trust", "mine", "--project", "press", "--yes"}).status == 0);
  CHECK(found() == 0);
  REQUIRE(desk.sayso({"plugin", "enable", "mine", "--project", "press"}).status == 0);
  CHECK(found() == 1);
  std::filesystem::remove_all(desk / "press/plugins");

  REQUIRE(desk.sayso({"plugin", "install", "mine"}).status == 0);
  CHECK(found() == 1);
  CHECK(desk.sayso({"plugin", "install", "mine"}).status == 2);
  std::filesystem::copy(desk / "mine", desk / "other", std::filesystem::copy_options::recursive);
  desk.put("other/plugin.json", R"({"id": "org.other", "name": "quote-marks", "version": "1", "kind": "checker", "contract": "0.1", "licence": "x", "command": ["true"]})");
  CHECK(desk.sayso({"plugin", "install", "other"}).status == 2);  // a bundled one is called so
  REQUIRE(desk.sayso({"plugin", "disable", "mine"}).status == 0);
  CHECK(found() == 0);
  CHECK(desk.sayso({"plugin", "list"}).out.find("disabled") != std::string::npos);
  const Ran described = desk.sayso({"plugin", "info", "mine"});
  CHECK(described.status == 0);
  CHECK(described.out.find("does not run: disabled") != std::string::npos);
  CHECK(described.out.find("mine/found (hint)") != std::string::npos);
  REQUIRE(desk.sayso({"plugin", "enable", "mine"}).status == 0);
  CHECK(found() == 1);
  CHECK(desk.sayso({"plugin", "remove", "quote-marks"}).status == 2);  // not one that was installed
  REQUIRE(desk.sayso({"plugin", "remove", "mine"}).status == 0);
  CHECK(found() == 0);
}

TEST_CASE("a yes is said to the sum that was shown, and refused when the plugin has another one") {
  Desk desk;
  desk.make_project();
  REQUIRE(desk.sayso({"plugin", "new", "mine"}).status == 0);
  std::filesystem::create_directories(desk / "press/plugins");
  std::filesystem::copy(desk / "mine", desk / "press/plugins/mine", std::filesystem::copy_options::recursive);
  const Ran asked = desk.sayso({"plugin", "trust", "mine", "--project", "press", "--json"});
  CHECK(asked.status == 1);
  const std::string sum = asked.json()["sum"];
  CHECK(asked.json()["files"].size() >= 2);
  CHECK(sum.size() == 64);
  desk.put("press/plugins/mine/README.md", "other words");
  const Ran refused = desk.sayso({"plugin", "trust", "mine", "--project", "press", "--yes", "--sum", sum});
  CHECK(refused.status == 4);
  CHECK(refused.err.find("has changed since it was shown") != std::string::npos);
  CHECK(desk.sayso({"plugin", "list", "--project", "press"}).out.find("not trusted") != std::string::npos);
  const std::string now = desk.sayso({"plugin", "trust", "mine", "--project", "press", "--json"}).json()["sum"];
  CHECK(now != sum);
  CHECK(desk.sayso({"plugin", "trust", "mine", "--project", "press", "--yes", "--sum", now}).status == 0);
  CHECK(desk.sayso({"plugin", "list", "--project", "press"}).out.find("not trusted") == std::string::npos);
}

TEST_CASE("check and export go by the project's rules and settings, --rule and --set before them") {
  Desk desk;
  desk.make_project();
  desk.put("marks.txt", "“We open on Monday,” said Ruth. He said “so.\n");
  REQUIRE(desk.sayso({"add", "press", "marks.txt"}).status == 0);
  const auto manifest = [&](const std::string& members) {
    desk.put("press/sayso.json", R"({"format": "sayso/project/1", "id": "p", "name": "Press", )" + members + "}\n");
  };
  const auto found = [&](const std::string& wanted, std::vector<std::string> more = {}) {
    std::vector<std::string> command{"check", "press", "--article", "marks", "--json"};
    command.insert(command.end(), more.begin(), more.end());
    std::string severities;
    const auto document = desk.sayso(command).json();
    for (const auto& finding : document["findings"]) {
      if (finding["rule"] == wanted) severities += finding["severity"].get<std::string>() + " ";
    }
    return severities;
  };
  const std::string rule = "quote-marks/unbalanced";
  CHECK(found(rule) == "error ");
  manifest(R"("rules": {"quote-marks/unbalanced": "hint"})");
  CHECK(found(rule) == "hint ");
  manifest(R"("rules": {"quote-marks/unbalanced": "off"})");
  CHECK(found(rule).empty());
  CHECK(found(rule, {"--rule", rule}) == "error ");

  const auto first_byte = [&](const std::string& out, std::vector<std::string> more = {}) {
    std::vector<std::string> command{"export", "press", "--to", "csv", "--out", out};
    command.insert(command.end(), more.begin(), more.end());
    CHECK(desk.sayso(command).status == 0);
    return static_cast<unsigned char>(desk.bytes(out + "/spans.csv").front());
  };
  CHECK(first_byte("one") != 0xEF);
  manifest(R"("plugins": {"csv": {"settings": {"excel": true}}})");
  CHECK(first_byte("two") == 0xEF);
  CHECK(first_byte("three", {"--set", "excel=false"}) != 0xEF);
  manifest(R"("plugins": {"csv": {"settings": {"excel": 1, "word": true}}})");
  const Ran told = desk.sayso({"export", "press", "--to", "csv", "--out", "four"});
  CHECK(told.status == 0);
  CHECK(told.err.find("the setting \"excel\" of the plugin csv is 1") != std::string::npos);
  CHECK(told.err.find("no setting \"word\"") != std::string::npos);
}
