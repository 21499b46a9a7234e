// Strict reading of JSON: more than 64 levels and bytes that are not UTF-8 are refused with line and column; each value
// knows its place in the source, so that what sayso does not understand can be kept letter by letter. An object that has
// a key twice is JSON: it is kept where it is somebody else's, and refused where it is to be understood
// (must_be_object). Private to store/. Inside the codecs a mistake is thrown as JsonMistake and caught where a record or a
// file ends; nothing else leaves store/ by exception.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso {

inline constexpr std::size_t kJsonDepthLimit = 64;

struct JsonNode {
  enum class Kind { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool flag = false;                 // of a boolean
  std::uint32_t begin = 0, end = 0;  // bytes of the source, which has less than 4 GiB
  std::uint32_t key_begin = 0;       // of a member: where its key stands
  std::uint32_t twice = 0;           // of an object: the first of `items` whose key stood before; 0 if there is none
  std::string key;                   // of a member of an object
  std::string text;                  // of a string
  std::vector<JsonNode> items;       // of arrays and objects

  const JsonNode* find(std::string_view name) const;
  const JsonNode* second_of_a_key() const { return twice == 0 ? nullptr : &items[twice]; }
};

// Bytes that are being read, and what to call them in errors.
struct JsonSource {
  std::string_view bytes;
  std::string place;

  std::string_view of(const JsonNode& node) const { return bytes.substr(node.begin, node.end - node.begin); }
  Error mistake(std::size_t at, std::string what, std::string remedy = {}) const;
  [[noreturn]] void fail(const JsonNode& node, std::string what) const;  // throws JsonMistake

  // Where the last mistake was found: the next one is counted from there, or a file of mistakes would take for ever.
  struct Reached {
    std::size_t at = 0, line = 1, column = 1;
  };
  mutable Reached reached = {};
};

struct JsonMistake {
  Error error;
};

// What is said of an object that has `key` a second time, at this byte.
Error key_twice(const JsonSource& source, std::size_t at, const std::string& key);

// The whole source as a tree: for small files and single lines.
Result<JsonNode> read_json(const JsonSource& source);

// A source that is one object, without ever holding all of it: `member` gets each member as a tree, but of
// an array member that `is_list` names, `item` gets each element. Called in the source's order. Error: as
// read_json, or when the source is not an object or has a key twice; what the callbacks got before it is then void. `again`
// says that all will be read a second time (numbers that no double holds): forget what came.
struct JsonSink {
  std::function<bool(const std::string& key)> is_list;
  std::function<void(const JsonNode&)> member;
  std::function<void(const std::string& key, const JsonNode&)> item;
  std::function<void()> again;
};
Result<void> read_json_object(const JsonSource& source, const JsonSink& sink);

}  // namespace sayso
