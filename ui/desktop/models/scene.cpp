#include "ui/desktop/models/scene.h"

#include <algorithm>

#include "annotations/model/mention.h"

namespace sayso::ui {
namespace {

void append_missing(std::vector<std::string>& missing, const std::string& label) {
  if (!std::ranges::count(missing, label)) missing.push_back(label);
}

void missing_attributes(const std::vector<AttributeRule>& rules, const Attributes& attributes, std::vector<std::string>& missing) {
  for (const AttributeRule& rule : rules) {
    if (rule.required && is_asked(rule, attributes) && !attributes.contains(rule.name)) append_missing(missing, label_of(rule));
  }
}

}  // namespace

const Entity* entity_meant(const Scene& scene, const RecordId& by, const EntityId& named) {
  return sayso::entity_of(scene.registry(), mention_id(scene.session.annotator(), scene.article()->article->id, by), named);
}

const Entity* entity_of(const Scene& scene, const RecordId& frame, const Target& target) {
  if (const auto* id = std::get_if<EntityId>(&target)) return entity_meant(scene, frame, *id);
  return entity_of(scene, std::get<RecordId>(target));
}

const Entity* entity_of(const Scene& scene, const RecordId& id_of_span) {
  const Span* span = scene.state().spans.find(id_of_span.value);
  const Layer* layer = span ? find_layer(scene.session.scheme(), span->layer) : nullptr;
  const AttributeRule* rule = layer ? entity_attribute(*layer) : nullptr;
  if (!rule) return nullptr;
  const auto found = span->attributes.find(rule->name);
  const auto* id = found == span->attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
  return id ? entity_meant(scene, span->id, EntityId(*id)) : nullptr;
}

std::string quoted(const std::string& words) {
  for (const std::string_view mark : {"“", "”", "„", "‘", "«", "»", "‹", "\"", "「"}) {
    if (words.starts_with(mark)) return words;
  }
  return "“" + words + "”";
}

std::string words_of(const Span& span) {
  std::string words;
  for (const std::string& fragment : span.text) words += (words.empty() ? "" : " … ") + fragment;
  return words;
}

std::string name_of(const Scene& scene, const RecordId& frame, const Target& target) {
  if (const Entity* entity = entity_of(scene, frame, target)) return entity->name;
  if (const auto* id = std::get_if<RecordId>(&target)) {
    if (const Span* span = scene.state().spans.find(id->value)) return quoted(words_of(*span));
    return "?";
  }
  return std::get<EntityId>(target).value;
}

std::string names_in(const Scene& scene, const Frame& frame, const std::string& role) {
  std::string names;
  for (const Filler& filler : fillers(frame, role)) names += (names.empty() ? "" : ", ") + name_of(scene, frame.id, filler.to);
  return names;
}

std::size_t rank_of(const Scene& scene, const Frame& frame) {
  if (!scene.facts.speaker) return kNoSpeaker;
  for (const Filler& filler : fillers(frame, scene.facts.speaker->name)) {
    const Entity* entity = entity_of(scene, frame.id, filler.to);
    if (!entity) continue;
    const auto rank = scene.ui.speaker_ranks.find(entity->id.value);
    if (rank != scene.ui.speaker_ranks.end()) return rank->second;
  }
  return kNoSpeaker;
}

std::vector<const Span*> spans_in(const Annotations& state, const Frame& frame, const std::string& role) {
  std::vector<const Span*> spans;
  for (const Filler& filler : fillers(frame, role)) {
    const auto* id = std::get_if<RecordId>(&filler.to);
    if (const Span* span = id ? state.spans.find(id->value) : nullptr) spans.push_back(span);
  }
  return spans;
}

std::vector<std::string> missing_in(const Scene& scene, const Frame& frame) {
  std::vector<std::string> missing;
  const Layer* layer = find_layer(scene.session.scheme(), frame.layer);
  if (!layer) return missing;
  for (const RoleRule& role : layer->roles) {
    const auto answered = frame.roles.find(role.name);
    if (role.least > 0 && answered == frame.roles.end()) append_missing(missing, label_of(role));
    for (const Span* span : spans_in(scene.state(), frame, role.name)) {
      const Layer* of = find_layer(scene.session.scheme(), span->layer);
      if (role.begins && of) missing_attributes(of->attributes, span->attributes, missing);
    }
    for (const Filler& filler : fillers(frame, role.name)) missing_attributes(role.attributes, filler.attributes, missing);
  }
  missing_attributes(layer->attributes, frame.attributes, missing);
  return missing;
}

}  // namespace sayso::ui
