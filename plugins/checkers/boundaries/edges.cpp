// White space, cut words and punctuation at the ends of spans.
#include <algorithm>

#include "checked.h"
#include "plugins/checkers/reading/letters.h"

namespace boundaries {
namespace {

using reading::is_word;
using sayso_sdk::view;

bool same(const std::vector<sayso_range>& a, const std::vector<sayso_range>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return x.begin == y.begin && x.end == y.end; });
}

std::vector<sayso_range> without_spaces(const Checked& checked, std::vector<sayso_range> at) {
  for (sayso_range& one : at) {
    while (one.begin < one.end && reading::is_space(checked.text.original[one.begin])) ++one.begin;
    while (one.end > one.begin && reading::is_space(checked.text.original[one.end - 1])) --one.end;
  }
  at.erase(std::remove_if(at.begin(), at.end(), [](const auto& one) { return one.begin == one.end; }), at.end());
  return at;
}

// A boundary inside a word moves to its nearer end. Scripts without spaces have none that can be seen.
void mend_cut_words(const Checked& checked, std::vector<sayso_range>& at) {
  const auto& text = checked.text.original;
  const auto cuts = [&](std::uint64_t place) {
    return place > 0 && place < text.size() && is_word(text[place - 1]) && is_word(text[place]) && !reading::is_unspaced(text[place]) && !reading::is_unspaced(text[place - 1]);
  };
  const auto nearer_end = [&](std::uint64_t place, const sayso_range& range) {
    std::uint64_t before = place, after = place;
    while (before > 0 && is_word(text[before - 1])) --before;
    while (after < text.size() && is_word(text[after])) ++after;
    const bool to_before = place - before <= after - place;
    // Never so far that nothing is left.
    if (place == range.end) return to_before && before > range.begin ? before : after;
    return !to_before && after < range.end ? after : before;
  };
  for (sayso_range& one : at) {
    const sayso_range was = one;
    if (cuts(was.begin)) one.begin = nearer_end(was.begin, was);
    if (cuts(was.end)) one.end = nearer_end(was.end, was);
  }
}

bool is_stop(char32_t c) { return c == U',' || c == U';' || c == U':' || c == U'.' || c == U'!' || c == U'?' || c == U'…' || c == U'、' || c == U'。' || c == U'，'; }

// Does the full stop before `end` belong to its word: Inc., U.S., an initial? Then it is the word's whatever the policy.
bool belongs_to_word(const reading::Text& text, std::uint64_t end) {
  const std::size_t sentence = reading::sentence_at(text, end - 1);
  const bool ends_sentence = sentence < text.sentences.size() && text.sentences[sentence].end <= end + 2;
  std::uint64_t begin = end - 1;
  while (begin > 0 && (is_word(text.original[begin - 1]) || text.original[begin - 1] == U'.')) --begin;
  const auto word = text.slice(begin, end - 1);
  if (word.find(U'.') != word.npos || (word.size() == 1 && reading::is_upper(word[0]))) return true;
  static constexpr std::u32string_view kKnown[] = {U"inc", U"ltd", U"corp", U"co", U"jr", U"sr", U"bros", U"etc", U"usw", U"bzw", U"st", U"nr", U"mr", U"ms", U"dr"};
  return std::find(std::begin(kKnown), std::end(kKnown), reading::fold(word)) != std::end(kKnown) || !ends_sentence;
}

bool holds(const reading::Text& text, std::uint64_t begin, std::uint64_t end, char32_t what) { return text.slice(begin, end).find(what) != std::u32string_view::npos; }

// Mentions and cues take in no punctuation; contents what the policy says.
sayso_range without_punctuation(const Checked& checked, const sayso_range& at, bool content, bool direct) {
  const auto& text = checked.text;
  sayso_range wanted = at;
  const auto last = [&] { return text.original[wanted.end - 1]; };
  const auto first = [&] { return text.original[wanted.begin]; };
  const auto trim = [&] {
    while (wanted.end > wanted.begin && reading::is_space(last())) --wanted.end;
    while (wanted.begin < wanted.end && reading::is_space(first())) ++wanted.begin;
  };
  bool moved = true;
  while (moved && wanted.begin < wanted.end) {
    moved = false;
    const bool final_stop = last() == U'.' || last() == U'!' || last() == U'?' || last() == U'…' || last() == U'。';
    const bool out = content ? (direct ? false : checked.final_punctuation != "in" || !final_stop) : true;
    const bool quiet = content && (last() == U'!' || last() == U'?' || last() == U'…');  // part of what was said
    const bool of_word = last() == U'.' && belongs_to_word(text, wanted.end);
    if (is_stop(last()) && out && !quiet && !of_word) {
      --wanted.end;
      moved = true;
    } else if (!content && (last() == U'(' || (last() == U')' && !holds(text, wanted.begin, wanted.end, U'(')) || (reading::is_dash(last()) && last() != U'-'))) {
      --wanted.end;
      moved = true;
    }
    if (wanted.begin < wanted.end && (is_stop(first()) || first() == U')' || (!content && first() == U'(' && !holds(text, wanted.begin, wanted.end, U')')) ||
                                      (!content && reading::is_dash(first()) && first() != U'-')) && first() != U'.' && first() != U'…') {
      ++wanted.begin;
      moved = true;
    }
    if (moved) trim();
  }
  return wanted;
}

}  // namespace

sayso_sdk::Finding moved(std::string_view rule, std::int32_t severity, const Checked& checked, const sayso_span& span, const std::vector<sayso_range>& wanted,
                         std::string message, std::string title) {
  auto finding = reading::about(rule, severity, span);
  finding.message = std::move(message);
  // Two pieces must not touch, or they would be one.
  const bool apart = std::adjacent_find(wanted.begin(), wanted.end(), [](const auto& a, const auto& b) { return a.end >= b.begin; }) == wanted.end();
  if (!wanted.empty() && apart) finding.fixes.push_back({std::move(title), reading::edit_list({reading::set_fragments(view(span.id), wanted, checked.text.original)})});
  return finding;
}

void find_spaces(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    const auto at = reading::places_of(span);
    const auto wanted = without_spaces(checked, at);
    if (at.empty() || same(at, wanted)) continue;
    findings.push_back(moved("boundaries/space", SAYSO_SEVERITY_ERROR, checked, span, wanted,
                             std::string(view(span.layer)) + " " + reading::shown(span) + (wanted.empty() ? " has no words" : " begins or ends with white space"), "trim"));
  }
}

void find_cut_words(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    const auto at = reading::places_of(span);
    auto wanted = at;
    mend_cut_words(checked, wanted);
    if (same(at, wanted)) continue;
    wanted = without_spaces(checked, std::move(wanted));
    findings.push_back(moved("boundaries/cut-word", SAYSO_SEVERITY_WARNING, checked, span, wanted, std::string(view(span.layer)) + " " + reading::shown(span) + " cuts a word", "whole words"));
  }
}

void find_punctuation(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    const bool content = view(span.layer) == "content";
    if (!content && view(span.layer) != "cue" && view(span.layer) != "mention") continue;
    if (content && checked.final_punctuation.empty()) continue;
    const auto* kind = sayso_sdk::attribute(span, "kind");
    const bool direct = kind != nullptr && view(kind->text) == "direct";
    const auto at = without_spaces(checked, reading::places_of(span));
    auto wanted = at;
    for (sayso_range& one : wanted) one = without_punctuation(checked, one, content, direct);
    if (at.empty() || same(at, wanted) || std::any_of(wanted.begin(), wanted.end(), [](const auto& one) { return one.begin == one.end; })) continue;
    findings.push_back(moved("boundaries/punctuation", SAYSO_SEVERITY_WARNING, checked, span, wanted,
                             std::string(view(span.layer)) + " " + reading::shown(span) + " takes in punctuation that does not belong to it", "leave it out"));
  }
}

}  // namespace boundaries
