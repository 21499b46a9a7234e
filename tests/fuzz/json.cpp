// Any bytes as JSON: what is read knows its places, and what is kept of it stays as it is from then on.
#include "annotations/store/edit_codec.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_reader.h"
#include "core/text/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {
namespace {

void check_places(const JsonSource& source, const JsonNode& node) {
  must(node.begin < node.end && node.end <= source.bytes.size(), "a value lies in the source");
  std::size_t at = node.begin;
  for (const JsonNode& item : node.items) {
    must(item.begin > at && item.end < node.end, "items lie in their value, one after the other");
    if (node.kind == JsonNode::Kind::object) {
      must(item.key_begin > at && item.key_begin < item.begin, "a key stands before its value");
    }
    at = item.end - 1;
    check_places(source, item);
  }
  must(is_utf8(node.text) && is_utf8(node.key), "what is read is UTF-8");
}

}  // namespace

void offer(std::string_view bytes) {
  const JsonSource source{bytes, "f.json"};
  const auto read = read_json(source);
  if (!read) {
    must(!read.error().what.empty() && read.error().place.starts_with("f.json:"), "a refusal says what and where");
    return;
  }
  check_places(source, *read);

  const std::string kept = compact(source.of(*read));
  must_equal(compact(kept), kept, "what is kept stays as it is");
  must(read_json({kept, {}}).ok(), "what is kept can be read");

  const auto value = value_from_json(kept);
  if (!value) return;  // deeper than what is kept
  const std::string written = value_to_json(*value);
  const auto again = value_from_json(written);
  must(again.ok(), "a value that was written can be read");
  must(*again == *value, "a value that was written is the same");
  must_equal(value_to_json(*again), written, "a value is written twice the same way");
}

}  // namespace sayso::fuzz
