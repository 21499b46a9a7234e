// Sentences that report what somebody said, with nothing annotated in them.
#include <algorithm>

#include "checked.h"
#include "plugins/checkers/reading/letters.h"
#include "plugins/checkers/reading/stretches.h"

namespace text_checks {
namespace {

using sayso_sdk::view;

constexpr std::size_t kBetween = 3;  // words between a verb and what begins its clause: told reporters on Monday that

bool is_noun(const Checked& checked, std::size_t word, std::size_t first) {
  if (word == first) return false;
  const auto before = checked.text.word(word - 1);
  return checked.language->articles.has(before) || before == U"to" || before == U"of" || before == U"zu" || before == U"de";
}

// "said that": where the verb stands, or past the sentence.
std::size_t reporting_verb(const Checked& checked, const reading::Sentence& sentence) {
  for (std::size_t w = sentence.first_word; w < sentence.past_words; ++w) {
    if (!checked.language->speech.has(checked.text.word(w)) || is_noun(checked, w, sentence.first_word)) continue;
    for (std::size_t t = w + 1; t < std::min(sentence.past_words, w + 2 + kBetween); ++t) {
      if (checked.language->that.has(checked.text.word(t)) && t + 2 < sentence.past_words) return w;
    }
  }
  return sentence.past_words;
}

// "according to": where it begins, or past the sentence; only with a name or a description behind it.
std::size_t according_to(const Checked& checked, const reading::Sentence& sentence) {
  for (std::size_t w = sentence.first_word; w < sentence.past_words; ++w) {
    for (const auto& expression : checked.language->according) {
      if (w + expression.size() + 2 > sentence.past_words) continue;
      bool same = true;
      for (std::size_t k = 0; k < expression.size() && same; ++k) same = checked.text.word(w + k) == expression[k];
      if (same) return w;
    }
  }
  return sentence.past_words;
}

}  // namespace

void find_missed_indirect(const Checked& checked, const sayso_article& article, const sayso_annotations& annotations, reading::Findings& findings) {
  reading::Stretches annotated;
  bool any = false;
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (view(span.layer) != "content" && view(span.layer) != "cue") continue;
    any = true;
    for (const sayso_range& at : reading::places_of(span)) annotated.add(at.begin, at.end);
  }
  if (!any) return;  // nobody has begun
  annotated.sort();
  for (const reading::Sentence& sentence : checked.text.sentences) {
    if (annotated.meet(sentence.begin, sentence.end)) continue;
    bool wanted = true;
    for (std::size_t z = 0; z < article.zone_count; ++z) {
      if (article.zones[z]->annotate == 0 && article.zones[z]->at.begin <= sentence.begin && sentence.end <= article.zones[z]->at.end) wanted = false;
    }
    const std::size_t word = wanted ? std::min(reporting_verb(checked, sentence), according_to(checked, sentence)) : sentence.past_words;
    if (word == sentence.past_words) continue;
    sayso_sdk::Finding finding;
    finding.rule = "text/missed-indirect";
    finding.at = {{sentence.begin, sentence.end}};
    finding.quoted = sayso_sdk::utf8(checked.text.slice(sentence.begin, sentence.end));
    finding.message = "“" + sayso_sdk::utf8(checked.text.slice(checked.text.words[word].begin, checked.text.words[word].end)) + "” reports something in " +
                      reading::shown(checked.text.slice(sentence.begin, sentence.end)) + ", and nothing is annotated there";
    findings.push_back(std::move(finding));
  }
}

}  // namespace text_checks
