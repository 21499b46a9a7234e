// One annotator measured by another that is taken as right: precision, recall and F1 per role, per attribute
// and of everything together. What `sayso score` prints. Pure.
#pragma once

#include <string>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/agreement/report.h"
#include "annotations/agreement/span_f1.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso {

struct ScoredArticle {
  const Annotations* gold;
  const Annotations* test;
};

struct ScoreRow {
  std::string name;  // "attribution", a role ("content", "source"), role and rating ("stance.value"), an
                     // attribute ("kind", "tone"), "joint"
  SpanF1 counts;     // a: of the gold, b: of the test; precision and recall as SpanF1 has them
};

struct Score {
  std::string layer;
  std::string match;  // the rule in words
  std::size_t articles = 0;
  std::vector<ScoreRow> rows;
};

// An item of a role or attribute is right when its attribution is paired and it is the same on both sides.
// `layer` as in AgreementOptions. Precondition: both states of an article count positions in one text.
Score score(const Scheme& scheme, const Registry& registry, const std::vector<ScoredArticle>& articles,
            const std::string& layer = {}, const MatchRule& match = {});

}  // namespace sayso
