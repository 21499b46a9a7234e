// From an empty folder to a plugin that works, as docs/plugins.md says it.
#include <set>

#include "tests/cli/program.h"

using namespace sayso;

namespace {

using Json = nlohmann::ordered_json;

// What a new plugin of each kind does at once, in a project where Ana has annotated one quote.
struct Work {
  Desk& desk;
  std::string language;

  Ran run(const Words& words) const { return desk.sayso(words, {}, {"env", "SAYSO_PLUGIN_PATH=" + desk.folder().string()}); }
  Json told(Words words, int status = 0) const {
    words.push_back("--json");
    const Ran ran = run(words);
    REQUIRE_MESSAGE(ran.status == status, ran.out, ran.err);
    return ran.json();
  }

  void checks() const {
    desk.put("very.txt", "“Ünder 🦊 very, very old.”\n");
    REQUIRE(desk.sayso({"add", "press", "very.txt"}).status == 0);
    const Json findings = told({"check", "press", "--rule", "my-plugin/found"}, 1)["findings"];
    REQUIRE(findings.size() == 2);
    CHECK(findings[0]["at"] == Json::parse("[[9, 13]]"));
    CHECK(findings[1]["at"] == Json::parse("[[15, 19]]"));
  }
  void exports() const {
    const Ran exported = run({"export", "press", "--to", "my-plugin", "--out", "made"});
    REQUIRE_MESSAGE(exported.status == 0, exported.err);
    CHECK(desk.bytes("made/ana/budget.txt") == "content\t“We must act,”\n");
    CHECK(exported.out.find("attributions") != std::string::npos);
  }
  void imports() const {
    const Json imported = told({"import", "press", "my-plugin/example.txt", "--from", "my-plugin", "--annotator", "ben"});
    CHECK(imported["added"] == Json::parse(R"(["example"])"));
    REQUIRE(imported["annotations"].size() == 1);
    CHECK(imported["annotations"][0]["annotator"] == "ben");
    CHECK(imported["annotations"][0]["spans"] == (language == "c" ? 3 : 6));
    CHECK(imported["entities"] == (language == "c" ? 0 : 2));
    // The words are those at the places that it gave: the store checks its own.
    CHECK(desk.sayso({"fsck", "press"}).status == 0);
    const Json found = told({"find", "press", "🦊", "--layer", "content"});
    CHECK(found.dump().find("Not “now”, 🦊 — soon.") != std::string::npos);
    // A second time nothing is overwritten.
    const auto before = desk.tree("press");
    const Ran again = run({"import", "press", "my-plugin/example.txt", "--from", "my-plugin", "--annotator", "ben"});
    CHECK(again.status == 2);
    CHECK(again.err.find("ben has annotated 'example' already") != std::string::npos);
    CHECK(desk.tree("press") == before);
  }
  void suggests() const {
    desk.put("calls.txt", "“🦊,” he said. “No.”\n");
    REQUIRE(desk.sayso({"add", "press", "calls.txt"}).status == 0);
    for (const char* time : {"first", "again"}) {
      CAPTURE(time);
      const Json suggested = told({"suggest", "press", "--annotator", "ana", "--by", "my-plugin"});
      CHECK(suggested["by"] == "my-plugin@0.1.0");
      REQUIRE(suggested["articles"].size() == 2);
      CHECK(suggested["articles"][0] == Json::parse(R"({"article": "budget", "suggested": 1, "stored": 0})"));  // she made it
      CHECK(suggested["articles"][1] == Json::parse(R"({"article": "calls", "suggested": 2, "stored": 2})"));
      const Json stored = Json::parse(desk.bytes("press/annotations/ana/calls.json"))["suggested"];
      REQUIRE(stored.size() == 2);
      CHECK(stored[0]["spans"][0]["at"] == Json::parse("[[0, 4]]"));
      CHECK(stored[1]["spans"][0]["text"] == Json::parse(R"(["“No.”"])"));
      CHECK(stored[0]["origin"]["by"] == "my-plugin@0.1.0");
      CHECK(stored[0]["origin"]["confidence"] == 0.5);
      CHECK(stored[0]["origin"]["why"] == "it stands between marks");
    }
    CHECK(desk.sayso({"fsck", "press"}).status == 0);
  }
  void measures() const {
    const Json measured = told({"agree", sample_path().string(), "--by", "my-plugin"});
    REQUIRE(measured["figures"].size() == 1);
    const Json figure = measured["figures"][0];
    CHECK(figure["articles"] == 5);
    if (language == "c") {
      CHECK(figure["measure"] == "span-count-difference");
      CHECK(figure["value"].get<double>() > 0);
    } else {
      CHECK(figure["annotators"] == Json::parse(R"(["ana", "ben"])"));
      CHECK(figure["value"].get<double>() == doctest::Approx(f1_of_the_sample()));
    }
  }

  // Counted here anew, over the snapshots of the sample project.
  static double f1_of_the_sample() {
    double both = 0, either = 0;
    for (const auto& file : std::filesystem::directory_iterator(sample_path() / "annotations" / "ana")) {
      if (file.path().extension() != ".json") continue;
      std::vector<std::set<std::string>> sets;
      for (const std::string who : {"ana", "ben"}) {
        std::ifstream in(sample_path() / "annotations" / who / file.path().filename());
        auto& set = sets.emplace_back();
        const Json snapshot = Json::parse(in);
        for (const Json& span : snapshot["spans"]) set.insert(span["layer"].dump() + span["at"].dump());
      }
      for (const std::string& each : sets[0]) both += static_cast<double>(sets[1].count(each));
      either += static_cast<double>(sets[0].size() + sets[1].size());
    }
    return 2 * both / either;
  }
};

}  // namespace

TEST_CASE("a new plugin of any kind and language builds, keeps the contract and does its work at once") {
  const std::map<std::string, void (Work::*)() const> kinds = {{"checker", &Work::checks}, {"exporter", &Work::exports},
      {"importer", &Work::imports}, {"suggester", &Work::suggests}, {"measure", &Work::measures}};
  for (const auto& [kind, does] : kinds) {
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
      CHECK(tested.json()["steps"].size() == (kind == "importer" ? 11 : 12));

      desk.make_project();
      REQUIRE(desk.sayso(kEdit, kQuote).status == 0);
      (Work{desk, language}.*does)();
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
    const auto findings = ran.json()["findings"];
    return std::ranges::count_if(findings, [](const auto& finding) { return finding["rule"].template get<std::string>().starts_with("mine/"); });
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
  desk.put("other/plugin.json", R"({"id": "org.other", "name": "quote-marks", "version": "1", "kind": "checker", "contract": "1.0", "licence": "x", "command": ["true"]})");
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
