#include "ui/desktop/models/scheme_facts.h"

#include <algorithm>

namespace sayso::ui {
namespace {

const std::string& label_or_name(const std::string& label, const std::string& name) { return label.empty() ? name : label; }

}  // namespace

bool takes_entities(const RoleRule& role) { return std::ranges::count(role.fills, "entity") > 0; }

SchemeFacts facts_of(const Scheme& scheme) {
  SchemeFacts facts;
  for (const Layer& layer : scheme.layers) {
    if (layer.kind != Layer::Kind::frame) continue;
    if (layer.of_article && !facts.of_article) facts.of_article = &layer;
    if (!layer.of_article && !facts.frame) facts.frame = &layer;
  }
  if (!facts.frame) return facts;
  for (const RoleRule& role : facts.frame->roles) {
    if (role.begins && !facts.content) facts.content = &role;
    if (takes_entities(role) && role.least > 0 && !facts.speaker) facts.speaker = &role;
    for (const AttributeRule& rule : role.attributes) {
      if (rule.type == AttributeType::scale && !facts.scale) {
        facts.scale = &rule;
        facts.target = &role;
      }
    }
  }
  return facts;
}

const AttributeRule* entity_attribute(const Layer& layer) {
  const auto found = std::ranges::find(layer.attributes, AttributeType::entity, &AttributeRule::type);
  return found == layer.attributes.end() ? nullptr : &*found;
}

bool has_chips(const AttributeRule& rule) {
  return rule.type == AttributeType::choice || rule.type == AttributeType::choices || rule.type == AttributeType::flag;
}

bool is_asked(const AttributeRule& rule, const Attributes& attributes) {
  if (!rule.shown_when) return true;
  const auto found = attributes.find(rule.shown_when->attribute);
  if (found == attributes.end()) return false;
  const auto one_of = [&](const std::string& value) { return std::ranges::count(rule.shown_when->values, value) > 0; };
  if (const auto* text = std::get_if<std::string>(&found->second)) return one_of(*text);
  if (const auto* list = std::get_if<std::vector<std::string>>(&found->second)) return std::ranges::any_of(*list, one_of);
  return false;
}

const AttributeRule* next_open_row(const std::vector<AttributeRule>& rules, const Attributes& attributes) {
  const auto found = std::ranges::find_if(rules, [&](const AttributeRule& rule) {
    return rule.required && has_chips(rule) && is_asked(rule, attributes) && !attributes.contains(rule.name);
  });
  return found == rules.end() ? nullptr : &*found;
}

const std::string& label_of(const AttributeRule& rule) { return label_or_name(rule.label, rule.name); }
const std::string& label_of(const ChoiceValue& value) { return label_or_name(value.label, value.name); }
const std::string& label_of(const RoleRule& role) { return label_or_name(role.label, role.name); }
const std::string& label_of(const Layer& layer) { return label_or_name(layer.label, layer.name); }

}  // namespace sayso::ui
