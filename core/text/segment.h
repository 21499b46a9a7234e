// Where graphemes, words and sentences of a text begin and end (ICU). A Segmenter belongs to one thread:
// make one a thread. The text is borrowed, UTF-8, and must outlive it. Bytes that are not UTF-8 count as
// U+FFFD. Positions are bytes; those between boundaries are allowed everywhere.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/offset.h"

namespace sayso {

class Segmenter {
 public:
  // `locale` is a BCP 47 or ICU name ("en", "th", "pt-BR"); "" and unknown ones give Unicode's own rules.
  explicit Segmenter(std::string_view text, std::string_view locale = {});
  Segmenter(Segmenter&&) noexcept;
  Segmenter& operator=(Segmenter&&) noexcept;
  ~Segmenter();

  // The next boundary after `at` (the text's end at the end), and the one before (0 at 0).
  Byte next_grapheme(Byte at);
  Byte previous_grapheme(Byte at);
  bool is_grapheme_boundary(Byte at);
  // The nearest grapheme boundary not after `at`.
  Byte grapheme_start(Byte at);

  // Ends of words, for moving by word: the end of the next word after `at`, the start of the one before.
  Byte next_word_end(Byte at);
  Byte previous_word_start(Byte at);
  // The word of letters or digits (apostrophes inside included) that contains `at`, or else ends there;
  // empty at `at` when there is none.
  ByteRange word_at(Byte at);
  // The words of letters or digits that begin in the range.
  std::vector<ByteRange> words(ByteRange range);

  // The sentence that contains `at` (at the end: the last one), without the white space that follows it.
  ByteRange sentence_at(Byte at);
  // The sentences that begin in the range, without the white space that follows each.
  std::vector<ByteRange> sentences(ByteRange range);

 private:
  struct Breaks;
  std::unique_ptr<Breaks> breaks_;
};

}  // namespace sayso
