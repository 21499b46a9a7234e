#include "annotations/store/article_codec.h"

#include "annotations/store/article_shapes.h"
#include "annotations/store/format_version.h"
#include "annotations/store/record_codec.h"

namespace sayso {
namespace {

// A flat object with one member a line: what people read and git compares.
class LineByLine {
 public:
  LineByLine& add(std::string_view name, std::string_view json) {
    text_ += first_ ? "{\n  " : ",\n  ";
    append_quoted(text_, name);
    text_ += ": ";
    text_ += json;
    first_ = false;
    return *this;
  }
  LineByLine& add_text(std::string_view name, std::string_view text) {
    std::string json;
    append_quoted(json, text);
    return add(name, json);
  }
  LineByLine& add_unless_empty(std::string_view name, std::string_view text) {
    return text.empty() ? *this : add_text(name, text);
  }
  std::string take() { return std::move(text_) + "\n}\n"; }

 private:
  std::string text_;
  bool first_ = true;
};

std::string zone_lines(const std::vector<Zone>& zones) {
  std::string lines = "[";
  for (const Zone& zone : zones) lines += (lines.size() > 1 ? ",\n    " : "\n    ") + line_of(zone);
  return lines + "\n  ]";
}

template <class T, class Read>
Result<T> read_object(std::string_view bytes, const std::string& place, Read read) {
  const auto with_remedy = [](Error error) {
    if (error.remedy.empty()) error.remedy = "correct the file there, or put it back as it was";
    return error;
  };
  const JsonSource source{bytes, place};
  const auto node = read_json(source);
  if (!node) return with_remedy(node.error());
  try {
    return read(source, *node);
  } catch (const JsonMistake& mistake) { return with_remedy(mistake.error); }
}

}  // namespace

void write_members(JsonLine& line, const ArticleFacts& facts) {
  line.member_unless_empty("title", facts.title)
      .member_unless_empty("outlet", facts.outlet)
      .member_unless_empty("author", facts.author)
      .member_unless_empty("date", facts.date)
      .member_unless_empty("url", facts.url)
      .member_unless_empty("language", facts.language)
      .member_unless_empty("rights", facts.rights);
  if (!facts.zones.empty()) {
    line.key("zones").begin_array();
    for (const Zone& zone : facts.zones) write(line, zone);
    line.end_array();
  }
  line.member("sha256", facts.sha256);
  if (!facts.imported.source.empty()) line.key("imported").raw(facts.imported);
  line.members(facts.extra);
}

ArticleFacts facts_of(JsonFields& fields) {
  ArticleFacts facts;
  facts.title = fields.text_or("title", "");
  facts.outlet = fields.text_or("outlet", "");
  facts.author = fields.text_or("author", "");
  facts.date = fields.text_or("date", "");
  facts.url = fields.text_or("url", "");
  facts.language = fields.text_or("language", "");
  facts.rights = fields.text_or("rights", "");
  fields.each("zones", [&](const JsonNode& item) { facts.zones.push_back(zone_of(fields.source(), item)); });
  facts.sha256 = fields.text_or("sha256", "");
  if (const JsonNode* imported = fields.find("imported")) facts.imported = raw_of(fields.source(), *imported);
  facts.extra = fields.rest();
  return facts;
}

std::string write_facts(const ArticleFacts& facts) {
  LineByLine lines;
  lines.add_text("format", format_of("article"))
      .add_unless_empty("title", facts.title)
      .add_unless_empty("outlet", facts.outlet)
      .add_unless_empty("author", facts.author)
      .add_unless_empty("date", facts.date)
      .add_unless_empty("url", facts.url)
      .add_unless_empty("language", facts.language)
      .add_unless_empty("rights", facts.rights);
  if (!facts.zones.empty()) lines.add("zones", zone_lines(facts.zones));
  lines.add_text("sha256", facts.sha256);
  if (!facts.imported.source.empty()) lines.add("imported", facts.imported.source);
  for (const auto& [name, json] : facts.extra) lines.add(name, json.source);
  return lines.take();
}

Result<ArticleFacts> read_facts(std::string_view bytes, const std::string& place) {
  return read_object<ArticleFacts>(bytes, place, [](const JsonSource& source, const JsonNode& node) {
    JsonFields fields(source, node, "article");
    if (const JsonNode* format = fields.find("format")) is_newer_format(source, *format, "article");
    return facts_of(fields);
  });
}

std::string write_manifest(const Manifest& manifest) {
  LineByLine lines;
  lines.add_text("format", format_of("project")).add_text("id", manifest.id).add_text("name", manifest.name);
  for (const auto& [name, json] : manifest.extra) lines.add(name, json.source);
  return lines.take();
}

Result<Manifest> read_manifest(std::string_view bytes, const std::string& place) {
  return read_object<Manifest>(bytes, place, [](const JsonSource& source, const JsonNode& node) {
    JsonFields fields(source, node, "manifest");
    Manifest manifest;
    manifest.newer = is_newer_format(source, fields.need("format"), "project");
    manifest.id = fields.text("id");
    manifest.name = fields.text_or("name", "");
    manifest.extra = fields.rest();
    return manifest;
  });
}

}  // namespace sayso
