// What the window needs to know of an annotation scheme, found once when a project opens. Points into the
// scheme, which must outlive it.
#pragma once

#include <string>
#include <vector>

#include "annotations/model/scheme.h"

namespace sayso::ui {

struct SchemeFacts {
  const Layer* frame = nullptr;        // the frame layer that annotators make: the first not of the article
  const Layer* of_article = nullptr;   // the frame layer of the whole article
  const RoleRule* content = nullptr;   // the first role that begins a frame: what is filled with colour
  const RoleRule* speaker = nullptr;   // the first required role that entities may fill: gives the colour
  const RoleRule* target = nullptr;    // the role whose fillers carry a scale
  const AttributeRule* scale = nullptr;
};

SchemeFacts facts_of(const Scheme& scheme);

// The attribute by which a span of this layer stands for an entity; nullptr if it has none.
const AttributeRule* entity_attribute(const Layer& layer);

// May entities fill the role directly?
bool takes_entities(const RoleRule& role);

// The first attribute of these that can be answered by letters, is required and not answered; nullptr if none.
const AttributeRule* next_open_row(const std::vector<AttributeRule>& rules, const Attributes& attributes);

// Is the attribute asked at all, given the others' values?
bool is_asked(const AttributeRule& rule, const Attributes& attributes);

// Answered by chips (choice, choices, flag)?
bool has_chips(const AttributeRule& rule);

// A label for people: the scheme's own, or the name.
const std::string& label_of(const AttributeRule& rule);
const std::string& label_of(const ChoiceValue& value);
const std::string& label_of(const RoleRule& role);
const std::string& label_of(const Layer& layer);

}  // namespace sayso::ui
