#include "annotations/store/edit_codec.h"

#include <algorithm>
#include <array>

#include "annotations/store/article_shapes.h"
#include "annotations/store/edit_shapes.h"
#include "annotations/store/record_codec.h"

namespace sayso {
namespace {

// Reads one line of JSON by a function that throws JsonMistake.
template <class T>
Result<T> read_one(std::string_view json, const std::string& place,
                   T (*read)(const JsonSource&, const JsonNode&)) {
  const JsonSource source{json, place};
  const auto node = read_json(source);
  if (!node) return node.error();
  try {
    return read(source, *node);
  } catch (const JsonMistake& mistake) { return mistake.error; }
}

}  // namespace

std::string edit_to_json(const Edit& edit) { return line_of(edit); }
std::string edit_to_json(const EntityEdit& edit) { return line_of(edit); }
std::string edit_to_json(const CommentEdit& edit) { return line_of(edit); }
std::string span_to_json(const Span& span) { return line_of(span); }
std::string frame_to_json(const Frame& frame) { return line_of(frame); }
std::string entity_to_json(const Entity& entity) { return line_of(entity); }
std::string dismissal_to_json(const Dismissal& dismissal) { return line_of(dismissal); }
std::string facts_to_json(const ArticleFacts& facts) {
  JsonLine line;
  line.begin_object();
  write_members(line, facts);
  line.end_object();
  return line.take();
}

Result<Edit> edit_from_json(std::string_view json, const std::string& place) {
  return read_one(json, place, edit_of);
}

Result<EntityEdit> entity_edit_from_json(std::string_view json, const std::string& place) {
  return read_one(json, place, entity_edit_of);
}

Result<Span> span_from_json(std::string_view json, const std::string& place) {
  return read_one(json, place, span_of);
}

Result<Frame> frame_from_json(std::string_view json, const std::string& place) {
  return read_one(json, place, frame_of);
}

bool is_entity_edit(std::string_view edit_name) {
  static constexpr std::array<std::string_view, 14> kNames = {
      "add-entity",       "remove-entity",   "rename-entity",    "set-entity-kind",
      "add-alias",        "remove-alias",    "join-entity",      "set-entity-article",
      "set-entity-extra", "split-entity",    "dismiss-finding", "undismiss-finding",
      "set-entity-conflicts", "set-split-conflicts"};
  return std::ranges::find(kNames, edit_name) != kNames.end();
}

std::string value_to_json(const Value& value) {
  JsonLine line;
  line.value(value);
  return line.take();
}

Result<Value> value_from_json(std::string_view json) { return read_one(json, {}, value_of); }

std::string quoted_json(std::string_view text) {
  std::string line;
  append_quoted(line, text);
  return line;
}

Result<RawJson> raw_json(std::string_view json, const std::string& place) {
  return read_one(json, place, raw_of);
}

}  // namespace sayso
