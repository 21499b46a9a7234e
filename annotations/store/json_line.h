// The canonical writer: JSON on one line, ", " and ": " between tokens, escapes only where JSON must.
// Private to store/; the caller gives the order of keys. Pure.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "annotations/model/value.h"

namespace sayso {

class JsonLine {
 public:
  JsonLine& begin_object() { return open('{'); }
  JsonLine& end_object() { return close('}'); }
  JsonLine& begin_array() { return open('['); }
  JsonLine& end_array() { return close(']'); }
  JsonLine& key(std::string_view name);
  JsonLine& text(std::string_view text);
  JsonLine& integer(std::int64_t number);
  JsonLine& number(double number);
  JsonLine& boolean(bool flag);
  JsonLine& raw(const RawJson& json);
  JsonLine& value(const Value& value);

  // Key and value in one.
  JsonLine& member(std::string_view name, std::string_view text);
  // The same, but nothing for "".
  JsonLine& member_unless_empty(std::string_view name, std::string_view text);
  JsonLine& members(const Extra& extra);
  // The same, but for keys of these names: they stand in the object already.
  JsonLine& members_but(std::initializer_list<std::string_view> known, const Extra& extra);

  std::string take() { return std::move(line_); }

 private:
  JsonLine& open(char bracket);
  JsonLine& close(char bracket);
  void before_value();

  std::string line_;
  bool first_ = true;  // in the innermost object or array
  bool after_key_ = false;
};

// Appends a string literal. What is not UTF-8 becomes U+FFFD, so that the file can always be read.
void append_quoted(std::string& line, std::string_view text);

// The shortest text that gives the number back; whole ones end in ".0" so that they stay doubles.
std::string number_text(double number);

// `line` is an object without sum: the same with `"sum"` as its last key.
std::string with_sum(std::string line);

}  // namespace sayso
