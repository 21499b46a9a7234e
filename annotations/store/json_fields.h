// The members of one JSON object, taken by name: what was not taken at the end is unknown and kept. Private
// to store/. Every function throws JsonMistake with the place when the object is not as asked.
#pragma once

#include <bitset>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "annotations/model/value.h"
#include "annotations/store/json_reader.h"

namespace sayso {

// How deep a value that is kept letter by letter may be: a record stands deeper in a history than in a snapshot, and
// what was read in one must not be too deep for the other.
inline constexpr std::size_t kKeptDepthLimit = 48;

class JsonFields {
 public:
  // `what` names the object in errors: "span". Both are borrowed.
  JsonFields(const JsonSource& source, const JsonNode& node, const char* what);

  const JsonNode* find(const char* name);  // nullptr if there is none
  const JsonNode& need(const char* name);
  std::string text(const char* name);  // a string
  std::string text_or(const char* name, std::string otherwise);
  bool flag_or(const char* name, bool otherwise);
  std::int64_t whole_or(const char* name, std::int64_t otherwise);
  std::vector<std::string> texts_or_none(const char* name);
  // Calls `each` for the elements of an array; nothing when there is no such key.
  void each(const char* name, const std::function<void(const JsonNode&)>& each_item);

  Extra rest();        // what nobody asked for; `sum` is never part of it
  void refuse_rest();  // the same as a mistake

  const JsonSource& source() const { return source_; }
  const JsonNode& node() const { return node_; }

 private:
  bool is_taken(std::size_t member) const;

  const JsonSource& source_;
  const JsonNode& node_;
  const char* what_;
  std::bitset<64> taken_;         // one a member
  std::vector<bool> more_taken_;  // of those behind the first 64
};

std::string text_of(const JsonSource& source, const JsonNode& node);
std::int64_t whole_of(const JsonSource& source, const JsonNode& node);  // an integer of 64 bits
bool flag_of(const JsonSource& source, const JsonNode& node);
std::vector<std::string> texts_of(const JsonSource& source, const JsonNode& node);
RawJson raw_of(const JsonSource& source, const JsonNode& node);  // not deeper than kKeptDepthLimit
Value value_of(const JsonSource& source, const JsonNode& node);
std::span<const JsonNode> items_of(const JsonSource& source, const JsonNode& node);  // of an array
// With each key once.
void must_be_object(const JsonSource& source, const JsonNode& node, std::string_view what);

// Source text with one space after ':' and ',' and none elsewhere, letters as they are. Precondition: JSON.
std::string compact(std::string_view json);

// Does the record's `sum` fit its source text? None counts as yes. `sum` must be the last key.
enum class SumCheck { none, fits, differs };
SumCheck check_sum(const JsonSource& source, const JsonNode& node);

}  // namespace sayso
