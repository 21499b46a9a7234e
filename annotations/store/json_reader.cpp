#include "annotations/store/json_reader.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <simdjson.h>
#include <unordered_set>

#include "core/text/json_numbers.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
std::uint32_t narrow(std::size_t at) { return static_cast<std::uint32_t>(at); }  // listen() refuses what is larger
bool is_number_part(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

// Listens to the events of a parser, which has validated every token by then, and follows them in the source with a cursor
// of its own, because the events do not say where they happen.
class Listener {
 public:
  Listener(const JsonSource& source, const JsonSink* sink) : source_(source), sink_(sink) {
    if (source.bytes.starts_with("\xEF\xBB\xBF")) cursor_ = 3;
  }

  bool null() {
    JsonNode& node = begun(JsonNode::Kind::null);
    return ended(node, node.begin + 4);
  }
  bool boolean(bool flag) {
    JsonNode& node = begun(JsonNode::Kind::boolean);
    node.flag = flag;
    return ended(node, node.begin + (flag ? 4 : 5));
  }
  bool number() {
    JsonNode& node = begun(JsonNode::Kind::number);
    std::size_t end = node.begin;
    while (end < source_.bytes.size() && is_number_part(source_.bytes[end])) ++end;
    return ended(node, end);
  }

  bool string(std::string_view text) {
    JsonNode& node = begun(JsonNode::Kind::string);
    node.text = text;
    return ended(node, string_end(node.begin, text));
  }

  bool key(std::string_view name) {
    const std::size_t begin = next_token();
    cursor_ = string_end(begin, name);
    Open& open = open_.back();
    const auto& items = open.node->items;
    // Few keys are compared one by one, many are remembered.
    constexpr std::size_t kFew = 12;
    const bool remembers = open.streams || items.size() >= kFew;
    if (remembers && !open.keys) {
      open.keys = std::make_unique<std::unordered_set<std::string>>();
      for (const JsonNode& item : items) open.keys->insert(item.key);
    }
    const bool twice =
        remembers ? !open.keys->emplace(name).second
                  : std::ranges::any_of(items, [&](const JsonNode& item) { return item.key == name; });
    if (twice && open.streams) return fail(key_twice(source_, begin, std::string(name)));
    if (twice && open.node->twice == 0) open.node->twice = narrow(items.size());
    key_ = name;
    key_begin_ = narrow(begin);
    return true;
  }

  // `items`: how many there are to come, if that is known.
  bool start_object(std::size_t items = 0) { return start(JsonNode::Kind::object, items); }
  bool start_array(std::size_t items = 0) { return start(JsonNode::Kind::array, items); }
  bool end_object() { return finish(); }
  bool end_array() { return finish(); }

  // What the parser says of a source that is not JSON; `position` is one past the byte, or 0.
  void not_json(std::size_t position, const std::string& token, std::string why) {
    const std::size_t at = position == 0 ? 0 : position - 1;
    if (why.find("ill-formed UTF-8") != std::string::npos) {
      refuse(at, "not UTF-8", "save the file as UTF-8");
      return;
    }
    if (why.find("unexpected end of input") != std::string::npos) {
      refuse(source_.bytes.size(), source_.bytes.empty() ? "the file is empty" : "the file ends too early");
      return;
    }
    if (const auto colon = why.find(": "); colon != std::string::npos) why.erase(0, colon + 2);
    refuse(at, "not JSON: " + shown(why.empty() ? "unexpected '" + token + "'" : why));
  }

  // nlohmann takes a NUL for the end of the input; here everything must have been read.
  bool read_all() {
    while (cursor_ < source_.bytes.size() && is_space(source_.bytes[cursor_])) ++cursor_;
    return cursor_ == source_.bytes.size() || refuse(cursor_, "a NUL character");
  }
  const Error& error() const { return error_; }
  JsonNode take_root() { return std::move(root_); }

 private:
  // An object or array that is being read. Its node stays where it is: its parent gets no other one meanwhile.
  struct Open {
    JsonNode* node = nullptr;
    bool streams = false;  // children go to the sink
    std::unique_ptr<std::unordered_set<std::string>> keys = nullptr;  // where there are many
  };

  // What the parser says has the token in it, of any length and cut anywhere.
  static std::string shown(const std::string& why) {
    constexpr std::size_t kShown = 160;  // code points
    const std::u32string all = to_utf32(std::string_view(why).substr(0, 4 * kShown));
    return to_utf8(std::u32string_view(all).substr(0, kShown)) + (all.size() > kShown ? "…" : "");
  }

  bool refuse(std::size_t at, std::string what, std::string remedy = {}) {
    return fail(source_.mistake(at, std::move(what), std::move(remedy)));
  }
  bool fail(Error error) {
    error_ = std::move(error);
    return false;
  }

  std::size_t next_token() {
    while (cursor_ < source_.bytes.size() &&
           (is_space(source_.bytes[cursor_]) || source_.bytes[cursor_] == ',' ||
            source_.bytes[cursor_] == ':')) {
      ++cursor_;
    }
    return cursor_;
  }

  // `text`: what the string says, which is what stands there unless something is escaped.
  std::size_t string_end(std::size_t begin, std::string_view text) const {
    std::size_t at = begin + 1;
    if (source_.bytes.substr(at, text.size()) == text && source_.bytes[at + text.size()] == '"') return at + text.size() + 1;
    while (source_.bytes[at] != '"') at += source_.bytes[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  // The place of the next value.
  JsonNode& next() {
    if (open_.empty()) return root_;
    const Open& parent = open_.back();
    if (!parent.streams) return parent.node->items.emplace_back();
    JsonNode& streamed = open_.size() == 1 ? member_ : item_;
    streamed = {};
    return streamed;
  }

  JsonNode& begun(JsonNode::Kind kind) {
    JsonNode& node = next();
    node.kind = kind;
    node.begin = narrow(next_token());
    if (!open_.empty() && open_.back().node->kind == JsonNode::Kind::object) {
      node.key.swap(key_);
      node.key_begin = key_begin_;
    }
    return node;
  }

  bool ended(JsonNode& node, std::size_t end) {
    cursor_ = end;
    node.end = narrow(end);
    if (open_.empty() || !open_.back().streams) return true;
    if (open_.size() == 1) {
      sink_->member(node);
    } else {
      sink_->item(open_.back().node->key, node);
    }
    return true;
  }

  bool start(JsonNode::Kind kind, std::size_t items) {
    if (open_.size() == kJsonDepthLimit) {
      return refuse(next_token(), "more than " + std::to_string(kJsonDepthLimit) + " levels deep");
    }
    JsonNode& node = begun(kind);
    cursor_ = node.begin + 1;
    bool streams = false;
    if (sink_) {
      const bool object = kind == JsonNode::Kind::object;
      if (open_.empty() && !object) return refuse(node.begin, "not an object");
      streams = open_.empty() || (open_.size() == 1 && !object && sink_->is_list(node.key));
    }
    if (!streams) node.items.reserve(items);
    open_.push_back({&node, streams});
    return true;
  }

  bool finish() {
    const Open open = std::move(open_.back());
    open_.pop_back();
    const std::size_t end = next_token() + 1;
    if (!open.streams) return ended(*open.node, end);
    cursor_ = end;
    open.node->end = narrow(end);
    return true;
  }

  const JsonSource& source_;
  const JsonSink* sink_;
  std::size_t cursor_ = 0;
  std::vector<Open> open_;
  std::string key_;  // of the member that comes
  std::uint32_t key_begin_ = 0;
  JsonNode root_;
  JsonNode member_, item_;  // what the sink gets next
  Error error_;
};

// simdjson reads what is JSON many times faster than nlohmann's parser, but does not say where it is none, and refuses
// numbers that no double holds.
class FastParser {
 public:
  // False: it is no JSON, or it has such a number; or the listener refused, which it knows.
  bool parse(std::string_view bytes, Listener& listener) {
    begun_ = false;
    simdjson::dom::element root;
    if (parser_.parse(bytes.data(), bytes.size()).get(root) != simdjson::SUCCESS) return false;
    begun_ = true;
    return walk(root, listener);
  }
  // Did it reach the listener?
  bool begun() const { return begun_; }

 private:
  static bool walk(simdjson::dom::element element, Listener& listener) {
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
      case Type::OBJECT: {
        const auto object = element.get_object().value_unsafe();
        if (!listener.start_object(object.size())) return false;
        for (const auto member : object) {
          if (!listener.key(member.key) || !walk(member.value, listener)) return false;
        }
        return listener.end_object();
      }
      case Type::ARRAY: {
        const auto array = element.get_array().value_unsafe();
        if (!listener.start_array(array.size())) return false;
        for (const auto item : array) {
          if (!walk(item, listener)) return false;
        }
        return listener.end_array();
      }
      case Type::STRING: return listener.string(element.get_string().value_unsafe());
      case Type::BOOL: return listener.boolean(element.get_bool().value_unsafe());
      case Type::NULL_VALUE: return listener.null();
      default: return listener.number();
    }
  }

  simdjson::dom::parser parser_;
  bool begun_ = false;
};

// nlohmann's parser with a listener.
class ExactParser {
 public:
  explicit ExactParser(Listener& listener) : listener_(listener) {}

  bool parse(std::string_view bytes) {
    return nlohmann::json::sax_parse(bytes.begin(), bytes.end(), this) && listener_.read_all();
  }
  // Is there a number that no double holds?
  bool too_large() const { return too_large_; }

  bool null() { return listener_.null(); }
  bool boolean(bool flag) { return listener_.boolean(flag); }
  bool number_integer(std::int64_t) { return listener_.number(); }
  bool number_unsigned(std::uint64_t) { return listener_.number(); }
  bool number_float(double, const std::string&) { return listener_.number(); }
  bool binary(nlohmann::json::binary_t&) { return false; }
  bool string(const std::string& text) { return listener_.string(text); }
  bool key(const std::string& name) { return listener_.key(name); }
  bool start_object(std::size_t) { return listener_.start_object(); }
  bool start_array(std::size_t) { return listener_.start_array(); }
  bool end_object() { return listener_.end_object(); }
  bool end_array() { return listener_.end_array(); }
  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& error) {
    too_large_ = error.id == 406;
    listener_.not_json(position, token, error.what());
    return false;
  }

 private:
  Listener& listener_;
  bool too_large_ = false;
};

Result<JsonNode> listen(const JsonSource& source, const JsonSink* sink) {
  if (source.bytes.size() > UINT32_MAX) return source.mistake(0, "more than 4 GiB of JSON", "divide the article");
  if (source.bytes.starts_with("<<<<<<< ") || source.bytes.find("\n<<<<<<< ") != std::string_view::npos) {
    const auto found = source.bytes.find("\n<<<<<<< ");
    return source.mistake(found == std::string_view::npos ? 0 : found + 1, "git conflict markers",
                          "settle them by `sayso merge` or put one side back");
  }
  // The fast one takes a dozen bytes of memory a byte, and keeps those of the longest that it has read.
  constexpr std::size_t kFastUpTo = 1 << 18;
  if (source.bytes.size() <= kFastUpTo) {
    thread_local FastParser parser;  // lines of a history are read by the ten thousand
    Listener listener(source, sink);
    if (parser.parse(source.bytes, listener)) return listener.take_root();
    if (parser.begun()) return listener.error();
  }
  Listener listener(source, sink);
  ExactParser parser(listener);
  if (parser.parse(source.bytes)) return listener.take_root();
  if (!parser.too_large()) return listener.error();
  if (sink) sink->again();
  // The events only need to know that a number is there, its letters come from the source itself.
  Listener again(source, sink);
  if (ExactParser(again).parse(without_json_numbers(source.bytes))) return again.take_root();
  return again.error();
}

}  // namespace

const JsonNode* JsonNode::find(std::string_view name) const {
  const auto found = std::ranges::find(items, name, &JsonNode::key);
  return found == items.end() ? nullptr : &*found;
}

Error JsonSource::mistake(std::size_t at, std::string what, std::string remedy) const {
  at = std::min(at, bytes.size());
  if (at < reached.at) reached = {};
  for (; reached.at < at; ++reached.at) {
    const char c = bytes[reached.at];
    if (c == '\n') {
      ++reached.line;
      reached.column = 1;
    } else if (!is_continuation(c)) {
      ++reached.column;
    }
  }
  std::string where = (place.empty() ? "" : place + ":") + std::to_string(reached.line) + ":" +
                      std::to_string(reached.column);
  return damaged_error(std::move(what), std::move(where), std::move(remedy));
}

void JsonSource::fail(const JsonNode& node, std::string what) const {
  throw JsonMistake{mistake(node.begin, std::move(what))};
}

Error key_twice(const JsonSource& source, std::size_t at, const std::string& key) {
  return source.mistake(at, "the key '" + key + "' stands twice in one object", "take one of them out");
}

Result<JsonNode> read_json(const JsonSource& source) { return listen(source, nullptr); }

Result<void> read_json_object(const JsonSource& source, const JsonSink& sink) {
  const auto read = listen(source, &sink);
  if (!read) return read.error();
  return {};
}

}  // namespace sayso
