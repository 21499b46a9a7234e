// Whom or what a filler of a role stands for, so that two annotators' fillers can be compared: entities
// after joins, mentions by their entity, else by their place in the text. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/agreement/compared_roles.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"

namespace sayso {

struct Meant {
  std::string entity;    // id after joins; "" when the span has none
  bool is_local = false;  // an entity of this article only: its id is its annotator's own invention
  Fragments at;          // of the span; empty for an entity named directly
  std::string shown;     // the entity's name, else the span's text, else the id
  const Filler* filler = nullptr;
};

enum class Sameness { same, different, unknown };

// Everything that a frame's role is filled with, in its order. An entity that the registry does not have is
// compared by its id.
std::vector<Meant> meant_by(const ComparedRoles& roles, const Annotations& annotations, const Registry& registry,
                            const Frame& frame, const std::string& role);

// Same: one entity; or two entities of this article only, or none on either side, with mentions that overlap.
// Unknown: an entity is missing on one side, or on both with mentions apart.
Sameness compare(const Meant& a, const Meant& b);

// Whole roles, as sets. Two empty lists (both answered 'none') are the same.
Sameness compare(const std::vector<Meant>& a, const std::vector<Meant>& b);

// Was the role answered? 'None' is an answer.
bool is_answered(const Frame& frame, const std::string& role);

// A key for the whole set, equal for equal sets of entities; nullopt when an entity is missing.
std::optional<std::string> set_key(const std::vector<Meant>& meant);

// "Antony Blinken, Xi Jinping"; "none" for an empty list.
std::string shown(const std::vector<Meant>& meant);

// A span's text for a list: fragments joined by " … ", line ends as spaces, cut with … at `most` code points.
std::string short_text(const Span& span, std::size_t most = 60);

// An attribute's answer, its default where nothing is answered; nullopt for no answer.
std::optional<Value> answer(const Attributes& attributes, const AttributeRule& rule);

// For lists and as a key of equal answers: "warm, confident" ("none" for an empty list), "+1", "–" for no answer.
std::string shown(const std::optional<Value>& value);

// Equal answers? Lists are sets. No answer equals no answer, and nothing else.
bool same_answer(const std::optional<Value>& a, const std::optional<Value>& b);

}  // namespace sayso
