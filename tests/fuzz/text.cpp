// Any bytes as a text to be imported: refused with a place, or taken as it is; then every position in it, in bytes,
// code points and UTF-16 units, is what counting one by one gives.
#include <vector>

#include "annotations/store/add_article.h"
#include "core/text/case_fold.h"
#include "core/text/fold.h"
#include "core/text/segment.h"
#include "core/text/text_index.h"
#include "core/text/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {
namespace {

// Plain counting, written without what it is compared with.
std::size_t plain_length(unsigned char lead) { return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4; }

void check_positions(std::string_view text) {
  const TextIndex index(text);
  std::size_t code_point = 0, unit = 0, line = 1;
  std::size_t at = 0;
  for (;;) {
    const Byte byte{at};
    must(index.checked_code_point(byte) == CodePoint{code_point}, "byte to code point");
    must(index.checked_byte(CodePoint{code_point}) == byte, "code point to byte");
    must(index.to_utf16(byte) == Utf16{unit}, "byte to UTF-16");
    must(index.checked_byte(Utf16{unit}) == byte, "UTF-16 to byte");
    must(index.checked_code_point(Utf16{unit}) == CodePoint{code_point}, "UTF-16 to code point");
    must(index.to_utf16(CodePoint{code_point}) == Utf16{unit}, "code point to UTF-16");
    must(index.line_of(byte) == line, "the line of a byte");
    if (at == text.size()) break;
    const std::size_t length = plain_length(static_cast<unsigned char>(text[at]));
    for (std::size_t inside = 1; inside < length; ++inside) {
      must(!index.checked_code_point(Byte{at + inside}), "no code point begins inside another");
    }
    if (length == 4) must(!index.checked_byte(Utf16{unit + 1}), "no byte lies between two surrogates");
    if (text[at] == '\n') ++line;
    at += length;
    ++code_point;
    unit += length == 4 ? 2 : 1;
  }
  must(index.code_point_end() == CodePoint{code_point} && count_code_points(text) == code_point, "all code points");
  must(index.utf16_end() == Utf16{unit} && count_utf16_units(text) == unit, "all UTF-16 units");
  must(index.lines() == line, "all lines");
  must(!index.checked_byte(CodePoint{code_point + 1}) && !index.checked_byte(Utf16{unit + 1}) &&
           !index.checked_code_point(Byte{text.size() + 1}),
       "nothing is beyond the end");
  must(to_utf32(text).size() == code_point && to_utf8(to_utf32(text)) == text, "a text is its code points");
  must(fold_for_search(text).size() == code_point, "a folded text has as many code points");
  must(is_utf8(folded(text)), "a folded name is UTF-8");
}

void check_segments(std::string_view text) {
  Segmenter segments(text);
  for (Byte at{0}; at.value < text.size();) {
    const Byte next = segments.next_grapheme(at);
    must(next > at && is_code_point_boundary(text, next), "graphemes go forward");
    must(segments.previous_grapheme(next) == at, "and back again");
    at = next;
  }
  const ByteRange all{Byte{0}, Byte{text.size()}};
  Byte end{0};
  for (const ByteRange& sentence : segments.sentences(all)) {
    must(sentence.begin >= end && sentence.end <= all.end && !sentence.empty(), "sentences stand in order");
    end = sentence.end;
  }
  end = Byte{0};
  for (const ByteRange& word : segments.words(all)) {
    must(word.begin >= end && word.end <= all.end && !word.empty(), "words stand in order");
    end = word.end;
  }
}

}  // namespace

void offer(std::string_view bytes) {
  const auto article = checked_article({std::string(bytes), "a.txt", {}, {}});
  if (!article) {
    const Error& error = article.error();
    must(error.place.starts_with("a.txt") && !error.what.empty() && !error.remedy.empty(),
         "a refusal says what, where, and what to do");
  } else {
    const std::string_view taken = article->text;
    must(bytes.ends_with(taken) && bytes.size() - taken.size() == (bytes.starts_with("\xEF\xBB\xBF") ? 3u : 0u),
         "a text is taken as it is, but for its byte order mark");
    check_positions(taken);
    check_segments(taken);
  }
  // What is not UTF-8 becomes it, and then stays as it is.
  const std::string mended = to_utf8(to_utf32(bytes));
  must(is_utf8(mended) && to_utf8(to_utf32(mended)) == mended, "a mended text is UTF-8");
  must(is_utf8(bytes) == (mended == bytes), "a text is UTF-8 when it comes back");
}

}  // namespace sayso::fuzz
