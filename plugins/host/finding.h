// What a checker found: a value. Made from a plugin's messages; compared, sorted and dismissed here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"

namespace sayso {

enum class Severity { error, warning, hint };

std::string to_text(Severity severity);

// A change that settles a finding; both lists are one gesture. New records are called "new:1", "new:2", …:
// whoever applies the fix gives the ids.
struct Fix {
  std::string title;  // "annotate"
  std::vector<Edit> edits;
  std::vector<EntityEdit> entity_edits;

  bool operator==(const Fix&) const = default;
};

struct Finding {
  std::string rule;  // "quote-marks/unbalanced"
  Severity severity = Severity::hint;
  ArticleId article;      // "" when it is about the entities
  AnnotatorId annotator;  // "" when it is about the text alone
  Fragments at;           // code points; empty when it has no place
  std::size_t line = 0;   // of the first fragment, from 1; 0 without a place
  std::string layer;      // of the annotations concerned, "" for none
  std::string text;       // the words in question
  std::string message;
  std::vector<RecordId> annotations;
  std::vector<Fix> fixes;
  bool dismissed = false;
  std::string reason;  // why dismissed

  bool operator==(const Finding&) const = default;
};

// The key under which a finding is dismissed, as JSON: rule, layer, text, at. Rule, layer and text
// identify it; `at` only tells equal ones apart, so that it stays dismissed when the text before it changes.
RawJson dismissal_key(const Finding& finding);

// Marks the findings that somebody set aside: each dismissal takes the nearest finding of its rule, layer
// and text that none took before. Pure.
void mark_dismissed(std::vector<Finding>& findings, const Annotations& annotations, const Registry& registry);

// By article, place, severity, rule, annotator; those about the entities first.
void sort_by_place(std::vector<Finding>& findings);

// {"rule": …, "severity": …, "article": …, "annotator": …, "at": …, "message": …, "annotations": …, "fixes":
// …}, the form of `sayso check --json`; keys that would be empty are left out but for "at" and "fixes".
std::string finding_to_json(const Finding& finding);

}  // namespace sayso
