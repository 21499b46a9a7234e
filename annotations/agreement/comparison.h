// What comparing two annotators on one article gives before any figure is made of it: counts and ratings
// that add up over articles and pairs. Figures (report.h) come from lists of these. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/agreement/compared_roles.h"
#include "annotations/agreement/report.h"
#include "annotations/agreement/span_f1.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso {

// Of `of` items `part` agree; `could` items could have been looked at, had both answered.
struct Share {
  std::size_t part = 0, of = 0, could = 0;
};

// A number for each item, to be averaged: Jaccard of two label sets.
struct Mean {
  double sum = 0;
  std::size_t of = 0, could = 0;
};

enum class AlphaKind { nominal, ordinal, label_sets };

// Two ratings an item, for alpha. Label sets are rated by their labels in order, joined by line feeds.
struct TwoRatings {
  AlphaKind kind = AlphaKind::nominal;
  bool chance_within_articles = false;  // each article has its own chance; sums over articles are divided
  std::vector<std::array<std::string, 2>> names{};     // nominal and label sets
  std::vector<std::array<std::int64_t, 2>> numbers{};  // ordinal
  std::size_t could = 0;

  std::size_t size() const { return names.size() + numbers.size(); }
};

struct Measured {
  std::string subject, measure;  // as in Figure
  std::variant<SpanF1, Share, Mean, TwoRatings> of;
};

struct MeasuredStep {
  std::string name, given;
  Share share;
};

// For one scheme, layer and rule, `figures` and `chain` hold the same subjects and measures in the same order
// for every article, if only with nothing in them.
struct Comparison {
  std::vector<LayerCount> counts;
  std::vector<Measured> figures;
  std::vector<MeasuredStep> chain;
  std::optional<Share> joint;
  std::map<std::string, std::size_t> undefined;
};

// Preconditions: `layer` is in the scheme, and both states count positions in one text.
Comparison compare_frames(const Scheme& scheme, const Registry& registry, const Layer& layer, const Annotations& a,
                          const Annotations& b, const MatchRule& rule);
Comparison compare_spans(const Scheme& scheme, const Registry& registry, const Layer& layer, const Annotations& a,
                         const Annotations& b, const MatchRule& rule);

}  // namespace sayso
