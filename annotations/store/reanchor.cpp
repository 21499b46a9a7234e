#include "annotations/store/reanchor.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "annotations/store/json_fields.h"
#include "annotations/store/record_codec.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

std::vector<std::string> words_at(const Fragments& at, const TextIndex& text) {
  std::vector<std::string> words;
  for (const CodePointRange& fragment : at) words.emplace_back(text.slice(fragment));
  return words;
}

// Without fragments; what it was stays under "unplaced".
void unplace(const Span& span, std::vector<Edit>& edits) {
  if (is_unplaced(span)) return;
  JsonLine line;
  line.begin_object().key("at");
  write(line, span.at);
  line.key("text");
  write(line, span.text);
  line.end_object();
  edits.push_back(SetFragments{span.id, {}, {}});
  edits.push_back(SetExtra{span.id, {}, std::nullopt, kUnplaced, RawJson{line.take()}});
}

// A text without what often differs between two versions of it, and where each of its letters stands.
class Plain {
 public:
  explicit Plain(std::string_view text) {
    std::size_t place = 0;
    bool space = false;
    for (const auto [code_point, at] : code_points(text)) {
      if (is_white_space(code_point)) {
        space = !letters_.empty();
      } else {
        if (space) add(U' ', place);
        space = false;
        add(plain(code_point), place);
      }
      ++place;
    }
    end_ = place;
  }

  const std::u32string& letters() const { return letters_; }
  CodePointRange place(std::size_t from, std::size_t count) const {
    return {CodePoint{places_[from]}, CodePoint{places_[from + count - 1] + 1}};
  }

 private:
  void add(char32_t letter, std::size_t place) {
    letters_ += letter;
    places_.push_back(place);
  }
  static char32_t plain(char32_t letter) {
    static constexpr std::u32string_view kDouble = U"“”„‟«»″";
    static constexpr std::u32string_view kSingle = U"‘’‚‛‹›′";
    if (kDouble.find(letter) != std::u32string_view::npos) return U'"';
    if (kSingle.find(letter) != std::u32string_view::npos) return U'\'';
    return letter;
  }

  std::u32string letters_;
  std::vector<std::size_t> places_;  // code points of the text
  std::size_t end_ = 0;
};

class FindAgain {
 public:
  explicit FindAgain(const TextIndex& text) : text_(text) {}

  // Fragments in text order, or nothing when one of them cannot be found.
  std::optional<Fragments> find(const WasAt& was) {
    Fragments at;
    for (std::size_t i = 0; i < was.at.size(); ++i) {
      const std::size_t from = at.empty() ? 0 : at.back().end.value;
      auto found = find_one(was.text[i], was.at[i].begin.value, from);
      if (!found) return std::nullopt;
      if (!at.empty() && found->begin <= at.back().end) {
        at.back().end = std::max(at.back().end, found->end);
      } else {
        at.push_back(*found);
      }
    }
    if (at.empty()) return std::nullopt;
    shift_ = static_cast<std::ptrdiff_t>(at.front().begin.value) - static_cast<std::ptrdiff_t>(was.at.front().begin.value);
    return at;
  }

 private:
  // The place nearest to where it would be if it moved as the span before it did.
  std::optional<CodePointRange> find_one(const std::string& words, std::size_t was, std::size_t from) {
    if (words.empty()) return std::nullopt;
    const auto wanted = static_cast<std::ptrdiff_t>(was) + shift_;
    std::optional<CodePointRange> best;
    const auto offer = [&](CodePointRange place) {
      if (place.begin.value < from) return;
      const auto far = [&](CodePointRange each) { return std::abs(static_cast<std::ptrdiff_t>(each.begin.value) - wanted); };
      if (!best || far(place) < far(*best)) best = place;
    };
    const std::string_view text = text_.text();
    for (auto at = text.find(words); at != std::string_view::npos; at = text.find(words, at + 1)) {
      offer(text_.to_code_points({Byte{at}, Byte{at + words.size()}}));
    }
    if (best) return best;
    if (!plain_) plain_.emplace(text);
    const Plain plain(words);
    const auto& letters = plain.letters();
    if (letters.empty()) return std::nullopt;
    for (auto at = plain_->letters().find(letters); at != std::u32string::npos; at = plain_->letters().find(letters, at + 1)) {
      offer(plain_->place(at, letters.size()));
    }
    return best;
  }

  const TextIndex& text_;
  std::optional<Plain> plain_;
  std::ptrdiff_t shift_ = 0;
};

}  // namespace

bool is_unplaced(const Span& span) { return span.at.empty() && span.extra.contains(kUnplaced); }

WasAt where_it_was(const Span& span) {
  const auto found = span.extra.find(kUnplaced);
  if (found == span.extra.end() || !span.at.empty()) return {span.at, span.text};
  try {
    return read_back(found->second.source, [](const JsonSource& source, const JsonNode& node) {
      JsonFields fields(source, node, "unplaced span");
      WasAt was{fragments_of(source, fields.need("at")), fields.texts_or_none("text")};
      return was.at.size() == was.text.size() ? was : WasAt();
    });
  } catch (const JsonMistake&) { return {}; }
}

std::optional<Fragments> found_again(const Span& span, const TextIndex& text) { return FindAgain(text).find(where_it_was(span)); }

std::vector<const Span*> unplaced_spans(const Annotations& state) {
  std::vector<const Span*> spans;
  for (const Span& span : state.spans) {
    if (is_unplaced(span)) spans.push_back(&span);
  }
  return spans;
}

std::string unplaced_words(const Span& span) {
  std::string words;
  if (!is_unplaced(span)) return words;
  for (const std::string& each : where_it_was(span).text) words += (words.empty() ? "" : " … ") + each;
  return words;
}

std::vector<Edit> place_span(const Span& span, const Fragments& at, const TextIndex& text) {
  std::vector<Edit> edits{SetFragments{span.id, at, words_at(at, text)}};
  if (span.extra.contains(kUnplaced)) edits.push_back(SetExtra{span.id, {}, std::nullopt, kUnplaced, std::nullopt});
  return edits;
}

std::vector<Edit> carry_over(const Annotations& state, const std::vector<std::vector<Splice>>& corrections,
                             const TextIndex& after, const std::string& text_sha256) {
  std::vector<Edit> edits;
  for (const Span* span : in_text_order(state.spans)) {
    if (is_unplaced(*span)) continue;
    Fragments at = span->at;
    for (const auto& splices : corrections) at = carried(at, splices);
    std::erase_if(at, [&](const CodePointRange& each) { return !after.checked_bytes(each); });
    if (at.empty()) {
      unplace(*span, edits);
    } else if (auto words = words_at(at, after); at != span->at || words != span->text) {
      edits.push_back(SetFragments{span->id, std::move(at), std::move(words)});
    }
  }
  edits.push_back(SetText{text_sha256});
  return edits;
}

std::vector<Edit> find_again(const Annotations& state, const TextIndex& text, const std::string& text_sha256) {
  std::vector<Edit> edits;
  FindAgain places(text);
  for (const Span* span : in_text_order(state.spans)) {
    const auto at = places.find(where_it_was(*span));
    if (!at) {
      unplace(*span, edits);
    } else if (*at != span->at || words_at(*at, text) != span->text) {
      const auto placed = place_span(*span, *at, text);
      edits.insert(edits.end(), placed.begin(), placed.end());
    }
  }
  if (state.text_sha256 != text_sha256) edits.push_back(SetText{text_sha256});
  return edits;
}

}  // namespace sayso
