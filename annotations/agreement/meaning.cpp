#include "annotations/agreement/meaning.h"

#include <algorithm>
#include <set>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

void name_entity(Meant& meant, const Registry& registry, const EntityId& id) {
  const Entity* entity = resolve(registry, id);
  meant.entity = entity ? entity->id.value : id.value;
  meant.is_local = entity && !entity->article.empty();
  meant.shown = entity ? entity->name : id.value;
}

Meant meant_by(const ComparedRoles& roles, const Annotations& annotations, const Registry& registry,
               const Filler& filler) {
  Meant meant;
  meant.filler = &filler;
  if (const auto* entity = std::get_if<EntityId>(&filler.to)) {
    name_entity(meant, registry, *entity);
    return meant;
  }
  const RecordId& record = std::get<RecordId>(filler.to);
  meant.shown = record.value;
  const Span* span = annotations.spans.find(record.value);
  if (!span) return meant;
  meant.at = joined(span->at);
  meant.shown = short_text(*span);
  for (const std::string& name : roles.entity_attributes) {
    const auto found = span->attributes.find(name);
    if (found == span->attributes.end()) continue;
    const auto* id = std::get_if<std::string>(&found->second);
    if (id && !id->empty()) {
      name_entity(meant, registry, EntityId(*id));
      break;
    }
  }
  return meant;
}

std::set<std::string> labels_of(const std::vector<std::string>& list) { return {list.begin(), list.end()}; }

}  // namespace

std::vector<Meant> meant_by(const ComparedRoles& roles, const Annotations& annotations, const Registry& registry,
                            const Frame& frame, const std::string& role) {
  std::vector<Meant> all;
  for (const Filler& filler : fillers(frame, role)) all.push_back(meant_by(roles, annotations, registry, filler));
  return all;
}

Sameness compare(const Meant& a, const Meant& b) {
  const bool overlapping = shared_length(a.at, b.at) > 0;
  if (!a.entity.empty() && !b.entity.empty()) {
    if (a.entity == b.entity) return Sameness::same;
    return a.is_local && b.is_local && overlapping ? Sameness::same : Sameness::different;
  }
  return a.entity.empty() && b.entity.empty() && overlapping ? Sameness::same : Sameness::unknown;
}

Sameness compare(const std::vector<Meant>& a, const std::vector<Meant>& b) {
  const auto covered = [](const std::vector<Meant>& these, const std::vector<Meant>& by) {
    Sameness all = Sameness::same;
    for (const Meant& each : these) {
      Sameness best = Sameness::different;
      for (const Meant& other : by) {
        const Sameness one = compare(each, other);
        if (one == Sameness::same) best = one;
        if (one == Sameness::unknown && best == Sameness::different) best = one;
      }
      if (best == Sameness::different) return best;
      if (best == Sameness::unknown) all = best;
    }
    return all;
  };
  const Sameness left = covered(a, b);
  const Sameness right = covered(b, a);
  if (left == Sameness::different || right == Sameness::different) return Sameness::different;
  return left == Sameness::same ? right : left;
}

bool is_answered(const Frame& frame, const std::string& role) { return frame.roles.contains(role); }

std::optional<std::string> set_key(const std::vector<Meant>& meant) {
  std::set<std::string> ids;
  for (const Meant& each : meant) {
    if (each.entity.empty()) return std::nullopt;
    ids.insert(each.entity);
  }
  std::string key;
  for (const std::string& id : ids) key += (key.empty() ? "" : "\n") + id;
  return key;
}

std::string shown(const std::vector<Meant>& meant) {
  if (meant.empty()) return "none";
  std::string list;
  for (const Meant& each : meant) list += (list.empty() ? "" : ", ") + each.shown;
  return list;
}

std::string short_text(const Span& span, std::size_t most) {
  std::u32string text;
  for (std::size_t i = 0; i < span.text.size(); ++i) {
    if (i > 0) text += U" … ";
    for (const char32_t code_point : to_utf32(span.text[i])) {
      text.push_back(is_white_space(code_point) ? U' ' : code_point);
    }
  }
  if (text.size() > most) {
    text.resize(most - 1);
    text.push_back(U'…');
  }
  return to_utf8(text);
}

std::optional<Value> answer(const Attributes& attributes, const AttributeRule& rule) {
  const auto found = attributes.find(rule.name);
  return found == attributes.end() ? rule.default_value : std::optional<Value>(found->second);
}

std::string shown(const std::optional<Value>& value) {
  if (!value) return "–";
  struct {
    std::string operator()(const std::string& text) const { return text; }
    std::string operator()(std::int64_t number) const { return (number > 0 ? "+" : "") + std::to_string(number); }
    std::string operator()(double number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
    std::string operator()(const std::vector<std::string>& list) const {
      std::string all;
      for (const std::string& each : labels_of(list)) all += (all.empty() ? "" : ", ") + each;
      return all.empty() ? "none" : all;
    }
    std::string operator()(const RawJson& json) const { return json.source; }
  } in_words;
  return std::visit(in_words, *value);
}

bool same_answer(const std::optional<Value>& a, const std::optional<Value>& b) {
  if (!a || !b) return !a && !b;
  const auto* left = std::get_if<std::vector<std::string>>(&*a);
  const auto* right = std::get_if<std::vector<std::string>>(&*b);
  if (left && right) return labels_of(*left) == labels_of(*right);
  return *a == *b;
}

}  // namespace sayso
