// Which of one annotator's stretches is which of another's: a one-to-one alignment of one article. Exact,
// never greedy: the total overlap is the largest there is. Pure; the same input gives the same alignment.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/span.h"

namespace sayso {

// When do two stretches count as a pair? What does not count is never paired, however well it would fit.
enum class MatchKind {
  jaccard,        // shared code points / code points of either, from a threshold; the default, at 0.5
  exact,          // the same fragments
  exact_trimmed,  // the same once marks, punctuation and space at the ends of fragments are off
  overlap,        // at least one code point in common
};

struct MatchRule {
  MatchKind kind = MatchKind::jaccard;
  double least_jaccard = 0.5;  // of MatchKind::jaccard, 0 < … <= 1

  bool operator==(const MatchRule&) const = default;
};

// For reports: "one to one, largest total overlap, character Jaccard of at least 0.5".
std::string to_text(const MatchRule& rule);

// A stretch to be aligned.
struct AlignedUnit {
  RecordId record;      // of the span, or of the frame that it stands for
  Fragments at;         // in text order; overlapping or touching ones are allowed and joined
  Fragments trimmed{};  // the same without outer marks; only MatchKind::exact_trimmed looks at it
  std::string label{};  // decides between alignments that are equally good otherwise: equal labels first
};

struct AlignedPair {
  std::size_t a, b;         // indices of the units
  std::size_t shared = 0;   // code points in common
  double jaccard = 0;       // 0..1
};

struct Alignment {
  std::vector<AlignedPair> pairs;          // by a
  std::vector<std::size_t> only_a, only_b;  // indices of those without a partner, ascending

  std::size_t total_shared() const;
};

// Among all one-to-one alignments by the rule: the largest total of shared code points, then the largest sum
// of Jaccard, then the most equal labels, then the partners nearest in order. Units without fragments stay
// alone. Nested stretches are units of their own: a quote and one inside it pair each with its like.
Alignment align(const std::vector<AlignedUnit>& a, const std::vector<AlignedUnit>& b, const MatchRule& rule = {});

// The spans of a layer as units, in text order. `label_attribute`, if not "", gives their labels.
std::vector<AlignedUnit> units_of_layer(const Annotations& annotations, const std::string& layer,
                                        const std::string& label_attribute = {});

// Fragments in text order with those that touch or overlap joined; empty ones dropped.
Fragments joined(Fragments at);

// The span's fragments without what is neither letter nor digit at the ends of each; a fragment with nothing
// else stays whole. Reads the span's own `text`; a fragment whose text does not fit its length stays whole.
Fragments trimmed_fragments(const Span& span);

// Code points in common; code points in all. Fragments as joined() gives them.
std::size_t shared_length(const Fragments& a, const Fragments& b);
std::size_t total_length(const Fragments& at);

}  // namespace sayso
