#include "plugins/host/child/giving.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "core/text/utf8.h"
#include "plugins/host/child/as_known.h"
#include "plugins/host/child/host_table.h"
#include "plugins/host/wire/base64.h"
#include "plugins/host/wire/json.h"

namespace sayso::child {
namespace {

constexpr std::size_t kOutputPiece = std::size_t{1} << 20;  // bytes a message

HostTable& table(const sayso_host* host) { return *static_cast<HostTable*>(host->handle); }

std::string_view view(const sayso_text& text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}

int32_t refuse(const sayso_host* host, std::string what) {
  table(host).set_failure({std::move(what), ""});
  return 1;
}

int32_t sent(const sayso_host* host, std::string line) {
  table(host).send(std::move(line));
  return table(host).cancelled() ? 1 : 0;
}

// A member of a message that the plugin gives as JSON text; `otherwise` where it gives none. nullopt: it is not of that type.
std::optional<std::string> member(const char* name, const sayso_text& json, wire::Json::Type type, const char* otherwise) {
  const std::string key = ", \"" + std::string(name) + "\": ";
  if (json.size == 0) return key + otherwise;
  const auto value = wire::parse_json(view(json), wire::KeysTwice::kept);
  if (!value || !value->is(type)) return std::nullopt;
  return key + wire::to_source(*value);
}

std::string text_member(const char* name, const sayso_text& text) {
  return ", \"" + std::string(name) + "\": " + wire::quoted(view(text));
}

// A number as JSON; one that JSON cannot say is null.
std::string number(double value) {
  if (!std::isfinite(value)) return "null";
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value);
  return std::string(text, end.ptr);
}

int32_t output(const sayso_host* host, sayso_text name, const void* bytes, size_t size) {
  const std::string_view all(static_cast<const char*>(bytes), bytes == nullptr ? 0 : size);
  std::size_t at = 0;
  do {
    const auto piece = all.substr(at, kOutputPiece);
    table(host).send("{\"type\": \"output\", \"name\": " + wire::quoted(view(name)) + ", \"bytes\": \"" +
                     wire::to_base64(piece) + "\"}");
    at += piece.size();
  } while (at < all.size());
  return table(host).cancelled() ? 1 : 0;
}

const char* severity_name(std::int32_t severity) {
  switch (severity) {
    case SAYSO_SEVERITY_ERROR:
      return "error";
    case SAYSO_SEVERITY_WARNING:
      return "warning";
    case SAYSO_SEVERITY_HINT:
      return "hint";
    default:
      return nullptr;
  }
}

int32_t finding(const sayso_host* host, const sayso_finding* theirs) {
  const sayso_finding given = as_known(theirs);
  const char* severity = severity_name(given.severity);
  if (severity == nullptr || given.rule.size == 0 || given.message.size == 0) {
    return refuse(host, "a finding without rule, message or a known severity");
  }
  std::string line = "{\"type\": \"finding\", \"rule\": " + wire::quoted(view(given.rule)) +
                     ", \"severity\": \"" + severity + "\", \"layer\": " + wire::quoted(view(given.layer)) +
                     ", \"at\": [";
  for (std::size_t i = 0; i < given.at_count; ++i) {
    line += (i > 0 ? ", [" : "[") + std::to_string(given.at[i].begin) + ", " +
            std::to_string(given.at[i].end) + "]";
  }
  line += "], \"text\": " + wire::quoted(view(given.quoted)) +
          ", \"message\": " + wire::quoted(view(given.message)) + ", \"annotations\": [";
  for (std::size_t i = 0; i < given.annotation_count; ++i) {
    line += (i > 0 ? ", " : "") + wire::quoted(view(given.annotations[i]));
  }
  line += "], \"fixes\": [";
  for (std::size_t i = 0; i < given.fix_count; ++i) {
    const sayso_fix fix = as_known(given.fixes[i]);
    const auto edits = wire::parse_json(view(fix.edits_json));
    if (!edits || !edits->is(wire::Json::Type::list)) {
      return refuse(host, "a fix of " + std::string(view(given.rule)) + " whose edits are no JSON array");
    }
    line += (i > 0 ? ", " : "") + ("{\"title\": " + wire::quoted(view(fix.title))) +
            ", \"edits\": " + wire::to_source(*edits) + "}";
  }
  return sent(host, line + "]}");
}

int32_t loss(const sayso_host* host, const sayso_loss* theirs) {
  const sayso_loss given = as_known(theirs);
  if (given.what.size == 0 || given.count == 0) return refuse(host, "a loss that does not say of what, or of nothing");
  return sent(host, "{\"type\": \"loss\"" + text_member("what", given.what) + ", \"count\": " + std::to_string(given.count) +
                        text_member("place", given.place) + "}");
}

int32_t entity(const sayso_host* host, sayso_text json) {
  const auto entity = member("entity", json, wire::Json::Type::object, "null");
  if (!entity || json.size == 0) return refuse(host, "an entity that is no JSON object");
  return sent(host, "{\"type\": \"entity\"" + *entity + "}");
}

int32_t article(const sayso_host* host, const sayso_new_article* theirs) {
  const sayso_new_article given = as_known(theirs);
  if (given.id.size == 0 && given.from.size == 0) return refuse(host, "an article without an id or where it is from");
  if (given.text.size == 0) return refuse(host, "an article without a text");
  const auto facts = member("facts", given.facts_json, wire::Json::Type::object, "{}");
  if (!facts) return refuse(host, "an article whose facts are no JSON object");
  if (first_bad_utf8(view(given.text))) return refuse(host, "an article whose text is not UTF-8");
  return sent(host, "{\"type\": \"article\"" + text_member("id", given.id) + text_member("from", given.from) + *facts +
                        text_member("text", given.text) + "}");
}

int32_t annotations(const sayso_host* host, const sayso_new_annotations* theirs) {
  const sayso_new_annotations given = as_known(theirs);
  if (given.article.size == 0) return refuse(host, "annotations that do not say of which article");
  const std::string_view status = view(given.status);
  if (!status.empty() && status != "open" && status != "done") return refuse(host, "annotations whose status is neither open nor done");
  const auto spans = member("spans", given.spans_json, wire::Json::Type::list, "[]");
  const auto frames = member("frames", given.frames_json, wire::Json::Type::list, "[]");
  if (!spans || !frames) return refuse(host, "annotations whose spans or frames are no JSON array");
  return sent(host, "{\"type\": \"annotations\"" + text_member("article", given.article) + text_member("annotator", given.annotator) +
                        text_member("status", given.status) + *spans + *frames + "}");
}

int32_t suggestion(const sayso_host* host, const sayso_suggestion* theirs) {
  const sayso_suggestion given = as_known(theirs);
  if (!(given.confidence >= 0 && given.confidence <= 1)) return refuse(host, "a suggestion whose confidence is not between 0 and 1");
  const auto frame = member("frame", given.frame_json, wire::Json::Type::object, "null");
  const auto spans = member("spans", given.spans_json, wire::Json::Type::list, "[]");
  if (!frame || given.frame_json.size == 0) return refuse(host, "a suggestion whose frame is no JSON object");
  if (!spans) return refuse(host, "a suggestion whose spans are no JSON array");
  return sent(host, "{\"type\": \"suggestion\", \"confidence\": " + number(given.confidence) + text_member("why", given.why) + *frame +
                        *spans + "}");
}

int32_t figure(const sayso_host* host, const sayso_figure* theirs) {
  const sayso_figure given = as_known(theirs);
  if (given.measure.size == 0) return refuse(host, "a figure without a measure");
  const bool has_value = given.is_defined != 0 && std::isfinite(given.value);
  if (!has_value && given.note.size == 0) return refuse(host, "a figure without a value that does not say why in its note");
  if (given.has_interval != 0 && !(given.low <= given.high)) return refuse(host, "a figure whose interval ends before it begins");
  std::string line = "{\"type\": \"figure\"" + text_member("measure", given.measure) + text_member("of", given.of) + ", \"annotators\": [";
  for (std::size_t i = 0; i < given.annotator_count; ++i) line += (i > 0 ? ", " : "") + wire::quoted(view(given.annotators[i]));
  line += "], \"value\": " + (has_value ? number(given.value) : std::string("null"));
  if (given.has_interval != 0) line += ", \"interval\": [" + number(given.low) + ", " + number(given.high) + "]";
  return sent(host, line + ", \"items\": " + std::to_string(given.items) + ", \"articles\": " + std::to_string(given.articles) +
                        text_member("note", given.note) + "}");
}

void progress(const sayso_host* host, uint64_t done, uint64_t total) {
  table(host).send("{\"type\": \"progress\", \"done\": " + std::to_string(done) +
                   ", \"total\": " + std::to_string(total) + "}");
}

void log_line(const sayso_host* host, sayso_text line) { table(host).log(view(line)); }

int32_t is_cancelled(const sayso_host* host) { return table(host).cancelled() ? 1 : 0; }

void fail(const sayso_host* host, sayso_text what, sayso_text remedy) {
  table(host).set_failure({std::string(view(what)), std::string(view(remedy))});
}

const void* get_extension(const sayso_host*, const char*) { return nullptr; }

}  // namespace

void put_functions(sayso_host& host) {
  host.output = output;
  host.finding = finding;
  host.loss = loss;
  host.entity = entity;
  host.article = article;
  host.annotations = annotations;
  host.suggestion = suggestion;
  host.figure = figure;
  host.progress = progress;
  host.log = log_line;
  host.is_cancelled = is_cancelled;
  host.fail = fail;
  host.get_extension = get_extension;
}

}  // namespace sayso::child
