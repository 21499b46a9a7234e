#include "annotations/store/scheme_check.h"

#include <algorithm>
#include <map>
#include <set>

namespace sayso {
namespace {

constexpr std::string_view kCommandKeys = "EFGJNR";  // what the editor keeps for itself

// The n-th element of the member `list`, where a mistake in it is shown; else the node itself.
const JsonNode& at(const JsonNode& node, const char* list, std::size_t n) {
  const JsonNode* found = node.find(list);
  return found && n < found->items.size() ? found->items[n] : node;
}

template <class Rule>
void refuse_doubles(const JsonSource& source, const JsonNode& node, const char* list,
                    const std::vector<Rule>& rules, const std::string& what) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!names.insert(rules[i].name).second) {
      source.fail(at(node, list, i), "the name \"" + rules[i].name + "\" stands twice among the " + what);
    }
  }
}

// Values of one attribute are chosen in one row, so each key may stand there once.
void check_row(const JsonSource& source, const JsonNode& node, const char* list,
               const std::vector<ChoiceValue>& values, std::map<char, std::string>& row) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i].key == 0) continue;
    const auto [found, fresh] = row.emplace(values[i].key, values[i].name);
    if (!fresh) {
      source.fail(at(node, list, i), "the key " + std::string(1, values[i].key) + " of \"" + values[i].name +
                                         "\" hides \"" + found->second + "\" in the same row");
    }
  }
}

// Keys of layers and roles act at any time, beside the editor's own.
class CommandKeys {
 public:
  void add(const JsonSource& source, const JsonNode& node, char key, const std::string& name) {
    if (key == 0) return;
    if (kCommandKeys.find(key) != std::string_view::npos) {
      source.fail(node, "the key " + std::string(1, key) + " of \"" + name +
                            "\" is reserved; E F G J N R belong to the editor");
    }
    const auto [found, fresh] = taken_.emplace(key, name);
    if (!fresh)
      source.fail(node, "the key " + std::string(1, key) + " of \"" + name + "\" is that of \"" +
                            found->second + "\" already");
  }

 private:
  std::map<char, std::string> taken_;
};

void check_points(const JsonSource& source, const JsonNode& node, const AttributeRule& rule) {
  if (rule.least >= rule.most) source.fail(node, "a scale goes from \"least\" to a greater \"most\"");
  const auto count = static_cast<std::size_t>(rule.most - rule.least + 1);
  if (rule.points.size() != count) {
    source.fail(node, "the scale \"" + rule.name + "\" needs " + std::to_string(count) + " points");
  }
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(rule.least + static_cast<std::int64_t>(i));
    if (rule.points[i].name != number)
      source.fail(at(node, "points", i), "this point's name must be \"" + number + "\"");
  }
}

}  // namespace

void check_attribute(const JsonSource& source, const JsonNode& node, const AttributeRule& rule) {
  const bool chooses = rule.type == AttributeType::choice || rule.type == AttributeType::choices;
  const bool scale = rule.type == AttributeType::scale;
  if (chooses && rule.values.empty()) source.fail(node, "\"" + rule.name + "\" needs values to choose from");
  if (!chooses && !scale && !rule.values.empty())
    source.fail(node, "only choice, choices and scale have values");
  if (!scale && !rule.points.empty()) source.fail(node, "only a scale has points");
  if (scale) check_points(source, node, rule);
  refuse_doubles(source, node, "values", rule.values, "values of \"" + rule.name + "\"");
  std::map<char, std::string> row;
  check_row(source, node, "points", rule.points, row);
  check_row(source, node, "values", rule.values, row);
  for (std::size_t i = 0; i < rule.values.size(); ++i) {
    if (rule.values[i].exclusive && rule.type != AttributeType::choices) {
      source.fail(at(node, "values", i),
                  "only values of \"choices\" can be exclusive; of a choice each one is");
    }
  }
  if (rule.default_value) {
    const std::string why = why_not(rule, *rule.default_value);
    if (!why.empty()) source.fail(*node.find("default"), "the default is not allowed: " + why);
  }
}

void check_attributes(const JsonSource& source, const JsonNode& node,
                      const std::vector<AttributeRule>& rules) {
  refuse_doubles(source, node, "attributes", rules, "attributes");
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (!rules[i].shown_when) continue;
    const ShownWhen& when = *rules[i].shown_when;
    const AttributeRule* other = find_attribute(rules, when.attribute);
    if (!other || other == &rules[i]) {
      source.fail(at(node, "attributes", i),
                  "\"" + rules[i].name + "\" is shown when \"" + when.attribute +
                      "\" has some value, but there is no such attribute beside it");
    }
    for (const std::string& value : when.values) {
      if (std::ranges::find(other->values, value, &ChoiceValue::name) == other->values.end()) {
        source.fail(at(node, "attributes", i), "\"" + value + "\" is no value of \"" + when.attribute + "\"");
      }
    }
  }
}

void check_layer(const JsonSource& source, const JsonNode& node, const Layer& layer) {
  if (layer.name == "entity")
    source.fail(node, "a layer cannot be called \"entity\": in \"fills\" that means the registry");
  if (layer.kind == Layer::Kind::span && !layer.roles.empty())
    source.fail(node, "a span has no roles; make it a frame");
  if (layer.kind == Layer::Kind::frame && layer.key != 0)
    source.fail(node, "a frame is begun by the key of a role that \"begins\" it, it has none of its own");
  refuse_doubles(source, node, "roles", layer.roles, "roles of \"" + layer.name + "\"");
}

void check_scheme(const JsonSource& source, const JsonNode& node, const Scheme& scheme) {
  if (scheme.layers.empty()) source.fail(node, "the scheme has no layers");
  refuse_doubles(source, node, "layers", scheme.layers, "layers");
  CommandKeys keys;
  for (std::size_t i = 0; i < scheme.layers.size(); ++i) {
    const Layer& layer = scheme.layers[i];
    const JsonNode& layer_node = at(node, "layers", i);
    keys.add(source, layer_node, layer.key, layer.name);
    for (std::size_t r = 0; r < layer.roles.size(); ++r) {
      const RoleRule& role = layer.roles[r];
      const JsonNode& role_node = at(layer_node, "roles", r);
      keys.add(source, role_node, role.key, role.name);
      if (role.fills.empty()) source.fail(role_node, "nothing may fill the role \"" + role.name + "\"");
      for (const std::string& filler : role.fills) {
        if (filler != "entity" && !find_layer(scheme, filler)) {
          source.fail(role_node, "the role \"" + role.name + "\" is filled by \"" + filler +
                                     "\", but there is no such layer");
        }
      }
    }
  }
}

}  // namespace sayso
