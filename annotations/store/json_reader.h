// Strict reading of JSON: more than 64 levels and bytes that are not UTF-8 are refused with line and column; each value
// knows its place in the source, so that what sayso does not understand can be kept letter by letter. An object that has
// a key twice is JSON: it is kept where it is somebody else's, and refused where it is to be understood
// (must_be_object). Private to store/. Inside the codecs a mistake is thrown as JsonMistake and caught where a record or a
// file ends; nothing else leaves store/ by exception.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace sayso {

inline constexpr std::size_t kJsonDepthLimit = 64;

// What it shows lies in the source's bytes and in the tree that it is part of, and is there as long as both are.
struct JsonNode {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  bool flag = false;                 // of a boolean
  std::uint32_t begin = 0, end = 0;  // bytes of the source, which has less than 4 GiB
  std::uint32_t key_begin = 0;       // of a member: where its key stands
  std::uint32_t twice = 0;           // of an object: the first of `items` whose key stood before; 0 if there is none
  std::string_view key;              // of a member of an object
  std::string_view text;             // of a string
  std::span<const JsonNode> items;   // of arrays and objects

  const JsonNode* find(std::string_view name) const;
  const JsonNode* second_of_a_key() const { return twice == 0 ? nullptr : &items[twice]; }
};

// Memory for one tree after the other, where there are many to read: the lines of a history. A tree that was read into it
// is gone when the next one is read.
class JsonMemory {
 public:
  explicit JsonMemory(std::size_t block = 1 << 16) : block_(std::make_unique_for_overwrite<std::byte[]>(block)), kept_(block_.get(), block) {}
  JsonMemory(const JsonMemory&) = delete;
  JsonMemory& operator=(const JsonMemory&) = delete;

 private:
  friend class JsonListener;

  std::vector<JsonNode> open_;  // those that are not items of an ended one yet, outermost first
  std::unique_ptr<std::byte[]> block_;  // what comes first; more is asked for when it is full
  std::pmr::monotonic_buffer_resource kept_;
};

// The outermost node, with the memory of all that are below it where that is its own.
struct JsonTree : JsonNode {
  std::unique_ptr<JsonMemory> memory;
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
Error key_twice(const JsonSource& source, std::size_t at, std::string_view key);

// The whole source as a tree: for small files and single lines.
Result<JsonTree> read_json(const JsonSource& source);
Result<JsonTree> read_json(const JsonSource& source, JsonMemory& memory);  // into this; the tree has none of its own

// A source that is one object, without ever holding all of it: `member` gets each member as a tree, but of
// an array member that `is_list` names, `item` gets each element, which is gone afterwards. Called in the source's order. Error: as
// read_json, or when the source is not an object or has a key twice; what the callbacks got before it is then void. `again`
// says that all will be read a second time (numbers that no double holds): forget what came.
struct JsonSink {
  std::function<bool(std::string_view key)> is_list;
  std::function<void(const JsonNode&)> member;
  std::function<void(std::string_view key, const JsonNode&)> item;
  std::function<void()> again;
};
Result<void> read_json_object(const JsonSource& source, const JsonSink& sink);

}  // namespace sayso
