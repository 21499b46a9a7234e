// Figures from comparisons of articles: counts are summed, ratings pooled, and only then divided. Pure.
#pragma once

#include <optional>
#include <vector>

#include "annotations/agreement/comparison.h"
#include "annotations/agreement/report.h"

namespace sayso {

struct ComparedArticle {
  ArticleId article;  // may come several times: once a pair of annotators
  const Comparison* comparison;
};

// Precondition of all: the comparisons are of one scheme, layer and rule. An empty list gives no figures.
std::vector<Figure> figures_of(const std::vector<ComparedArticle>& compared);
std::vector<ChainStep> chain_of(const std::vector<ComparedArticle>& compared);
std::optional<Figure> joint_of(const std::vector<ComparedArticle>& compared);

}  // namespace sayso
