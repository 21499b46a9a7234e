// FORMAT.md's worked example is what sayso writes, to the last digit of a sum.
#include "annotations/store/edit_codec.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string kText = "“It works,” she said.\n";
const char* const kQuote = "0193a1b2-0000-7000-8000-000000000001";
const char* const kSaid = "0193a1b2-0000-7000-8000-000000000002";
const char* const kAttribution = "0193a1b2-0000-7000-8000-000000000003";

Group the_group(const char* id, std::vector<GroupId> after, const char* time, std::vector<Edit> edits) {
  Group group;
  group.id = GroupId(id);
  group.after = std::move(after);
  group.time = time;
  group.by = "ana";
  group.rules = "attribution@1+9f2c";
  group.seconds = 4;
  group.edits = std::move(edits);
  return group;
}

std::vector<Group> the_groups() {
  const Span quote{RecordId(kQuote),
                   "content",
                   {{CodePoint(0), CodePoint(11)}},
                   {"“It works,”"},
                   {{"kind", std::string("direct")}},
                   {},
                   {}};
  const Span said{RecordId(kSaid), "cue", {{CodePoint(16), CodePoint(20)}}, {"said"}, {}, {}, {}};
  Frame frame{RecordId(kAttribution), "attribution", {{"content", {{RecordId(kQuote), {}, {}}}}}, {}, {}, {}};
  return {
      the_group(
          "0193a1b2-1000-7000-8000-000000000000", {}, "2026-01-02T03:04:05.678Z",
          {Begin{ArticleId("a"), AnnotatorId("ana"), sha256_hex(kText)}, AddSpan{quote}, AddFrame{frame}}),
      the_group("0193a1b2-2000-7000-8000-000000000000", {GroupId("0193a1b2-1000-7000-8000-000000000000")},
                "2026-01-02T03:04:09.000Z",
                {AddSpan{said}, FillRole{RecordId(kAttribution), "cue", {RecordId(kSaid), {}, {}}, SIZE_MAX},
                 FillRole{RecordId(kAttribution),
                          "stance",
                          {EntityId("city-91c2"), {{"value", std::int64_t{2}}}, {}},
                          SIZE_MAX}})};
}

}  // namespace

TEST_CASE("the worked example of FORMAT.md is what sayso writes") {
  const auto format = read_file(real_files(), SAYSO_SOURCE_DIR "/annotations/FORMAT.md");
  REQUIRE(format);
  const auto groups = the_groups();
  const std::string snapshot = write_snapshot(replay(groups));
  std::vector<std::string> parts = {write_group(groups[0]), write_group(groups[1]),
                                    write_snapshot_line({sha256_hex(snapshot), groups[1].id}), snapshot};
  for (const std::string& part : parts) {
    CHECK_MESSAGE(format->find(part) != std::string::npos, "FORMAT.md lacks\n", part);
  }
}

TEST_CASE("FORMAT.md names every kind of edit") {
  const auto format = read_file(real_files(), SAYSO_SOURCE_DIR "/annotations/FORMAT.md");
  REQUIRE(format);
  for (const char* name :
       {"begin",           "add-span",         "remove-span",     "set-fragments",      "set-layer",
        "add-frame",       "remove-frame",     "fill-role",       "unfill-role",        "set-role",
        "clear-role",      "set-attribute",    "clear-attribute", "set-origin",         "set-status",
        "dismiss",         "undismiss",        "add-suggestion",  "remove-suggestion",  "set-extra",
        "set-text",        "add-entity",       "remove-entity",   "rename-entity",      "set-entity-kind",
        "add-alias",       "remove-alias",     "join-entity",     "set-entity-article", "set-entity-extra",
        "dismiss-finding", "undismiss-finding", "set-conflicts",  "split-entity",       "set-entity-conflicts",
        "set-split-conflicts"}) {
    CHECK_MESSAGE(format->find("`" + std::string(name) + "`") != std::string::npos, name);
  }
}
