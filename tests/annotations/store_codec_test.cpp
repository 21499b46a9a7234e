#include <chrono>

#include "annotations/model/mention.h"
#include "annotations/store/edit_codec.h"
#include "annotations/store/snapshot_codec.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

TEST_CASE(
    "a snapshot that is written, read and written again has the same bytes, and the state is the same") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const RandomHistory history = a_history(seed, 20);
    const std::string bytes = write_snapshot(history.state());
    const auto read = read_snapshot(bytes, "a.json");
    REQUIRE(read);
    CHECK(read->problems.empty());
    CHECK(read->state == history.state());
    CHECK(write_snapshot(read->state) == bytes);
  }
}

TEST_CASE("a history's lines give back every group, and the replay gives the same snapshot bytes") {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    const RandomHistory history = a_history(seed, 25);
    const auto read = read_history(history.lines(), "a.history");
    REQUIRE(read.problems.empty());
    REQUIRE(read.groups == history.groups());
    CHECK(write_snapshot(replay(read.groups)) == write_snapshot(history.state()));
  }
}

namespace {

void check_same(const HistoryRead<Group>& read, const HistoryRead<Group>& expected) {
  CHECK(read.groups == expected.groups);
  CHECK(read.problems == expected.problems);
  CHECK(read.whole_bytes == expected.whole_bytes);
  CHECK(read.torn == expected.torn);
  CHECK(read.newer == expected.newer);
  REQUIRE(read.snapshots.size() == expected.snapshots.size());
  for (std::size_t i = 0; i < read.snapshots.size(); ++i) {
    CHECK(read.snapshots[i].line == expected.snapshots[i].line);
    CHECK(read.snapshots[i].groups == expected.snapshots[i].groups);
  }
}

}  // namespace

TEST_CASE("a long history reads the same whole, in pieces of any size, and line by line") {
  // 512 KiB are read by one thread.
  std::string plain;
  for (unsigned seed = 1; plain.size() < 1'500'000; ++seed) {
    plain += a_history(seed, 40).lines();
    plain += write_snapshot_line({sha256_hex(std::to_string(seed)), GroupId("g")});
    if (seed % 9 == 0) plain += seed % 2 ? "<<<<<<< ours\n" : "{\"id\": \"damaged\"}\r\n";
  }
  RandomHistory large = a_history(7, 3);
  Group wide = large.groups().front();
  wide.by = std::string(1'200'000, 'w');  // a line that is longer than two stretches
  const std::string one_long = write_group(wide);
  for (const std::string& bytes : {plain, plain + "{\"torn", plain + "{\"torn\": 1}\n", plain.substr(0, plain.size() - 1), one_long + plain,
                                   plain + one_long, one_long, one_long.substr(0, one_long.size() - 9), std::string("\n\n"), std::string()}) {
    // What is expected, without threads.
    HistoryRead<Group> expected;
    std::size_t number = 0;
    for (std::size_t at = 0; at < bytes.size(); ++number) {
      const std::size_t line_feed = bytes.find('\n', at);
      const std::size_t end = line_feed == std::string::npos ? bytes.size() : line_feed + 1;
      const auto line = read_history(bytes.substr(at, end - at), "l");
      expected.groups.insert(expected.groups.end(), line.groups.begin(), line.groups.end());
      at = end;
    }
    const auto whole = read_history(bytes, "a.history");
    CHECK(whole.groups == expected.groups);
    const std::size_t size = bytes.size();
    for (const auto& [most, hint] : {std::pair{size + 1, size}, {std::size_t{70'001}, size}, {size, size / 2}, {size + 1, std::size_t{0}}}) {
      std::size_t at = 0;
      const auto more = [&](char* to, std::size_t room) -> Result<std::size_t> {
        const std::size_t got = bytes.copy(to, std::min(room, most), at);
        at += got;
        return got;
      };
      const auto in_pieces = read_history(PiecesOfHistory{more, hint}, "a.history");
      REQUIRE(in_pieces);
      check_same(*in_pieces, whole);
    }
  }
}

TEST_CASE("a history whose disk refuses in the middle is not read at all") {
  const std::string bytes = a_history(1, 20).lines();
  bool first = true;
  const auto more = [&](char* to, std::size_t room) -> Result<std::size_t> {
    if (!std::exchange(first, false)) return usage_error("no", "");
    return bytes.copy(to, std::min(room, bytes.size() / 2));
  };
  const auto read = read_history(PiecesOfHistory{more, bytes.size()}, "a.history");
  REQUIRE_FALSE(read);
  CHECK(read.error().what == "no");
}

TEST_CASE("every edit comes back from its JSON") {
  for (unsigned seed = 1; seed <= 50; ++seed) {
    const RandomHistory history = a_history(seed, 20);
    for (const Group& group : history.groups()) {
      for (const Edit& edit : group.edits) {
        const std::string json = edit_to_json(edit);
        const auto read = edit_from_json(json);
        REQUIRE_MESSAGE(read, json);
        CHECK(*read == edit);
      }
    }
  }
}

TEST_CASE("every entity edit comes back from its JSON") {
  Entity entity;
  entity.id = EntityId("city-91c2");
  entity.name = "The \"City\"";
  entity.kind = "place";
  entity.aliases = {"town", "city"};
  entity.article = ArticleId("news/a");
  entity.same_as = EntityId("town-0000");
  entity.extra["x"] = RawJson{"1.10"};
  const EntityId id = entity.id;
  const std::vector<EntityEdit> edits = {AddEntity{entity},
                                         RemoveEntity{id},
                                         RenameEntity{id, "City"},
                                         SetEntityKind{id, "group"},
                                         AddAlias{id, "a"},
                                         RemoveAlias{id, "a"},
                                         JoinEntity{id, EntityId("other")},
                                         JoinEntity{id, {}},
                                         SetEntityArticle{id, {}},
                                         SetEntityExtra{id, "x", RawJson{"[1]"}},
                                         SetEntityExtra{id, "x", std::nullopt},
                                         SplitEntity{id, MentionId("ana/news/a#m1"), EntityId("other")},
                                         SplitEntity{id, MentionId("ana/news/a#m1"), {}},
                                         SetSplitConflicts{MentionId("ana/news/a#m1"), {}},
                                         DismissFinding{{"f1", RawJson{R"({"rule": "r"})"}, "no"}},
                                         UndismissFinding{"f1"}};
  for (const EntityEdit& edit : edits) {
    const std::string json = edit_to_json(edit);
    const auto read = entity_edit_from_json(json);
    REQUIRE_MESSAGE(read, json);
    CHECK(*read == edit);
  }
}

TEST_CASE("an edit has the shape that FORMAT.md gives it") {
  const SetAttribute edit{RecordId("f1"), "stance", Target(EntityId("city")), "value",
                          Value(std::int64_t{-1})};
  CHECK(
      edit_to_json(edit) ==
      R"({"edit": "set-attribute", "of": "f1", "role": "stance", "filler": "entity:city", "name": "value", "value": -1})");
}

TEST_CASE("edits from outside keep their new names") {
  const auto read = edit_from_json(
      R"({"edit":"add-span","span":{"id":"new:1","layer":"content","at":[[0,5]],"text":["hello"]}})");
  REQUIRE(read);
  CHECK(std::get<AddSpan>(*read).span->id == RecordId("new:1"));
}

TEST_CASE("an edit with a key that does not belong to it is refused") {
  const auto read = edit_from_json(R"({"edit": "remove-span", "of": "s1", "force": true})", "stdin");
  REQUIRE(!read);
  CHECK(to_text(read.error()).find("stdin:1:") == 0);
  CHECK(to_text(read.error()).find("\"force\"") != std::string::npos);
}

TEST_CASE("keys and values that sayso does not know survive, letter by letter") {
  const std::string bytes = R"({
  "format": "sayso/annotations/1", "article": "a", "text_sha256": "", "annotator": "ana", "rules": "", "status": "open",
  "from-the-future": {"n": [1.10, 1e400, -0, 123456789012345678901234567890], "s": "\u00e9"},
  "spans": [{"id": "s1", "layer": "content", "at": [[0, 2]], "text": ["ab"], "attributes": {"weight": 1.10}, "mine": null}],
  "frames": [{"id": "f1", "layer": "attribution", "roles": {"content": [{"to": "s1", "seen": true}], "source": []}}],
  "suggested": [{"id": "g1", "layer": "attribution", "spans": [], "odd": 1.0}],
  "dismissed": [{"id": "d1", "by": "suggest@1", "at": [[5, 6]], "text": ["x"], "colour": "red"}]
})";
  const auto read = read_snapshot(bytes, "a.json");
  REQUIRE(read);
  CHECK(read->problems.empty());
  const Annotations& state = read->state;
  CHECK(state.extra.at("from-the-future").source ==
        R"({"n": [1.10, 1e400, -0, 123456789012345678901234567890], "s": "\u00e9"})");
  CHECK(state.spans.find("s1")->extra.at("mine").source == "null");
  CHECK(state.spans.find("s1")->attributes.at("weight") == Value(RawJson{"1.10"}));
  CHECK(state.frames.find("f1")->roles.at("source").empty());
  CHECK(state.frames.find("f1")->roles.at("content").front().extra.at("seen").source == "true");
  CHECK(state.suggested.find("g1")->line.source ==
        R"({"id": "g1", "layer": "attribution", "spans": [], "odd": 1.0})");
  CHECK(state.dismissed.find("d1")->extra.at("colour").source == R"("red")");
  const auto again = read_snapshot(write_snapshot(state), "a.json");
  REQUIRE(again);
  CHECK(again->state == state);
}

TEST_CASE("a record whose sum does not fit is named with its place and is still there") {
  const RandomHistory history = a_history(3, 20);
  std::string bytes = write_snapshot(history.state());
  const auto at = bytes.find("\"layer\": \"layer");
  REQUIRE(at != std::string::npos);
  bytes[at + 15] = '9';
  const auto read = read_snapshot(bytes, "a.json");
  REQUIRE(read);
  CHECK(read->state.spans.size() == history.state().spans.size());
  REQUIRE(read->problems.size() == 1);
  CHECK(has_problem(read->problems, "does not fit its sum"));
  CHECK(read->problems.front().place.find("a.json:") == 0);
}

TEST_CASE("white space that a script changed does not break sums") {
  const RandomHistory history = a_history(3, 20);
  std::string bytes = write_snapshot(history.state());
  std::string wide;
  bool in_string = false;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    wide += bytes[i];
    if (bytes[i] == '\\') {
      wide += bytes[++i];
    } else if (bytes[i] == '"') {
      in_string = !in_string;
    } else if (!in_string && bytes[i] == '{') {
      wide += "\n\t ";
    }
  }
  const auto read = read_snapshot(wide, "a.json");
  REQUIRE(read);
  CHECK(read->state == history.state());
  CHECK(read->problems.empty());
}

TEST_CASE("a record that cannot be read is left out, named, and the rest is there") {
  const auto read = read_snapshot(R"({"format": "sayso/annotations/1", "article": "a", "annotator": "ana",
  "spans": [
    {"id": "s1", "layer": "content", "at": [[0, 2]], "text": ["ab"]},
    {"id": "s2", "layer": "content", "at": [[5, 2]], "text": ["ab"]},
    {"id": "s1", "layer": "cue", "at": [[7, 9]], "text": ["ab"]}
  ]})",
                                  "a.json");
  REQUIRE(read);
  CHECK(read->state.spans.size() == 1);
  CHECK(read->left_out == 2);
  CHECK(has_problem(read->problems, "a.json:4:"));
  CHECK(has_problem(read->problems, "second span"));
}

TEST_CASE("a snapshot of a newer format is read and marked as newer") {
  const auto read = read_snapshot(
      R"({"format": "sayso/annotations/2", "article": "a", "annotator": "ana", "spans": []})", "a.json");
  REQUIRE(read);
  CHECK(read->newer);
}

TEST_CASE("entities.json is written, read and written again with the same bytes") {
  Registry registry;
  for (int i = 0; i < 300; ++i) {
    Entity entity;
    entity.id = EntityId("entity-" + std::to_string(i));
    entity.name = "Name “" + std::to_string(i) + "”";
    entity.kind = i % 2 ? "person" : "";
    if (i % 3 == 0) entity.aliases = {"one", "two"};
    if (i % 5 == 0) entity.same_as = EntityId("entity-0");
    if (i % 7 == 0) entity.extra["wikidata"] = RawJson{"\"Q42\""};
    registry.entities.put(entity);
  }
  registry.dismissed.put({"f1", RawJson{R"({"rule": "x"})"}, "why"});
  CHECK(write_entities(registry).find("splits") == std::string::npos);
  registry.splits.put({MentionId("ana/news/a#m1"), {{EntityId("entity-1"), EntityId("entity-2")}}});
  registry.splits.put({MentionId("ben/a#m 2"),
                       {{EntityId("entity-1"), EntityId("@unclear")}, {EntityId("entity-3"), EntityId("entity-2")}},
                       {{}, {{"into.entity-3", {{RawJson{"\"entity-2\""}, GroupId("g1")}, {std::nullopt, GroupId("g2")}}}}}});
  const std::string bytes = write_entities(registry);
  CHECK(bytes.find(R"({"mention": "ana/news/a#m1", "into": {"entity-1": "entity-2"}, "sum": )") != std::string::npos);
  const auto read = read_entities(bytes, "entities.json");
  REQUIRE(read);
  CHECK(read->problems.empty());
  CHECK(read->registry == registry);
  CHECK(write_entities(read->registry) == bytes);
}

TEST_CASE("a mention is called by annotator, article and record, and nothing else is one") {
  for (const char* mention : {"", "#", "/", "/#", "ana", "ana/a", "ana#m", "ana/a#", "ana/#m", "/a#m", "#ana/a"}) {
    const auto edit = entity_edit_from_json(R"({"edit": "split-entity", "of": "e", "mention": ")" + std::string(mention) + R"("})");
    REQUIRE_FALSE_MESSAGE(edit.ok(), mention);
    CHECK(edit.error().what.find("ANNOTATOR/ARTICLE#RECORD") != std::string::npos);
  }
  const auto edit = entity_edit_from_json(R"({"edit": "split-entity", "of": "e", "mention": "ana@2/news/a#x/y#z", "into": "f"})");
  REQUIRE(edit);
  CHECK(parts_of(std::get<SplitEntity>(*edit).mention) ==
        MentionParts{AnnotatorId("ana@2"), ArticleId("news/a"), RecordId("x/y#z")});
  const std::string into = R"({"format": "sayso/entities/1", "splits": [{"mention": "ana/a#m", "into": )";
  for (const char* wrong : {R"({"e": "e"}}]})", R"({"e": ""}}]})", R"({"": "e"}}]})", R"("e"}]})", R"({"e": "f"}, "of": "e"}]})"}) {
    const auto read = read_entities(into + wrong, "entities.json");
    REQUIRE_MESSAGE(read, wrong);
    CHECK_MESSAGE(read->left_out == 1, wrong);
  }
}

TEST_CASE("a key that belongs to the record cannot be set as an unknown one, which would put it there twice") {
  for (const char* edit : {R"({"edit": "set-extra", "key": "status", "value": 1})",
                           R"({"edit": "set-extra", "key": "sum", "value": 1})",
                           R"({"edit": "set-extra", "key": "conflicts", "value": {}})",
                           R"({"edit": "set-extra", "of": "s1", "key": "conflicts", "value": {"removed": "g1"}})",
                           R"({"edit": "set-extra", "of": "s1", "key": "conflicts"})",
                           R"({"edit": "set-extra", "of": "s1", "key": "id", "value": 1})",
                           R"({"edit": "set-extra", "of": "s1", "key": "sum"})",
                           R"({"edit": "set-extra", "of": "f1", "role": "r", "filler": "s1", "key": "to", "value": 1})"}) {
    CHECK_MESSAGE(!edit_from_json(edit), edit);
  }
  for (const char* edit : {R"({"edit": "set-entity-extra", "of": "e", "key": "name", "value": 1})",
                           R"({"edit": "set-entity-extra", "of": "e", "key": "conflicts", "value": {}})",
                           R"({"edit": "set-entity-extra", "of": "e", "key": "sum", "value": 1})"}) {
    CHECK_MESSAGE(!entity_edit_from_json(edit), edit);
  }
  // Nor does one that got among the unknown keys stand there a second time.
  Entity entity{EntityId("e"), "Ann Lee", "person", {"A."}, ArticleId("a"), EntityId("f"), {}, {GroupId("g1"), {}}};
  for (const char* key : {"name", "kind", "aliases", "article", "same-as", "conflicts", "x"}) entity.extra[key] = RawJson{"1"};
  Registry registry;
  registry.entities.put(entity);
  const auto read = read_entities(write_entities(registry), "entities.json");
  REQUIRE_MESSAGE(read, to_text(read.error()));
  entity.extra = {{"x", RawJson{"1"}}};
  registry.entities.put(entity);
  CHECK(read->registry == registry);
}

TEST_CASE("whatever key of another kind of record is set, the snapshot can be read") {
  for (const char* key : {"layer", "at", "text", "attributes", "origin", "roles", "by", "finding", "reason"}) {
    Annotations state;
    state.article = ArticleId("a");
    state.spans.put({RecordId("s1"), "cue", {{CodePoint(3), CodePoint(9)}}, {"we act"}, {{"k", true}}, Origin{}, {}});
    state.frames.put({RecordId("f1"), "said", {{"content", {}}}, {{"k", true}}, Origin{}, {}});
    state.dismissed.put({RecordId("d1"), {{CodePoint(3), CodePoint(9)}}, {"x"}, "a", RawJson{"{}"}, "why", {}});
    for (const char* of : {"s1", "f1", "d1"}) {
      const auto edit = edit_from_json(std::string(R"({"edit": "set-extra", "of": ")") + of + R"(", "key": ")" + key +
                                       R"(", "value": [1]})");
      REQUIRE(edit);
      if (auto next = update(state, *edit)) state = std::move(next).value();
    }
    const auto read = read_snapshot(write_snapshot(state), "a.json");
    REQUIRE_MESSAGE(read, key);
    CHECK_MESSAGE(read->problems.empty(), key);
    CHECK(read->state.spans.size() == 1);
    CHECK(read->state.frames.size() == 1);
    CHECK(read->state.dismissed.size() == 1);
  }
}

TEST_CASE("a value that is kept may be 48 levels deep, so that every file which takes it in can be read") {
  const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
  const auto snapshot = [&](std::size_t levels) {
    return read_snapshot(R"({"format": "sayso/annotations/1", "article": "a", "annotator": "ana", "spans": [)"
                         R"({"id": "s1", "layer": "cue", "at": [[0, 1]], "text": ["x"], "deep": )" + nested(levels) + "}]}",
                         "a.json");
  };
  const auto read = snapshot(48);
  REQUIRE(read);
  REQUIRE(read->problems.empty());
  Group group;
  group.id = GroupId("g");
  group.edits = difference({}, read->state);
  const auto history = read_history(write_group(group), "a.history");
  CHECK(history.problems.empty());
  CHECK(history.groups == std::vector<Group>{group});
  CHECK(snapshot(49)->left_out == 1);
  CHECK(has_problem(snapshot(49)->problems, "48 levels"));
  CHECK(!raw_json(nested(49)));
}

TEST_CASE("a file full of mistakes is told in no time") {
  std::string bytes = R"({"format": "sayso/annotations/1", "article": "a", "annotator": "ana", "spans": [{})";
  for (int i = 1; i < 200'000; ++i) bytes += i % 2 ? ",{}" : ",\n{}";
  const auto begin = std::chrono::steady_clock::now();
  const auto read = read_snapshot(bytes + "]}", "a.json");
  REQUIRE(read);
  CHECK(read->left_out == 200'000);
  REQUIRE(read->problems.size() == 101);
  CHECK(to_text(read->problems[99]).starts_with("a.json:50:4: "));
  CHECK(to_text(read->problems[100]).starts_with("a.json: … and 199900 more records"));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("of a file in which everything is wrong a hundred places are told and how many more there are, and what is right is there") {
  const RandomHistory history = a_history(1, 20);
  std::string bad;
  for (int i = 0; i < 5; ++i) bad += "a\n{}\n[1]\n{\"id\": \"g\", \"sum\": \"0000000000000000\"}\n";
  std::string bytes;
  for (int i = 0; i < 10; ++i) bytes += bad;
  bytes += history.lines();
  CHECK(read_history(bytes, "a.history").problems.size() == 101);
  for (int i = 0; i < 10; ++i) bytes += bad;
  bytes += "{\"torn";
  const auto read = read_history(bytes, "a.history");
  CHECK(read.groups == history.groups());
  CHECK(read.torn);
  REQUIRE(read.problems.size() == 102);
  CHECK(read.problems[0].place == "a.history:1:1:1");
  CHECK(to_text(read.problems[100]) ==
        "a.history: … and 300 more lines could not be read and are left out; run `sayso fsck --repair`, which keeps the "
        "file as it is beside the mended one");
  CHECK(read.problems[101].what.starts_with("the last line was not written to its end"));

  std::string spans;
  for (int i = 0; i < 150; ++i) spans += "{\"id\": 1}, ";
  const auto snapshot = read_snapshot(R"({"format": "sayso/annotations/1", "article": "a", "annotator": "ana", "spans": [)" + spans +
                                          R"({"id": "s1", "layer": "cue", "at": [[0, 1]], "text": ["x"]}]})",
                                      "a.json");
  REQUIRE(snapshot);
  CHECK(snapshot->state.spans.size() == 1);
  CHECK(snapshot->left_out == 150);
  REQUIRE(snapshot->problems.size() == 101);
  CHECK(to_text(snapshot->problems[100]) ==
        "a.json: … and 50 more records could not be read or do not fit their sums; look at the file, then run "
        "`sayso fsck --repair`");
}
