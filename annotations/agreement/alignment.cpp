#include "annotations/agreement/alignment.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "annotations/agreement/assignment.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

struct Prepared {
  Fragments at, trimmed;
  CodePointRange hull;
};

std::vector<Prepared> prepare(const std::vector<AlignedUnit>& units) {
  std::vector<Prepared> prepared;
  prepared.reserve(units.size());
  for (const AlignedUnit& unit : units) {
    Fragments at = joined(unit.at);
    const CodePointRange whole = hull(at);
    prepared.push_back({std::move(at), joined(unit.trimmed), whole});
  }
  return prepared;
}

bool counts(const MatchRule& rule, const Prepared& a, const Prepared& b, double jaccard) {
  switch (rule.kind) {
    case MatchKind::jaccard: return jaccard >= rule.least_jaccard;
    case MatchKind::exact: return a.at == b.at;
    case MatchKind::exact_trimmed: return a.at == b.at || (!a.trimmed.empty() && a.trimmed == b.trimmed);
    case MatchKind::overlap: return true;
  }
  return false;
}

// For each unit of `b` in order of begin, the furthest end up to it: where a search backwards may stop.
struct ByBegin {
  std::vector<std::size_t> order;
  std::vector<CodePoint> furthest_end;
};

ByBegin by_begin(const std::vector<Prepared>& units) {
  ByBegin sorted;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!units[i].at.empty()) sorted.order.push_back(i);
  }
  std::ranges::stable_sort(sorted.order, {}, [&](std::size_t i) { return units[i].hull.begin; });
  CodePoint furthest;
  for (const std::size_t i : sorted.order) {
    furthest = std::max(furthest, units[i].hull.end);
    sorted.furthest_end.push_back(furthest);
  }
  return sorted;
}

std::size_t distance(std::size_t i, std::size_t j) { return i > j ? i - j : j - i; }

}  // namespace

std::string to_text(const MatchRule& rule) {
  const std::string beginning = "one to one, largest total overlap, ";
  switch (rule.kind) {
    case MatchKind::jaccard: {
      char least[32];
      std::snprintf(least, sizeof least, "%.4g", rule.least_jaccard);
      return beginning + "character Jaccard of at least " + least;
    }
    case MatchKind::exact: return beginning + "the same fragments";
    case MatchKind::exact_trimmed: return beginning + "the same fragments without outer marks, punctuation and space";
    case MatchKind::overlap: return beginning + "any character in common";
  }
  return beginning;
}

std::size_t Alignment::total_shared() const {
  std::size_t total = 0;
  for (const AlignedPair& pair : pairs) total += pair.shared;
  return total;
}

Alignment align(const std::vector<AlignedUnit>& a, const std::vector<AlignedUnit>& b, const MatchRule& rule) {
  const std::vector<Prepared> left = prepare(a);
  const std::vector<Prepared> right = prepare(b);
  const ByBegin sorted = by_begin(right);
  std::vector<WeightedPair> choices;
  std::vector<AlignedPair> measured;  // of each choice
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (left[i].at.empty()) continue;
    const auto after = std::ranges::lower_bound(sorted.order, left[i].hull.end, {},
                                                [&](std::size_t j) { return right[j].hull.begin; });
    for (auto at = static_cast<std::size_t>(after - sorted.order.begin()); at-- > 0;) {
      if (sorted.furthest_end[at] <= left[i].hull.begin) break;
      const std::size_t j = sorted.order[at];
      const std::size_t shared = shared_length(left[i].at, right[j].at);
      if (shared == 0) continue;
      const std::size_t either = total_length(left[i].at) + total_length(right[j].at) - shared;
      const double jaccard = static_cast<double>(shared) / static_cast<double>(either);
      if (!counts(rule, left[i], right[j], jaccard)) continue;
      PairWeight weight;
      weight.parts = {static_cast<std::int64_t>(shared), std::llround(jaccard * 1e9),
                      a[i].label == b[j].label ? 1 : 0, -static_cast<std::int64_t>(distance(i, j))};
      choices.push_back({i, j, weight});
      measured.push_back({i, j, shared, jaccard});
    }
  }
  const auto partners = best_assignment(a.size(), b.size(), choices);
  Alignment alignment;
  std::vector<bool> taken(b.size());
  for (const AlignedPair& pair : measured) {
    if (partners[pair.a] != pair.b) continue;
    alignment.pairs.push_back(pair);
    taken[pair.b] = true;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!partners[i]) alignment.only_a.push_back(i);
  }
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (!taken[j]) alignment.only_b.push_back(j);
  }
  return alignment;
}

std::vector<AlignedUnit> units_of_layer(const Annotations& annotations, const std::string& layer,
                                        const std::string& label_attribute) {
  std::vector<AlignedUnit> units;
  for (const Span* span : in_text_order(annotations.spans)) {
    if (span->layer != layer) continue;
    AlignedUnit unit{span->id, span->at, trimmed_fragments(*span)};
    const auto label = span->attributes.find(label_attribute);
    if (label != span->attributes.end()) {
      if (const auto* name = std::get_if<std::string>(&label->second)) unit.label = *name;
    }
    units.push_back(std::move(unit));
  }
  return units;
}

Fragments joined(Fragments at) {
  std::erase_if(at, [](const CodePointRange& fragment) { return fragment.end <= fragment.begin; });
  std::ranges::sort(at);
  Fragments whole;
  for (const CodePointRange& fragment : at) {
    if (!whole.empty() && fragment.begin <= whole.back().end) {
      whole.back().end = std::max(whole.back().end, fragment.end);
    } else {
      whole.push_back(fragment);
    }
  }
  return whole;
}

Fragments trimmed_fragments(const Span& span) {
  Fragments trimmed;
  for (std::size_t i = 0; i < span.at.size(); ++i) {
    CodePointRange fragment = span.at[i];
    const std::u32string text = i < span.text.size() ? to_utf32(span.text[i]) : std::u32string();
    const auto first = std::ranges::find_if(text, is_letter_or_digit);
    if (text.size() == fragment.length() && first != text.end()) {
      const auto last = std::find_if(text.rbegin(), text.rend(), is_letter_or_digit);
      fragment.begin.value += static_cast<std::size_t>(first - text.begin());
      fragment.end.value -= static_cast<std::size_t>(last - text.rbegin());
    }
    trimmed.push_back(fragment);
  }
  return trimmed;
}

std::size_t shared_length(const Fragments& a, const Fragments& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const CodePoint begin = std::max(a[i].begin, b[j].begin);
    const CodePoint end = std::min(a[i].end, b[j].end);
    if (begin < end) shared += end.value - begin.value;
    if (a[i].end < b[j].end) {
      ++i;
    } else {
      ++j;
    }
  }
  return shared;
}

std::size_t total_length(const Fragments& at) {
  std::size_t total = 0;
  for (const CodePointRange& fragment : at) total += fragment.length();
  return total;
}

}  // namespace sayso
