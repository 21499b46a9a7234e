#include "annotations/model/mention.h"

#include <algorithm>

namespace sayso {
namespace {

template <class Visit>
void each_name(const std::vector<AttributeRule>& rules, Attributes& attributes, Visit& visit) {
  for (const AttributeRule& rule : rules) {
    if (rule.type != AttributeType::entity) continue;
    const auto found = attributes.find(rule.name);
    auto* text = found == attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
    if (!text || text->empty()) continue;
    EntityId id(*text);
    visit(id);
    *text = id.value;
  }
}

template <class Visit>
void each_name(const Scheme& scheme, Span& span, Visit visit) {
  if (const Layer* layer = find_layer(scheme, span.layer)) each_name(layer->attributes, span.attributes, visit);
}

template <class Visit>
void each_name(const Scheme& scheme, Frame& frame, Visit visit) {
  const Layer* layer = find_layer(scheme, frame.layer);
  if (layer) each_name(layer->attributes, frame.attributes, visit);
  for (auto& [name, list] : frame.roles) {
    const RoleRule* role = layer ? find_role(*layer, name) : nullptr;
    for (Filler& filler : list) {
      if (auto* id = std::get_if<EntityId>(&filler.to)) visit(*id);
      if (role) each_name(role->attributes, filler.attributes, visit);
    }
  }
}

template <class Record>
void put_meant(const Scheme& scheme, const Registry& registry, const MentionId& mention, Shelf<Record>& records,
               const RecordId& id) {
  const Record* found = records.find(id.value);
  if (!found) return;
  Record record = *found;
  each_name(scheme, record, [&](EntityId& named) { named = after_splits(registry, mention, named); });
  if (record != *found) records.put(std::move(record));
}

}  // namespace

MentionId mention_id(const AnnotatorId& annotator, const ArticleId& article, const RecordId& record) {
  return MentionId(annotator.value + "/" + article.value + "#" + record.value);
}

std::optional<MentionParts> parts_of(const MentionId& mention) {
  const std::string& text = mention.value;
  const std::size_t slash = text.find('/'), hash = text.find('#');  // neither stands in an id before it
  if (slash == std::string::npos || hash == std::string::npos) return std::nullopt;
  if (slash == 0 || hash <= slash + 1 || hash + 1 == text.size()) return std::nullopt;
  return MentionParts{AnnotatorId(text.substr(0, slash)), ArticleId(text.substr(slash + 1, hash - slash - 1)),
                      RecordId(text.substr(hash + 1))};
}

EntityId after_splits(const Registry& registry, const MentionId& mention, const EntityId& named) {
  const SplitMention* split = registry.splits.find(mention.value);
  if (!split) return named;
  const auto into = split->into.find(named);
  return into == split->into.end() ? named : into->second;
}

const Entity* entity_of(const Registry& registry, const MentionId& mention, const EntityId& named) {
  return resolve(registry, after_splits(registry, mention, named));
}

std::vector<EntityId> named_by(const Scheme& scheme, const Annotations& annotations, const RecordId& record) {
  std::vector<EntityId> names;
  const auto note = [&](const EntityId& id) {
    if (std::ranges::find(names, id) == names.end()) names.push_back(id);
  };
  if (const Span* span = annotations.spans.find(record.value)) {
    Span copy = *span;
    each_name(scheme, copy, note);
  }
  if (const Frame* frame = annotations.frames.find(record.value)) {
    Frame copy = *frame;
    each_name(scheme, copy, note);
  }
  return names;
}

Annotations as_meant(const Scheme& scheme, const Registry& registry, Annotations annotations) {
  const std::string prefix = mention_id(annotations.annotator, annotations.article, {}).value;
  for (auto split = registry.splits.from(prefix); split != registry.splits.end(); ++split) {
    if (!split->mention.value.starts_with(prefix)) break;
    const RecordId record(split->mention.value.substr(prefix.size()));
    put_meant(scheme, registry, split->mention, annotations.spans, record);
    put_meant(scheme, registry, split->mention, annotations.frames, record);
  }
  return annotations;
}

}  // namespace sayso
