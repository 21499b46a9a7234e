// Do two frames that are the same thing to both annotators say the same? Role by role, and in everything.
// Pure; borrows all that it is made of.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/agreement/compared_roles.h"
#include "annotations/agreement/frame_alignment.h"
#include "annotations/agreement/meaning.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso {

// What two annotators filled one role with.
using MeantPair = std::pair<std::vector<Meant>, std::vector<Meant>>;

// Which fillers of a role are the same, one to one: pairs of indices.
std::vector<std::pair<std::size_t, std::size_t>> shared_targets(const MeantPair& targets);

class FrameSameness {
 public:
  FrameSameness(const Scheme& scheme, const Registry& registry, const ComparedRoles& roles, const Annotations& a,
                const Annotations& b, const MatchRule& rule, const FrameAlignment& aligned)
      : scheme_(scheme), registry_(registry), roles_(roles), a_(a), b_(b), rule_(rule), aligned_(aligned) {}

  MeantPair meant(const FramePair& pair, const std::string& role) const;

  // The scale on the rated role's fillers. Precondition: there is one.
  AttributeRule rating_rule() const;

  // Text in a role of spans: none on either side, or the same by the match rule.
  bool same_text(const FramePair& pair, const std::string& role) const;
  // The answers on the spans that the frames stand on, as sets: one content cut in two is still direct.
  bool same_anchor_answers(const FramePair& pair, const AttributeRule& rule) const;
  // The same targets, rated the same.
  bool same_ratings(const FramePair& pair) const;
  // Roles that frames fill: by the partners of those frames.
  bool same_frames(const FramePair& pair, const std::string& role) const;

  // All of the above, and every attribute that counts_for_joint().
  bool agree_on_everything(const FramePair& pair) const;

 private:
  std::set<std::string> anchor_answers(const Annotations& annotations, const Frame& frame,
                                       const AttributeRule& rule) const;

  const Scheme& scheme_;
  const Registry& registry_;
  const ComparedRoles& roles_;
  const Annotations& a_;
  const Annotations& b_;
  const MatchRule& rule_;
  const FrameAlignment& aligned_;
};

}  // namespace sayso
