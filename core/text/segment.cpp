#include "core/text/segment.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <limits>
#include <optional>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {

namespace {

// One kind of boundary in one text; opened when first asked for, since opening costs more than asking.
class Boundaries {
 public:
  Boundaries(UBreakIteratorType type) : type_(type) {}
  Boundaries(const Boundaries&) = delete;
  Boundaries& operator=(const Boundaries&) = delete;
  ~Boundaries() { ubrk_close(breaks_); }

  void open(std::string_view text, const std::string& locale) {
    if (breaks_) return;
    UErrorCode status = U_ZERO_ERROR;
    breaks_ = ubrk_open(type_, locale.c_str(), nullptr, 0, &status);
    UText view = UTEXT_INITIALIZER;
    utext_openUTF8(&view, text.data(), static_cast<std::int64_t>(text.size()), &status);
    ubrk_setUText(breaks_, &view, &status);  // keeps a view of its own; the bytes stay ours
    utext_close(&view);
    assert(U_SUCCESS(status));
  }
  std::optional<Byte> after(Byte at) {
    return found(ubrk_following(breaks_, static_cast<std::int32_t>(at.value)));
  }
  // The one after the boundary found last: much quicker than asking for a place again.
  std::optional<Byte> next() { return found(ubrk_next(breaks_)); }
  std::optional<Byte> before(Byte at) {
    return found(ubrk_preceding(breaks_, static_cast<std::int32_t>(at.value)));
  }
  bool is_at(Byte at) { return ubrk_isBoundary(breaks_, static_cast<std::int32_t>(at.value)) != 0; }
  // Of the piece that ends at the boundary found last: is it a word of letters or digits?
  bool ended_a_word() const { return ubrk_getRuleStatus(breaks_) >= UBRK_WORD_NONE_LIMIT; }

 private:
  static std::optional<Byte> found(std::int32_t at) {
    if (at == UBRK_DONE) return std::nullopt;
    return Byte{static_cast<std::size_t>(at)};
  }

  UBreakIteratorType type_;
  UBreakIterator* breaks_ = nullptr;
};

}  // namespace

struct Segmenter::Breaks {
  std::string_view text;
  std::string locale;
  Boundaries grapheme_boundaries{UBRK_CHARACTER};
  Boundaries word_boundaries{UBRK_WORD};
  Boundaries sentence_boundaries{UBRK_SENTENCE};

  Byte end() const { return Byte{text.size()}; }
  Boundaries& graphemes() { return opened(grapheme_boundaries); }
  Boundaries& words() { return opened(word_boundaries); }
  Boundaries& sentences() { return opened(sentence_boundaries); }

  // The boundary at `at` or before it.
  Byte start(Boundaries& kind, Byte at) {
    at = code_point_start(text, at);
    if (at.value == 0 || kind.is_at(at)) return at;
    return kind.before(at).value_or(Byte{0});
  }
  // The boundary before `at`. ICU takes a place inside a code point for its start and would go one too far.
  Byte before(Boundaries& kind, Byte at) {
    const Byte whole = code_point_start(text, at);
    return whole == at ? kind.before(at).value_or(Byte{0}) : start(kind, whole);
  }

  ByteRange without_white_space(ByteRange range) const {
    while (!range.empty() && is_white_space(decode(text, range.begin).code_point)) {
      range.begin = decode(text, range.begin).next;
    }
    while (!range.empty()) {
      const Byte last = previous_code_point(text, range.end);
      if (!is_white_space(decode(text, last).code_point)) break;
      range.end = last;
    }
    return range;
  }

 private:
  Boundaries& opened(Boundaries& kind) {
    kind.open(text, locale);
    return kind;
  }
};

Segmenter::Segmenter(std::string_view text, std::string_view locale) : breaks_(std::make_unique<Breaks>()) {
  assert(text.size() < std::size_t{std::numeric_limits<std::int32_t>::max()});
  breaks_->text = text;
  breaks_->locale = locale.empty() ? std::string("root") : std::string(locale);
}
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;
Segmenter::~Segmenter() = default;

Byte Segmenter::next_grapheme(Byte at) {
  if (at >= breaks_->end()) return breaks_->end();
  return breaks_->graphemes().after(at).value_or(breaks_->end());
}

Byte Segmenter::previous_grapheme(Byte at) {
  return breaks_->before(breaks_->graphemes(), std::min(at, breaks_->end()));
}

bool Segmenter::is_grapheme_boundary(Byte at) {
  return at <= breaks_->end() && is_code_point_boundary(breaks_->text, at) && breaks_->graphemes().is_at(at);
}

Byte Segmenter::grapheme_start(Byte at) {
  return breaks_->start(breaks_->graphemes(), std::min(at, breaks_->end()));
}

Byte Segmenter::next_word_end(Byte at) {
  auto& words = breaks_->words();
  while (at < breaks_->end()) {
    at = words.after(at).value_or(breaks_->end());
    if (words.ended_a_word()) break;
  }
  return std::min(at, breaks_->end());
}

Byte Segmenter::previous_word_start(Byte at) {
  auto& words = breaks_->words();
  at = std::min(at, breaks_->end());
  while (at.value > 0) {
    at = breaks_->before(words, at);
    words.after(at);
    if (words.ended_a_word()) break;
  }
  return at;
}

ByteRange Segmenter::word_at(Byte at) {
  auto& words = breaks_->words();
  at = std::min(at, breaks_->end());
  if (at < breaks_->end()) {
    const Byte begin = breaks_->start(words, at);
    const Byte end = words.after(begin).value_or(breaks_->end());
    if (words.ended_a_word()) return {begin, end};
    if (begin != at) return {at, at};
  }
  if (at.value > 0) {
    const Byte begin = words.before(at).value_or(Byte{0});
    words.after(begin);
    if (words.ended_a_word()) return {begin, at};
  }
  return {at, at};
}

std::vector<ByteRange> Segmenter::words(ByteRange range) {
  auto& words = breaks_->words();
  std::vector<ByteRange> found;
  Byte begin = breaks_->start(words, std::min(range.begin, breaks_->end()));
  std::optional<Byte> following = words.after(begin);
  while (begin < range.end && begin < breaks_->end()) {
    const Byte end = following.value_or(breaks_->end());
    if (begin >= range.begin && words.ended_a_word()) found.push_back({begin, end});
    begin = end;
    following = words.next();
  }
  return found;
}

ByteRange Segmenter::sentence_at(Byte at) {
  auto& sentences = breaks_->sentences();
  at = std::min(at, breaks_->end());
  const Byte begin =
      at == breaks_->end() ? sentences.before(at).value_or(Byte{0}) : breaks_->start(sentences, at);
  const Byte end = sentences.after(begin).value_or(breaks_->end());
  return breaks_->without_white_space({begin, end});
}

std::vector<ByteRange> Segmenter::sentences(ByteRange range) {
  auto& sentences = breaks_->sentences();
  std::vector<ByteRange> found;
  Byte begin = breaks_->start(sentences, std::min(range.begin, breaks_->end()));
  std::optional<Byte> following = sentences.after(begin);
  while (begin < range.end && begin < breaks_->end()) {
    const Byte end = following.value_or(breaks_->end());
    const ByteRange sentence = breaks_->without_white_space({begin, end});
    if (!sentence.empty() && sentence.begin >= range.begin && sentence.begin < range.end)
      found.push_back(sentence);
    begin = end;
    following = sentences.next();
  }
  return found;
}

}  // namespace sayso
