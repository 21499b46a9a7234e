// The text alone: marks that do not fit each other, or not the rest of the article.
#include <algorithm>
#include <map>

#include "findings.h"
#include "plugins/checkers/reading/letters.h"

namespace quote_marks {
namespace {

using sayso_sdk::utf8;

constexpr std::size_t kShown = 48;  // code points around a mark in a message
constexpr std::size_t kClause = 6;  // words of a clause that reports
constexpr std::size_t kUsual = 3;   // pairs of one convention that make it the article's

// The stretch of its line around a mark that shows which one is meant.
std::string around(const Checked& checked, const Problem& problem) {
  const auto& text = checked.text.original;
  std::size_t line_begin = problem.at, line_end = problem.at;
  while (line_begin > 0 && text[line_begin - 1] != U'\n') --line_begin;
  while (line_end < text.size() && text[line_end] != U'\n') ++line_end;
  if (problem.what == Problem::What::never_closed) return reading::shown(checked.text.slice(problem.at, line_end));
  const std::size_t after = std::min(line_end, problem.at + 1 + (problem.what == Problem::What::stands_alone ? 12u : 0u));
  const std::size_t from = std::max(line_begin, problem.at > kShown ? problem.at - kShown + 12 : 0);
  const auto words = checked.text.slice(from, after);
  if (words.size() <= kShown) return reading::shown(words);
  const auto space = words.find(U' ', words.size() - kShown);
  return "…" + reading::shown(words.substr(space == words.npos ? words.size() - kShown : space + 1));
}

std::string message_of(const Checked& checked, const Problem& problem) {
  const std::string mark = utf8(checked.text.slice(problem.at, problem.at + 1));
  const std::string words = around(checked, problem);
  switch (problem.what) {
    case Problem::What::closes_nothing:
      return "Closing mark " + mark + " closes nothing: " + words;
    case Problem::What::never_closed:
      return "Opening mark " + mark + " is never closed: " + words;
    case Problem::What::misdirected:
      return "Mark " + mark + " should be " + utf8(std::u32string_view(&problem.wanted, 1)) + ": " + words;
    case Problem::What::stands_alone:
      return "Mark " + mark + " stands alone, it opens and closes nothing: " + words;
  }
  return {};
}

// ", said Ana Ruiz." at the end of a sentence: where the comma stands, or the sentence's end.
std::size_t reporting_clause(const Checked& checked, const reading::Sentence& sentence) {
  const auto comma = checked.text.slice(sentence.begin, sentence.end).rfind(U',');
  if (comma == std::u32string_view::npos) return sentence.end;
  const std::size_t at = sentence.begin + comma, first = reading::word_at(checked.text, at);
  if (sentence.past_words <= first || sentence.past_words - first > kClause) return sentence.end;
  for (std::size_t w = first; w < sentence.past_words; ++w) {
    if (checked.language->speech.has(checked.text.word(w))) return at;
  }
  return sentence.end;
}

// A quote that goes on in the next paragraph, although its own ends with words that report it: its closing mark was lost.
void find_lost_ends(const Checked& checked, reading::Findings& findings) {
  for (const Pair& pair : checked.marks.pairs) {
    const std::size_t sentence = reading::sentence_at(checked.text, pair.open);
    if (pair.depth > 0 || sentence == checked.text.sentences.size()) continue;
    const std::size_t line_end = std::min(checked.text.original.find(U'\n', pair.open), checked.text.original.size());
    if (line_end > pair.close) continue;
    for (std::size_t s = sentence; s < checked.text.sentences.size() && checked.text.sentences[s].end <= line_end; ++s) {
      const std::size_t at = reporting_clause(checked, checked.text.sentences[s]);
      if (at == checked.text.sentences[s].end || at <= pair.open) continue;
      auto finding = reading::about_text("quote-marks/unbalanced", SAYSO_SEVERITY_WARNING, checked.text, pair.open, pair.open + 1,
                                         "Opening mark " + utf8(checked.text.slice(pair.open, pair.open + 1)) + " is not closed before the words that report it: " +
                                             reading::shown(checked.text.slice(pair.open, line_end)));
      finding.quoted = utf8(checked.text.slice(pair.open, line_end));
      findings.push_back(std::move(finding));
      break;
    }
  }
}

}  // namespace

void find_unbalanced(const Checked& checked, reading::Findings& findings) {
  for (const Problem& problem : checked.marks.problems) {
    sayso_sdk::Finding finding;
    finding.rule = "quote-marks/unbalanced";
    finding.severity = SAYSO_SEVERITY_ERROR;
    finding.at = {{problem.at, problem.at + 1}};
    finding.message = message_of(checked, problem);
    finding.quoted = around(checked, problem);
    findings.push_back(std::move(finding));
  }
  find_lost_ends(checked, findings);
}

void find_odd_conventions(const Checked& checked, reading::Findings& findings) {
  const auto& text = checked.text.original;
  std::map<std::u32string, std::size_t> count;  // of the two marks of outer pairs
  std::size_t all = 0;
  const auto marks_of = [&](const Pair& pair) { return std::u32string{text[pair.open], text[pair.close]}; };
  const auto counts = [&](const Pair& pair) { return pair.depth == 0 && reading::is_double_mark(text[pair.open]); };
  for (const Pair& pair : checked.marks.pairs) {
    if (!counts(pair)) continue;
    ++count[marks_of(pair)];
    ++all;
  }
  const auto usual = std::max_element(count.begin(), count.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  if (usual == count.end() || usual->second < kUsual || usual->second * 4 < all * 3) return;
  std::set<std::size_t> told;  // ends that are misdirected are told as such
  for (const Problem& problem : checked.marks.problems) told.insert(problem.at);
  for (const Pair& pair : checked.marks.pairs) {
    const std::u32string marks = marks_of(pair);
    if (!counts(pair) || marks == usual->first || told.count(pair.open) + told.count(pair.close) > 0) continue;
    const bool half = marks[0] == usual->first[0] || marks[1] == usual->first[1];
    sayso_sdk::Finding finding;
    finding.rule = half ? "quote-marks/mismatched" : "quote-marks/convention";
    finding.severity = half ? SAYSO_SEVERITY_WARNING : SAYSO_SEVERITY_HINT;
    finding.at = {{pair.open, pair.open + 1}, {pair.close, pair.close + 1}};
    finding.quoted = utf8(checked.text.slice(pair.open, pair.close + 1));
    finding.message = reading::shown(checked.text.slice(pair.open, pair.close + 1)) + " stands between " + utf8(marks.substr(0, 1)) + " and " +
                      utf8(marks.substr(1)) + ", " + std::to_string(usual->second) + " others here between " + utf8(usual->first.substr(0, 1)) + " and " +
                      utf8(usual->first.substr(1));
    findings.push_back(std::move(finding));
  }
}

}  // namespace quote_marks
