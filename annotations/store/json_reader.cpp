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

}  // namespace

// Listens to the events of a parser, which has validated every token by then, and follows them in the source with a cursor
// of its own, because the events do not say where they happen.
class JsonListener {
 public:
  // `memory`: where the tree is to lie; nullptr: in memory of its own.
  JsonListener(const JsonSource& source, const JsonSink* sink, JsonMemory* memory)
      : source_(source),
        sink_(sink),
        own_(memory ? nullptr : std::make_unique<JsonMemory>(first_block(source.bytes.size()))),
        nodes_((memory ? memory : own_.get())->open_),
        kept_((memory ? memory : own_.get())->kept_) {
    nodes_.clear();
    kept_.release();
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
    std::size_t end = 0;
    node.text = string_at(node.begin, text, end);
    return ended(node, end);
  }

  bool key(std::string_view name) {
    const std::size_t begin = next_token();
    name = string_at(begin, name, cursor_);
    Open& open = open_.back();
    const auto items = std::span<const JsonNode>(nodes_).subspan(open.node + 1);
    // Few keys are compared one by one, many are remembered.
    constexpr std::size_t kFew = 12;
    const bool remembers = open.streams || items.size() >= kFew;
    if (remembers && !open.keys) {
      open.keys = std::make_unique<std::unordered_set<std::string>>();
      for (const JsonNode& item : items) open.keys->emplace(item.key);
    }
    const bool twice =
        remembers ? !open.keys->emplace(name).second
                  : std::ranges::any_of(items, [&](const JsonNode& item) { return item.key == name; });
    if (twice && open.streams) return fail(key_twice(source_, begin, name));
    if (JsonNode& object = nodes_[open.node]; twice && object.twice == 0) object.twice = narrow(items.size());
    key_ = name;
    key_begin_ = narrow(begin);
    return true;
  }

  bool start_object() { return start(JsonNode::Kind::object); }
  bool start_array() { return start(JsonNode::Kind::array); }
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
  JsonTree take_tree() { return {nodes_.front(), std::move(own_)}; }

 private:
  // An object or array that is being read.
  struct Open {
    std::size_t node = 0;  // of nodes_
    bool streams = false;  // children go to the sink
    std::string name = {};  // of one that streams: its key
    std::unique_ptr<std::unordered_set<std::string>> keys = nullptr;  // where there are many
  };

  // Enough for the nodes of a usual line of a history.
  static std::size_t first_block(std::size_t bytes) { return std::clamp<std::size_t>(4 * bytes, 256, 1 << 16); }

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

  // What a string says that begins at this byte, and where it ends: the source's letters, or its own where something is
  // escaped.
  std::string_view string_at(std::size_t begin, std::string_view text, std::size_t& end) {
    std::size_t at = begin + 1;
    if (source_.bytes.substr(at, text.size()) == text && source_.bytes[at + text.size()] == '"') {
      end = at + text.size() + 1;
      return source_.bytes.substr(at, text.size());
    }
    while (source_.bytes[at] != '"') at += source_.bytes[at] == '\\' ? 2 : 1;
    end = at + 1;
    char* const own = static_cast<char*>(kept_.allocate(text.size() + 1, 1));
    std::ranges::copy(text, own);
    return {own, text.size()};
  }

  JsonNode& begun(JsonNode::Kind kind) {
    JsonNode& node = nodes_.emplace_back();
    node.kind = kind;
    node.begin = narrow(next_token());
    if (!open_.empty() && nodes_[open_.back().node].kind == JsonNode::Kind::object) {
      node.key = key_;
      node.key_begin = key_begin_;
    }
    return node;
  }

  // The last one of nodes_.
  bool ended(JsonNode& node, std::size_t end) {
    cursor_ = end;
    node.end = narrow(end);
    if (open_.empty() || !open_.back().streams) return true;
    if (open_.size() == 1) {
      sink_->member(node);
    } else {
      sink_->item(open_.back().name, node);
    }
    nodes_.pop_back();
    kept_.release();
    return true;
  }

  bool start(JsonNode::Kind kind) {
    if (open_.size() == kJsonDepthLimit) {
      return refuse(next_token(), "more than " + std::to_string(kJsonDepthLimit) + " levels deep");
    }
    const JsonNode& node = begun(kind);
    cursor_ = node.begin + 1;
    Open open{nodes_.size() - 1};
    if (sink_) {
      const bool object = kind == JsonNode::Kind::object;
      if (open_.empty() && !object) return refuse(node.begin, "not an object");
      open.streams = open_.empty() || (open_.size() == 1 && !object && sink_->is_list(node.key));
      if (open.streams) open.name = node.key;
    }
    open_.push_back(std::move(open));
    return true;
  }

  bool finish() {
    const std::size_t at = open_.back().node;
    const bool streams = open_.back().streams;
    open_.pop_back();
    const std::size_t end = next_token() + 1;
    keep_items(at);
    if (!streams) return ended(nodes_[at], end);
    cursor_ = end;
    nodes_[at].end = narrow(end);
    if (!open_.empty()) nodes_.pop_back();
    return true;
  }

  // What came after a node is inside it, and has all that it needs: it goes where it stays.
  void keep_items(std::size_t of) {
    const auto items = std::span<const JsonNode>(nodes_).subspan(of + 1);
    if (items.empty()) return;
    JsonNode* const kept = std::pmr::polymorphic_allocator<JsonNode>(&kept_).allocate(items.size());
    std::uninitialized_copy(items.begin(), items.end(), kept);
    nodes_[of].items = {kept, items.size()};
    nodes_.resize(of + 1);
  }

  const JsonSource& source_;
  const JsonSink* sink_;
  std::size_t cursor_ = 0;
  std::vector<Open> open_;
  std::unique_ptr<JsonMemory> own_;
  std::vector<JsonNode>& nodes_;
  std::pmr::monotonic_buffer_resource& kept_;
  std::string_view key_;  // of the member that comes
  std::uint32_t key_begin_ = 0;
  Error error_;
};

namespace {

// simdjson reads what is JSON many times faster than nlohmann's parser, but does not say where it is none, and refuses
// numbers that no double holds.
class FastParser {
 public:
  // False: it is no JSON, or it has such a number; or the listener refused, which it knows.
  bool parse(std::string_view bytes, JsonListener& listener) {
    begun_ = false;
    simdjson::dom::element root;
    if (parser_.parse(bytes.data(), bytes.size()).get(root) != simdjson::SUCCESS) return false;
    begun_ = true;
    return walk(root, listener);
  }
  // Did it reach the listener?
  bool begun() const { return begun_; }

 private:
  static bool walk(simdjson::dom::element element, JsonListener& listener) {
    using Type = simdjson::dom::element_type;
    switch (element.type()) {
      case Type::OBJECT: {
        const auto object = element.get_object().value_unsafe();
        if (!listener.start_object()) return false;
        for (const auto member : object) {
          if (!listener.key(member.key) || !walk(member.value, listener)) return false;
        }
        return listener.end_object();
      }
      case Type::ARRAY: {
        const auto array = element.get_array().value_unsafe();
        if (!listener.start_array()) return false;
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
  explicit ExactParser(JsonListener& listener) : listener_(listener) {}

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
  JsonListener& listener_;
  bool too_large_ = false;
};

Result<JsonTree> listen(const JsonSource& source, const JsonSink* sink, JsonMemory* memory) {
  if (source.bytes.size() > UINT32_MAX) return source.mistake(0, "more than 4 GiB of JSON", "divide the article");
  if (source.bytes.starts_with("<<<<<<< ") || source.bytes.find("\n<<<<<<< ") != std::string_view::npos) {
    const auto found = source.bytes.find("\n<<<<<<< ");
    return source.mistake(found == std::string_view::npos ? 0 : found + 1, "git conflict markers",
                          "settle them by `sayso merge` or put one side back");
  }
  // The fast one takes a dozen bytes of memory a byte, and keeps those of the longest that it has read.
  constexpr std::size_t kFastUpTo = 1 << 18;
  if (!source.bytes.empty() && source.bytes.size() <= kFastUpTo) {
    thread_local FastParser parser;  // lines of a history are read by the ten thousand
    JsonListener listener(source, sink, memory);
    if (parser.parse(source.bytes, listener)) return listener.take_tree();
    if (parser.begun()) return listener.error();
  }
  JsonListener listener(source, sink, memory);
  ExactParser parser(listener);
  if (parser.parse(source.bytes)) return listener.take_tree();
  if (!parser.too_large()) return listener.error();
  if (sink) sink->again();
  // The events only need to know that a number is there, its letters come from the source itself.
  JsonListener again(source, sink, memory);
  if (ExactParser(again).parse(without_json_numbers(source.bytes))) return again.take_tree();
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

Error key_twice(const JsonSource& source, std::size_t at, std::string_view key) {
  return source.mistake(at, "the key '" + std::string(key) + "' stands twice in one object", "take one of them out");
}

Result<JsonTree> read_json(const JsonSource& source) { return listen(source, nullptr, nullptr); }
Result<JsonTree> read_json(const JsonSource& source, JsonMemory& memory) { return listen(source, nullptr, &memory); }

Result<void> read_json_object(const JsonSource& source, const JsonSink& sink) {
  const auto read = listen(source, &sink, nullptr);
  if (!read) return read.error();
  return {};
}

}  // namespace sayso
