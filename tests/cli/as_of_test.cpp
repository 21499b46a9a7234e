// --as-of on the real program, over a history that was made on several days.

#include "annotations/session.h"
#include "tests/cli/program.h"

using namespace sayso;

namespace {

constexpr std::chrono::hours kDay{24};

Span a_span(const std::string& id, const std::string& layer, std::size_t begin, std::size_t end, const std::string& words, Attributes attributes = {}) {
  return {RecordId(id), layer, {{CodePoint(begin), CodePoint(end)}}, {words}, std::move(attributes), std::nullopt, {}};
}

Entity a_person(const std::string& id, const std::string& name) {
  Entity entity;
  entity.id = EntityId(id);
  entity.name = name;
  entity.kind = "person";
  return entity;
}

Frame a_quote() {
  Frame frame;
  frame.id = RecordId("f1");
  frame.layer = "attribution";
  frame.roles["content"] = {Filler{RecordId("s1"), {}, {}}};
  return frame;
}

// The project `press`, where ana works on `budget` from 2026-01-02 on: the quote; on the 3rd its cue, and she submits; on
// the 4th she re-opens it and adds the speaker, whom she calls otherwise now, and ben makes and submits the quote alone;
// on the 5th she submits again.
struct DeskOfDays : Desk {
  DeskOfDays() {
    make_project();
    TestClock clock;
    const auto ids = repeatable_ids(1, clock);
    const auto open = [&](const char* who) {
      auto opened = Session::open({&real_files(), &clock, ids.get(), (*this / "state"), {}, {}}, *this / "press", AnnotatorId(who));
      REQUIRE(opened);
      REQUIRE((*opened)->open_article(ArticleId("budget")));
      return std::move(opened).value();
    };
    auto ana = open("ana");
    REQUIRE(ana->dispatch({{AddSpan{a_span("s1", "content", 0, 14, "“We must act,”")}, AddFrame{a_quote()}}, {AddEntity{a_person("ann-1", "Ann")}}}));
    clock.advance(kDay);
    REQUIRE(ana->dispatch({{AddSpan{a_span("s2", "cue", 15, 19, "said")}, FillRole{RecordId("f1"), "cue", Filler{RecordId("s2"), {}, {}}, 0}}, {}}));
    REQUIRE(ana->submit());
    clock.advance(kDay);
    REQUIRE(ana->reopen("slip"));
    REQUIRE(ana->dispatch({{AddSpan{a_span("s3", "mention", 20, 27, "Ann Lee", {{"entity", std::string("ann-1")}})},
                            FillRole{RecordId("f1"), "source", Filler{RecordId("s3"), {}, {}}, 0}},
                           {RenameEntity{EntityId("ann-1"), "Ann Lee, minister"}}}));
    ana->close();
    auto ben = open("ben");
    REQUIRE(ben->dispatch({{AddSpan{a_span("s1", "content", 0, 14, "“We must act,”")}, AddFrame{a_quote()}}, {}}));
    REQUIRE(ben->submit());
    ben->close();
    clock.advance(kDay);
    ana = open("ana");
    REQUIRE(ana->submit());
    ana->close();
  }

  Ran as_of(const std::string& when, Words words) const {
    words.insert(words.end(), {"--as-of", when});
    return sayso(words);
  }
  nlohmann::ordered_json json_as_of(const std::string& when, Words words, int status = 0) const {
    words.push_back("--json");
    const Ran ran = as_of(when, words);
    REQUIRE_MESSAGE(ran.status == status, ran.err);
    return ran.json();
  }
};

// What an export wrote, all files one after the other.
std::string exported(const DeskOfDays& desk, const std::string& when) {
  static int number = 0;
  const std::string out = "out-" + std::to_string(++number);
  const Ran ran = desk.as_of(when, {"export", "press", "--to", "csv", "--out", out, "--annotator", "ana"});
  REQUIRE_MESSAGE(ran.status == 0, ran.err);
  std::string all;
  for (const auto& [name, bytes] : desk.tree(out)) all += bytes;
  return all;
}

}  // namespace

TEST_CASE("stats are those of a day, and name the work that came later") {
  const DeskOfDays desk;
  const auto first = desk.json_as_of("2026-01-02", {"stats", "press"});
  CHECK(first["as_of"] == "2026-01-02");
  CHECK(first["annotators"][0]["layers"]["content"] == 1);
  CHECK(!first["annotators"][0]["layers"].contains("cue"));
  CHECK(first["annotators"][0]["submissions"] == 0);
  REQUIRE(first["left_out"].size() == 1);
  CHECK(first["left_out"][0]["annotator"] == "ben");
  CHECK(first["left_out"][0]["why"] == "not begun by 2026-01-02");
  CHECK(first["annotators"][1]["articles"] == 0);
  const auto third = desk.json_as_of("2026-01-04", {"stats", "press"});
  CHECK(third["annotators"][0]["layers"]["mention"] == 1);
  CHECK(third["annotators"][0]["statuses"]["reopened"] == 1);
  CHECK(third["annotators"][1]["submissions"] == 1);
  CHECK(desk.json_as_of("now", {"stats", "press"})["annotators"][0]["statuses"]["done"] == 1);
  const Ran ran = desk.as_of("2026-01-02", {"stats", "press"});
  CHECK(ran.out.find(", as of 2026-01-02\n") != std::string::npos);
  CHECK(ran.err.find("not counted: budget of ben: not begun by 2026-01-02") != std::string::npos);
}

TEST_CASE("an export is of a day or of a submission, with the names of then") {
  const DeskOfDays desk;
  CHECK(exported(desk, "2026-01-02").find("said") == std::string::npos);
  CHECK(exported(desk, "2026-01-03").find("said") != std::string::npos);
  CHECK(exported(desk, "2026-01-03").find("minister") == std::string::npos);
  CHECK(exported(desk, "2026-01-04T23:59Z").find("Ann Lee, minister") != std::string::npos);
  CHECK(exported(desk, "first") == exported(desk, "1"));
  CHECK(exported(desk, "first").find("minister") != std::string::npos);  // entities are those of now
  CHECK(exported(desk, "2") == exported(desk, "last"));
  CHECK(exported(desk, "last") == exported(desk, "now"));
}

TEST_CASE("find and check look at what was there then") {
  const DeskOfDays desk;
  CHECK(desk.json_as_of("2026-01-03", {"find", "press", "Ann", "--layer", "mention"})["found"].empty());
  CHECK(desk.json_as_of("2026-01-04", {"find", "press", "Ann", "--layer", "mention"})["found"].size() == 2);  // words and name
  CHECK(desk.json_as_of("2026-01-04", {"find", "press", "minister", "--layer", "mention"})["found"].size() == 1);
  CHECK(desk.json_as_of("2026-01-02", {"find", "press", "Ann", "--layer", "content"})["left_out"].size() == 1);
  const auto findings = [&](const std::string& when) {
    std::size_t of_ana = 0;
    const auto document = desk.json_as_of(when, {"check", "press"}, 1);
    for (const auto& finding : document["findings"]) of_ana += finding["annotator"] == "ana" ? 1 : 0;
    return of_ana;
  };
  CHECK(findings("2026-01-03") > findings("2026-01-04"));  // it had no speaker
  CHECK(findings("first") == findings("2026-01-03"));
  const Ran ran = desk.as_of("first", {"check", "press", "--fix"});
  CHECK(ran.status == 2);
  CHECK(ran.err.find("--fix changes what is there now") != std::string::npos);
}

TEST_CASE("agreement and differences are of submissions: the first, the second, or the last up to a day") {
  const DeskOfDays desk;
  const auto differences = [&](const std::string& when) {
    return desk.json_as_of(when, {"diff", "press", "--annotators", "ana,ben"}, 1)["disagreements"].size();
  };
  CHECK(differences("2026-01-04") == differences("first"));
  CHECK(differences("2026-01-05") == differences("last"));
  CHECK(differences("last") > differences("first"));
  CHECK(desk.json_as_of("2026-01-04", {"agree", "press"})["as_of"] == "last submissions up to 2026-01-04");
  const Ran second = desk.as_of("2", {"agree", "press"});
  CHECK(second.status == 0);
  CHECK(second.err.find("not compared: budget of ben: submitted once") != std::string::npos);
  const Ran early = desk.as_of("2026-01-02", {"agree", "press"});
  CHECK(early.status == 2);
  CHECK(early.err.find("there are no last submissions up to 2026-01-02") != std::string::npos);
}

TEST_CASE("where nothing was there then, it is told when it began, a state that cannot be is refused by name") {
  const DeskOfDays desk;
  for (const Words& words : {Words{"stats", "press"}, Words{"check", "press"}, Words{"find", "press", "Ann"},
                             Words{"export", "press", "--to", "csv", "--out", "out"}}) {
    CAPTURE(words.front());
    const Ran early = desk.as_of("2026-01-01", words);
    CHECK(early.status == 2);
    CHECK(early.err.find("nothing had been annotated by 2026-01-01 (UTC); the first edit was made at 2026-01-02T03:04:05.678Z") !=
          std::string::npos);
    const Ran third = desk.as_of("3", words);
    CHECK(third.status == 2);
    CHECK(third.err.find("nothing was submitted 3 times") != std::string::npos);
    for (const char* wrong : {"yesterday", "2026-02-30", "0"}) {
      const Ran ran = desk.as_of(wrong, words);
      CHECK(ran.status == 2);
      CHECK_MESSAGE(ran.err.find(wrong) != std::string::npos, ran.err);
    }
  }
  CHECK(!std::filesystem::exists(desk / "out"));
}

TEST_CASE("of a file without a history nobody knows what it said then, and the rest is shown") {
  const DeskOfDays desk;
  std::filesystem::remove(desk / "press/annotations/ben/budget.history");
  const auto stats = desk.json_as_of("2026-01-03", {"stats", "press"}, 4);
  CHECK(stats["annotators"][0]["layers"]["cue"] == 1);
  CHECK(stats["problems"][0]["what"] == "there is no history of it, so what it said by 2026-01-03 is not known");
  CHECK(stats["problems"][0]["place"] == "annotations/ben/budget.json");
}

TEST_CASE("looking back writes nothing") {
  const DeskOfDays desk;
  const auto before = desk.tree("press");
  for (const char* when : {"2026-01-03", "first", "2"}) {
    for (const Words& words : {Words{"stats", "press"}, Words{"check", "press"}, Words{"find", "press", "Ann"}, Words{"agree", "press"}}) {
      desk.as_of(when, words);
    }
    exported(desk, when);
  }
  CHECK(desk.tree("press") == before);
}
