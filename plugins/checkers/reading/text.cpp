#include "text.h"

#include <algorithm>

#include "letters.h"
#include "plugins/sdk/sayso_plugin.hpp"

namespace reading {
namespace {

void find_words(Text& text) {
  const std::u32string& all = text.original;
  for (std::size_t i = 0; i < all.size();) {
    if (!is_word(all[i])) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < all.size() && (is_word(all[end]) || ((all[end] == U'’' || all[end] == U'\'' || all[end] == U'-') && end + 1 < all.size() && is_word(all[end + 1]))))
      ++end;
    text.words.push_back({i, end});
    i = end;
  }
}

// Is the full stop at `at` that of an abbreviation, an initial or an ordinal rather than a sentence's?
bool is_abbreviation(std::u32string_view all, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && is_word(all[begin - 1])) --begin;
  const std::size_t length = at - begin;
  if (length == 0 || length > 4) return false;
  if (begin > 0 && all[begin - 1] == U'.') return true;  // U.S., z.B.
  if (length == 1 && is_letter(all[begin])) return true;
  if (is_digit(all[begin])) return length <= 2;
  // Mr. Dr. Ms. Prof. Gen. Sen.: short, capitalised, and no vowel but at most one.
  static constexpr std::u32string_view kKnown[] = {U"mr",  U"mrs", U"ms",  U"dr",  U"prof", U"gen", U"sen", U"rep", U"gov", U"lt",  U"col", U"sgt",
                                                   U"st",  U"jr",  U"sr",  U"no",  U"nr",   U"hr",  U"fr",  U"mme", U"sra", U"sr",  U"inc", U"ltd",
                                                   U"co",  U"corp", U"vs", U"bzw", U"usw",  U"ca",  U"etc", U"vgl", U"evtl", U"jan", U"feb", U"aug",
                                                   U"sept", U"oct", U"okt", U"nov", U"dec", U"dez", U"abs", U"art", U"str", U"mio", U"mrd"};
  std::u32string word = fold(all.substr(begin, length));
  return std::find(std::begin(kKnown), std::end(kKnown), word) != std::end(kKnown);
}

void find_sentences(Text& text) {
  const std::u32string_view all = text.original;
  std::size_t word = 0;
  const auto add = [&](std::size_t begin, std::size_t end) {
    while (begin < end && is_space(all[begin])) ++begin;
    while (end > begin && is_space(all[end - 1])) --end;
    if (begin == end) return;
    while (word < text.words.size() && text.words[word].begin < begin) ++word;
    const std::size_t first = word;
    while (word < text.words.size() && text.words[word].begin < end) ++word;
    text.sentences.push_back({begin, end, first, word});
  };
  std::size_t begin = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is_line_end(all[i])) {
      add(begin, i);
      begin = i + 1;
      continue;
    }
    if (!ends_sentence(all[i])) continue;
    std::size_t end = i + 1;
    while (end < all.size() && (ends_sentence(all[end]) || is_mark(all[end]) || all[end] == U')' || all[end] == U']')) ++end;
    if (end < all.size() && !is_space(all[end]) && !is_unspaced(all[end])) continue;
    std::size_t next = end;
    while (next < all.size() && is_space(all[next]) && !is_line_end(all[next])) ++next;
    // “Go!” he said. But after a plain full stop a small letter begins a fragment, unless the stop is an abbreviation's.
    std::size_t before = i;
    while (before > 0 && is_letter(all[before - 1])) --before;
    const bool plain_stop = all[i] == U'.' && end == i + 1 && i - before > 4;
    const bool goes_on = next < all.size() && ((is_lower(all[next]) && !plain_stop) || all[next] == U',');
    if (goes_on || (all[i] == U'.' && end == i + 1 && is_abbreviation(all, i) && next < all.size() && !is_line_end(all[next]))) continue;
    add(begin, end);
    begin = end;
    i = end - 1;
  }
  add(begin, all.size());
}

}  // namespace

std::u32string fold(std::u32string_view text) {
  std::u32string out(text);
  for (char32_t& c : out) c = folded(c == U'’' ? U'\'' : c);
  return out;
}

Text read_text(std::string_view utf8) {
  Text text;
  text.original = sayso_sdk::code_points(utf8);
  text.folded = fold(text.original);
  find_words(text);
  find_sentences(text);
  return text;
}

std::size_t word_at(const Text& text, std::size_t at) {
  const auto found = std::upper_bound(text.words.begin(), text.words.end(), at, [](std::size_t place, const Word& word) { return place < word.end; });
  return static_cast<std::size_t>(found - text.words.begin());
}

std::size_t sentence_at(const Text& text, std::size_t at) {
  const auto found = std::upper_bound(text.sentences.begin(), text.sentences.end(), at, [](std::size_t place, const Sentence& sentence) { return place < sentence.begin; });
  return found == text.sentences.begin() ? text.sentences.size() : static_cast<std::size_t>(found - text.sentences.begin()) - 1;
}

}  // namespace reading
