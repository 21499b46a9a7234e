#include "annotations/store/manifest_edit.h"

#include <cassert>
#include <utility>

#include "annotations/store/article_codec.h"
#include "annotations/store/json_fields.h"
#include "annotations/store/json_line.h"
#include "annotations/store/json_reader.h"
#include "annotations/store/pretty_json.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

constexpr const char* kRemedy = "correct the file there, or put it back as it was";

// One object of the path with what the edit changes in it, on one line; "{}" when nothing is left in it.
class Edited {
 public:
  Edited(const JsonSource& source, const ManifestEdit& edit) : source_(source), edit_(edit) {}

  std::string object(const JsonNode* node, std::size_t depth) const {
    if (node) must_be_object(source_, *node, "value of \"" + edit_.path[depth - 1] + "\"");
    const std::string& wanted = edit_.path[depth];
    std::string line = "{";
    bool found = false;
    const auto add = [&](std::string_view key, const std::string& value) {
      if (line.size() > 1) line += ", ";
      append_quoted(line, key);
      line += ": ";
      line += value;
    };
    for (const JsonNode& item : node ? node->items : std::span<const JsonNode>()) {
      if (item.key != wanted) {
        add(item.key, compact(source_.of(item)));
        continue;
      }
      found = true;
      if (const std::string changed = value(&item, depth); !changed.empty()) add(wanted, changed);
    }
    if (!found) {
      if (const std::string made = value(nullptr, depth); !made.empty()) add(wanted, made);
    }
    return line + "}";
  }

 private:
  // What stands at the path's key of that depth then; "" when nothing does.
  std::string value(const JsonNode* node, std::size_t depth) const {
    if (depth + 1 == edit_.path.size()) return edit_.value ? edit_.value->source : "";
    if (!node && !edit_.value) return "";
    const std::string below = object(node, depth + 1);
    return below == "{}" && !edit_.value ? "" : below;
  }

  const JsonSource& source_;
  const ManifestEdit& edit_;
};

// Of a value that stands in an object of one member a line.
std::string laid_out(const std::string& line) {
  std::string text;
  for (const char c : pretty_json(compact(line))) {
    text += c;
    if (c == '\n') text += "  ";
  }
  text.resize(text.find_last_not_of(" \n") + 1);
  return text;
}

// From behind the member before it, or before the comma behind it.
std::string without_member(std::string_view bytes, const JsonNode& top, std::size_t at) {
  std::size_t begin = top.items[at].key_begin, end = top.items[at].end;
  if (at > 0) {
    begin = top.items[at - 1].end;
  } else if (top.items.size() > 1) {
    end = top.items[1].key_begin;
  }
  return std::string(bytes.substr(0, begin)) + std::string(bytes.substr(end));
}

std::string edited(const JsonSource& source, const JsonNode& top, const ManifestEdit& edit) {
  must_be_object(source, top, "manifest");
  const std::string& key = edit.path.front();
  const JsonNode* member = top.find(key);
  std::string value;
  if (edit.path.size() > 1) {
    value = Edited(source, edit).object(member, 1);
    if (value == "{}" && !edit.value) value.clear();
  } else if (edit.value) {
    value = edit.value->source;
  }
  const std::string_view bytes = source.bytes;
  if (member) {
    if (value.empty()) return without_member(bytes, top, static_cast<std::size_t>(member - top.items.data()));
    return std::string(bytes.substr(0, member->begin)) + laid_out(value) + std::string(bytes.substr(member->end));
  }
  if (value.empty()) return std::string(bytes);
  std::string made = top.items.empty() ? "\n  " : ",\n  ";
  append_quoted(made, key);
  made += ": " + laid_out(value);
  const std::size_t behind = top.items.empty() ? top.begin + 1 : top.items.back().end;
  std::string_view rest = bytes.substr(behind);
  if (rest.substr(0, rest.find('}')).find('\n') == std::string_view::npos) made += '\n';
  return std::string(bytes.substr(0, behind)) + made + std::string(rest);
}

}  // namespace

Result<std::string> with_edit(std::string_view bytes, const std::string& place, const ManifestEdit& edit) {
  assert(!edit.path.empty());
  const auto with_remedy = [](Error error) {
    if (error.remedy.empty()) error.remedy = kRemedy;
    return error;
  };
  const JsonSource source{bytes, place};
  const auto top = read_json(source);
  if (!top) return with_remedy(top.error());
  try {
    return edited(source, *top, edit);
  } catch (const JsonMistake& mistake) { return with_remedy(mistake.error); }
}

Result<ChangedManifest> change_manifest(FileSystem& files, const Path& project, const ManifestEdit& edit) {
  const Path file = project / "sayso.json";
  const auto bytes = read_file(files, file);
  if (!bytes) return bytes.error();
  const auto before = read_manifest(*bytes, file.string());
  if (!before) return before.error();
  if (before->newer) {
    Error error = usage_error("the project was written by a newer sayso", "update sayso to change it");
    error.place = file.string();
    return error;
  }
  const auto made = with_edit(*bytes, file.string(), edit);
  if (!made) return made.error();
  auto manifest = read_manifest(*made, file.string());
  if (!manifest) return manifest.error();
  if (*made != *bytes) {
    if (const auto written = write_file_atomically(files, file, *made); !written) return written.error();
  }
  return ChangedManifest{std::move(*manifest), sum_of(*made)};
}

}  // namespace sayso
