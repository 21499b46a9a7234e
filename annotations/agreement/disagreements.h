// Every disagreement of two annotators on one article, in text order: what `sayso diff` prints and Review
// walks through. Pure.
#pragma once

#include <string>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso {

// In the order in which disagreements of one place are listed.
enum class DisagreementKind {
  only_one,        // one has a record that the other has not
  boundary,        // the same, with other fragments
  span_attribute,  // of the text that the frame stands on, or of a span in no frame
  cue,             // another beginning role: its spans
  role,            // who fills a role of entities (source, addressee, …) or of frames (within)
  target,          // a filler of the rated role that only one has
  rating,          // the same filler, rated otherwise; or another attribute of it
  labels,          // a `choices` attribute of the frame
  attribute,       // any other attribute of the frame
};

struct DisagreementSide {
  RecordId record;   // the frame's or span's; "" where this annotator has none
  std::string text;  // what this annotator says, short: "“we must act”", "Antony Blinken", "+1", "–" for nothing
  Fragments at;      // of the record's own text here; empty where there is none
};

struct Disagreement {
  DisagreementKind kind = DisagreementKind::only_one;
  std::string sort;   // as printed: "only-one", "boundary", "kind", "source", "stance-target", "stance-value",
                      // "tone", "cue", or the name of a role or attribute, as the scheme has it
  std::string layer;  // of the record
  CodePointRange at;  // the hull of both sides' text; {0,0} for what is said of the whole article
  DisagreementSide a, b;
};

// By place (begin, then the longer first), then kind. Frames are aligned as report.h aligns them; spans that
// fill no role in either are compared on their own. Free text (notes) is not compared. Precondition: both
// states count positions in one text.
std::vector<Disagreement> disagreements(const Scheme& scheme, const Registry& registry, const Annotations& a,
                                        const Annotations& b, const MatchRule& rule = {});

}  // namespace sayso
