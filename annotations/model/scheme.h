// The annotation scheme: which layers there are, what they may hold and which keys they answer to.
// Nothing about quotes is hard-wired below the checkers that are about quotes: another scheme file
// gives another task.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "annotations/model/value.h"

namespace sayso {

enum class AttributeType { choice, choices, scale, text, number, flag, entity };

struct ChoiceValue {
  std::string name;
  std::string label;
  std::string help;
  char key = 0;            // 'A'..'Z' in its open row, '0'..'9' for scales, 0 for none
  bool exclusive = false;  // of `choices`: chosen alone ("none", "neutral")
  bool off = false;        // known, but not offered

  bool operator==(const ChoiceValue&) const = default;
};

struct ShownWhen {
  std::string attribute;
  std::vector<std::string> values;

  bool operator==(const ShownWhen&) const = default;
};

struct AttributeRule {
  std::string name;
  std::string label;
  std::string help;
  AttributeType type = AttributeType::choice;
  bool required = false;
  std::vector<ChoiceValue> values;      // choice and choices; of a scale its extra values ("mixed")
  std::int64_t least = 0, most = 0;     // of a scale: its points are least, least+1, …, most
  std::vector<ChoiceValue> points;      // of a scale: label, help and key of each point, in order
  std::optional<Value> default_value;   // what a missing key means; costs no key
  std::optional<ShownWhen> shown_when;  // asked only if another attribute has one of these values
  Extra extra;

  bool operator==(const AttributeRule&) const = default;
};

struct RoleRule {
  std::string name;
  std::string label;
  std::string help;
  char key = 0;                    // makes and fills on a selection; opens the palette without one
  std::vector<std::string> fills;  // names of layers that may fill it, and "entity"
  std::size_t least = 0;
  std::size_t most = SIZE_MAX;
  bool begins = false;  // its key begins a new frame when none is active
  std::string group;    // roles of the same group: at least one of them must be filled; "" for none
  std::vector<AttributeRule> attributes;  // of the filler
  Extra extra;

  bool operator==(const RoleRule&) const = default;
};

struct Layer {
  enum class Kind { span, frame };

  std::string name;
  std::string label;
  std::string help;
  Kind kind = Kind::span;
  char key = 0;  // of a span layer that fills no role: makes it from the selection
  std::string colour;
  bool may_overlap = true, may_nest = true, may_be_discontinuous = false, may_be_empty = false;
  bool of_article = false;  // of a frame: one for the whole article, asked for when it is finished
  bool stands_alone = true;  // of a span: not an error when it fills no role
  std::vector<AttributeRule> attributes;
  std::vector<RoleRule> roles;  // of a frame
  Extra extra;

  bool operator==(const Layer&) const = default;
};

struct Scheme {
  std::string name;
  int version = 1;
  std::string label;
  std::vector<Layer> layers;
  Attributes policy;  // the project's conventions, by name
  Extra extra;

  bool operator==(const Scheme&) const = default;
};

const Layer* find_layer(const Scheme& scheme, const std::string& name);
const AttributeRule* find_attribute(const std::vector<AttributeRule>& rules, const std::string& name);
const RoleRule* find_role(const Layer& layer, const std::string& name);

// Values outside the rules: "" if `value` is what the rule allows, else why not in a few words.
std::string why_not(const AttributeRule& rule, const Value& value);

}  // namespace sayso
