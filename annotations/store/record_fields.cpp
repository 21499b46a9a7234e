#include "annotations/store/record_fields.h"

#include "annotations/store/edit_codec.h"
#include "annotations/store/record_codec.h"

namespace sayso {
namespace {

template <class T>
std::string json_of(const T& value) {
  JsonLine line;
  write(line, value);
  return line.take();
}

void take_apart_attributes(const Attributes& attributes, std::vector<std::string> prefix, Fields& fields) {
  for (const auto& [name, value] : attributes) {
    FieldName field{prefix};
    field.parts.push_back(name);
    fields.values[field] = value_to_json(value);
  }
}

void take_apart_extra(const Extra& extra, std::vector<std::string> prefix, Fields& fields) {
  for (const auto& [name, json] : extra) {
    FieldName field{prefix};
    field.parts.push_back("extra");
    field.parts.push_back(name);
    fields.values[field] = json.source;
  }
}

// What spans and frames have alike.
template <class Record>
Fields take_apart_record(const Record& record, const char* is) {
  Fields fields;
  fields.values[{{"is"}}] = quoted_json(is);
  fields.values[{{"layer"}}] = quoted_json(record.layer);
  take_apart_attributes(record.attributes, {"attributes"}, fields);
  if (record.origin) fields.values[{{"origin"}}] = json_of(*record.origin);
  take_apart_extra(record.extra, {}, fields);
  fields.conflicts = record.conflicts;
  return fields;
}

std::string text_back(const std::string& json) { return read_back(json, text_of); }

// Those fields that spans and frames have alike; false for another.
template <class Record>
bool put_together(Record& record, const FieldName& field, const std::string& json) {
  const auto& parts = field.parts;
  if (parts[0] == "is") return true;
  if (parts[0] == "layer") return record.layer = text_back(json), true;
  if (parts[0] == "attributes") return record.attributes[parts[1]] = *value_from_json(json), true;
  if (parts[0] == "origin") return record.origin = read_back(json, origin_of), true;
  if (parts[0] == "extra") return record.extra[parts[1]] = RawJson{json}, true;
  return false;
}

Span span_from(const std::string& id, const Fields& fields) {
  Span span;
  span.id = RecordId(id);
  for (const auto& [field, json] : fields.values) {
    if (put_together(span, field, json)) continue;
    read_back(json, [&](const JsonSource& source, const JsonNode& node) {
      JsonFields at(source, node, "place");
      span.at = fragments_of(source, at.need("at"));
      span.text = at.texts_or_none("text");
    });
  }
  span.conflicts = fields.conflicts;
  return span;
}

Frame frame_from(const std::string& id, const Fields& fields) {
  Frame frame;
  frame.id = RecordId(id);
  for (const auto& [field, json] : fields.values) {
    if (put_together(frame, field, json)) continue;
    if (!field.is_role()) continue;
    auto& list = frame.roles[field.parts[1]] = read_back(json, fillers_of);
    for (Filler& filler : list) filler.attributes.clear(), filler.extra.clear();
  }
  for (const auto& [field, json] : fields.values) {
    if (!field.is_of_filler()) continue;
    const auto role = frame.roles.find(field.parts[1]);
    if (role == frame.roles.end()) continue;
    for (Filler& filler : role->second) {
      if (to_text(filler.to) != field.parts[2]) continue;
      if (field.parts.size() == 5) {
        filler.extra[field.parts[4]] = RawJson{json};
      } else {
        filler.attributes[field.parts[3]] = *value_from_json(json);
      }
    }
  }
  frame.conflicts = fields.conflicts;
  return frame;
}

Fields take_apart_header(const Annotations& state) {
  Fields fields;
  JsonLine status;
  status.begin_object().member("status", to_text(state.status)).member_unless_empty("reason", state.reason).end_object();
  fields.values[{{"article"}}] = quoted_json(state.article.value);
  fields.values[{{"annotator"}}] = quoted_json(state.annotator.value);
  fields.values[{{"text_sha256"}}] = quoted_json(state.text_sha256);
  fields.values[{{"status"}}] = status.take();
  take_apart_extra(state.extra, {}, fields);
  fields.conflicts = state.conflicts;
  return fields;
}

void put_header(Annotations& state, const Fields& fields) {
  state.extra.clear();
  for (const auto& [field, json] : fields.values) {
    if (field.parts[0] == "article") {
      state.article = ArticleId(text_back(json));
    } else if (field.parts[0] == "annotator") {
      state.annotator = AnnotatorId(text_back(json));
    } else if (field.parts[0] == "text_sha256") {
      state.text_sha256 = text_back(json);
    } else if (field.parts[0] == "status") {
      read_back(json, [&](const JsonSource& source, const JsonNode& node) {
        JsonFields status(source, node, "status");
        state.status = status_from_text(source, status.need("status"));
        state.reason = status.text_or("reason", "");
      });
    } else {
      state.extra[field.parts[1]] = RawJson{json};
    }
  }
  state.conflicts = fields.conflicts;
}

// Of a mention that was not split off, too: what it says is taken away field by field, never as a whole.
Fields take_apart_split(const SplitMention* split) {
  Fields fields;
  if (!split) return fields;
  for (const auto& [of, into] : split->into) fields.values[{{"into", of.value}}] = quoted_json(into.value);
  fields.conflicts = split->conflicts;
  return fields;
}

void put_split(Registry& state, const MentionId& mention, const Fields& fields) {
  SplitMention split{mention, {}, fields.conflicts};
  for (const auto& [field, json] : fields.values) split.into[EntityId(field.parts[1])] = EntityId(text_back(json));
  if (!split.into.empty() || !split.conflicts.empty()) {
    state.splits.put(std::move(split));
  } else {
    state.splits.remove(mention.value);
  }
}

const FieldName kWhole{{"whole"}};

Fields whole(std::string json) {
  Fields fields;
  fields.values[kWhole] = std::move(json);
  return fields;
}

}  // namespace

std::string FieldName::text() const {
  std::string name;
  for (const std::string& part : parts) name += (name.empty() ? "" : ".") + part;
  return name;
}

std::string comparable(const FieldName& field, const std::string& json) {
  if (!field.is_role()) return json;
  std::string targets = "[";
  for (const std::string& target : targets_in(json)) targets += quoted_json(target) + ",";
  return targets;
}

std::vector<std::string> targets_in(const std::string& json) {
  std::vector<std::string> targets;
  for (const Filler& filler : read_back(json, fillers_of)) targets.push_back(to_text(filler.to));
  return targets;
}

std::vector<std::string> fillers_in(const std::string& json) {
  std::vector<std::string> fillers;
  for (const Filler& filler : read_back(json, fillers_of)) fillers.push_back(json_of(filler));
  return fillers;
}

std::string with_filler(const std::optional<std::string>& json, std::size_t place, const std::string& filler_json) {
  std::vector<std::string> list;
  if (json) list = fillers_in(*json);
  list.insert(list.begin() + static_cast<std::ptrdiff_t>(std::min(place, list.size())), filler_json);
  JsonLine line;
  line.begin_array();
  for (const std::string& each : list) line.raw(RawJson{each});
  line.end_array();
  return line.take();
}

std::set<RecordKey> AnnotationRecords::touched(const Group& group) {
  std::set<RecordKey> keys;
  const auto note = [&](const auto& edit) {
    using E = std::decay_t<decltype(edit)>;
    if constexpr (std::is_same_v<E, AddSpan>) {
      keys.insert("r" + edit.span->id.value);
    } else if constexpr (std::is_same_v<E, AddFrame>) {
      keys.insert("r" + edit.frame->id.value);
    } else if constexpr (std::is_same_v<E, Dismiss>) {
      keys.insert("d" + edit.dismissal->id.value);
    } else if constexpr (std::is_same_v<E, Undismiss>) {
      keys.insert("d" + edit.of.value);
    } else if constexpr (std::is_same_v<E, AddSuggestion>) {
      keys.insert("g" + edit.suggestion.id.value);
    } else if constexpr (std::is_same_v<E, RemoveSuggestion>) {
      keys.insert("g" + edit.of.value);
    } else if constexpr (requires { edit.of; }) {
      keys.insert(edit.of.empty() ? "h" : "r" + edit.of.value);
      if constexpr (std::is_same_v<E, SetExtra>) keys.insert("d" + edit.of.value);
    } else {
      keys.insert("h");
    }
  };
  for (const Edit& edit : group.edits) std::visit(note, edit);
  return keys;
}

std::optional<Fields> AnnotationRecords::take_apart(const Annotations& state, const RecordKey& key) {
  const std::string id = key.substr(1);
  if (key[0] == 'h') return state.article.empty() ? std::nullopt : std::optional(take_apart_header(state));
  if (key[0] == 'd') {
    const Dismissal* found = state.dismissed.find(id);
    return found ? std::optional(whole(line_of(*found))) : std::nullopt;
  }
  if (key[0] == 'g') {
    const StoredSuggestion* found = state.suggested.find(id);
    return found ? std::optional(whole(found->line.source)) : std::nullopt;
  }
  if (const Span* span = state.spans.find(id)) {
    Fields fields = take_apart_record(*span, "span");
    JsonLine at;
    at.begin_object().key("at");
    write(at, span->at);
    at.key("text");
    write(at, span->text);
    at.end_object();
    fields.values[{{"at"}}] = at.take();
    return fields;
  }
  const Frame* frame = state.frames.find(id);
  if (!frame) return std::nullopt;
  Fields fields = take_apart_record(*frame, "frame");
  for (const auto& [role, list] : frame->roles) {
    JsonLine line;
    line.begin_array();
    for (const Filler& filler : list) {
      write(line, filler);
      const std::string to = to_text(filler.to);
      take_apart_attributes(filler.attributes, {"roles", role, to}, fields);
      take_apart_extra(filler.extra, {"roles", role, to}, fields);
    }
    line.end_array();
    fields.values[{{"roles", role}}] = line.take();
  }
  return fields;
}

void AnnotationRecords::put(Annotations& state, const RecordKey& key, const Fields& fields) {
  const std::string id = key.substr(1);
  if (key[0] == 'h') return put_header(state, fields);
  if (key[0] == 'd') return void(state.dismissed.put(read_back(fields.values.at(kWhole), dismissal_of)));
  if (key[0] == 'g') return void(state.suggested.put({RecordId(id), RawJson{fields.values.at(kWhole)}}));
  remove(state, key);  // it may have been the other kind of record
  const auto is = fields.values.find({{"is"}});
  if (is != fields.values.end() && is->second == "\"frame\"") {
    state.frames.put(frame_from(id, fields));
  } else {
    state.spans.put(span_from(id, fields));
  }
}

void AnnotationRecords::remove(Annotations& state, const RecordKey& key) {
  const std::string id = key.substr(1);
  if (key[0] == 'd') {
    if (state.dismissed.find(id)) state.dismissed.remove(id);
  } else if (key[0] == 'g') {
    if (state.suggested.find(id)) state.suggested.remove(id);
  } else if (key[0] == 'r') {
    if (state.spans.find(id)) state.spans.remove(id);
    if (state.frames.find(id)) state.frames.remove(id);
  }
}

std::set<RecordKey> EntityRecords::touched(const EntityGroup& group) {
  std::set<RecordKey> keys;
  const auto note = [&](const auto& edit) {
    if constexpr (requires { edit.entity; }) {
      keys.insert("e" + edit.entity.id.value);
    } else if constexpr (requires { edit.mention; }) {
      keys.insert("s" + edit.mention.value);
    } else if constexpr (requires { edit.dismissed; }) {
      keys.insert("f" + edit.dismissed.id);
    } else if constexpr (requires { edit.of.value; }) {
      keys.insert("e" + edit.of.value);
    } else {
      keys.insert("f" + edit.of);
    }
  };
  for (const EntityEdit& edit : group.edits) std::visit(note, edit);
  return keys;
}

std::optional<Fields> EntityRecords::take_apart(const Registry& state, const RecordKey& key) {
  const std::string id = key.substr(1);
  if (key[0] == 'f') {
    const DismissedFinding* found = state.dismissed.find(id);
    return found ? std::optional(whole(line_of(*found))) : std::nullopt;
  }
  if (key[0] == 's') return take_apart_split(state.splits.find(id));
  const Entity* entity = state.entities.find(id);
  if (!entity) return std::nullopt;
  Fields fields;
  fields.values[{{"name"}}] = quoted_json(entity->name);
  fields.values[{{"kind"}}] = quoted_json(entity->kind);
  fields.values[{{"article"}}] = quoted_json(entity->article.value);
  fields.values[{{"same-as"}}] = quoted_json(entity->same_as.value);
  for (const std::string& alias : entity->aliases) fields.values[{{"alias", alias}}] = "true";
  take_apart_extra(entity->extra, {}, fields);
  fields.conflicts = entity->conflicts;
  return fields;
}

void EntityRecords::put(Registry& state, const RecordKey& key, const Fields& fields) {
  if (key[0] == 'f') return void(state.dismissed.put(read_back(fields.values.at(kWhole), dismissed_finding_of)));
  if (key[0] == 's') return put_split(state, MentionId(key.substr(1)), fields);
  Entity entity;
  entity.id = EntityId(key.substr(1));
  for (const auto& [field, json] : fields.values) {
    if (field.parts[0] == "name") entity.name = text_back(json);
    if (field.parts[0] == "kind") entity.kind = text_back(json);
    if (field.parts[0] == "article") entity.article = ArticleId(text_back(json));
    if (field.parts[0] == "same-as") entity.same_as = EntityId(text_back(json));
    if (field.parts[0] == "alias") entity.aliases.insert(field.parts[1]);
    if (field.parts[0] == "extra") entity.extra[field.parts[1]] = RawJson{json};
  }
  entity.conflicts = fields.conflicts;
  state.entities.put(std::move(entity));
}

void EntityRecords::remove(Registry& state, const RecordKey& key) {
  const std::string id = key.substr(1);
  if (key[0] == 'f') {
    if (state.dismissed.find(id)) state.dismissed.remove(id);
  } else if (state.entities.find(id)) {
    state.entities.remove(id);
  }
}

void EntityRecords::before(Registry& state, const EntityGroup& group, std::set<std::string> made) {
  const auto note = [&](const auto& edit) {
    if constexpr (requires { edit.entity; }) {
      made.insert(edit.entity.id.value);
    } else if constexpr (requires { edit.mention; }) {
      // It stands by itself: nothing of the entities changes.
    } else if constexpr (requires { edit.of.value; }) {
      if (made.contains(edit.of.value) || state.entities.find(edit.of.value)) return;
      Entity stranger;
      stranger.id = edit.of;
      state.entities.put(std::move(stranger));
    }
  };
  for (const EntityEdit& edit : group.edits) std::visit(note, edit);
}

std::set<RecordKey> CommentRecords::touched(const CommentGroup& group) {
  std::set<RecordKey> keys;
  const auto note = [&](const auto& edit) {
    if constexpr (requires { edit.comment; }) {
      keys.insert("c" + edit.comment.id.value);
    } else if constexpr (requires { edit.of; }) {
      keys.insert("c" + edit.of.value);
    } else {
      keys.insert("h");
    }
  };
  for (const CommentEdit& edit : group.edits) std::visit(note, edit);
  return keys;
}

std::optional<Fields> CommentRecords::take_apart(const Comments& state, const RecordKey& key) {
  Fields fields;
  if (key[0] == 'h') {
    if (state.article.empty()) return std::nullopt;
    fields.values[{{"article"}}] = quoted_json(state.article.value);
    fields.values[{{"author"}}] = quoted_json(state.author.value);
    return fields;
  }
  const Comment* comment = state.comments.find(key.substr(1));
  if (!comment) return std::nullopt;
  fields.values[{{"on"}}] = json_of(comment->on);
  fields.values[{{"text"}}] = quoted_json(comment->text);
  fields.values[{{"time"}}] = quoted_json(comment->time);
  fields.values[{{"resolved"}}] = comment->resolved ? "true" : "false";
  take_apart_extra(comment->extra, {}, fields);
  fields.conflicts = comment->conflicts;
  return fields;
}

void CommentRecords::put(Comments& state, const RecordKey& key, const Fields& fields) {
  Comment comment;
  comment.id = RecordId(key.substr(1));
  for (const auto& [field, json] : fields.values) {
    if (field.parts[0] == "article") state.article = ArticleId(text_back(json));
    if (field.parts[0] == "author") state.author = AnnotatorId(text_back(json));
    if (field.parts[0] == "on") comment.on = read_back(json, comment_place_of);
    if (field.parts[0] == "text") comment.text = text_back(json);
    if (field.parts[0] == "time") comment.time = text_back(json);
    if (field.parts[0] == "resolved") comment.resolved = json == "true";
    if (field.parts[0] == "extra") comment.extra[field.parts[1]] = RawJson{json};
  }
  comment.conflicts = fields.conflicts;
  if (key[0] == 'c') state.comments.put(std::move(comment));
}

void CommentRecords::remove(Comments& state, const RecordKey& key) { state.comments.remove(key.substr(1)); }

}  // namespace sayso
