// Agreement of annotators over the articles that several of them submitted: a value that the command line
// and the window print. Pure functions on values; submissions.h loads them from a project.
//
// Definitions: design of the measures in docs; formulas in span_f1.h, alpha.h; matching in alignment.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotations/agreement/alignment.h"
#include "annotations/agreement/span_f1.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"

namespace sayso {

// One annotator's state of one article, as it is to be compared.
struct Submitted {
  AnnotatorId annotator;
  ArticleId article;
  Annotations state;
  std::size_t submission = 0;  // 1 the first, 2 the second, …; 0: not a submission but the state as it is now
  std::string time;            // of the submission, RFC 3339, "" if not known
};

struct AgreementOptions {
  std::vector<AnnotatorId> annotators;  // empty: all persons; `gold` and second passes (ana@2) only when named
  std::string layer;                    // a frame or span layer; "": the scheme's main frame layer
  MatchRule match;
  std::string as_of = "first submissions";  // said in the report
};

// A figure with what it rests on.
struct Figure {
  std::string subject;  // what of: "attribution", "content", "source", "kind", "stance", "tone", "tone: warm"
  std::string measure;  // "f1", "f1-exact", "f1-trimmed", "f1-overlap", "share-equal", "alpha-nominal",
                        // "alpha-ordinal", "alpha-jaccard", "alpha-within-articles",
                        // "jaccard" (mean over items), "share-off-scale"
  std::optional<double> value;
  std::string why_undefined;       // "" when there is a value
  std::size_t items = 0;           // that the figure rests on: pairs, rated units, items of either
  std::size_t articles = 0;        // that have any of these
  std::optional<double> coverage;  // share of the items that could have counted, where that is less than all can be
  std::optional<SpanF1> counts;    // of an F1: precision and recall of b by a come from here
  bool few = false;                // under 30 items or 5 articles: to be shown in grey
};

// found by both → source | found → entity | source → stance | target → tone | found: a share of what each is
// conditional on, so that one can see where agreement is lost.
struct ChainStep {
  std::string name;   // "found", "source", "entity", "stance", "tone"
  std::string given;  // what it is conditional on, in words: "all that either made", "found by both", …
  Figure figure;      // measure "share"; coverage: of the pairs found by both
};

struct LayerCount {
  std::string layer;
  std::size_t a = 0, b = 0;  // items of each

  bool operator==(const LayerCount&) const = default;
};

struct UndefinedItems {
  std::string what;  // "source answered by only one", "stance value outside the scale: mixed", …
  std::size_t count = 0;

  bool operator==(const UndefinedItems&) const = default;
};

// Two annotators, or all pairs together.
struct PairReport {
  AnnotatorId a, b;                 // both "" for the pooled report
  std::vector<ArticleId> articles;  // that both submitted, sorted
  std::vector<LayerCount> counts;
  std::vector<Figure> figures;
  std::vector<ChainStep> chain;  // empty for a span layer
  std::optional<Figure> joint;   // attributions on which everything agrees, of all that either made
  std::vector<UndefinedItems> undefined;
};

struct LeftOut {
  ArticleId article;
  AnnotatorId annotator;  // "" for all
  std::string why;

  bool operator==(const LeftOut&) const = default;
};

struct AgreementReport {
  std::string layer;
  std::string as_of;
  std::string match;                    // the rule in words
  std::vector<AnnotatorId> annotators;  // sorted
  std::vector<ArticleId> articles;      // submitted by at least two of them, sorted
  std::vector<PairReport> pairs;        // by a, then b
  PairReport pooled;                    // each pair of annotators in each article is one comparison in it
  std::vector<LeftOut> left_out;        // states that were given and not compared, and why
};

inline constexpr std::size_t kFewItems = 30;
inline constexpr std::size_t kFewArticles = 5;

// Which annotators count when nobody is named: not `gold`, and not a person's second pass (ana@2), which
// gives agreement with oneself.
bool is_person(const AnnotatorId& annotator);

// The report. Annotators and articles without a partner are in `left_out`. Two states that count positions
// in different texts are not compared. Of several states by one annotator of one article the first given
// counts.
AgreementReport agree(const Scheme& scheme, const Registry& registry, const std::vector<Submitted>& submitted,
                      const AgreementOptions& options = {});

// nullptr when the report has no such figure.
const Figure* find_figure(const PairReport& report, const std::string& subject, const std::string& measure);

}  // namespace sayso
