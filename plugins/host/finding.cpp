#include "plugins/host/finding.h"

#include <algorithm>
#include <tuple>

#include "annotations/store/edit_codec.h"
#include "plugins/host/wire/json.h"

namespace sayso {
namespace {

std::string at_to_json(const Fragments& at) {
  std::string out = "[";
  for (std::size_t i = 0; i < at.size(); ++i) {
    out += (i > 0 ? ", [" : "[") + std::to_string(at[i].begin.value) + ", " +
           std::to_string(at[i].end.value) + "]";
  }
  return out + "]";
}

// What of a dismissal's key matters for finding it again.
struct Key {
  std::string rule, layer, text;
  std::size_t begin = 0;
};

std::optional<Key> key_from(const RawJson& raw) {
  const auto json = wire::parse_json(raw.source);
  if (!json || !json->is(wire::Json::Type::object)) return std::nullopt;
  Key key{(*json)["rule"].as_text(), (*json)["layer"].as_text(), (*json)["text"].as_text()};
  const auto& at = (*json)["at"];
  if (!at.items.empty() && !at.items[0].items.empty() && at.items[0].items[0].integer > 0) {
    key.begin = static_cast<std::size_t>(at.items[0].items[0].integer);
  }
  return key;
}

void dismiss_nearest(std::vector<Finding>& findings, const Key& key, bool of_article,
                     const std::string& reason) {
  Finding* nearest = nullptr;
  const auto distance = [&](const Finding& finding) {
    const std::size_t begin = hull(finding.at).begin.value;
    return begin > key.begin ? begin - key.begin : key.begin - begin;
  };
  for (Finding& finding : findings) {
    if (finding.dismissed || finding.article.empty() == of_article || finding.rule != key.rule ||
        finding.layer != key.layer || finding.text != key.text) {
      continue;
    }
    if (nearest == nullptr || distance(finding) < distance(*nearest)) nearest = &finding;
  }
  if (nearest == nullptr) return;
  nearest->dismissed = true;
  nearest->reason = reason;
}

}  // namespace

std::string to_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::hint:
      return "hint";
  }
  return {};
}

RawJson dismissal_key(const Finding& finding) {
  return {"{\"rule\": " + wire::quoted(finding.rule) + ", \"layer\": " + wire::quoted(finding.layer) +
          ", \"text\": " + wire::quoted(finding.text) + ", \"at\": " + at_to_json(finding.at) + "}"};
}

void mark_dismissed(std::vector<Finding>& findings, const Annotations& annotations,
                    const Registry& registry) {
  for (const Dismissal& dismissal : annotations.dismissed) {
    if (const auto key = key_from(dismissal.finding)) dismiss_nearest(findings, *key, true, dismissal.reason);
  }
  for (const DismissedFinding& dismissed : registry.dismissed) {
    if (const auto key = key_from(dismissed.finding))
      dismiss_nearest(findings, *key, false, dismissed.reason);
  }
}

void sort_by_place(std::vector<Finding>& findings) {
  const auto key = [](const Finding& f) {
    const auto place = hull(f.at);
    return std::make_tuple(std::cref(f.article.value), place.begin.value, place.end.value, f.severity,
                           std::cref(f.rule), std::cref(f.annotator.value));
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Finding& a, const Finding& b) { return key(a) < key(b); });
}

std::string finding_to_json(const Finding& finding) {
  std::string out =
      "{\"rule\": " + wire::quoted(finding.rule) + ", \"severity\": \"" + to_text(finding.severity) + "\"";
  if (!finding.article.empty()) out += ", \"article\": " + wire::quoted(finding.article.value);
  if (!finding.annotator.empty()) out += ", \"annotator\": " + wire::quoted(finding.annotator.value);
  out += ", \"at\": " + at_to_json(finding.at);
  if (finding.line > 0) out += ", \"line\": " + std::to_string(finding.line);
  out += ", \"message\": " + wire::quoted(finding.message) + ", \"annotations\": [";
  for (std::size_t i = 0; i < finding.annotations.size(); ++i) {
    out += (i > 0 ? ", " : "") + wire::quoted(finding.annotations[i].value);
  }
  out += "], \"fixes\": [";
  for (std::size_t i = 0; i < finding.fixes.size(); ++i) {
    const Fix& fix = finding.fixes[i];
    out += (i > 0 ? ", " : "") + ("{\"title\": " + wire::quoted(fix.title)) + ", \"edits\": [";
    bool first = true;
    const auto add = [&](const std::string& edit) {
      out += (first ? "" : ", ") + edit;
      first = false;
    };
    for (const Edit& edit : fix.edits) add(edit_to_json(edit));
    for (const EntityEdit& edit : fix.entity_edits) add(edit_to_json(edit));
    out += "]}";
  }
  out += "]";
  if (finding.dismissed) out += ", \"dismissed\": true, \"reason\": " + wire::quoted(finding.reason);
  return out + "}";
}

}  // namespace sayso
