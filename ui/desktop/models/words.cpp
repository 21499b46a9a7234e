#include <algorithm>

#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {
namespace {


std::string shortened(const std::string& words) {
  // At most 24 code points, cut between code points.
  std::size_t at = 0;
  std::size_t count = 0;
  while (at < words.size() && count < 24) {
    ++at;
    while (at < words.size() && (static_cast<unsigned char>(words[at]) & 0xC0U) == 0x80U) ++at;
    ++count;
  }
  return at < words.size() ? words.substr(0, at) + "…" : words;
}

struct EditWords {
  const Scene& scene;

  std::string operator()(const AddSpan& edit) const {
    const Layer* layer = find_layer(scene.session.scheme(), edit.span->layer);
    return (layer ? label_of(*layer) : edit.span->layer) + " " + quoted(shortened(words_of(*edit.span)));
  }
  std::string operator()(const RemoveSpan&) const { return "span removed"; }
  std::string operator()(const SetFragments& edit) const {
    return "boundary of " + quoted(shortened(edit.text.empty() ? std::string() : edit.text.front()));
  }
  std::string operator()(const AddFrame& edit) const {
    const Layer* layer = find_layer(scene.session.scheme(), edit.frame->layer);
    return (layer ? label_of(*layer) : edit.frame->layer) + " begun";
  }
  std::string operator()(const RemoveFrame&) const { return "attribution removed"; }
  std::string operator()(const FillRole& edit) const {
    return role_label(edit.of, edit.role) + ": " + shortened(name_of(scene, edit.of, edit.filler.to));
  }
  std::string operator()(const UnfillRole& edit) const { return role_label(edit.of, edit.role) + " taken out"; }
  std::string operator()(const SetRole& edit) const {
    if (edit.fillers && edit.fillers->empty()) return role_label(edit.of, edit.role) + ": none";
    return role_label(edit.of, edit.role) + (edit.fillers ? " set" : " cleared");
  }
  std::string operator()(const SetAttribute& edit) const {
    const AttributeRule* rule = rule_of(edit);
    const std::string label = rule ? label_of(*rule) : edit.name;
    if (!edit.value) return label + " cleared";
    const std::string value = rule ? words_of(scene, edit.of, *rule, *edit.value) : std::string("changed");
    if (edit.filler) return label + " " + value + " → " + shortened(name_of(scene, edit.of, *edit.filler));
    return label + ": " + shortened(value);
  }
  std::string operator()(const SetStatus& edit) const {
    switch (edit.status) {
      case Status::done: return "submitted";
      case Status::skipped: return "skipped: " + edit.reason;
      case Status::reopened: return "re-opened: " + edit.reason;
      case Status::open: return "open";
    }
    return "status";
  }
  std::string operator()(const Dismiss&) const { return "finding set aside"; }
  std::string operator()(const Undismiss&) const { return "finding brought back"; }
  std::string operator()(const SetConflicts&) const { return "decided"; }
  template <class Other>
  std::string operator()(const Other&) const {
    return {};
  }

 private:
  const Layer* layer_of(const RecordId& id) const {
    const Frame* frame = scene.state().frames.find(id.value);
    if (frame) return find_layer(scene.session.scheme(), frame->layer);
    const Span* span = scene.state().spans.find(id.value);
    return span ? find_layer(scene.session.scheme(), span->layer) : nullptr;
  }
  std::string role_label(const RecordId& of, const std::string& name) const {
    const Layer* layer = layer_of(of);
    const RoleRule* role = layer ? find_role(*layer, name) : nullptr;
    return role ? label_of(*role) : name;
  }
  const AttributeRule* rule_of(const SetAttribute& edit) const {
    const Layer* layer = layer_of(edit.of);
    if (!layer) return nullptr;
    if (!edit.filler) return find_attribute(layer->attributes, edit.name);
    const RoleRule* role = find_role(*layer, edit.role);
    return role ? find_attribute(role->attributes, edit.name) : nullptr;
  }
};

}  // namespace

std::string words_of(const Scene& scene, const RecordId& of, const AttributeRule& rule, const Value& value) {
  const auto label = [&](const std::string& name) {
    for (const auto* list : {&rule.values, &rule.points}) {
      const auto found = std::ranges::find(*list, name, &ChoiceValue::name);
      if (found != list->end()) return label_of(*found);
    }
    return name;
  };
  if (const auto* text = std::get_if<std::string>(&value)) {
    if (rule.type != AttributeType::entity) return label(*text);
    const Entity* entity = entity_meant(scene, of, EntityId(*text));
    return entity ? entity->name : *text;
  }
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return label(std::to_string(*whole));
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "yes" : "no";
  if (const auto* list = std::get_if<std::vector<std::string>>(&value)) {
    std::string words;
    for (const std::string& each : *list) words += (words.empty() ? "" : ", ") + label(each);
    return words.empty() ? "none" : words;
  }
  if (const auto* number = std::get_if<double>(&value)) return std::to_string(*number);
  return std::get<RawJson>(value).source;
}

std::string words_of(const Scene& scene, const Group& group) {
  std::string words;
  for (const Edit& edit : group.edits) {
    const std::string more = std::visit(EditWords{scene}, edit);
    if (words.empty()) words = more;
    // A new span says what was done better than the frame or role that came with it.
    if (std::holds_alternative<AddSpan>(edit)) words = more;
  }
  if (words.empty()) words = group.kind == GroupKind::outside ? "changed outside" : "entities changed";
  if (group.kind == GroupKind::undo) return "undone: " + words;
  if (group.kind == GroupKind::redo) return "again: " + words;
  return words;
}

}  // namespace sayso::ui
