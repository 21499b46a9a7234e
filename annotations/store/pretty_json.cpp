#include "annotations/store/pretty_json.h"

#include <cassert>

#include "annotations/store/json_reader.h"

namespace sayso {
namespace {

constexpr std::size_t kColumns = 110;

void print(std::string& text, const JsonSource& source, const JsonNode& node, std::size_t indent,
           std::size_t column) {
  const std::string_view line = source.of(node);
  if (node.items.empty() || column + line.size() < kColumns) {
    text += line;
    return;
  }
  const bool object = node.kind == JsonNode::Kind::object;
  text += object ? '{' : '[';
  for (const JsonNode& item : node.items) {
    text += &item == &node.items.front() ? "\n" : ",\n";
    text.append(indent + 2, ' ');
    const std::string_view key =
        object ? source.bytes.substr(item.key_begin, item.begin - item.key_begin) : "";
    text += key;
    print(text, source, item, indent + 2, indent + 2 + key.size());
  }
  text += '\n';
  text.append(indent, ' ');
  text += object ? '}' : ']';
}

}  // namespace

std::string pretty_json(const std::string& compact_line) {
  const JsonSource source{compact_line, {}};
  const auto node = read_json(source);
  assert(node);
  std::string text;
  print(text, source, *node, 0, 0);
  return text + "\n";
}

}  // namespace sayso
