#include "annotations/store/merge_files.h"

#include <algorithm>
#include <set>

#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "annotations/store/pretty_json.h"
#include "annotations/store/record_fields.h"
#include "annotations/store/replay.h"
#include "annotations/store/snapshot_codec.h"

namespace sayso {
namespace {

// Stands for the group of a change where only snapshots are merged, which do not name it.
const GroupId kUnknownGroup{"unknown"};

Error refuse(const std::string& name, std::string what) {
  return damaged_error(std::move(what), name, "nothing was merged; run `sayso fsck --repair` on each side first");
}

// ---- histories ----

Annotations joined_state(const std::vector<Group>& groups) { return replay(groups); }
Registry joined_state(const std::vector<EntityGroup>& groups) { return replay(groups); }
Comments joined_state(const std::vector<CommentGroup>& groups) { return replay(groups); }

template <class GroupType>
Result<MergedFile> merge_histories(const HistoryRead<GroupType>& ours, const HistoryRead<GroupType>& theirs,
                                   const std::string& name) {
  for (const auto* side : {&ours, &theirs}) {
    if (!side->problems.empty()) return refuse(name, side->problems[0].what);
  }
  MergedFile merged;
  const auto groups = join(ours.groups, theirs.groups);
  std::vector<SnapshotLine> snapshots;
  for (const auto* side : {&ours, &theirs}) {
    for (const auto& snapshot : side->snapshots) snapshots.push_back(snapshot.line);
  }
  merged.bytes = write_history(groups, std::move(snapshots));
  if (!groups.empty() && groups.back().kind == GroupKind::join) merged.conflicts = count_conflicts(joined_state(groups));
  return merged;
}

// What a history is of say its edits: the reading that understands most of it is the right one, and says what is wrong
// with the lines that are damaged.
Result<MergedFile> merge_any_histories(const ThreeVersions& versions, const std::string& name) {
  const auto ours = read_history(versions.ours, name), theirs = read_history(versions.theirs, name);
  if (ours.problems.empty() && theirs.problems.empty()) return merge_histories(ours, theirs, name);
  const auto our_entities = read_entity_history(versions.ours, name), their_entities = read_entity_history(versions.theirs, name);
  const auto our_comments = read_comment_history(versions.ours, name), their_comments = read_comment_history(versions.theirs, name);
  const std::size_t annotations = ours.groups.size() + theirs.groups.size(),
                    entities = our_entities.groups.size() + their_entities.groups.size(),
                    comments = our_comments.groups.size() + their_comments.groups.size();
  if (annotations >= std::max(entities, comments)) return merge_histories(ours, theirs, name);
  if (entities >= comments) return merge_histories(our_entities, their_entities, name);
  return merge_histories(our_comments, their_comments, name);
}

// ---- snapshots ----

// Fields and records by the rule of three-way merging; who changed something last does not matter.
template <class Records>
class RecordMerge {
 public:
  using State = typename Records::State;

  RecordMerge(const State& base, const State& ours, const State& theirs) : base_(base), ours_(ours), theirs_(theirs) {}

  State merge(const std::set<RecordKey>& keys) {
    State merged = ours_;
    for (const RecordKey& key : keys) {
      if (const auto fields = merge_record(key)) {
        Records::put(merged, key, *fields);
      } else {
        Records::remove(merged, key);
      }
    }
    return merged;
  }

 private:
  std::optional<Fields> merge_record(const RecordKey& key) const {
    const auto base = Records::take_apart(base_, key), ours = Records::take_apart(ours_, key),
               theirs = Records::take_apart(theirs_, key);
    if (ours == theirs || theirs == base) return ours;
    if (ours == base) return theirs;
    if (!ours || !theirs) {  // an edit beats a removal
      std::optional<Fields> kept = ours ? ours : theirs;
      if (base) kept->conflicts.removed = kUnknownGroup;
      return kept;
    }
    Fields merged;
    std::set<FieldName> names;
    static const Fields kNone;
    for (const Fields* side : {base ? &*base : &kNone, &*ours, &*theirs}) {
      for (const auto& [name, json] : side->values) names.insert(name);
    }
    for (const auto* side : {&*ours, &*theirs}) merged.conflicts.fields.insert(side->conflicts.fields.begin(), side->conflicts.fields.end());
    for (const FieldName& name : names) {
      const auto was = value_in(base ? *base : kNone, name), our = value_in(*ours, name), their = value_in(*theirs, name);
      auto value = our == was ? their : our;
      if (our != was && their != was && comparable_or_none(name, our) != comparable_or_none(name, their)) {
        std::vector<Alternative> both;
        for (const auto& each : {std::min(our, their), std::max(our, their)}) {
          both.push_back({each ? std::optional(RawJson{*each}) : std::nullopt, kUnknownGroup});
        }
        value = std::min(our, their);
        merged.conflicts.fields[name.text()] = std::move(both);
      }
      if (value) merged.values[name] = *value;
    }
    return merged;
  }

  static std::optional<std::string> value_in(const Fields& fields, const FieldName& name) {
    const auto found = fields.values.find(name);
    return found == fields.values.end() ? std::nullopt : std::optional(found->second);
  }

  static std::optional<std::string> comparable_or_none(const FieldName& name, const std::optional<std::string>& json) {
    return json ? std::optional(comparable(name, *json)) : std::nullopt;
  }

  const State& base_;
  const State& ours_;
  const State& theirs_;
};

void add_keys(const Annotations& state, std::set<RecordKey>& keys) {
  keys.insert("h");
  for (const Span& each : state.spans) keys.insert("r" + each.id.value);
  for (const Frame& each : state.frames) keys.insert("r" + each.id.value);
  for (const Dismissal& each : state.dismissed) keys.insert("d" + each.id.value);
  for (const StoredSuggestion& each : state.suggested) keys.insert("g" + each.id.value);
}

void add_keys(const Registry& state, std::set<RecordKey>& keys) {
  for (const Entity& each : state.entities) keys.insert("e" + each.id.value);
  for (const DismissedFinding& each : state.dismissed) keys.insert("f" + each.id);
  for (const SplitMention& each : state.splits) keys.insert("s" + each.mention.value);
}

template <class Records, class State>
State merge_states(const State& base, const State& ours, const State& theirs) {
  std::set<RecordKey> keys;
  for (const State* side : {&base, &ours, &theirs}) add_keys(*side, keys);
  return RecordMerge<Records>(base, ours, theirs).merge(keys);
}

Result<Annotations> whole_snapshot(std::string_view bytes, const std::string& name) {
  if (bytes.empty()) return Annotations();
  auto read = read_snapshot(bytes, name);
  if (!read) return read.error();
  if (read->newer || read->left_out > 0) return refuse(name, read->newer ? "a newer format" : read->problems[0].what);
  return std::move(read->state);
}

Result<Registry> whole_registry(std::string_view bytes, const std::string& name) {
  if (bytes.empty()) return Registry();
  auto read = read_entities(bytes, name);
  if (!read) return read.error();
  if (read->newer || read->left_out > 0) return refuse(name, read->newer ? "a newer format" : read->problems[0].what);
  return std::move(read->registry);
}

Result<MergedFile> merge_snapshots(const ThreeVersions& versions, const std::string& name) {
  const auto base = whole_snapshot(versions.base, name), ours = whole_snapshot(versions.ours, name),
             theirs = whole_snapshot(versions.theirs, name);
  for (const auto* side : {&base, &ours, &theirs}) {
    if (!*side) return side->error();
  }
  Annotations merged = merge_states<AnnotationRecords>(*base, *ours, *theirs);
  merged.rules = std::max(ours->rules, theirs->rules);
  return MergedFile{write_snapshot(merged), count_conflicts(merged)};
}

Result<MergedFile> merge_registries(const ThreeVersions& versions, const std::string& name) {
  const auto base = whole_registry(versions.base, name), ours = whole_registry(versions.ours, name),
             theirs = whole_registry(versions.theirs, name);
  for (const auto* side : {&base, &ours, &theirs}) {
    if (!*side) return side->error();
  }
  const Registry merged = merge_states<EntityRecords>(*base, *ours, *theirs);
  return MergedFile{write_entities(merged), count_conflicts(merged)};
}

// ---- other JSON ----

// Key by key, in the order of ours and then what only theirs has; a key that both changed keeps the smaller value, and
// both stand under "conflicts".
class KeyMerge {
 public:
  KeyMerge(const JsonSource& base, const JsonSource& ours, const JsonSource& theirs)
      : base_(base), ours_(ours), theirs_(theirs) {}

  Result<MergedFile> merge() const {
    const auto base = read_json(base_), ours = read_json(ours_), theirs = read_json(theirs_);
    if (!ours) return ours.error();
    if (!theirs) return theirs.error();
    if (const JsonNode* item = ours->second_of_a_key()) return key_twice(ours_, item->key_begin, item->key);
    if (const JsonNode* item = theirs->second_of_a_key()) return key_twice(theirs_, item->key_begin, item->key);
    std::vector<std::string> keys;
    const auto add = [&](const JsonNode& node) {
      for (const JsonNode& item : node.items) {
        if (item.key != "conflicts" && std::ranges::find(keys, item.key) == keys.end()) keys.emplace_back(item.key);
      }
    };
    // The side with the smaller text first, so that both sides write the same.
    const bool swapped = theirs_.bytes < ours_.bytes;
    add(swapped ? *theirs : *ours);
    add(swapped ? *ours : *theirs);
    MergedFile merged;
    JsonLine line, conflicts;
    line.begin_object();
    conflicts.begin_object();
    for (const std::string& key : keys) {
      const auto was = base ? value(base_, *base, key) : std::nullopt;
      const auto our = value(ours_, *ours, key), their = value(theirs_, *theirs, key);
      auto chosen = our == was ? their : our;
      if (our != was && their != was && our != their) {
        ++merged.conflicts;
        chosen = std::min(our, their);
        conflicts.key(key).begin_array();
        for (const auto& each : {std::min(our, their), std::max(our, their)}) {
          conflicts.begin_object();
          if (each) conflicts.key("value").raw(RawJson{*each});
          conflicts.end_object();
        }
        conflicts.end_array();
      }
      if (chosen) line.key(key).raw(RawJson{*chosen});
    }
    conflicts.end_object();
    if (merged.conflicts > 0) line.key("conflicts").raw(RawJson{conflicts.take()});
    line.end_object();
    merged.bytes = pretty_json(line.take());
    return merged;
  }

 private:
  static std::optional<std::string> value(const JsonSource& source, const JsonNode& node, const std::string& key) {
    const JsonNode* found = node.find(key);
    return found ? std::optional(compact(source.of(*found))) : std::nullopt;
  }

  const JsonSource& base_;
  const JsonSource& ours_;
  const JsonSource& theirs_;
};

Result<MergedFile> merge_keys(const ThreeVersions& versions, const std::string& name) {
  const JsonSource base{versions.base, name}, ours{versions.ours, name}, theirs{versions.theirs, name};
  return KeyMerge(base, ours, theirs).merge();
}

enum class Kind { history, snapshot, entities, object };

Kind kind_of(std::string_view bytes) {
  const JsonSource source{bytes, {}};
  const auto node = read_json(source);
  if (!node || node->kind != JsonNode::Kind::object) return Kind::history;
  const JsonNode* format = node->find("format");
  if (!format && node->find("sum")) return Kind::history;  // of one line
  if (!format) return Kind::object;
  if (format->text.starts_with("sayso/annotations/")) return Kind::snapshot;
  return format->text.starts_with("sayso/entities/") ? Kind::entities : Kind::object;
}

}  // namespace

Result<MergedFile> merge_files(const ThreeVersions& versions, const std::string& name) {
  if (versions.ours == versions.theirs || versions.theirs == versions.base) return MergedFile{std::string(versions.ours), 0};
  if (versions.ours == versions.base) return MergedFile{std::string(versions.theirs), 0};
  const Kind kind = kind_of(versions.ours);
  if (kind_of(versions.theirs) != kind) {
    return refuse(name, "the two versions are not the same kind of file");
  }
  switch (kind) {
    case Kind::snapshot: return merge_snapshots(versions, name);
    case Kind::entities: return merge_registries(versions, name);
    case Kind::object: return merge_keys(versions, name);
    case Kind::history: break;
  }
  return merge_any_histories(versions, name);
}

}  // namespace sayso
