#include "plugins/host/messages.h"

#include "annotations/store/edit_codec.h"
#include "annotations/store/scheme_codec.h"
#include "plugins/host/wire/base64.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

using wire::Json;

// A JSON text that may stand on several lines, on one.
std::string on_one_line(const std::string& json) {
  auto parsed = wire::parse_json(json, wire::KeysTwice::kept);
  return parsed ? wire::to_source(*parsed) : "null";
}

std::uint64_t count_of(const Json& json) {
  return json.is(Json::Type::integer) && json.integer > 0 ? static_cast<std::uint64_t>(json.integer) : 0;
}

Result<Fix> read_fix(const Json& json) {
  Fix fix;
  fix.title = json["title"].as_text();
  for (const Json& edit : json["edits"].items) {
    const std::string source = wire::to_source(edit);
    if (is_entity_edit(edit["edit"].as_text())) {
      auto read = entity_edit_from_json(source, "a fix");
      if (!read) return read.error();
      fix.entity_edits.push_back(std::move(*read));
    } else {
      auto read = edit_from_json(source, "a fix");
      if (!read) return read.error();
      fix.edits.push_back(std::move(*read));
    }
  }
  return fix;
}

Result<FromPlugin> read_finding(const Json& json) {
  Finding finding;
  finding.rule = json["rule"].as_text();
  finding.message = json["message"].as_text();
  finding.layer = json["layer"].as_text();
  finding.text = json["text"].as_text();
  if (finding.rule.empty() || finding.message.empty())
    return damaged_error("a finding without rule or message", "");
  const std::string severity = json["severity"].as_text();
  if (severity == "error")
    finding.severity = Severity::error;
  else if (severity == "warning")
    finding.severity = Severity::warning;
  else if (severity == "hint")
    finding.severity = Severity::hint;
  else
    return damaged_error("a finding of severity '" + severity + "'", "");
  for (const Json& at : json["at"].items) {
    if (at.items.size() != 2 || !at.items[0].is(Json::Type::integer) ||
        !at.items[1].is(Json::Type::integer) || at.items[0].integer < 0 ||
        at.items[1].integer < at.items[0].integer) {
      return damaged_error("a finding whose place is no list of ranges", "");
    }
    finding.at.push_back({CodePoint{static_cast<std::size_t>(at.items[0].integer)},
                          CodePoint{static_cast<std::size_t>(at.items[1].integer)}});
  }
  for (const std::string& id : json["annotations"].as_texts()) finding.annotations.emplace_back(id);
  for (const Json& item : json["fixes"].items) {
    auto fix = read_fix(item);
    if (!fix)
      return damaged_error("a fix of " + finding.rule + " that is no edit: " + to_text(fix.error()), "");
    finding.fixes.push_back(std::move(*fix));
  }
  return FromPlugin(std::move(finding));
}

template <class Given>
Result<FromPlugin> as_message(Result<Given> given) {
  if (!given) return damaged_error(to_text(given.error()), "");
  return FromPlugin(std::move(given).value());
}

}  // namespace

std::string describe_message() { return "{\"type\": \"describe\", \"contract\": \"1.0\""; }

std::string open_message(const std::string& settings, const Scheme& scheme, const Registry& registry) {
  std::string out = "{\"type\": \"open\", \"settings\": " + settings +
                    ", \"scheme\": " + on_one_line(write_scheme(scheme)) + ", \"entities\": [";
  bool first = true;
  const auto add = [&](const Entity& entity) {
    out += (first ? "" : ", ") + entity_to_json(entity);
    first = false;
  };
  for (const Entity& entity : registry.entities) add(entity);
  for (const Entity& entity : reserved_entities()) add(entity);
  return out + "]";
}

std::string article_message(const Article& article) {
  return "{\"type\": \"article\", \"id\": " + wire::quoted(article.id.value) +
         ", \"facts\": " + facts_to_json(article.facts) + ", \"text\": " + wire::quoted(article.text);
}

std::string annotations_message(const Annotations& annotations) {
  std::string out =
      "{\"type\": \"annotations\", \"annotator\": " + wire::quoted(annotations.annotator.value) +
      ", \"status\": \"" + to_text(annotations.status) + "\", \"rules\": " + wire::quoted(annotations.rules) +
      ", \"spans\": [";
  bool first = true;
  for (const Span* span : in_text_order(annotations.spans)) {
    out += (first ? "" : ", ") + span_to_json(*span);
    first = false;
  }
  out += "], \"frames\": [";
  first = true;
  for (const Frame* frame : in_text_order(annotations.frames, annotations.spans)) {
    out += (first ? "" : ", ") + frame_to_json(*frame);
    first = false;
  }
  out += "]";
  if (!annotations.extra.empty()) {
    out += ", \"unknown\": {";
    first = true;
    for (const auto& [name, value] : annotations.extra) {
      out += (first ? "" : ", ") + wire::quoted(name) + ": " + value.source;
      first = false;
    }
    out += "}";
  }
  return out;
}

std::string input_message(const InputPiece& piece) {
  return "{\"type\": \"input\", \"name\": " + wire::quoted(piece.name) + ", \"offset\": " + std::to_string(piece.offset) +
         ", \"total\": " + std::to_string(piece.total) + ", \"last\": " + (piece.is_last ? "true" : "false") + ", \"bytes\": \"" +
         wire::to_base64(piece.bytes) + "\"";
}

std::string finish_message() { return "{\"type\": \"finish\""; }
std::string cancel_message() { return "{\"type\": \"cancel\""; }

std::string numbered(const std::string& message, std::uint64_t number) {
  return message + ", \"n\": " + std::to_string(number) + "}\n";
}

Result<FromPlugin> read_message(std::string_view line) {
  const auto parsed = wire::parse_json(line);
  if (!parsed || !parsed->is(Json::Type::object)) {
    return damaged_error("what it wrote is no message: " + std::string(line.substr(0, 80)), "");
  }
  const Json& json = *parsed;
  const std::string type = json["type"].as_text();
  if (type == "done") return FromPlugin(AnsweredMessage{count_of(json["of"])});
  if (type == "error")
    return FromPlugin(RefusedMessage{count_of(json["of"]), json["what"].as_text(), json["remedy"].as_text()});
  if (type == "finding") return read_finding(json);
  if (type == "progress") return FromPlugin(ProgressLine{count_of(json["done"]), count_of(json["total"])});
  if (type == "log") return FromPlugin(LogLine{json["line"].as_text()});
  if (type == "loss")
    return FromPlugin(LossLine{json["what"].as_text(), json["place"].as_text(),
                               std::max<std::uint64_t>(1, count_of(json["count"]))});
  if (type == "entity") return as_message(read_entity(json));
  if (type == "article") return as_message(read_article(json));
  if (type == "annotations") return as_message(read_annotations(json));
  if (type == "suggestion") return as_message(read_suggestion(json));
  if (type == "figure") return as_message(read_figure(json));
  if (type == "confined") {
    return FromPlugin(Confined{{static_cast<int>(count_of(json["landlock"])), json["seccomp"].is(Json::Type::flag) && json["seccomp"].flag}});
  }
  if (type == "described") return FromPlugin(Described{wire::to_source(json["plugin"])});
  if (type == "output") {
    auto bytes = wire::from_base64(json["bytes"].as_text());
    if (!bytes) return damaged_error("an output whose bytes are not base64", "");
    return FromPlugin(Output{json["name"].as_text(), std::move(*bytes)});
  }
  return damaged_error("an unknown message '" + type + "'", "");
}

}  // namespace sayso
