// Auxiliaries and negations of cues.
#include <algorithm>

#include "checked.h"
#include "plugins/checkers/reading/letters.h"

namespace boundaries {
namespace {

using sayso_sdk::view;

// Nothing but spaces lies between two words that follow each other.
bool touch(const reading::Text& text, std::size_t left, std::size_t right) {
  const auto between = text.slice(text.words[left].end, text.words[right].begin);
  return !between.empty() && std::all_of(between.begin(), between.end(), [](char32_t c) { return reading::is_space(c) && !reading::is_line_end(c); });
}

}  // namespace

void find_auxiliaries(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  const bool in = checked.auxiliaries == "true", out = checked.auxiliaries == "false";
  const reading::Text& text = checked.text;
  const reading::Language& language = *checked.language;
  for (std::size_t i = 0; (in || out) && i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (view(span.layer) != "cue" || span.placed == 0) continue;
    auto wanted = reading::places_of(span);
    sayso_range& piece = wanted.front();
    const std::size_t first = reading::word_at(text, piece.begin);
    if (first == text.words.size() || text.words[first].begin != piece.begin) continue;
    // Only a verb has auxiliaries: "according to" and a noun have none.
    bool has_verb = false;
    std::size_t verb = first;
    for (std::size_t w = first; w < text.words.size() && text.words[w].end <= piece.end && !has_verb; ++w) {
      has_verb = language.speech.has(text.word(w));
      verb = w;
    }
    if (!has_verb) continue;
    std::string words;
    if (in) {
      std::size_t begin = first;
      for (std::size_t w = first; w > 0 && touch(text, w - 1, w); --w) {
        if (language.auxiliaries.has(text.word(w - 1))) {
          begin = w - 1;
        } else if (!language.negations.has(text.word(w - 1))) {
          break;
        }
      }
      if (begin == first) continue;
      piece.begin = text.words[begin].begin;
      words = sayso_sdk::utf8(text.slice(text.words[begin].begin, text.words[first].begin));
    } else {
      std::size_t begin = first;
      while (begin < verb && (language.auxiliaries.has(text.word(begin)) || language.negations.has(text.word(begin)))) ++begin;
      if (begin == first) continue;
      piece.begin = text.words[begin].begin;
      words = sayso_sdk::utf8(text.slice(text.words[first].begin, piece.begin));
    }
    while (!words.empty() && words.back() == ' ') words.pop_back();
    findings.push_back(moved("boundaries/auxiliary", SAYSO_SEVERITY_WARNING, checked, span, wanted,
                             "cue " + reading::shown(span) + (in ? " leaves out “" : " takes in “") + words + "”, against the policy", in ? "take it in" : "leave it out"));
  }
}

}  // namespace boundaries
