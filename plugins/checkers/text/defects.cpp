// Words and paragraphs that stand twice, and what a wrong conversion leaves behind.
#include <algorithm>
#include <array>
#include <unordered_map>

#include "checked.h"
#include "plugins/checkers/reading/letters.h"

namespace text_checks {
namespace {

constexpr std::size_t kParagraph = 60;  // characters of a paragraph that stands twice by no chance
constexpr std::size_t kArticle = 200;   // and of an article

// What UTF-8 looks like when it was read as Windows-1252, and what is left of HTML.
constexpr std::array<std::u32string_view, 22> kLeftBehind = {U"â€œ", U"â€\u009d", U"â€™", U"â€˜", U"â€“", U"â€”", U"â€¦", U"Ã¤", U"Ã¶", U"Ã¼", U"ÃŸ",
                                                             U"Ã©", U"Ã¨", U"Ã¡", U"Ã±", U"&quot;", U"&amp;", U"&nbsp;", U"&lt;", U"&gt;", U"&#39;", U"&#8217;"};

// How many characters of a wrong conversion begin here.
std::size_t left_behind(std::u32string_view text, std::size_t at) {
  const char32_t c = text[at];
  if (c == 0xFFFD) return 1;
  if (c < 0x20 && !reading::is_space(c)) return 1;
  if (c >= 0x80 && c < 0xA0 && c != 0x85) return 1;
  if (c != U'&' && c != U'Ã' && c != U'â') return 0;
  for (const auto& word : kLeftBehind) {
    if (text.substr(at, word.size()) == word) return word.size();
  }
  return 0;
}

}  // namespace

void find_doubled_words(const Checked& checked, reading::Findings& findings) {
  const reading::Text& text = checked.text;
  for (std::size_t w = 1; w < text.words.size(); ++w) {
    const auto word = text.word(w);
    if (word != text.word(w - 1) || reading::is_digit(word[0]) || checked.language->may_double.has(word) || checked.may_double.count(std::u32string(word)) > 0) continue;
    const auto between = text.slice(text.words[w - 1].end, text.words[w].begin);
    if (!std::all_of(between.begin(), between.end(), [](char32_t c) { return reading::is_space(c) && !reading::is_line_end(c); })) continue;
    // Duran Duran: a name.
    if (reading::is_upper(text.original[text.words[w].begin])) continue;
    findings.push_back(reading::about_text("text/doubled-word", SAYSO_SEVERITY_WARNING, checked.text, text.words[w - 1].begin, text.words[w].end, "“" + sayso_sdk::utf8(text.slice(text.words[w - 1].begin, text.words[w].end)) + "” is the same word twice"));
  }
}

void find_wrong_encoding(const Checked& checked, reading::Findings& findings) {
  const std::u32string_view text = checked.text.original;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t length = left_behind(text, i);
    if (length == 0) continue;
    std::size_t begin = i, end = i + length;
    while (begin > 0 && !reading::is_space(text[begin - 1]) && i - begin < 20) --begin;
    while (end < text.size() && !reading::is_space(text[end]) && end - i < 20) ++end;
    findings.push_back(reading::about_text("text/encoding", SAYSO_SEVERITY_WARNING, checked.text, i, i + length, reading::shown(text.substr(begin, end - begin)) + " holds what a wrong conversion left behind"));
    i = end - 1;
  }
}

void find_repeated_paragraphs(const Checked& checked, reading::Findings& findings) {
  std::unordered_map<std::uint64_t, const Line*> seen;
  for (const Line& line : checked.lines) {
    if (line.end - line.begin < kParagraph) continue;
    const auto words = std::u32string_view(checked.text.folded).substr(line.begin, line.end - line.begin);
    const auto [found, is_new] = seen.emplace(reading::hash_of(words), &line);
    if (is_new) continue;
    findings.push_back(reading::about_text("text/repeated-paragraph", SAYSO_SEVERITY_WARNING, checked.text, line.begin, line.end, reading::shown(checked.text.slice(line.begin, line.end)) + " stands in the article twice"));
  }
}

void find_same_article(Checked& checked, const sayso_article& article, reading::Findings& findings) {
  checked.texts.begin("", sayso_sdk::view(article.id));
  if (checked.text.original.size() < kArticle) return;
  const std::string* other = checked.texts.otherwise(reading::hash_of(checked.text.folded), static_cast<std::uint32_t>(reading::hash_of(sayso_sdk::view(article.id))));
  if (other == nullptr) return;
  sayso_sdk::Finding finding;
  finding.rule = "text/same-article";
  finding.severity = SAYSO_SEVERITY_WARNING;
  finding.quoted = *other;
  finding.message = "The article " + *other + " has the same words";
  findings.push_back(std::move(finding));
}

}  // namespace text_checks
