// Any bytes as histories of annotations, of entities and of comments, and any lines with the sums that belong to them: what is
// read can be written and read again, replayed, undone, and gives a snapshot that can be read.
#include "annotations/edit/update.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/json_line.h"
#include "annotations/store/snapshot_codec.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {
namespace {

// A line whose sum does not fit is left out before anything else of it is looked at, so each gets its own.
std::string with_sums(std::string_view bytes) {
  std::string lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string line(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (const std::size_t sum = line.rfind(", \"sum\": \""); sum != std::string::npos && line.ends_with("\"}")) {
      line.resize(sum);
      line += '}';
    }
    lines += line.size() > 2 && line.ends_with('}') ? with_sum(std::move(line)) : line;
    lines += '\n';
  }
  return lines;
}

// An unknown key of a record that has the name of a known one is in no snapshot.
template <class Record>
bool hides(const Shelf<Record>& records, std::initializer_list<const char*> known) {
  for (const Record& record : records) {
    for (const char* name : known) {
      if (record.extra.contains(name)) return true;
    }
  }
  return false;
}

void check_state(const Annotations& state) {
  const std::string bytes = write_snapshot(state);
  const auto read = read_snapshot(bytes, "a.json");
  must(read.ok(), "the snapshot of a history can be read");
  must(read->problems.empty(), "the snapshot of a history has no problems");
  if (hides(state.spans, {"layer", "at", "text", "attributes", "origin", "conflicts"}) ||
      hides(state.frames, {"layer", "roles", "attributes", "origin", "conflicts"}) ||
      hides(state.dismissed, {"at", "text", "by", "finding", "reason"})) {
    return;
  }
  must(read->state == state, "the snapshot of a history says what the history says");
}

void check_state(const Registry& registry) {
  const auto read = read_entities(write_entities(registry), "entities.json");
  must(read.ok(), "the registry of a history can be read");
  must(read->problems.empty(), "the registry of a history has no problems");
  must(read->registry == registry, "the registry of a history says what the history says");
}

void check_undo(const Annotations& before, const Edit& edit) {
  auto after = update(before, edit);
  if (!after || std::holds_alternative<Begin>(edit)) return;
  for (const Edit& back : inverse(before, edit)) {
    auto undone = update(*after, back);
    must(undone.ok(), "an undo can be done");
    after = std::move(undone);
  }
  must(*after == before, "an undo gives back what was there");
}

void check_undo(const Registry& before, const EntityEdit& edit) {
  const auto after = update(before, edit);
  if (!after) return;
  const auto undone = update(*after, inverse(before, edit));
  must(undone.ok(), "an undo of an entity's edit can be done");
  for (const Entity& entity : before.entities) {
    if (!entity.conflicts.empty()) return;  // what was decided stays decided
  }
  for (const SplitMention& split : before.splits) {
    if (!split.conflicts.empty()) return;
  }
  must(*undone == before, "an undo of an entity's edit gives back what was there");
}

void check_state(const Comments& comments) {
  if (hides(comments.comments, {"on", "text", "time", "resolved", "conflicts"})) return;
  Comments again;
  for (const CommentEdit& edit : difference(Comments(), comments)) {
    auto next = update(std::move(again), edit);
    must(next.ok(), "what comments differ by can be done");
    again = std::move(next).value();
  }
  must(again.comments == comments.comments, "comments made anew are the same");
}

// A comment is taken back by hand: there is no inverse.
void check_undo(const Comments&, const CommentEdit&) {}

template <class State, class GroupType>
void offer_history(std::string_view bytes, HistoryRead<GroupType> (*read_lines)(std::string_view, const std::string&)) {
  const HistoryRead<GroupType> read = read_lines(bytes, "a.history");
  must(read.whole_bytes <= bytes.size(), "no more is read than there is");
  std::string lines;
  State replayed;
  for (const GroupType& group : read.groups) {
    lines += write_group(group);
    State state = replayed;
    for (const auto& edit : group.edits) {
      check_undo(state, edit);
      if (auto next = update(state, edit)) state = std::move(next).value();
    }
    replayed = update_leniently(std::move(replayed), group);
  }
  const HistoryRead<GroupType> again = read_lines(lines, "a.history");
  must(again.problems.empty(), "a history that was written has no problems");
  must(again.groups == read.groups, "a history that was written is the same");
  check_state(replayed);
}

}  // namespace

void offer(std::string_view bytes) {
  const std::string summed = with_sums(bytes);
  for (const std::string_view lines : {bytes, std::string_view(summed)}) {
    offer_history<Annotations, Group>(lines, read_history);
    offer_history<Registry, EntityGroup>(lines, read_entity_history);
    offer_history<Comments, CommentGroup>(lines, read_comment_history);
  }
}

}  // namespace sayso::fuzz
