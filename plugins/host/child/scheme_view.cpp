#include "plugins/host/child/scheme_view.h"

#include <algorithm>
#include <array>

#include "plugins/host/child/view.h"

namespace sayso::child {
namespace {

using wire::Json;

std::int32_t attribute_type(const std::string& name) {
  static constexpr std::array<const char*, 7> names = {"choice", "choices", "scale", "text",
                                                       "number", "flag",    "entity"};
  const auto found = std::find(names.begin(), names.end(), name);
  return found == names.end() ? SAYSO_ATTRIBUTE_TEXT : static_cast<std::int32_t>(found - names.begin()) + 1;
}

const sayso_attribute_rule* show_rule(Arena& arena, const Json& json) {
  auto* rule = arena.make<sayso_attribute_rule>();
  rule->name = arena.text(json["name"].as_text());
  rule->label = arena.text(json["label"].as_text());
  rule->type = attribute_type(json["type"].as_text());
  std::vector<sayso_text> values;
  if (rule->type == SAYSO_ATTRIBUTE_SCALE) {
    for (auto point = json["least"].integer; point <= json["most"].integer && values.size() < 1000; ++point) {
      values.push_back(arena.text(std::to_string(point)));
    }
  }
  for (const Json& value : json["values"].items) values.push_back(arena.text(value["name"].as_text()));
  arena.list(std::move(values), rule->values, rule->value_count);
  rule->default_json = arena.text(json.has("default") ? wire::to_source(json["default"]) : std::string());
  return rule;
}

void show_rules(Arena& arena, const Json& list, const sayso_attribute_rule* const*& first,
                std::size_t& count) {
  std::vector<const sayso_attribute_rule*> rules;
  for (const Json& json : list.items) rules.push_back(show_rule(arena, json));
  arena.list(std::move(rules), first, count);
}

const sayso_role_rule* show_role(Arena& arena, const Json& json) {
  auto* role = arena.make<sayso_role_rule>();
  role->name = arena.text(json["name"].as_text());
  role->label = arena.text(json["label"].as_text());
  std::vector<sayso_text> fills;
  for (const std::string& name : json["fills"].as_texts()) fills.push_back(arena.text(name));
  arena.list(std::move(fills), role->fills, role->fill_count);
  show_rules(arena, json["attributes"], role->attributes, role->attribute_count);
  return role;
}

const sayso_layer* show_layer(Arena& arena, const Json& json) {
  auto* layer = arena.make<sayso_layer>();
  layer->is_frame = json["kind"].as_text() == "frame" ? 1 : 0;
  layer->name = arena.text(json["name"].as_text());
  layer->label = arena.text(json["label"].as_text());
  layer->colour = arena.text(json["colour"].as_text());
  show_rules(arena, json["attributes"], layer->attributes, layer->attribute_count);
  std::vector<const sayso_role_rule*> roles;
  for (const Json& role : json["roles"].items) roles.push_back(show_role(arena, role));
  arena.list(std::move(roles), layer->roles, layer->role_count);
  return layer;
}

}  // namespace

const sayso_scheme* show_scheme(Arena& arena, const Json& json) {
  auto* scheme = arena.make<sayso_scheme>();
  scheme->version = static_cast<std::int32_t>(json["version"].integer);
  scheme->name = arena.text(json["name"].as_text());
  scheme->label = arena.text(json["label"].as_text());
  scheme->json = arena.text(wire::to_source(json));
  std::vector<const sayso_layer*> layers;
  for (const Json& layer : json["layers"].items) layers.push_back(show_layer(arena, layer));
  arena.list(std::move(layers), scheme->layers, scheme->layer_count);
  show_attributes(arena, json["policy"], scheme->policy, scheme->policy_count);
  return scheme;
}

}  // namespace sayso::child
