// Any bytes as a snapshot and as entities.json: read, written and read again it is the same, also by way of the
// history that it becomes.
#include "annotations/edit/update.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/snapshot_codec.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {
namespace {

void offer_snapshot(std::string_view bytes) {
  const auto read = read_snapshot(bytes, "a.json");
  if (!read) return;
  const std::string written = write_snapshot(read->state);
  const auto again = read_snapshot(written, "a.json");
  must(again.ok(), "a snapshot that was written can be read");
  must(again->problems.empty(), "a snapshot that was written has no problems");
  must(again->state == read->state, "a snapshot that was written says the same");
  must_equal(write_snapshot(again->state), written, "a snapshot is written twice the same way");

  Group group;
  group.id = GroupId("g");
  group.rules = read->state.rules;
  Annotations begun;
  begun.article = read->state.article;
  begun.annotator = read->state.annotator;
  group.edits = difference(begun, read->state);
  const auto history = read_history(write_group(group), "a.history");
  must(history.problems.empty() && history.groups.size() == 1, "what a snapshot becomes in a history can be read");
  must(history.groups.front() == group, "what a snapshot becomes in a history is the same");
}

void offer_entities(std::string_view bytes) {
  const auto read = read_entities(bytes, "entities.json");
  if (!read) return;
  const std::string written = write_entities(read->registry);
  const auto again = read_entities(written, "entities.json");
  must(again.ok(), "entities that were written can be read");
  must(again->problems.empty(), "entities that were written have no problems");
  must(again->registry == read->registry, "entities that were written are the same");
  must_equal(write_entities(again->registry), written, "entities are written twice the same way");

  EntityGroup group;
  group.id = GroupId("g");
  group.edits = difference(Registry{}, read->registry);
  const auto history = read_entity_history(write_group(group), "ana.history");
  must(history.problems.empty() && history.groups.size() == 1, "what entities become in a history can be read");
  must(history.groups.front() == group, "what entities become in a history is the same");
}

}  // namespace

void offer(std::string_view bytes) {
  offer_snapshot(bytes);
  offer_entities(bytes);
}

}  // namespace sayso::fuzz
