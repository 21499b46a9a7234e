// Sentences that the text has lost a part of.
#include <algorithm>

#include "checked.h"
#include "plugins/checkers/reading/letters.h"

namespace text_checks {
namespace {

using reading::is_letter;
using reading::is_mark;

constexpr std::size_t kLine = 5;     // words of a line that is no heading
constexpr std::size_t kWrapped = 5;  // torn lines that may be a text with hard line ends

// The last character of a line, closing marks and brackets left out; 0 when there is none.
char32_t last_of(const Checked& checked, const Line& line) {
  std::size_t end = line.end;
  while (end > line.begin && (is_mark(checked.text.original[end - 1]) || checked.text.original[end - 1] == U')' || checked.text.original[end - 1] == U']')) --end;
  return end > line.begin ? checked.text.original[end - 1] : 0;
}

// The first, opening marks left out.
char32_t first_of(const Checked& checked, const Line& line) {
  std::size_t begin = line.begin;
  while (begin < line.end && (is_mark(checked.text.original[begin]) || checked.text.original[begin] == U'(')) ++begin;
  return begin < line.end ? checked.text.original[begin] : 0;
}

std::size_t first_word(const Checked& checked, const Line& line) { return reading::word_at(checked.text, line.begin); }
std::size_t past_words(const Checked& checked, const Line& line) {
  const auto past = std::lower_bound(checked.text.words.begin(), checked.text.words.end(), line.end, [](const reading::Word& word, std::size_t at) { return word.begin < at; });
  return static_cast<std::size_t>(past - checked.text.words.begin());
}

}  // namespace

std::vector<Line> lines_of(const reading::Text& text, const sayso_article& article) {
  std::vector<Line> lines;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.original.size(); ++i) {
    if (i < text.original.size() && !reading::is_line_end(text.original[i])) continue;
    std::size_t from = begin, end = i;
    while (from < end && reading::is_space(text.original[from])) ++from;
    while (end > from && reading::is_space(text.original[end - 1])) --end;
    if (from < end) lines.push_back({from, end, true});
    begin = i + 1;
  }
  for (std::size_t z = 0; z < article.zone_count; ++z) {
    const sayso_zone& zone = *article.zones[z];
    const auto kind = sayso_sdk::view(zone.kind);
    if (kind == "body" || kind == "standfirst") continue;
    for (Line& line : lines) {
      if (line.begin >= zone.at.begin && line.end <= zone.at.end) line.prose = false;
    }
  }
  return lines;
}

void find_torn_sentences(const Checked& checked, reading::Findings& findings) {
  reading::Findings found;
  for (std::size_t i = 0; i < checked.lines.size(); ++i) {
    const Line& line = checked.lines[i];
    if (!line.prose) continue;
    const char32_t last = last_of(checked, line);
    const std::size_t first = first_word(checked, line), past = past_words(checked, line);
    if (past < first + 2) continue;
    const bool open = is_letter(last) || last == U',';
    const Line* next = i + 1 < checked.lines.size() && checked.lines[i + 1].prose ? &checked.lines[i + 1] : nullptr;
    const bool goes_on = next != nullptr && reading::is_lower(first_of(checked, *next)) && past_words(checked, *next) >= first_word(checked, *next) + 2;
    const bool stops_short = open && past >= first + kLine && (last == U',' || checked.language->stop_words.has(checked.text.word(past - 1)) || checked.language->articles.has(checked.text.word(past - 1)));
    const std::size_t from = checked.text.words[past - std::min<std::size_t>(4, past - first)].begin;
    if (open && (goes_on || stops_short)) {
      found.push_back(reading::about_text("text/torn-sentence", SAYSO_SEVERITY_WARNING, checked.text, from, line.end,
                            reading::shown(checked.text.slice(from, line.end)) + (goes_on ? " is torn: the sentence goes on in the next line" : " breaks off in its sentence")));
    } else if (goes_on && reading::ends_sentence(last)) {
      const std::size_t word = first_word(checked, *next), end = checked.text.words[std::min(word + 3, past_words(checked, *next) - 1)].end;
      found.push_back(reading::about_text("text/torn-sentence", SAYSO_SEVERITY_WARNING, checked.text, next->begin, end, reading::shown(checked.text.slice(next->begin, end)) + " begins in the middle of a sentence"));
    }
  }
  // A text whose lines end at a width is torn at nearly each of them, and is not meant.
  if (found.size() >= kWrapped && found.size() * 3 > checked.lines.size()) return;
  std::move(found.begin(), found.end(), std::back_inserter(findings));
}

void find_orphans(const Checked& checked, reading::Findings& findings) {
  for (const reading::Sentence& sentence : checked.text.sentences) {
    const auto all = checked.text.slice(sentence.begin, sentence.end);
    const std::size_t words = sentence.past_words - sentence.first_word;
    if (words == 0) {
      const bool stops = std::all_of(all.begin(), all.end(), [](char32_t c) { return is_mark(c) || c == U'.' || c == U',' || c == U';' || c == U':' || c == U'!' || c == U'?'; });
      const bool dots = all.size() > 1 && all.find_first_not_of(U'.') == all.npos;
      if (!stops || dots) continue;
      findings.push_back(reading::about_text("text/orphan", SAYSO_SEVERITY_WARNING, checked.text, sentence.begin, sentence.end, reading::shown(all) + " stands alone, without words"));
      continue;
    }
    const auto& first = checked.text.words[sentence.first_word];
    const bool begins_small = reading::is_lower(checked.text.original[first.begin]);
    const bool only_marks_before = std::all_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first.begin - sentence.begin), [](char32_t c) { return is_mark(c) || reading::is_space(c); });
    if (words > 2 || !begins_small || !only_marks_before || !reading::ends_sentence(all.back())) continue;
    // "iPhone.", "e.g.": a dot or a capital inside is a name or an abbreviation.
    const auto word = checked.text.slice(first.begin, checked.text.words[sentence.past_words - 1].end);
    if (word.find(U'.') != word.npos || std::any_of(word.begin(), word.end(), reading::is_upper)) continue;
    findings.push_back(reading::about_text("text/orphan", SAYSO_SEVERITY_WARNING, checked.text, sentence.begin, sentence.end, reading::shown(all) + " is a fragment of a sentence"));
  }
}

}  // namespace text_checks
