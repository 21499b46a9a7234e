// Contents against the marks: where they begin and end, and what kind they say they are.
#include <algorithm>
#include <optional>

#include "findings.h"
#include "plugins/checkers/reading/letters.h"
#include "plugins/checkers/reading/stretches.h"

namespace quote_marks {
namespace {

using sayso_sdk::view;

bool has_words(const reading::Text& text, std::size_t begin, std::size_t end) {
  const std::size_t word = reading::word_at(text, begin);
  return begin < end && word < text.words.size() && text.words[word].begin < end;
}

// The pairs that share a position with a stretch.
template <class Each>
void each_pair_meeting(const Marks& marks, std::size_t begin, std::size_t end, const Each& each) {
  auto pair = std::lower_bound(marks.pairs.begin(), marks.pairs.end(), end + 1, [](const Pair& one, std::size_t at) { return one.open < at; });
  // An outer pair opens before its inner ones: none further back can reach here once an outermost one has ended.
  while (pair != marks.pairs.begin()) {
    --pair;
    if (pair->close + 1 >= begin) each(*pair);
    if (pair->depth == 0 && pair->open < begin) break;
  }
}

// A fragment with the marks taken in, or left out, as the policy says.
sayso_range by_policy(const Checked& checked, const sayso_range& at) {
  sayso_range wanted = at;
  each_pair_meeting(checked.marks, at.begin, at.end, [&](const Pair& pair) {
    const bool all_of_it = !has_words(checked.text, pair.open + 1, std::max<std::size_t>(pair.open + 1, at.begin)) &&
                           !has_words(checked.text, std::min<std::size_t>(pair.close, at.end), pair.close) && at.begin < pair.close && at.end > pair.open + 1;
    if (!all_of_it) return;
    if (checked.marks_in) {
      if (wanted.begin > pair.open) wanted.begin = pair.open;
      if (wanted.end <= pair.close) wanted.end = pair.close + 1;
    } else if (at.begin == pair.open && at.end <= pair.close + 1) {
      wanted.begin = pair.open + 1;
      if (wanted.end == pair.close + 1) wanted.end = pair.close;
    } else if (at.end == pair.close + 1 && at.begin == pair.open + 1) {
      wanted.end = pair.close;
    }
  });
  return wanted;
}

// How many letters of a content stand between marks of its own, and how many in all; nothing when it lies within a larger quote.
struct Marked {
  std::size_t inside = 0, all = 0;
  bool long_words = false;  // are there more words between two marks than a name or a scare quote has?
};

std::optional<Marked> marked_letters(const Checked& checked, const std::vector<sayso_range>& at, const reading::Stretches& not_quotes,
                                     const reading::Stretches& inner) {
  Marked marked;
  const auto& text = checked.text.original;
  for (const sayso_range& range : at) {
    std::vector<Pair> own;
    bool within = false;
    each_pair_meeting(checked.marks, range.begin, range.end, [&](const Pair& pair) {
      if (pair.close < range.begin || pair.open >= range.end) return;
      const bool before = has_words(checked.text, pair.open + 1, std::max<std::size_t>(pair.open + 1, range.begin));
      const bool after = has_words(checked.text, std::min<std::size_t>(pair.close, range.end), pair.close);
      if (before || after) {
        within = true;
      } else if (!not_quotes.hold(pair.open + 1, pair.close) && !inner.hold(pair.open + 1, pair.close)) {
        own.push_back(pair);
        const std::size_t words = reading::word_at(checked.text, pair.close) - reading::word_at(checked.text, pair.open);
        marked.long_words = marked.long_words || words > checked.scare_words;
      }
    });
    if (within) return std::nullopt;
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (!reading::is_word(text[i])) continue;
      ++marked.all;
      if (std::any_of(own.begin(), own.end(), [&](const Pair& pair) { return pair.open < i && i < pair.close; })) ++marked.inside;
    }
  }
  return marked;
}

// A line of dialogue without marks: – Oui, dit-elle.
bool begins_with_dash(const reading::Text& text, std::size_t at) {
  while (at > 0 && !reading::is_line_end(text.original[at - 1]) && !reading::is_word(text.original[at - 1])) --at;
  return at < text.original.size() && (at == 0 || reading::is_line_end(text.original[at - 1])) && reading::is_dash(text.original[at]);
}

}  // namespace

void find_boundaries(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (view(span.layer) != "content" || span.placed == 0) continue;
    std::vector<sayso_range> wanted, off;
    for (const sayso_range& at : reading::places_of(span)) {
      wanted.push_back(by_policy(checked, at));
      if (wanted.back().begin != at.begin || wanted.back().end != at.end) off.push_back(at);
    }
    // Taking marks in must not run into the next fragment.
    const bool apart = std::adjacent_find(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.end >= b.begin; }) == wanted.end();
    if (off.empty() || !apart) continue;
    auto finding = reading::about("quote/boundary", SAYSO_SEVERITY_HINT, span);
    finding.at = off;
    finding.message = reading::shown(span) + (checked.marks_in ? " leaves out a mark that belongs to it" : " takes in marks that do not belong to it");
    finding.fixes.push_back({checked.marks_in ? "take in the marks" : "leave out the marks",
                             reading::edit_list({reading::set_fragments(view(span.id), wanted, checked.text.original)})});
    findings.push_back(std::move(finding));
  }
}

void find_wrong_kinds(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  const reading::AskedLayer* layer = checked.asked.layer("content");
  const auto* kind = layer != nullptr ? reading::find_attribute(layer->attributes, "kind") : nullptr;
  if (kind == nullptr || checked.marks.pairs.empty()) return;
  const auto has = [&](const char* value) { return std::find(kind->values.begin(), kind->values.end(), value) != kind->values.end(); };
  if (!has("direct") || !has("indirect") || !has("mixed")) return;
  // Marks that are no quote's, and those of contents inside others, are not the outer content's own.
  reading::Stretches not_quotes;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> contents;
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    for (const sayso_range& at : reading::places_of(span)) {
      if (view(span.layer) == "not-quote") not_quotes.add(at.begin, at.end);
      if (view(span.layer) == "content") contents.emplace_back(at.begin, at.end);
    }
  }
  not_quotes.sort();
  std::sort(contents.begin(), contents.end());
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    const auto* given = sayso_sdk::attribute(span, "kind");
    if (view(span.layer) != "content" || span.placed == 0 || given == nullptr) continue;
    const auto at = reading::places_of(span);
    reading::Stretches inside;
    for (auto inner = std::lower_bound(contents.begin(), contents.end(), std::pair(at.front().begin, std::uint64_t{0}));
         inner != contents.end() && inner->first < at.back().end; ++inner) {
      const bool own = std::any_of(at.begin(), at.end(), [&](const sayso_range& range) { return range.begin >= inner->first && range.end <= inner->second; });
      if (!own && inner->second <= at.back().end) inside.add(inner->first, inner->second);
    }
    inside.sort();
    const auto marked = marked_letters(checked, at, not_quotes, inside);
    if (!marked || marked->all == 0) continue;
    const std::string_view value = view(given->text);
    const char* better = nullptr;
    std::string why;
    if (value == "direct" && marked->inside == 0 && !begins_with_dash(checked.text, at.front().begin)) {
      better = "indirect";
      why = " is called direct and stands in no marks";
    } else if (value == "direct" && marked->inside > 0 && marked->inside * 2 < marked->all) {
      better = "mixed";
      why = " is called direct, and most of it stands outside the marks";
    } else if (value == "indirect" && marked->inside > 0) {
      better = marked->inside == marked->all ? "direct" : "mixed";
      why = marked->inside == marked->all ? " is called indirect and stands in marks" : " is called indirect, and a part of it stands in marks";
    } else if (value == "mixed" && marked->inside == 0) {
      better = "indirect";
      why = " is called mixed, and no part of it stands in marks";
    }
    if (better == nullptr) continue;
    // A name or a scare quote in an indirect quote is as likely as the speaker's own words.
    const bool is_unsure = value == "indirect" && marked->inside < marked->all && !marked->long_words;
    auto finding = reading::about("quote-marks/kind", is_unsure ? SAYSO_SEVERITY_HINT : SAYSO_SEVERITY_WARNING, span);
    finding.message = reading::shown(span) + why;
    finding.fixes.push_back({better, reading::edit_list({reading::set_attribute(view(span.id), "kind", sayso_sdk::quoted_json(better))})});
    findings.push_back(std::move(finding));
  }
}

}  // namespace quote_marks
