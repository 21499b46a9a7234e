// A text as the checkers read it: code points, the same folded, words, sentences. Pure; positions are code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reading {

struct Word {
  std::size_t begin, end;
};

struct Sentence {
  std::size_t begin, end;             // without white space around it
  std::size_t first_word, past_words;  // of Text::words
};

struct Text {
  std::u32string original, folded;  // of one length
  std::vector<Word> words;          // letters and digits, joined by apostrophes and hyphens inside
  std::vector<Sentence> sentences;  // none goes over the end of a line

  std::u32string_view word(std::size_t i) const { return std::u32string_view(folded).substr(words[i].begin, words[i].end - words[i].begin); }
  std::u32string_view slice(std::size_t begin, std::size_t end) const { return std::u32string_view(original).substr(begin, end - begin); }
};

Text read_text(std::string_view utf8);

std::u32string fold(std::u32string_view text);

// The first word that ends behind `at`; words.size() when there is none.
std::size_t word_at(const Text& text, std::size_t at);
// The sentence that `at` lies in, or the one before it; sentences.size() when there is none.
std::size_t sentence_at(const Text& text, std::size_t at);

}  // namespace reading
