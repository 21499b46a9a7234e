#include "annotations/store/json_reader.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_set>

#include "core/text/json_numbers.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_number_part(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

// Listens to the events of nlohmann's parser, which has validated every token by then, and follows them
// in the source with a cursor of its own, because the events do not say where they happen.
class Listener {
 public:
  Listener(const JsonSource& source, const JsonSink* sink) : source_(source), sink_(sink) {
    if (source.bytes.starts_with("\xEF\xBB\xBF")) cursor_ = 3;
  }

  bool null() { return leaf(JsonNode::Kind::null, 4); }
  bool boolean(bool flag) {
    return leaf(JsonNode::Kind::boolean, flag ? 4 : 5, [&](JsonNode& node) { node.flag = flag; });
  }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool binary(nlohmann::json::binary_t&) { return false; }

  bool string(std::string& text) {
    const std::size_t begin = next_token();
    return leaf(JsonNode::Kind::string, string_end(begin) - begin,
                [&](JsonNode& node) { node.text = std::move(text); });
  }

  bool key(std::string& name) {
    const std::size_t begin = next_token();
    cursor_ = string_end(begin);
    Open& open = open_.back();
    const auto& items = open.node.items;
    // Few keys are compared one by one, many are remembered.
    constexpr std::size_t kFew = 12;
    const bool remembers = open.streams || items.size() >= kFew;
    if (remembers && open.keys.empty()) {
      for (const JsonNode& item : items) open.keys.insert(item.key);
    }
    const bool twice =
        remembers ? !open.keys.insert(name).second
                  : std::ranges::any_of(items, [&](const JsonNode& item) { return item.key == name; });
    if (twice && open.streams) return fail(key_twice(source_, begin, name));
    if (twice && open.node.twice == 0) open.node.twice = items.size();
    open.key = std::move(name);
    open.key_begin = begin;
    return true;
  }

  bool start_object(std::size_t) { return start(JsonNode::Kind::object); }
  bool start_array(std::size_t) { return start(JsonNode::Kind::array); }
  bool end_object() { return finish(); }
  bool end_array() { return finish(); }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::json::exception& error) {
    too_large_ = error.id == 406;
    const std::size_t at = position == 0 ? 0 : position - 1;
    std::string why = error.what();
    if (why.find("ill-formed UTF-8") != std::string::npos)
      return refuse(at, "not UTF-8", "save the file as UTF-8");
    if (why.find("unexpected end of input") != std::string::npos) {
      return refuse(source_.bytes.size(),
                    source_.bytes.empty() ? "the file is empty" : "the file ends too early");
    }
    if (const auto colon = why.find(": "); colon != std::string::npos) why.erase(0, colon + 2);
    return refuse(at, "not JSON: " + shown(why.empty() ? "unexpected '" + token + "'" : why));
  }

  // nlohmann takes a NUL for the end of the input; here everything must have been read.
  bool ended() {
    while (cursor_ < source_.bytes.size() && is_space(source_.bytes[cursor_])) ++cursor_;
    return cursor_ == source_.bytes.size() || refuse(cursor_, "a NUL character");
  }
  bool too_large() const { return too_large_; }
  const Error& error() const { return error_; }
  JsonNode take_root() { return std::move(root_); }

 private:
  struct Open {
    JsonNode node;
    std::string key;  // of the member that comes
    std::size_t key_begin = 0;
    bool streams = false;  // children go to the sink
    std::unordered_set<std::string> keys;
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

  std::size_t string_end(std::size_t begin) const {
    std::size_t at = begin + 1;
    while (source_.bytes[at] != '"') at += source_.bytes[at] == '\\' ? 2 : 1;
    return at + 1;
  }

  bool number() {
    const std::size_t begin = next_token();
    std::size_t end = begin;
    while (end < source_.bytes.size() && is_number_part(source_.bytes[end])) ++end;
    return leaf(JsonNode::Kind::number, end - begin);
  }

  bool leaf(JsonNode::Kind kind, std::size_t length) {
    return leaf(kind, length, [](JsonNode&) {});
  }
  template <class Fill>
  bool leaf(JsonNode::Kind kind, std::size_t length, Fill fill) {
    JsonNode node = begun(kind);
    fill(node);
    node.end = cursor_ = node.begin + length;
    hand_over(std::move(node));
    return true;
  }

  JsonNode begun(JsonNode::Kind kind) {
    JsonNode node;
    node.kind = kind;
    node.begin = next_token();
    if (!open_.empty() && open_.back().node.kind == JsonNode::Kind::object) {
      node.key = std::move(open_.back().key);
      node.key_begin = open_.back().key_begin;
    }
    return node;
  }

  bool start(JsonNode::Kind kind) {
    if (open_.size() == kJsonDepthLimit) {
      return refuse(next_token(), "more than " + std::to_string(kJsonDepthLimit) + " levels deep");
    }
    Open open;
    open.node = begun(kind);
    cursor_ = open.node.begin + 1;
    if (sink_) {
      const bool object = kind == JsonNode::Kind::object;
      if (open_.empty() && !object) return refuse(open.node.begin, "not an object");
      open.streams = open_.empty() || (open_.size() == 1 && !object && sink_->is_list(open.node.key));
    }
    open_.push_back(std::move(open));
    return true;
  }

  bool finish() {
    cursor_ = next_token() + 1;
    Open open = std::move(open_.back());
    open_.pop_back();
    open.node.end = cursor_;
    if (!open.streams) hand_over(std::move(open.node));
    return true;
  }

  void hand_over(JsonNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (!open_.back().streams) {
      open_.back().node.items.push_back(std::move(node));
    } else if (open_.size() == 1) {
      sink_->member(node);
    } else {
      sink_->item(open_.back().node.key, node);
    }
  }

  const JsonSource& source_;
  const JsonSink* sink_;
  std::size_t cursor_ = 0;
  std::vector<Open> open_;
  JsonNode root_;
  Error error_;
  bool too_large_ = false;
};

Result<JsonNode> listen(const JsonSource& source, const JsonSink* sink) {
  if (source.bytes.starts_with("<<<<<<< ") || source.bytes.find("\n<<<<<<< ") != std::string_view::npos) {
    const auto found = source.bytes.find("\n<<<<<<< ");
    return source.mistake(found == std::string_view::npos ? 0 : found + 1, "git conflict markers",
                          "settle them by `sayso merge` or put one side back");
  }
  const auto parse = [&](std::string_view bytes, Listener& listener) {
    return nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &listener) && listener.ended();
  };
  Listener listener(source, sink);
  if (parse(source.bytes, listener)) return listener.take_root();
  if (!listener.too_large()) return listener.error();
  if (sink) sink->again();
  // The events only need to know that a number is there, its letters come from the source itself.
  Listener again(source, sink);
  if (parse(without_json_numbers(source.bytes), again)) return again.take_root();
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
