// What the commands do when all is well, on the real program.

#include <signal.h>

#include <algorithm>
#include <thread>

#include "tests/cli/program.h"

using namespace sayso;

TEST_CASE("edits go in line by line, and a later line may name what an earlier one made") {
  Desk desk;
  desk.make_project();
  const std::string lines =
      std::string(kQuote) +
      R"([{"edit": "add-entity", "entity": {"id": "new:e", "name": "Ann Lee", "kind": "person"}},)"
      R"( {"edit": "add-span", "span": {"id": "new:1", "layer": "cue", "at": [[15, 19]], "text": ["said"]}},)"
      R"( {"edit": "fill-role", "of": "new:2", "role": "cue", "with": {"to": "new:1"}},)"
      R"( {"edit": "set-role", "of": "new:2", "role": "source", "fillers": [{"to": "entity:new:e"}]}])"
      "\n\n"
      R"({"edit": "set-attribute", "of": "new:2", "name": "tone", "value": ["warm"]})";
  Words words = kEdit;
  words.push_back("--json");
  const Ran ran = desk.sayso(words, lines);
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  const auto groups = ran.json()["groups"];
  REQUIRE(groups.size() == 3);
  CHECK(groups[2]["line"] == 4);
  CHECK(groups[1]["ids"]["new:e"].get<std::string>().starts_with("ann-lee-"));
  const auto state = nlohmann::json::parse(desk.bytes("press/annotations/ana/budget.json"));
  CHECK(state["frames"][0]["id"] == groups[0]["ids"]["new:2"]);
  CHECK(state["frames"][0]["roles"]["cue"][0]["to"] == groups[1]["ids"]["new:1"]);
  CHECK(state["frames"][0]["attributes"]["tone"][0] == "warm");
}

TEST_CASE("an entity that turns out to be two persons is split, and exports and searches tell them apart") {
  Desk desk;
  desk.make_project();
  const std::string mention =
      R"([{"edit": "add-entity", "entity": {"id": "new:e", "name": "Ann Lee", "kind": "person"}},)"
      R"( {"edit": "add-span", "span": {"id": "new:m", "layer": "mention", "at": [[20, 27]], "text": ["Ann Lee"], "attributes": {"entity": "new:e"}}},)"
      R"( {"edit": "set-role", "of": "new:2", "role": "source", "fillers": [{"to": "new:m"}]}])";
  Words words = kEdit;
  words.push_back("--json");
  const Ran made = desk.sayso(words, std::string(kQuote) + mention);
  REQUIRE_MESSAGE(made.status == 0, made.err);
  const auto ids = made.json()["groups"][1]["ids"];
  const std::string entity = ids["new:e"], id = ids["new:m"];
  const std::string annotations = desk.bytes("press/annotations/ana/budget.json");

  const Words bens = {"edit", "press", "--annotator", "ben", "--article", "budget", "--json"};
  const auto split = [&](const std::string& of, const std::string& record, const std::string& into) {
    return R"({"edit": "split-entity", "of": ")" + of + R"(", "mention": "ana/budget#)" + record + R"(", "into": ")" + into + R"("})";
  };
  const auto refused = [&](const std::string& line) {
    const Ran ran = desk.sayso(bens, line);
    CHECK(ran.status == 4);
    return ran.err;
  };
  CHECK(refused(split(entity, id, "nobody-0000")).find("standard input:1: there is no entity 'nobody-0000'; make it by") != std::string::npos);
  CHECK(refused(split("mayor-0000", id, "@unclear")).find("names '" + entity + "', not 'mayor-0000'; ") != std::string::npos);
  CHECK(refused(split(entity, "m9", "@unclear")).find("'ana' has no record 'm9' in 'budget'; ") != std::string::npos);
  CHECK(refused(R"({"edit": "split-entity", "of": "e", "mention": "m9"})").find("names no mention: ANNOTATOR/ARTICLE#RECORD") != std::string::npos);
  CHECK(refused(R"({"edit": "set-split-conflicts", "mention": "ana/budget#m"})").find("conflicts are written by joins alone") != std::string::npos);

  const Ran ran = desk.sayso(bens, R"([{"edit": "add-entity", "entity": {"id": "new:o", "name": "Anna Leigh", "kind": "person"}}, )" +
                                       split(entity, id, "new:o") + "]");
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  const std::string other = ran.json()["groups"][0]["ids"]["new:o"];
  CHECK(desk.bytes("press/annotations/ana/budget.json") == annotations);
  CHECK(desk.bytes("press/entities.json").find(R"({"mention": "ana/budget#)" + id + R"(", "into": {")" + entity + R"(": ")" + other + "\"}") !=
        std::string::npos);
  const auto found = desk.sayso({"find", "press", "anna leigh", "--json"}).json();
  CHECK(found.dump().find(id) != std::string::npos);
  CHECK(desk.sayso({"fsck", "press"}).status == 0);
  const auto exported = [&](const std::string& out) {
    REQUIRE(desk.sayso({"export", "press", "--to", "csv", "--out", out}).status == 0);
    const std::string rows = desk.bytes(out + "/attributions.csv");
    return std::pair(rows.find(other) != std::string::npos, rows.find(entity) != std::string::npos);
  };
  CHECK(exported("split") == std::pair(true, false));

  // The article gets another id, and the split goes with it.
  CHECK(desk.sayso({"rename", "press", "--article", "budget", "--to", "news/budget"}).status == 2);
  REQUIRE(desk.sayso({"rename", "press", "--article", "budget", "--to", "news/budget", "--by", "ben"}).status == 0);
  CHECK(exported("renamed") == std::pair(true, false));
  const Ran back = desk.sayso({"edit", "press", "--annotator", "ben", "--article", "news/budget"},
                              R"({"edit": "split-entity", "of": ")" + entity + R"(", "mention": "ana/news/budget#)" + id + "\"}");
  REQUIRE_MESSAGE(back.status == 0, back.err);
  CHECK(exported("again") == std::pair(false, true));
}

TEST_CASE("finish hands in, a second time is refused, reopen needs a reason") {
  Desk desk;
  desk.make_project();
  REQUIRE(desk.sayso(kEdit, kQuote).status == 0);
  const Words whose = {"press", "--annotator", "ana", "--article", "budget"};
  const auto with = [&](const std::string& command, const Words& more = {}) {
    Words words = {command};
    words.insert(words.end(), whose.begin(), whose.end());
    words.insert(words.end(), more.begin(), more.end());
    return desk.sayso(words);
  };
  CHECK(with("finish").status == 0);
  CHECK(with("finish").status == 2);
  CHECK(desk.sayso(kEdit, kQuote).status == 2);
  CHECK(with("reopen").status == 2);
  CHECK(with("reopen", {"--reason", "slip"}).status == 0);
  CHECK(with("finish", {"--skip"}).status == 2);
  CHECK(with("finish", {"--skip", "--reason", "no quotes"}).status == 0);
  const auto ana = desk.sayso({"stats", "press", "--json"}).json()["annotators"][0];
  CHECK(ana["statuses"]["skipped"] == 1);
  CHECK(ana["submissions"] == 1);
}

TEST_CASE("gold is edited in the name of a reviewer") {
  Desk desk;
  desk.make_project();
  const Words gold = {"edit", "press", "--annotator", "gold", "--article", "budget"};
  CHECK(desk.sayso(gold, kQuote).status == 2);
  Words by = gold;
  by.insert(by.end(), {"--by", "eva"});
  CHECK(desk.sayso(by, kQuote).status == 0);
  CHECK(desk.bytes("press/annotations/gold/budget.history").find("\"by\": \"eva\"") != std::string::npos);
}

TEST_CASE("standard input can be an article, with what is known of it") {
  Desk desk;
  desk.make_project();
  CHECK(desk.sayso({"add", "press", "-"}, "one\n").status == 2);
  const Ran ran = desk.sayso({"add", "press", "-", "--id", "news/one", "--title", "One", "--zones",
                              R"([{"kind": "headline", "at": [0, 3]}])"},
                             "one\ntwo\n");
  CHECK(ran.out == "news/one\n");
  const auto facts = nlohmann::json::parse(desk.bytes("press/articles/news/one.json"));
  CHECK(facts["title"] == "One");
  CHECK(facts["zones"][0]["kind"] == "headline");
  CHECK(
      desk.sayso({"add", "press", "-", "--id", "two", "--zones", R"([{"kind": "x", "at": [0, 9]}])"}, "one\n")
          .status == 2);
}

TEST_CASE("looking changes no byte") {
  Desk desk;
  desk.copy_sample();
  const auto before = desk.tree("sample");
  CHECK(desk.sayso({"stats", "sample"}).status == 0);
  CHECK(desk.sayso({"check", "sample"}).status <= 1);
  CHECK(desk.sayso({"agree", "sample"}).status == 0);
  CHECK(desk.sayso({"diff", "sample", "--annotators", "ana,ben"}).status == 1);
  CHECK(desk.sayso({"find", "sample", "council"}).status == 0);
  CHECK(desk.sayso({"export", "sample", "--to", "csv", "--out", "tables"}).status == 0);
  CHECK(desk.tree("sample") == before);
}

TEST_CASE("--json is one document and --quiet leaves standard error empty") {
  Desk desk;
  desk.copy_sample();
  for (const Words& words : {Words{"stats", "sample", "--suggestions"},
                             {"check", "sample", "--dismissed"},
                             {"agree", "sample"},
                             {"diff", "sample", "--annotators", "ana,ben"},
                             {"find", "sample", "council"},
                             {"plugin", "list"},
                             {"plugin", "info", "csv"},
                             {"export", "sample", "--to", "brat", "--out", "brat"}}) {
    CAPTURE(words.front());
    Words json = words;
    json.insert(json.end(), {"--json", "--quiet"});
    const Ran ran = desk.sayso(json);
    CHECK(ran.status <= 1);
    CHECK(ran.err == "");
    CHECK_NOTHROW(ran.json());
    CHECK(ran.json().is_object());
  }
}

TEST_CASE("check finds, --fix makes what has one fix, and a second run finds less") {
  Desk desk;
  desk.put("fix.txt", "He said “we must act” and left.\n");
  REQUIRE(desk.sayso({"new", "press"}).status == 0);
  REQUIRE(desk.sayso({"add", "press", "fix.txt"}).status == 0);
  const std::string inside =
      R"({"edits": [{"edit": "add-span", "span": {"id": "new:1", "layer": "content", "at": [[9, 20]], "text": ["we must act"]}},)"
      R"( {"edit": "add-frame", "frame": {"id": "new:2", "layer": "attribution", "roles": {"content": [{"to": "new:1"}],)"
      R"( "source": [{"to": "entity:@unclear"}]}}}]})";
  REQUIRE(desk.sayso({"edit", "press", "--annotator", "ana", "--article", "fix"}, inside).status == 0);
  const Words check = {"check", "press", "--rule", "quote/boundary", "--json"};
  const Ran found = desk.sayso(check);
  CHECK(found.status == 1);
  REQUIRE(found.json()["findings"].size() == 1);
  CHECK(found.json()["findings"][0]["annotator"] == "ana");
  Words fix = check;
  fix.push_back("--fix");
  const Ran fixed = desk.sayso(fix);
  CHECK(fixed.status == 0);
  CHECK(fixed.json()["fixed"] == 1);
  CHECK(desk.bytes("press/annotations/ana/fix.json").find("[[8, 21]]") != std::string::npos);
  CHECK(desk.sayso({"check", "press", "--rule", "no/such"}).status == 2);
}

TEST_CASE("check finds two spellings of a name in a text that nobody has annotated") {
  Desk desk;
  desk.put("visit.txt", "Today Mr. Blinken came. With Mr. Brinken it is like with Mr. Blinken.\n");
  REQUIRE(desk.sayso({"new", "press"}).status == 0);
  REQUIRE(desk.sayso({"add", "press", "visit.txt", "--language", "en"}).status == 0);
  const Ran ran = desk.sayso({"check", "press", "--json"});
  CHECK(ran.status == 1);
  const auto findings = ran.json()["findings"];
  REQUIRE(findings.size() == 1);
  CHECK(findings[0]["rule"] == "speakers/alias-variant");
  CHECK(findings[0]["at"] == nlohmann::json{{33, 40}});
  CHECK_FALSE(findings[0].contains("annotator"));
}

TEST_CASE("check of a real article that was just added finds its marks and its misspelt speaker") {
  const std::filesystem::path article =
      std::filesystem::path(SAYSO_SOURCE_DIR) / "../shared/articles/blinken-xi-beijing.txt";
  if (!std::filesystem::exists(article)) {
    MESSAGE("skipped: the article is not here");
    return;
  }
  Desk desk;
  REQUIRE(desk.sayso({"new", "press"}).status == 0);
  REQUIRE(desk.sayso({"add", "press", article.string()}).status == 0);
  const Ran ran = desk.sayso({"check", "press", "--json"});
  CHECK(ran.status == 1);
  std::map<std::string, std::size_t> rules;
  const auto told = ran.json();
  for (const auto& finding : told["findings"]) {
    ++rules[finding["rule"]];
    // Brinken, in four places
    if (finding["rule"] == "speakers/alias-variant") CHECK(finding["at"].size() == 4);
  }
  CHECK(rules ==
        std::map<std::string, std::size_t>{{"quote-marks/unbalanced", 2}, {"speakers/alias-variant", 1}, {"text/orphan", 1}});
}

TEST_CASE("the names of the sample are spelt as its entities have them: no variant is reported") {
  Desk desk;
  const Ran ran = desk.sayso({"check", sample_path().string(), "--rule", "speakers/alias-variant"});
  CHECK_MESSAGE(ran.status == 0, ran.out);
}

TEST_CASE("export refuses a folder with something in it and tells what the format cannot hold") {
  Desk desk;
  desk.copy_sample();
  desk.put("taken/mine.txt", "mine\n");
  const Ran refused = desk.sayso({"export", "sample", "--to", "csv", "--out", "taken"});
  CHECK(refused.status == 2);
  CHECK(refused.err.find("taken") != std::string::npos);
  CHECK(desk.tree("taken").size() == 1);
  const Ran unknown = desk.sayso({"export", "sample", "--to", "tei9", "--out", "new"});
  CHECK(unknown.status == 2);
  CHECK_FALSE(std::filesystem::exists(desk / "new"));
  const Ran wrote = desk.sayso({"export", "sample", "--to", "csv", "--out", "new", "--annotator", "ana"});
  CHECK(wrote.status == 0);
  CHECK(wrote.out.find("cannot hold") != std::string::npos);
  CHECK(std::filesystem::exists(desk / "new/attributions.csv"));
}

TEST_CASE("Ctrl-C between two lines of edits ends them with the earlier ones saved") {
  Desk desk;
  desk.make_project();
  desk.put("quote.jsonl", kQuote);
  // The line is sent, then nothing, as from a script that hangs; the signal comes once the group was told.
  const Ran ran = desk.run({"/bin/bash", "-c",
                            "mkfifo lines; exec 3<>lines; cat quote.jsonl >&3; '" + program_path().string() +
                                "' edit press --annotator ana --article budget <lines >told & child=$!; "
                                "for i in $(seq 200); do [ -s told ] && break; sleep 0.05; done; "
                                "kill -TERM $child; wait $child; echo $?"});
  CHECK(ran.out == "130\n");
  CHECK(desk.bytes("told").find("new:2=") != std::string::npos);
  CHECK(desk.sayso({"stats", "press", "--json"}).json()["annotators"][0]["groups"] == 1);
  CHECK(std::filesystem::exists(desk / "press/annotations/ana/budget.json"));
}

TEST_CASE("a full standard output is told, not swallowed") {
  Desk desk;
  desk.make_project();
  const Ran ran = desk.run({"/bin/sh", "-c", "'" + program_path().string() + "' stats press >/dev/full"});
  CHECK(ran.status == 3);
  CHECK(ran.err.find("standard output") != std::string::npos);
}
