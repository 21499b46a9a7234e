#include "annotations/store/json_fields.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "annotations/store/json_line.h"
#include "core/files/hash.h"

namespace sayso {

JsonFields::JsonFields(const JsonSource& source, const JsonNode& node, const char* what)
    : source_(source), node_(node), what_(what), more_taken_(node.items.size() > taken_.size() ? node.items.size() - taken_.size() : 0) {
  must_be_object(source, node, what_);
}

const JsonNode* JsonFields::find(const char* name) {
  const JsonNode* found = node_.find(name);
  if (!found) return nullptr;
  if (const auto member = static_cast<std::size_t>(found - node_.items.data()); member < taken_.size()) {
    taken_.set(member);
  } else {
    more_taken_[member - taken_.size()] = true;
  }
  return found;
}

bool JsonFields::is_taken(std::size_t member) const {
  return member < taken_.size() ? taken_[member] : more_taken_[member - taken_.size()];
}

const JsonNode& JsonFields::need(const char* name) {
  const JsonNode* found = find(name);
  if (!found) source_.fail(node_, "the " + std::string(what_) + " has no \"" + name + "\"");
  return *found;
}

std::string JsonFields::text(const char* name) { return text_of(source_, need(name)); }

std::string JsonFields::text_or(const char* name, std::string otherwise) {
  const JsonNode* found = find(name);
  return found ? text_of(source_, *found) : std::move(otherwise);
}

bool JsonFields::flag_or(const char* name, bool otherwise) {
  const JsonNode* found = find(name);
  return found ? flag_of(source_, *found) : otherwise;
}

std::int64_t JsonFields::whole_or(const char* name, std::int64_t otherwise) {
  const JsonNode* found = find(name);
  return found ? whole_of(source_, *found) : otherwise;
}

std::vector<std::string> JsonFields::texts_or_none(const char* name) {
  const JsonNode* found = find(name);
  return found ? texts_of(source_, *found) : std::vector<std::string>{};
}

void JsonFields::each(const char* name, const std::function<void(const JsonNode&)>& each_item) {
  const JsonNode* found = find(name);
  if (!found) return;
  for (const JsonNode& item : items_of(source_, *found)) each_item(item);
}

Extra JsonFields::rest() {
  std::vector<Extra::value_type> extra;
  for (std::size_t i = 0; i < node_.items.size(); ++i) {
    const JsonNode& item = node_.items[i];
    if (!is_taken(i) && item.key != "sum") extra.emplace_back(item.key, raw_of(source_, item));
  }
  return Extra(std::move(extra));
}

void JsonFields::refuse_rest() {
  for (std::size_t i = 0; i < node_.items.size(); ++i) {
    const JsonNode& item = node_.items[i];
    if (!is_taken(i))
      source_.fail(item, "the " + std::string(what_) + " has an unknown key \"" + std::string(item.key) + "\"");
  }
}

std::string text_of(const JsonSource& source, const JsonNode& node) {
  if (node.kind != JsonNode::Kind::string) source.fail(node, "\"" + std::string(node.key) + "\" must be a string");
  return std::string(node.text);
}

std::int64_t whole_of(const JsonSource& source, const JsonNode& node) {
  const std::string_view digits = source.of(node);
  std::int64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (node.kind != JsonNode::Kind::number || read.ec != std::errc{} ||
      read.ptr != digits.data() + digits.size()) {
    source.fail(node, (node.key.empty() ? "this" : "\"" + std::string(node.key) + "\"") + " must be a whole number");
  }
  return number;
}

bool flag_of(const JsonSource& source, const JsonNode& node) {
  if (node.kind != JsonNode::Kind::boolean) source.fail(node, "\"" + std::string(node.key) + "\" must be true or false");
  return node.flag;
}

std::span<const JsonNode> items_of(const JsonSource& source, const JsonNode& node) {
  if (node.kind != JsonNode::Kind::array) source.fail(node, "\"" + std::string(node.key) + "\" must be a list");
  return node.items;
}

std::vector<std::string> texts_of(const JsonSource& source, const JsonNode& node) {
  std::vector<std::string> texts;
  for (const JsonNode& item : items_of(source, node)) {
    if (item.kind != JsonNode::Kind::string)
      source.fail(item, "\"" + std::string(node.key) + "\" must be a list of strings");
    texts.emplace_back(item.text);
  }
  return texts;
}

namespace {

std::size_t depth_of(const JsonNode& node) {
  std::size_t deepest = 0;
  for (const JsonNode& item : node.items) deepest = std::max(deepest, depth_of(item));
  const bool holds = node.kind == JsonNode::Kind::array || node.kind == JsonNode::Kind::object;
  return deepest + (holds ? 1 : 0);
}

}  // namespace

RawJson raw_of(const JsonSource& source, const JsonNode& node) {
  if (depth_of(node) > kKeptDepthLimit) {
    source.fail(node, "a value that sayso keeps as it is may be " + std::to_string(kKeptDepthLimit) + " levels deep");
  }
  return {compact(source.of(node))};
}

namespace {

Value number_of(std::string_view letters) {
  const char* end = letters.data() + letters.size();
  std::int64_t whole = 0;
  if (const auto read = std::from_chars(letters.data(), end, whole);
      read.ec == std::errc{} && read.ptr == end && std::to_string(whole) == letters) {
    return whole;
  }
  double real = 0;
  if (const auto read = std::from_chars(letters.data(), end, real);
      read.ec == std::errc{} && read.ptr == end && number_text(real) == letters) {
    return real;
  }
  return RawJson{std::string(letters)};
}

}  // namespace

Value value_of(const JsonSource& source, const JsonNode& node) {
  switch (node.kind) {
    case JsonNode::Kind::string:
      return std::string(node.text);
    case JsonNode::Kind::boolean:
      return node.flag;
    case JsonNode::Kind::number:
      return number_of(source.of(node));
    case JsonNode::Kind::array: {
      std::vector<std::string> texts;
      for (const JsonNode& item : node.items) {
        if (item.kind != JsonNode::Kind::string) return raw_of(source, node);
        texts.emplace_back(item.text);
      }
      return texts;
    }
    default:
      return raw_of(source, node);
  }
}

void must_be_object(const JsonSource& source, const JsonNode& node, std::string_view what) {
  if (node.kind != JsonNode::Kind::object) source.fail(node, "a " + std::string(what) + " must be an object: {…}");
  if (const JsonNode* item = node.second_of_a_key()) throw JsonMistake{key_twice(source, item->key_begin, item->key)};
}

std::string compact(std::string_view json) {
  std::string line;
  line.reserve(json.size());
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string) {
      line += c;
      if (c == '\\') line += json[++at];
      if (c == '"') in_string = false;
      continue;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    line += c;
    if (c == ':' || c == ',') line += ' ';
    if (c == '"') in_string = true;
  }
  return line;
}

SumCheck check_sum(const JsonSource& source, const JsonNode& node) {
  if (node.items.empty() || node.items.back().key != "sum") {
    return node.find("sum") ? SumCheck::differs : SumCheck::none;
  }
  const JsonNode& sum = node.items.back();
  const std::string_view before = source.bytes.substr(node.begin, sum.key_begin - node.begin);
  const std::size_t comma = before.find_last_of(',');
  if (comma == std::string_view::npos || sum.kind != JsonNode::Kind::string) return SumCheck::differs;
  return xxh3_hex(before.substr(0, comma)) == sum.text ? SumCheck::fits : SumCheck::differs;
}

}  // namespace sayso
