#include "annotations/model/scheme.h"

#include <algorithm>

namespace sayso {
namespace {

const ChoiceValue* find_choice(const std::vector<ChoiceValue>& values, const std::string& name) {
  const auto found = std::ranges::find(values, name, &ChoiceValue::name);
  return found == values.end() ? nullptr : &*found;
}

std::string choice_why_not(const AttributeRule& rule, const std::string& name) {
  return find_choice(rule.values, name) ? "" : "'" + name + "' is not a value of " + rule.name;
}

std::string choices_why_not(const AttributeRule& rule, const std::vector<std::string>& names) {
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (const std::string why = choice_why_not(rule, *name); !why.empty()) return why;
    if (std::find(names.begin(), name, *name) != name) return "'" + *name + "' stands twice";
    if (names.size() > 1 && find_choice(rule.values, *name)->exclusive) return "'" + *name + "' stands alone or not at all";
  }
  return "";
}

}  // namespace

const Layer* find_layer(const Scheme& scheme, const std::string& name) {
  const auto found = std::ranges::find(scheme.layers, name, &Layer::name);
  return found == scheme.layers.end() ? nullptr : &*found;
}

const AttributeRule* find_attribute(const std::vector<AttributeRule>& rules, const std::string& name) {
  const auto found = std::ranges::find(rules, name, &AttributeRule::name);
  return found == rules.end() ? nullptr : &*found;
}

const RoleRule* find_role(const Layer& layer, const std::string& name) {
  const auto found = std::ranges::find(layer.roles, name, &RoleRule::name);
  return found == layer.roles.end() ? nullptr : &*found;
}

std::string why_not(const AttributeRule& rule, const Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  const auto* whole = std::get_if<std::int64_t>(&value);
  switch (rule.type) {
    case AttributeType::choice: return text ? choice_why_not(rule, *text) : rule.name + " takes one of its values";
    case AttributeType::choices: {
      const auto* names = std::get_if<std::vector<std::string>>(&value);
      return names ? choices_why_not(rule, *names) : rule.name + " takes a list of its values";
    }
    case AttributeType::scale:
      if (text) return choice_why_not(rule, *text);
      if (!whole) return rule.name + " takes a whole number or one of its extra values";
      if (*whole < rule.least || *whole > rule.most) {
        return rule.name + " goes from " + std::to_string(rule.least) + " to " + std::to_string(rule.most);
      }
      return "";
    case AttributeType::text: return text ? "" : rule.name + " takes a text";
    case AttributeType::number:
      return whole || std::holds_alternative<double>(value) ? "" : rule.name + " takes a number";
    case AttributeType::flag: return std::holds_alternative<bool>(value) ? "" : rule.name + " takes true or false";
    case AttributeType::entity: return text && !text->empty() ? "" : rule.name + " takes the id of an entity";
  }
  return "";
}

}  // namespace sayso
