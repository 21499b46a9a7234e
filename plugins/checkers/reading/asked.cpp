#include "asked.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace reading {
namespace {

using Json = nlohmann::json;
using sayso_sdk::view;

std::string text_of(const Json& object, const char* key, const std::string& otherwise = {}) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : otherwise;
}
bool flag_of(const Json& object, const char* key, bool otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}
std::int64_t whole_of(const Json& object, const char* key, std::int64_t otherwise) {
  const auto found = object.find(key);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : otherwise;
}
std::vector<std::string> texts_of(const Json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end() || !found->is_array()) return texts;
  for (const Json& item : *found) {
    if (item.is_string()) texts.push_back(item.get<std::string>());
  }
  return texts;
}
const Json& list_of(const Json& object, const char* key) {
  static const Json none = Json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : none;
}

std::int32_t type_of(const std::string& name) {
  static constexpr std::string_view kNames[] = {"choice", "choices", "scale", "text", "number", "flag", "entity"};
  const auto found = std::find(std::begin(kNames), std::end(kNames), name);
  return found == std::end(kNames) ? SAYSO_ATTRIBUTE_TEXT : static_cast<std::int32_t>(found - std::begin(kNames)) + 1;
}

AskedAttribute attribute_of(const Json& json) {
  AskedAttribute asked;
  asked.name = text_of(json, "name");
  asked.label = text_of(json, "label", asked.name);
  asked.type = type_of(text_of(json, "type"));
  asked.required = flag_of(json, "required", false);
  asked.has_default = json.contains("default");
  for (const Json& value : list_of(json, "values")) {
    asked.values.push_back(text_of(value, "name"));
    if (flag_of(value, "exclusive", false)) asked.exclusive.insert(asked.values.back());
  }
  asked.least = whole_of(json, "least", 0);
  asked.most = whole_of(json, "most", 0);
  if (const auto when = json.find("shown-when"); when != json.end()) {
    asked.shown_when = text_of(*when, "attribute");
    asked.shown_values = texts_of(*when, "values");
  }
  return asked;
}

std::vector<AskedAttribute> attributes_of(const Json& json) {
  std::vector<AskedAttribute> asked;
  for (const Json& item : list_of(json, "attributes")) asked.push_back(attribute_of(item));
  return asked;
}

AskedRole role_of(const Json& json) {
  AskedRole asked;
  asked.name = text_of(json, "name");
  asked.label = text_of(json, "label", asked.name);
  asked.group = text_of(json, "group");
  asked.fills = texts_of(json, "fills");
  asked.least = static_cast<std::size_t>(std::max<std::int64_t>(0, whole_of(json, "least", 0)));
  if (const auto most = whole_of(json, "most", 0); most > 0) asked.most = static_cast<std::size_t>(most);
  asked.begins = flag_of(json, "begins", false);
  asked.attributes = attributes_of(json);
  asked.targets = texts_of(json, "targets");
  return asked;
}

template <class List>
auto by_name(const List& list, std::string_view name) -> decltype(&list.front()) {
  const auto found = std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.name == name; });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

bool AskedRole::takes(std::string_view layer) const { return std::find(fills.begin(), fills.end(), layer) != fills.end(); }

bool AskedRole::is_stance() const {
  return std::any_of(attributes.begin(), attributes.end(), [](const AskedAttribute& one) { return one.type == SAYSO_ATTRIBUTE_SCALE; });
}

const AskedRole* AskedLayer::role(std::string_view wanted) const { return by_name(roles, wanted); }

const AskedRole* AskedLayer::part_of() const {
  const auto found = std::find_if(roles.begin(), roles.end(), [this](const AskedRole& role) { return role.most == 1 && role.takes(name); });
  return found == roles.end() ? nullptr : &*found;
}

const AskedLayer* AskedScheme::layer(std::string_view wanted) const { return by_name(layers, wanted); }

const AskedAttribute* find_attribute(const std::vector<AskedAttribute>& rules, std::string_view name) { return by_name(rules, name); }

AskedScheme asked_by(const sayso_scheme& scheme) {
  AskedScheme asked;
  const Json json = Json::parse(view(scheme.json));
  for (const Json& item : list_of(json, "layers")) {
    AskedLayer layer;
    layer.name = text_of(item, "name");
    layer.label = text_of(item, "label", layer.name);
    layer.is_frame = text_of(item, "kind") == "frame";
    layer.of_article = text_of(item, "of") == "article";
    layer.overlap = flag_of(item, "overlap", true);
    layer.nest = flag_of(item, "nest", true);
    layer.discontinuous = flag_of(item, "discontinuous", false);
    layer.empty = flag_of(item, "empty", false);
    layer.alone = flag_of(item, "alone", true);
    layer.attributes = attributes_of(item);
    for (const Json& role : list_of(item, "roles")) layer.roles.push_back(role_of(role));
    asked.layers.push_back(std::move(layer));
  }
  return asked;
}

std::string policy(const sayso_scheme& scheme, std::string_view name) {
  for (std::size_t i = 0; i < scheme.policy_count; ++i) {
    if (view(scheme.policy[i]->name) == name) return sayso_sdk::in_words(*scheme.policy[i]);
  }
  return {};
}

std::vector<std::string> list_setting(const sayso_project& project, std::string_view name) {
  std::vector<std::string> items;
  const auto* found = sayso_sdk::setting(project, name);
  if (found == nullptr) return items;
  std::string_view rest = view(found->text);
  while (!rest.empty()) {
    const auto comma = std::min(rest.find(','), rest.size());
    std::string_view item = rest.substr(0, comma);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    if (!item.empty()) items.emplace_back(item);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return items;
}

std::int64_t whole_setting(const sayso_project& project, std::string_view name, std::int64_t otherwise) {
  const auto* found = sayso_sdk::setting(project, name);
  return found != nullptr && found->type == SAYSO_VALUE_INTEGER ? found->integer : otherwise;
}

}  // namespace reading
