// Which of one annotator's frames is which of another's: by the text in the first role that begins a frame
// (an attribution's contents); those without it by the next such role (its cue). Pure.
#pragma once

#include <string>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/agreement/compared_roles.h"
#include "annotations/model/annotations.h"

namespace sayso {

struct FramePair {
  const Frame* a;
  const Frame* b;
  std::string by;  // the role whose text made them a pair
  std::size_t shared = 0;
  double jaccard = 0;
};

struct FrameAlignment {
  std::vector<FramePair> pairs;              // in a's text order
  std::vector<const Frame*> only_a, only_b;  // in text order

  const FramePair* pair_of_a(const RecordId& a) const;  // nullptr when it has no partner
};

// The text of a role: the fragments of all spans that fill it, joined; and the same without outer marks.
Fragments text_of_role(const Annotations& annotations, const Frame& frame, const std::string& role);
Fragments trimmed_text_of_role(const Annotations& annotations, const Frame& frame, const std::string& role);

// Frames of roles.layer. First all that have text in roles.begins[0] are aligned with each other; of those
// left over, where at least one of the two has no such text, by the next role. Frames of the whole article
// are paired as they are: each annotator has one. The frames borrowed live as
// long as `a` and `b`.
FrameAlignment align_frames(const ComparedRoles& roles, const Annotations& a, const Annotations& b,
                            const MatchRule& rule = {});

}  // namespace sayso
