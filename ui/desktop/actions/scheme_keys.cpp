#include "ui/desktop/actions/scheme_keys.h"

#include <algorithm>

namespace sayso::ui {
namespace {

bool plain(const KeyPress& key) { return !key.mods.ctrl && !key.mods.alt && key.character != 0; }

}  // namespace

const RoleRule* role_for(const SchemeFacts& facts, const KeyPress& key) {
  if (!facts.frame || !plain(key) || key.key != Key::letter) return nullptr;
  const auto found = std::ranges::find(facts.frame->roles, key.character, &RoleRule::key);
  return found == facts.frame->roles.end() ? nullptr : &*found;
}

const Layer* layer_for(const Scheme& scheme, const KeyPress& key) {
  if (!plain(key) || key.mods.shift || key.key != Key::letter) return nullptr;
  const auto found = std::ranges::find_if(scheme.layers, [&](const Layer& layer) {
    return layer.kind == Layer::Kind::span && layer.key == key.character;
  });
  return found == scheme.layers.end() ? nullptr : &*found;
}

const ChoiceValue* scale_value_for(const SchemeFacts& facts, const KeyPress& key) {
  if (!facts.scale || !plain(key) || key.mods.shift || key.key != Key::digit) return nullptr;
  for (const auto* list : {&facts.scale->points, &facts.scale->values}) {
    const auto found = std::ranges::find(*list, key.character, &ChoiceValue::key);
    if (found != list->end()) return &*found;
  }
  return nullptr;
}

const ChoiceValue* row_value_for(const AttributeRule& rule, const KeyPress& key) {
  if (!plain(key) || key.mods.shift) return nullptr;
  const auto found = std::ranges::find_if(rule.values, [&](const ChoiceValue& value) {
    return value.key == key.character && !value.off;
  });
  return found == rule.values.end() ? nullptr : &*found;
}

Value stored_scale_value(const AttributeRule& scale, const ChoiceValue& value) {
  const auto point = std::ranges::find(scale.points, value.name, &ChoiceValue::name);
  if (point == scale.points.end()) return value.name;
  return scale.least + static_cast<std::int64_t>(point - scale.points.begin());
}

}  // namespace sayso::ui
