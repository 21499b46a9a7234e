// A JSON value as plugin messages need it: keys in their order, numbers that are no 64-bit integer with their
// source text, so that what sayso does not understand passes through unchanged. Values; any thread.
// Messages come from other programs: more than 64 levels and broken UTF-8 are refused.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso::wire {

struct Json {
  enum class Type { null, flag, integer, number, text, list, object };

  Type type = Type::null;
  bool flag = false;
  std::int64_t integer = 0;
  double number = 0;               // of integers too
  std::string text;                // of a number: its source
  std::vector<Json> items;         // of a list; of an object its values
  std::vector<std::string> names;  // of an object, one an item

  bool is(Type t) const { return type == t; }
  // The value of a key of an object; a null value that lives for ever when there is none.
  const Json& operator[](std::string_view name) const;
  bool has(std::string_view name) const;
  // Text, or "" when it is something else.
  const std::string& as_text() const;
  // The strings of a list of strings; others are left out.
  std::vector<std::string> as_texts() const;
};

// A key that stands twice in one object: who writes it is told so, but values that sayso only passes on may hold it.
enum class KeysTwice { refused, kept };

// Error (damaged): what is wrong and at which byte.
Result<Json> parse_json(std::string_view source, KeysTwice twice = KeysTwice::refused);

// One line, one space after ':' and ','; keys in their order.
std::string to_source(const Json& value);

// An object of those members of `object` whose names are not in `known`.
Json members_except(const Json& object, const std::vector<std::string_view>& known);

// `text` as a JSON string with its quotation marks; bytes that are not UTF-8 become U+FFFD.
std::string quoted(std::string_view text);

}  // namespace sayso::wire
