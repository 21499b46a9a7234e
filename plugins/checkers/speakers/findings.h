// The rules of this checker; each appends what it finds.
#pragma once

#include <optional>
#include <vector>

#include "entities.h"
#include "names.h"
#include "plugins/checkers/reading/elsewhere.h"
#include "plugins/checkers/reading/findings.h"
#include "plugins/checkers/reading/language.h"
#include "plugins/checkers/reading/text.h"

namespace speakers {

// ---- the registry ----
void find_same_names(const Entities& entities, reading::Findings& findings);
void find_similar_entities(const Entities& entities, reading::Findings& findings);

// ---- spellings in the text; `annotations` is NULL for the text alone ----
void find_variants_to_tell(const Entities& entities, const std::vector<Variant>& variants, const sayso_annotations* annotations, reading::Findings& findings);

// ---- mentions ----

// A span of a layer that has an attribute of type entity.
struct Mention {
  const sayso_span* span;
  const sayso_entity* entity;  // joins followed; NULL when it stands for none
  std::string_view form;       // "name", "pronoun", …; "" when not answered
};

// In text order.
std::vector<Mention> mentions_of(const Entities& entities, const sayso_annotations& annotations);

void find_unlinked(const Entities& entities, const sayso_annotations& annotations, reading::Findings& findings);
void find_other_names(const Entities& entities, const std::vector<Mention>& mentions, reading::Findings& findings);
void find_two_entities(const std::vector<Mention>& mentions, reading::Elsewhere& elsewhere, reading::Findings& findings);

// ---- pronouns ----
void find_pronouns(const reading::Language& language, const std::vector<Mention>& mentions, reading::Findings& findings);
void find_out_of_reach(const reading::Text& text, const reading::Language& language, std::uint64_t reach, const std::vector<Mention>& mentions,
                       reading::Findings& findings);

// The attribute by which a span says whom it stands for, and the edit that sets it.
std::string link_json(const sayso_span& span, const sayso_entity& entity);

}  // namespace speakers
