#include "annotations/store/json_line.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/files/hash.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

void append_escaped(std::string& line, char c) {
  switch (c) {
    case '"':
      line += "\\\"";
      return;
    case '\\':
      line += "\\\\";
      return;
    case '\b':
      line += "\\b";
      return;
    case '\f':
      line += "\\f";
      return;
    case '\n':
      line += "\\n";
      return;
    case '\r':
      line += "\\r";
      return;
    case '\t':
      line += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  line += "\\u00";
  line += kDigits[byte >> 4U];
  line += kDigits[byte & 0xFU];
}

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

}  // namespace

void append_quoted(std::string& line, std::string_view text) {
  line += '"';
  while (!text.empty()) {
    const auto bad = first_bad_utf8(text);
    const std::string_view good = text.substr(0, bad ? bad->value : text.size());
    for (const char c : good) {
      if (needs_escape(c)) {
        append_escaped(line, c);
      } else {
        line += c;
      }
    }
    text.remove_prefix(good.size());
    if (bad) {
      line += kReplacement;
      text.remove_prefix(1);
    }
  }
  line += '"';
}

std::string number_text(double number) {
  if (!std::isfinite(number)) return "null";  // JSON has no word for it; the readers never make one
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  std::string text(digits, end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string with_sum(std::string line) {
  line.pop_back();
  const std::string sum = xxh3_hex(line);
  line += ", \"sum\": \"" + sum + "\"}";
  return line;
}

void JsonLine::before_value() {
  if (!after_key_ && !first_) line_ += ", ";
  first_ = false;
  after_key_ = false;
}

JsonLine& JsonLine::open(char bracket) {
  before_value();
  line_ += bracket;
  first_ = true;
  return *this;
}

JsonLine& JsonLine::close(char bracket) {
  line_ += bracket;
  first_ = false;
  return *this;
}

JsonLine& JsonLine::key(std::string_view name) {
  before_value();
  append_quoted(line_, name);
  line_ += ": ";
  after_key_ = true;
  return *this;
}

JsonLine& JsonLine::text(std::string_view text) {
  before_value();
  append_quoted(line_, text);
  return *this;
}

JsonLine& JsonLine::integer(std::int64_t number) {
  before_value();
  line_ += std::to_string(number);
  return *this;
}

JsonLine& JsonLine::number(double number) {
  before_value();
  line_ += number_text(number);
  return *this;
}

JsonLine& JsonLine::boolean(bool flag) {
  before_value();
  line_ += flag ? "true" : "false";
  return *this;
}

JsonLine& JsonLine::raw(const RawJson& json) {
  before_value();
  line_ += json.source.empty() ? "null" : json.source;
  return *this;
}

JsonLine& JsonLine::value(const Value& value) {
  struct Writer {
    JsonLine& line;
    void operator()(const std::string& text) { line.text(text); }
    void operator()(std::int64_t number) { line.integer(number); }
    void operator()(double number) { line.number(number); }
    void operator()(bool flag) { line.boolean(flag); }
    void operator()(const RawJson& json) { line.raw(json); }
    void operator()(const std::vector<std::string>& list) {
      line.begin_array();
      for (const std::string& text : list) line.text(text);
      line.end_array();
    }
  };
  std::visit(Writer{*this}, value);
  return *this;
}

JsonLine& JsonLine::member(std::string_view name, std::string_view text) { return key(name).text(text); }

JsonLine& JsonLine::member_unless_empty(std::string_view name, std::string_view text) {
  return text.empty() ? *this : member(name, text);
}

JsonLine& JsonLine::members(const Extra& extra) { return members_but({}, extra); }

JsonLine& JsonLine::members_but(std::initializer_list<std::string_view> known, const Extra& extra) {
  for (const auto& [name, json] : extra) {
    if (std::ranges::find(known, name) == known.end()) key(name).raw(json);
  }
  return *this;
}

}  // namespace sayso
