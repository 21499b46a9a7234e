// The keys that come from the annotation scheme: what a plain letter or digit means there. Pure.
#pragma once

#include <string>

#include "annotations/model/scheme.h"
#include "ui/desktop/input.h"
#include "ui/desktop/models/scheme_facts.h"

namespace sayso::ui {

// A role's key with or without Shift, without other modifiers; nullptr if it is none.
const RoleRule* role_for(const SchemeFacts& facts, const KeyPress& key);

// The key of a span layer that fills no role (not-quote).
const Layer* layer_for(const Scheme& scheme, const KeyPress& key);

// A point or extra value of the scale, by its key; nullptr if it is none.
const ChoiceValue* scale_value_for(const SchemeFacts& facts, const KeyPress& key);

// The value that a letter chooses in a row; nullptr if none. `yes` and `no` of a flag are not in the rule.
const ChoiceValue* row_value_for(const AttributeRule& rule, const KeyPress& key);

// A scale value as it is stored: points as integers, extra values by name.
Value stored_scale_value(const AttributeRule& scale, const ChoiceValue& value);

}  // namespace sayso::ui
