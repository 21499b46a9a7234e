// `sayso import` looks at all before it writes anything; suggesting and running a plugin once, beside.
#include "tests/cli/program.h"

using namespace sayso;

namespace {

// A project, and an importer that gives what its input says: each line is a call of its own, in Python.
struct Importing {
  Desk desk;

  Importing() {
    desk.make_project();
    desk.put("told/plugin.json", R"({"id": "org.test.told", "name": "told", "version": "1", "kind": "importer", "contract": "1.0", "licence": "x",
      "command": ["python3", "plugin.py"], "reads": [".told"], "examples": ["a.told"]})");
    desk.put("told/plugin.py", "import sayso_plugin as sayso\nclass Plugin(sayso.Plugin):\n    def input(self, name, content):\n"
                               "        exec(content.decode())\nsayso.run(Plugin)\n");
  }
  Ran import(const std::string& calls, const Words& more = {}) {
    desk.put("in.told", calls);
    Words words = {"import", "press", "in.told", "--from", "told"};
    words.insert(words.end(), more.begin(), more.end());
    return desk.sayso(words, {}, {"env", "SAYSO_PLUGIN_PATH=" + desk.folder().string()});
  }
  // It is refused with these words, and nothing is written.
  void refused(int status, const std::string& calls, const std::string& why, const Words& more = {"--annotator", "ben"}) {
    CAPTURE(calls);
    const auto before = desk.tree("press");
    const Ran ran = import(calls, more);
    CHECK(ran.status == status);
    CHECK_MESSAGE(ran.err.find(why) != std::string::npos, ran.err);
    CHECK(desk.tree("press") == before);
  }
};

const std::string kArticle = "self.add_article('Ana said it. 🦊\\n', id='one')\n";

}  // namespace

TEST_CASE("an import that cannot be as a whole changes nothing, and says what and where") {
  Importing importing;
  const auto with = [](const std::string& spans, const std::string& frames = "[]") {
    return kArticle + "self.add_annotations('one', " + spans + ", " + frames + ")\n";
  };
  importing.refused(4, with("[{'id': 'new:1', 'layer': 'content', 'at': [[0, 3]], 'text': ['Bob']}]"), "one of ben: at [0, 3] the text is 'Ana', not 'Bob'");
  importing.refused(4, with("[{'id': 'new:1', 'layer': 'content', 'at': [[0, 300]]}]"), "is not a stretch of the text");
  importing.refused(4, with("[{'id': 'new:1', 'layer': 'no-such', 'at': [[0, 3]]}]"), "the scheme has no span layer 'no-such'");
  importing.refused(4, with("[{'id': 'new:1', 'layer': 'content', 'at': [[0, 3]]}]*2"), "two records or entities are called new:1");
  importing.refused(4, with("[]", "[{'id': 'new:2', 'layer': 'attribution', 'roles': {'content': [{'to': 'new:9'}]}}]"), "there is no record");
  importing.refused(4, with("[]", "[{'id': 'new:2', 'layer': 'attribution', 'roles': {'source': [{'to': 'entity:new:e'}]}}]"), "there is no entity");
  importing.refused(4, with("[{'id': 'new:1', 'layer': 'mention', 'at': [[0, 3]], 'attributes': {'form': 'no-such'}}]"), "form");
  importing.refused(2, with("[]"), "whose annotations of one are is not said", {});
  importing.refused(4, with("[]"), "gold", {"--annotator", "gold"});
  importing.refused(4, with("[]") + "self.add_annotations('one', [])\n", "given twice");
  importing.refused(4, "self.add_annotations('nowhere', [])\n", "there is no article 'nowhere'");
  importing.refused(2, "self.add_article('Another text.\\n', id='budget')\n", "there is an article 'budget' already, with another text");
  importing.refused(4, "self.add_article('a\\0b', id='nul')\n", "NUL");
  importing.refused(3, "self.add_article('\\ufeffBOM', id='bom')\n", "byte order mark");
  importing.refused(4, "self.add_article('x\\n', id='../out')\n", "");
  importing.refused(4, kArticle + kArticle, "two articles are called 'one'");
  importing.refused(4, "self.add_entity({'id': 'new:e', 'name': 'E'})\n" "self.add_entity({'id': 'new:e', 'name': 'F'})\n", "two entities are called new:e");
  importing.refused(3, "self.add_entity({'id': 'new:e'})\n", "entity");
  importing.refused(3, "raise sayso.Failure('line 7 is odd', 'mend line 7')\n", "mend line 7");
  importing.refused(2, "", "there is no file 'nowhere.told'", {"--annotator", "ben", "nowhere.told"});
}

TEST_CASE("an import of several annotators keeps them apart, hands in what is done, and adds to what is there") {
  Importing importing;
  Desk& desk = importing.desk;
  const std::string calls = kArticle +
      "self.add_entity({'id': 'new:e', 'name': 'Ana', 'kind': 'person'})\n"
      "spans = [{'id': 'new:1', 'layer': 'content', 'at': [[9, 11]], 'text': ['it']}, {'id': 'new:2', 'layer': 'mention', 'at': [[0, 3]], 'attributes': {'entity': 'new:e'}}]\n"
      // The first frame names the second, which comes later.
      "frames = [{'id': 'new:3', 'layer': 'attribution', 'roles': {'content': [{'to': 'new:1'}], 'within': [{'to': 'new:4'}]}},\n"
      "          {'id': 'new:4', 'layer': 'attribution', 'roles': {'content': [{'to': 'new:1'}], 'source': [{'to': 'new:2'}, {'to': 'entity:new:e'}]}}]\n"
      "self.add_annotations('one', spans, frames, annotator='cleo', status='done')\n"
      "self.add_annotations('one', spans[:1])\n"
      "self.add_annotations('budget', [])\n"
      "self.loss('colours', 'in.told:3', 2)\n";
  const Ran ran = importing.import(calls, {"--annotator", "ben", "--json"});
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  const auto report = ran.json();
  CHECK(report["added"].dump() == R"(["one"])");
  REQUIRE(report["annotations"].size() == 3);
  CHECK(report["annotations"][0].dump() == R"({"article":"one","annotator":"cleo","spans":2,"frames":2,"status":"done"})");
  CHECK(report["losses"][0].dump() == R"({"what":"colours","count":2,"places":["in.told:3"]})");
  CHECK(desk.sayso({"fsck", "press"}).status == 0);
  const auto cleo = nlohmann::json::parse(desk.bytes("press/annotations/cleo/one.json"));
  CHECK(cleo["status"] == "done");
  REQUIRE(cleo["frames"].size() == 2);
  const auto entities = nlohmann::json::parse(desk.bytes("press/entities.json"))["entities"];
  REQUIRE(entities.size() == 1);
  const std::string id = entities[0]["id"];
  CHECK(cleo["frames"].dump().find("entity:" + id) != std::string::npos);
  CHECK(cleo["spans"].dump().find("\"" + id + "\"") != std::string::npos);
  CHECK(cleo["frames"][0]["origin"]["by"] == "import told");
  CHECK(cleo.dump().find("new:") == std::string::npos);
  // Its first group is an import, which counts as such.
  CHECK(desk.bytes("press/annotations/ben/one.history").find("\"kind\": \"import\"") != std::string::npos);
  CHECK(nlohmann::json::parse(desk.bytes("press/annotations/ben/one.json"))["status"] == "open");
  // The same article and text again, for somebody else.
  const Ran again = importing.import(kArticle + "self.add_annotations('one', [])\n", {"--annotator", "dan", "--json"});
  REQUIRE_MESSAGE(again.status == 0, again.err);
  CHECK(again.json()["there_already"].dump() == R"(["one"])");
  CHECK(desk.sayso({"fsck", "press"}).status == 0);
}

TEST_CASE("a folder is read by endings, and a large file in pieces comes whole") {
  Importing importing;
  importing.desk.put("many/b.told", "self.add_article('b\\n', source=name)\n");
  importing.desk.put("many/deep/c.told", "self.add_article('c\\n', source=name)\n");
  importing.desk.put("many/other.txt", "raise sayso.Failure('not mine')\n");
  importing.desk.put("many/.hidden.told", "raise sayso.Failure('not mine')\n");
  const Words path = {"env", "SAYSO_PLUGIN_PATH=" + importing.desk.folder().string()};
  const Ran ran = importing.desk.sayso({"import", "press", "many", "--from", "told", "--json"}, {}, path);
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  CHECK(ran.json()["added"].dump() == R"(["b","c"])");
  const std::string large = "self.add_article('%d of %d' % (len(content), content.count(b'#')), id='large')\n" + std::string(3'000'000, '#');
  REQUIRE(importing.import(large).status == 0);
  CHECK(importing.desk.bytes("press/articles/large.txt") == std::to_string(large.size()) + " of 3000001");
  const Ran none = importing.desk.sayso({"import", "press", "press", "--from", "told"}, {}, path);
  CHECK(none.status == 2);
  CHECK(none.err.find("has no file that told reads") != std::string::npos);
}

TEST_CASE("a plugin that was run once can be told the same again, and says when it gives something else") {
  Importing importing;
  Desk& desk = importing.desk;
  REQUIRE(desk.sayso({"plugin", "new", "mine"}).status == 0);
  desk.put("very.txt", "very well\n");
  REQUIRE(desk.sayso({"add", "press", "very.txt"}).status == 0);
  const Ran run = desk.sayso({"plugin", "run", "mine", "press", "--trace", "t"});
  REQUIRE_MESSAGE(run.status == 0, run.err);
  CHECK(nlohmann::json::parse(run.out)["at"].dump() == "[[0,4]]");
  CHECK(desk.sayso({"plugin", "replay", "t"}).out.starts_with("the same: "));
  const Ran other = desk.sayso({"plugin", "run", "mine", "press", "--set", "word=well"});
  CHECK(nlohmann::json::parse(other.out)["at"].dump() == "[[5,9]]");
  std::string source = desk.bytes("mine/plugin.py");
  source.replace(source.find("is there"), 8, "was here");
  desk.put("mine/plugin.py", source);
  const Ran changed = desk.sayso({"plugin", "replay", "t"});
  CHECK(changed.status == 1);
  CHECK(changed.out.find("was here") != std::string::npos);
  const Ran messages = desk.sayso({"plugin", "replay", "t", "--messages", "m"});
  CHECK(messages.out.find("sayso-plugin-host command . /tmp python3 plugin.py") != std::string::npos);
  CHECK(desk.bytes("m").find("\"type\": \"open\"") != std::string::npos);
  desk.put("odd", "x\n");
  CHECK(desk.sayso({"plugin", "replay", "odd"}).status == 4);
}

TEST_CASE("a package of a plugin installs as the folder does") {
  Desk desk;
  REQUIRE(desk.sayso({"plugin", "new", "mine"}).status == 0);
  REQUIRE(desk.sayso({"plugin", "pack", "mine"}).status == 0);
  const std::string package = desk.bytes("mine-0.1.0.sayso-plugin");
  CHECK(desk.sayso({"plugin", "pack", "mine"}).status == 2);  // nothing is overwritten
  const Ran installed = desk.sayso({"plugin", "install", "mine-0.1.0.sayso-plugin", "--json"});
  REQUIRE_MESSAGE(installed.status == 0, installed.err);
  CHECK(desk.sayso({"plugin", "list"}).out.find("mine") != std::string::npos);
  CHECK(desk.sayso({"plugin", "install", "mine"}).err.find("is there already") != std::string::npos);
  REQUIRE(desk.sayso({"plugin", "remove", "mine"}).status == 0);
  desk.put("cut.sayso-plugin", package.substr(0, package.size() / 2));
  const Ran cut = desk.sayso({"plugin", "install", "cut.sayso-plugin"});
  CHECK(cut.status == 4);
  CHECK(cut.err.find("cut.sayso-plugin") != std::string::npos);
}

TEST_CASE("the sample project goes out as jsonl and comes into a new project as it was") {
  Desk desk;
  desk.copy_sample();
  REQUIRE(desk.sayso({"export", "sample", "--to", "jsonl", "--out", "lines", "--annotator", "ana,ben"}).status == 0);
  REQUIRE(desk.sayso({"new", "other", "--scheme", "sample/scheme.json"}).status == 0);
  const Ran imported = desk.sayso({"import", "other", "lines", "--from", "jsonl", "--annotator", "ana", "--json"});
  REQUIRE_MESSAGE(imported.status == 0, imported.err);
  CHECK(imported.json()["losses"].empty());
  CHECK(desk.sayso({"fsck", "other"}).status == 0);
  const auto record = [](nlohmann::ordered_json json) {
    json.erase("sum");
    // That it was imported stands on what came in, unless it said before what made it.
    if (json.contains("origin") && json["origin"]["by"] == "import jsonl") json.erase("origin");
    return json;
  };
  std::size_t compared = 0;
  for (const std::string who : {"ana", "ben"}) {
    for (const auto& file : std::filesystem::directory_iterator(desk / "sample" / "annotations" / who)) {
      if (file.path().extension() != ".json") continue;
      const std::string name = "annotations/" + who + "/" + file.path().filename().string();
      CAPTURE(name);
      const auto was = nlohmann::ordered_json::parse(desk.bytes("sample/" + name)), is = nlohmann::ordered_json::parse(desk.bytes("other/" + name));
      CHECK(is["status"] == was["status"]);
      CHECK(is["text_sha256"] == was["text_sha256"]);
      for (const char* list : {"spans", "frames"}) {
        REQUIRE(is[list].size() == was[list].size());
        for (std::size_t i = 0; i < was[list].size(); ++i, ++compared) CHECK(record(is[list][i]) == record(was[list][i]));
      }
    }
  }
  CHECK(compared > 200);
  const auto entities = [&](const std::string& project) { return nlohmann::ordered_json::parse(desk.bytes(project + "/entities.json"))["entities"]; };
  REQUIRE(entities("other").size() == entities("sample").size());
  for (std::size_t i = 0; i < entities("sample").size(); ++i) CHECK(record(entities("other")[i]) == record(entities("sample")[i]));
}
