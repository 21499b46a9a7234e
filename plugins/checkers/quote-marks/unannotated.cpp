// Words between marks that nobody has said anything of: quotes that were forgotten, and scare quotes.
#include <algorithm>

#include "findings.h"
#include "plugins/checkers/reading/letters.h"
#include "plugins/checkers/reading/stretches.h"

namespace quote_marks {
namespace {

using sayso_sdk::utf8;
using sayso_sdk::view;

std::u32string words_in(const Checked& checked, const Pair& pair) {
  std::u32string words;
  for (std::size_t w = reading::word_at(checked.text, pair.open); w < checked.text.words.size() && checked.text.words[w].begin < pair.close; ++w) {
    if (!words.empty()) words += U' ';
    words += checked.text.word(w);
  }
  return words;
}

// A few words inside a sentence that reports nothing, with no punctuation of their own: “hype”.
bool looks_scare(const Checked& checked, const Pair& pair) {
  const reading::Text& text = checked.text;
  if (checked.language->code.empty()) return false;  // what reports is not known
  const std::size_t first = reading::word_at(text, pair.open), past = reading::word_at(text, pair.close);
  if (past == first || past - first > checked.scare_words) return false;
  if (!reading::is_word(text.original[pair.close - 1])) return false;
  std::size_t before = pair.open;
  while (before > 0 && reading::is_space(text.original[before - 1])) --before;
  if (before == 0 || text.original[before - 1] == U':' || text.original[before - 1] == U',') return false;
  const std::size_t sentence = reading::sentence_at(text, pair.open);
  if (sentence == text.sentences.size() || text.sentences[sentence].begin == pair.open) return false;
  for (std::size_t w = text.sentences[sentence].first_word; w < text.sentences[sentence].past_words; ++w) {
    if ((w < first || w >= past) && checked.language->speech.has(text.word(w))) return false;
  }
  return true;
}

sayso_sdk::Fix annotate(const Checked& checked, const Pair& pair) {
  const std::size_t in = checked.marks_in ? 0 : 1;
  return {"annotate", reading::edit_list({reading::add_span("new:1", "content", {{pair.open + in, pair.close + 1 - in}}, checked.text.original, "{\"kind\": \"direct\"}"),
                                          reading::add_frame("new:2", "attribution", "content", "new:1")})};
}

sayso_sdk::Fix not_a_quote(const Checked& checked, const Pair& pair, bool scare) {
  const reading::AskedLayer* layer = checked.asked.layer("not-quote");
  const auto* reason = layer != nullptr ? reading::find_attribute(layer->attributes, "reason") : nullptr;
  const bool has_scare = reason != nullptr && std::find(reason->values.begin(), reason->values.end(), "scare") != reason->values.end();
  return {"not a quote", reading::edit_list({reading::add_span("new:1", "not-quote", {{pair.open, pair.close + 1}}, checked.text.original,
                                                               scare && has_scare ? "{\"reason\": \"scare\"}" : "")})};
}

}  // namespace

void find_unannotated(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  if (!checked.has_contents) return;
  reading::Stretches covered;
  std::set<std::u32string> settled = checked.settled;
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (span.placed == 0 || (view(span.layer) != "content" && view(span.layer) != "not-quote")) continue;
    for (const sayso_range& at : reading::places_of(span)) {
      covered.add(at.begin, at.end);
      if (view(span.layer) == "not-quote") settled.insert(words_in(checked, {at.begin, at.end, 0}));
    }
  }
  covered.sort();
  for (const Pair& pair : checked.marks.pairs) {
    if (pair.depth > 0 || pair.close == pair.open + 1 || covered.meet(pair.open + 1, pair.close) || settled.count(words_in(checked, pair)) > 0) continue;
    const bool scare = checked.has_not_quotes && looks_scare(checked, pair);
    sayso_sdk::Finding finding;
    finding.rule = scare ? "quote-marks/scare" : "quote-marks/unannotated";
    finding.at = {{pair.open, pair.close + 1}};
    finding.quoted = utf8(checked.text.slice(pair.open, pair.close + 1));
    finding.message = reading::shown(checked.text.slice(pair.open, pair.close + 1)) +
                      (scare ? " looks like a name or a word kept at a distance, not like a quote" : " looks quoted and is not annotated");
    finding.fixes.push_back(annotate(checked, pair));
    if (checked.has_not_quotes) finding.fixes.push_back(not_a_quote(checked, pair, scare));
    if (scare) std::swap(finding.fixes[0], finding.fixes[1]);
    findings.push_back(std::move(finding));
  }
}

void find_no_speaker(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings) {
  const reading::AskedLayer* layer = checked.asked.layer("attribution");
  const reading::AskedRole* source = layer != nullptr ? layer->role("source") : nullptr;
  if (source == nullptr || source->least == 0) return;
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& frame = *annotations.frames[i];
    if (view(frame.layer) != "attribution" || sayso_sdk::role(frame, "source") != nullptr) continue;
    auto finding = reading::about("quote/no-speaker", SAYSO_SEVERITY_WARNING, frame);
    finding.message = reading::shown(frame) + " has no speaker";
    findings.push_back(std::move(finding));
  }
}

}  // namespace quote_marks
