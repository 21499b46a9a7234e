#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string kHistory = "annotations/ana/a.history";
const std::string kSnapshot = "annotations/ana/a.json";

std::string text_hash(const SomeProject& some) { return sha256_hex(some.read("articles/a.txt")); }

bool same(Annotations a, const Annotations& b) {
  a.rules = b.rules;
  return a == b;
}

// Every file of a folder with its bytes, as one hash.
std::string tree_hash(const Path& folder) {
  std::string all;
  const auto names = list_tree(real_files(), folder);
  REQUIRE(names);
  for (const std::string& name : *names) {
    const auto bytes = read_file(real_files(), folder / name);
    all += name + "\n" + sha256_hex(bytes ? *bytes : "") + "\n";
  }
  return sha256_hex(all);
}

}  // namespace

TEST_CASE("an article that nobody annotated opens empty") {
  const SomeProject some;
  const OpenedAnnotations opened = some.open();
  CHECK(opened.state == Annotations());
  CHECK(opened.last.empty());
  CHECK(!opened.extent.sum);
  CHECK(opened.problems.empty());
  CHECK(!opened.pending);
}

TEST_CASE("a history alone is enough") {
  const SomeProject some;
  const RandomHistory history = a_history(5, 30, text_hash(some));
  some.write(kHistory, history.lines());
  const OpenedAnnotations opened = some.open();
  CHECK(opened.state == history.state());
  CHECK(opened.groups == history.groups());
  CHECK(opened.last == history.groups().back().id);
  CHECK(opened.problems.empty());
  CHECK(!opened.pending);
}

TEST_CASE("a snapshot alone is complete, and its first group will be an import") {
  const SomeProject some;
  const RandomHistory history = a_history(6, 30, text_hash(some));
  some.write(kSnapshot, write_snapshot(history.state()));
  const OpenedAnnotations opened = some.open();
  CHECK(opened.state == history.state());
  REQUIRE(opened.pending);
  CHECK(opened.pending->kind == GroupKind::import);
  CHECK(same(update_leniently({}, *opened.pending), history.state()));
  CHECK(opened.problems.empty());
}

TEST_CASE("a snapshot of any earlier moment is only old") {
  const SomeProject some;
  RandomHistory history(7, text_hash(some));
  std::vector<std::string> snapshots;
  for (int i = 0; i < 20; ++i) {
    history.next();
    snapshots.push_back(write_snapshot(history.state()));
  }
  some.write(kHistory, history.lines());
  for (const std::string& snapshot : snapshots) {
    some.write(kSnapshot, snapshot);
    const OpenedAnnotations opened = some.open();
    CHECK(opened.state == history.state());
    CHECK(opened.problems.empty());
    CHECK(!opened.pending);
    CHECK(opened.snapshot_is_current == (snapshot == snapshots.back()));
  }
}

TEST_CASE("a snapshot that the history notes is current as long as no line before it is missing") {
  const SomeProject some;
  RandomHistory history = a_history(9, 12, text_hash(some));
  const std::string snapshot = write_snapshot(history.state());
  const std::string noted = write_snapshot_line({sha256_hex(snapshot), history.groups().back().id});
  some.write(kSnapshot, snapshot);
  some.write(kHistory, history.lines() + noted);
  CHECK(some.open().snapshot_is_current);
  CHECK(some.open().state == history.state());
  for (std::size_t missing = 0; missing < history.groups().size(); ++missing) {
    std::vector<Group> rest = history.groups();
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(missing));
    std::string lines;
    for (const Group& group : rest) lines += write_group(group);
    some.write(kHistory, lines + noted);
    const OpenedAnnotations opened = some.open();
    CHECK(opened.snapshot_is_current == (write_snapshot(opened.state) == snapshot));
  }
}

TEST_CASE("a snapshot that a script changed is what is shown, counted, and becomes one group") {
  const SomeProject some;
  RandomHistory history = a_history(8, 30, text_hash(some));
  const std::string snapshot = write_snapshot(history.state());
  some.write(kHistory,
             history.lines() + write_snapshot_line({sha256_hex(snapshot), history.groups().back().id}));
  Annotations changed = history.state();
  Span added{
      RecordId("from-a-script"), "cue", {{CodePoint(3), CodePoint(9)}}, {"we act"}, {}, std::nullopt, {}};
  changed.spans.put(added);
  changed.status = Status::done;
  some.write(kSnapshot, write_snapshot(changed));

  const OpenedAnnotations opened = some.open();
  CHECK(opened.state == changed);
  CHECK(opened.outside_records == 2);
  REQUIRE(opened.pending);
  CHECK(opened.pending->kind == GroupKind::outside);
  CHECK(same(update_leniently(history.state(), *opened.pending), changed));
}

TEST_CASE("a script that takes away what was last added is told, and the very bytes of an earlier snapshot are only old") {
  const SomeProject some;
  RandomHistory history = a_history(8, 10, text_hash(some));
  const std::string earlier = write_snapshot(history.state());
  std::string lines = history.lines() + write_snapshot_line({sha256_hex(earlier), history.groups().back().id});
  const Annotations before = history.state();
  lines += write_group(history.next());
  lines += write_snapshot_line({sha256_hex(write_snapshot(history.state())), history.groups().back().id});
  some.write(kHistory, lines);
  some.write(kSnapshot, earlier);
  CHECK(some.open().outside_records == 0);
  CHECK(some.open().state == history.state());

  std::string by_a_script = earlier;
  by_a_script.insert(by_a_script.find('\n'), "  ");
  some.write(kSnapshot, by_a_script);
  CHECK(some.open().outside_records > 0);
  CHECK(same(some.open().state, before));
}

TEST_CASE("any state written over a snapshot opens as it was written, and the history can tell how it came") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const SomeProject some;
    const RandomHistory history = a_history(seed, 15, text_hash(some));
    some.write(kHistory, history.lines());
    const RandomHistory other = a_history(seed + 1000, 12, text_hash(some));
    some.write(kSnapshot, write_snapshot(other.state()));
    const OpenedAnnotations opened = some.open();
    CHECK(same(opened.state, other.state()));
    REQUIRE(opened.pending);
    CHECK(same(update_leniently(history.state(), *opened.pending), other.state()));
  }
}

TEST_CASE("when the file was changed outside and the history went on, both changes are there") {
  const SomeProject some;
  RandomHistory history = a_history(9, 10, text_hash(some));
  const std::string snapshot = write_snapshot(history.state());
  const GroupId base = history.groups().back().id;
  std::string lines = history.lines() + write_snapshot_line({sha256_hex(snapshot), base});
  Annotations changed = history.state();
  changed.spans.put(
      {RecordId("from-a-script"), "cue", {{CodePoint(3), CodePoint(9)}}, {"we act"}, {}, std::nullopt, {}});
  Group later = history.next();
  later.edits.push_back(
      AddSpan{Span{RecordId("later"), "cue", {{CodePoint(1), CodePoint(2)}}, {"x"}, {}, std::nullopt, {}}});
  lines += write_group(later);
  some.write(kHistory, lines);
  some.write(kSnapshot, write_snapshot(changed));
  const OpenedAnnotations opened = some.open();
  CHECK(opened.state.spans.contains("from-a-script"));
  CHECK(opened.state.spans.contains("later"));
  CHECK(has_problem(opened.problems, "the two are joined"));
  CHECK(opened.unjoined);
  CHECK(opened.pending->after == std::vector{base});
}

TEST_CASE("a snapshot that cannot be read is a problem and the history is shown") {
  const SomeProject some;
  const RandomHistory history = a_history(10, 10, text_hash(some));
  some.write(kHistory, history.lines());
  const std::string snapshot = write_snapshot(history.state());
  for (const std::string& broken :
       {snapshot.substr(0, snapshot.size() / 2), std::string("<<<<<<< ours\n") + snapshot, std::string(),
        std::string("[]"), std::string("\xFF")}) {
    some.write(kSnapshot, broken);
    const OpenedAnnotations opened = some.open();
    CHECK(opened.state == history.state());
    CHECK(!opened.problems.empty());
    CHECK(!opened.pending);
    CHECK(opened.extent.keep_snapshot);
  }
}

TEST_CASE("a history cut at any byte gives every group before the cut") {
  const SomeProject some;
  const RandomHistory history = a_history(11, 6, text_hash(some));
  const std::string lines = history.lines();
  std::vector<Annotations> states(1);
  std::size_t whole = 0, next_end = write_group(history.groups()[0]).size();
  for (const Group& group : history.groups()) states.push_back(update_leniently(states.back(), group));
  for (std::size_t cut = 0; cut <= lines.size(); ++cut) {
    // A line is whole when only its LF is missing.
    while (whole < history.groups().size() && cut + 1 >= next_end) {
      ++whole;
      if (whole < history.groups().size()) next_end += write_group(history.groups()[whole]).size();
    }
    const auto read = read_history(std::string_view(lines).substr(0, cut), "h");
    REQUIRE(read.groups.size() == whole);
    CHECK(read.problems.size() == (read.torn ? 1 : 0));
    CHECK(replay(read.groups) == states[whole]);
  }
}

TEST_CASE("every flipped bit of a history is noticed and costs one line at most") {
  const SomeProject some;
  const RandomHistory history = a_history(12, 4, text_hash(some));
  const std::string lines = history.lines();
  for (std::size_t at = 0; at < lines.size(); ++at) {
    for (int bit = 0; bit < 8; bit += 3) {
      std::string broken = lines;
      broken[at] =
          static_cast<char>(static_cast<unsigned char>(broken[at]) ^ (1U << static_cast<unsigned>(bit)));
      const auto read = read_history(broken, "h");
      // A lost line end costs two lines, or none when it was the last.
      const bool line_end = lines[at] == '\n' || broken[at] == '\n';
      CHECK(read.groups.size() + (line_end ? 2 : 1) >= history.groups().size());
      if (!(lines[at] == '\n' && at + 1 == lines.size())) CHECK(!read.problems.empty());
    }
  }
}

TEST_CASE("a line that stands twice counts once") {
  const SomeProject some;
  const RandomHistory history = a_history(13, 5, text_hash(some));
  some.write(kHistory, history.lines() + write_group(history.groups()[1]));
  CHECK(some.open().state == history.state());
}

TEST_CASE("a history of a newer version opens read-only") {
  const SomeProject some;
  const RandomHistory history = a_history(14, 3, text_hash(some));
  std::string line = R"({"id": "x", "kind": "rewrite", "after": [], "edits": [])";
  line += ", \"sum\": \"" + xxh3_hex(line) + "\"}\n";
  some.write(kHistory, history.lines() + line);
  const OpenedAnnotations opened = some.open();
  CHECK(opened.state == history.state());
  CHECK(!opened.read_only.empty());
}

TEST_CASE("annotations of another text are told") {
  const SomeProject some;
  const RandomHistory history = a_history(15, 3);
  some.write(kHistory, history.lines());
  CHECK(has_problem(some.open().problems, "another text"));
}

TEST_CASE("opening writes nothing, whatever state the files are in") {
  const SomeProject some;
  const RandomHistory history = a_history(16, 10, text_hash(some));
  for (const std::string& tail : {std::string(), std::string("{\"id\": \"to"), std::string("garbage\n")}) {
    some.write(kHistory, history.lines() + tail);
    for (const std::string& snapshot :
         {write_snapshot(history.state()), std::string("{"), write_snapshot(a_history(17, 3).state())}) {
      some.write(kSnapshot, snapshot);
      const std::string before = tree_hash(some.project.folder);
      some.open();
      some.entities();
      REQUIRE(open_project(real_files(), some.project.folder));
      REQUIRE(load_article(real_files(), some.project, ArticleId("a")));
      CHECK(tree_hash(some.project.folder) == before);
    }
  }
}

TEST_CASE("the registry is the union of all annotators' histories, whoever wrote entities.json last") {
  const SomeProject some;
  const auto entity = [](const char* id) {
    Entity made;
    made.id = EntityId(id);
    made.name = id;
    return made;
  };
  const auto group = [&](const char* id, const char* by, EntityEdit edit) {
    EntityGroup made;
    made.id = GroupId(id);
    made.by = by;
    made.edits = {std::move(edit)};
    return made;
  };
  const std::string anas = write_group(group("1", "ana", AddEntity{entity("city")})) +
                           write_group(group("3", "ana", JoinEntity{EntityId("town"), EntityId("city")}));
  const std::string bens = write_group(group("2", "ben", AddEntity{entity("town")}));
  some.write("entities/ana.history", anas);
  some.write("entities/ben.history", bens);
  some.write("entities/ben.sync-conflict-20260102-030405-ABC.history",
             write_group(group("9", "ben", RemoveEntity{EntityId("city")})));
  OpenedEntities opened = some.entities();
  REQUIRE(opened.state.entities.size() == 2);
  CHECK(resolve(opened.state, EntityId("town"))->id == EntityId("city"));
  CHECK(opened.groups.size() == 2);
  CHECK(opened.last == GroupId("3"));
  CHECK(!opened.pending);

  Registry outside = opened.state;
  outside.entities.put(entity("village"));
  outside.entities.remove("town");
  some.write("entities.json", write_entities(outside));
  opened = some.entities();
  CHECK(opened.state.entities.size() == 3);  // what entities.json lacks has not been removed
  CHECK(opened.outside_records == 1);
}
