#include "plugins/host/wire/json.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/text/json_numbers.h"
#include "core/text/utf8.h"

namespace sayso::wire {
namespace {

constexpr std::size_t kDepthLimit = 64;

// Builds the tree; nlohmann's own DOM forgets key order, equal keys and the source of numbers.
class Builder {
 public:
  using number_integer_t = nlohmann::json::number_integer_t;
  using number_unsigned_t = nlohmann::json::number_unsigned_t;
  using number_float_t = nlohmann::json::number_float_t;
  using string_t = nlohmann::json::string_t;
  using binary_t = nlohmann::json::binary_t;

  // `letters`: of a source without its numbers, in order.
  explicit Builder(KeysTwice keys_twice, std::vector<std::string_view> letters = {})
      : keys_twice_(keys_twice), letters_(std::move(letters)) {}

  bool null() { return put({}); }
  bool boolean(bool value) {
    Json json;
    json.type = Json::Type::flag;
    json.flag = value;
    return put(std::move(json));
  }
  bool number_integer(number_integer_t value) {
    if (next_ < letters_.size()) return number_of(letters_[next_++]);
    Json json;
    json.type = Json::Type::integer;
    json.integer = value;
    json.number = static_cast<double>(value);
    return put(std::move(json));
  }
  bool number_unsigned(number_unsigned_t value) {
    if (next_ < letters_.size()) return number_of(letters_[next_++]);
    if (value <= static_cast<number_unsigned_t>(INT64_MAX))
      return number_integer(static_cast<number_integer_t>(value));
    return number_float(static_cast<double>(value), std::to_string(value));
  }
  bool number_float(number_float_t value, const string_t& source) {
    Json json;
    json.type = Json::Type::number;
    json.number = value;
    json.text = source;
    return put(std::move(json));
  }
  bool string(string_t& value) {
    Json json;
    json.type = Json::Type::text;
    json.text = std::move(value);
    return put(std::move(json));
  }
  bool binary(binary_t&) { return false; }
  bool start_object(std::size_t) { return begin(Json::Type::object); }
  bool end_object() { return end(); }
  bool start_array(std::size_t) { return begin(Json::Type::list); }
  bool end_array() { return end(); }
  bool key(string_t& name) {
    auto& [json, seen] = open_.back();
    auto& names = json->names;
    // Few keys are compared one by one, many are remembered.
    constexpr std::size_t kFew = 12;
    if (names.size() == kFew) seen.insert(names.begin(), names.end());
    const bool twice = names.size() < kFew ? std::find(names.begin(), names.end(), name) != names.end()
                                           : !seen.insert(name).second;
    if (twice && keys_twice_ == KeysTwice::refused) return refuse("the key " + wire::quoted(name) + " twice");
    names.push_back(std::move(name));
    return true;
  }
  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& error) {
    too_large = error.id == 406;
    return refuse("not JSON at byte " + std::to_string(position));
  }

  Json root;
  std::string refused;
  bool too_large = false;  // there is a number that no double holds

 private:
  struct Open {
    Json* json;
    std::unordered_set<std::string> seen;  // its keys, when they are many
  };

  bool number_of(std::string_view letters) {
    const char* end = letters.data() + letters.size();
    std::int64_t whole = 0;
    if (const auto read = std::from_chars(letters.data(), end, whole); read.ec == std::errc{} && read.ptr == end) {
      Json json;
      json.type = Json::Type::integer;
      json.integer = whole;
      json.number = static_cast<double>(whole);
      return put(std::move(json));
    }
    double number = 0;  // stays so for what no double holds: its letters say more
    std::from_chars(letters.data(), end, number);
    return number_float(number, std::string(letters));
  }
  bool refuse(std::string why) {
    if (refused.empty()) refused = std::move(why);
    return false;
  }
  bool put(Json value) {
    if (open_.empty()) {
      root = std::move(value);
    } else {
      open_.back().json->items.push_back(std::move(value));
    }
    return true;
  }
  bool begin(Json::Type type) {
    if (open_.size() == kDepthLimit) return refuse("nested deeper than 64");
    Json json;
    json.type = type;
    const bool outermost = open_.empty();
    put(std::move(json));
    open_.push_back({outermost ? &root : &open_.back().json->items.back(), {}});
    return true;
  }
  bool end() {
    open_.pop_back();
    return true;
  }

  std::vector<Open> open_;  // stays valid: only the innermost list grows, and it holds none of these
  KeysTwice keys_twice_;
  std::vector<std::string_view> letters_;
  std::size_t next_ = 0;
};

void write(const Json& value, std::string& out) {
  switch (value.type) {
    case Json::Type::null:
      out += "null";
      break;
    case Json::Type::flag:
      out += value.flag ? "true" : "false";
      break;
    case Json::Type::integer:
      out += std::to_string(value.integer);
      break;
    case Json::Type::number:
      out += value.text;
      break;
    case Json::Type::text:
      out += wire::quoted(value.text);
      break;
    case Json::Type::list:
    case Json::Type::object: {
      const bool object = value.type == Json::Type::object;
      out += object ? '{' : '[';
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (i > 0) out += ", ";
        if (object) out += wire::quoted(value.names[i]) + ": ";
        write(value.items[i], out);
      }
      out += object ? '}' : ']';
    }
  }
}

}  // namespace

const Json& Json::operator[](std::string_view name) const {
  static const Json none;
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? none : items[static_cast<std::size_t>(found - names.begin())];
}

bool Json::has(std::string_view name) const {
  return std::find(names.begin(), names.end(), name) != names.end();
}

const std::string& Json::as_text() const {
  static const std::string none;
  return type == Type::text ? text : none;
}

std::vector<std::string> Json::as_texts() const {
  std::vector<std::string> texts;
  if (type != Type::list) return texts;
  for (const Json& item : items) {
    if (item.is(Type::text)) texts.push_back(item.text);
  }
  return texts;
}

Result<Json> parse_json(std::string_view source, KeysTwice twice) {
  Builder builder(twice);
  if (nlohmann::json::sax_parse(source.begin(), source.end(), &builder)) return std::move(builder.root);
  if (builder.too_large) {
    std::vector<std::string_view> letters;
    const std::string plain = without_json_numbers(source, &letters);
    builder = Builder(twice, std::move(letters));
    if (nlohmann::json::sax_parse(plain.begin(), plain.end(), &builder)) return std::move(builder.root);
  }
  return damaged_error(builder.refused.empty() ? "not JSON" : builder.refused, "");
}

std::string to_source(const Json& value) {
  std::string out;
  write(value, out);
  return out;
}

Json members_except(const Json& object, const std::vector<std::string_view>& known) {
  Json rest;
  rest.type = Json::Type::object;
  for (std::size_t i = 0; i < object.names.size(); ++i) {
    if (std::find(known.begin(), known.end(), object.names[i]) != known.end()) continue;
    rest.names.push_back(object.names[i]);
    rest.items.push_back(object.items[i]);
  }
  return rest;
}

std::string quoted(std::string_view text) {
  static const char* const hex = "0123456789abcdef";
  std::string mended;
  if (!is_utf8(text)) {
    for (const auto [code_point, at] : code_points(text)) append_utf8(mended, code_point);
    text = mended;
  }
  std::string out = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += hex[static_cast<unsigned char>(c) >> 4];
          out += hex[static_cast<unsigned char>(c) & 15];
        } else {
          out += c;
        }
    }
  }
  return out + '"';
}

}  // namespace sayso::wire
