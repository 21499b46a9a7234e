#include "annotations/store/likely_places.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_map>

#include "annotations/edit/gestures.h"
#include "annotations/store/reanchor.h"
#include "core/text/fold.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

// A word of a text, without regard to case, and where it stands.
struct Word {
  std::string folded;
  CodePointRange at;
};

std::vector<Word> words_in(std::string_view text) {
  std::vector<Word> words;
  std::string word;
  std::size_t place = 0, begin = 0;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back({folded(word), {CodePoint(begin), CodePoint(place)}});
    word.clear();
  };
  for (const auto [code_point, at] : code_points(text)) {
    if (is_letter_or_digit(code_point)) {
      if (word.empty()) begin = place;
      append_utf8(word, code_point);
    } else {
      end_word();
    }
    ++place;
  }
  end_word();
  return words;
}

struct Resembling {
  CodePointRange at;
  std::size_t shared = 0;    // words that it has in common
  std::size_t in_place = 0;  // of these, those that stand as far from its begin
};

// Stretches of as many words that share at least half of them, none overlapping a better one.
std::vector<Resembling> alike(const std::vector<Word>& wanted, const std::vector<Word>& text) {
  const std::size_t length = wanted.size();
  if (length < 2 || text.size() < length) return {};
  std::unordered_map<std::string, std::ptrdiff_t> left;  // how often a word is wanted, less how often the window has it
  for (const Word& word : wanted) ++left[word.folded];
  std::vector<Resembling> found;
  std::size_t shared = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (const auto come = left.find(text[i].folded); come != left.end() && come->second-- > 0) ++shared;
    if (i + 1 < length) continue;
    const std::size_t first = i + 1 - length;
    if (2 * shared >= length) {
      Resembling one{{text[first].at.begin, text[i].at.end}, shared, 0};
      for (std::size_t k = 0; k < length; ++k) one.in_place += text[first + k].folded == wanted[k].folded;
      found.push_back(one);
    }
    if (const auto go = left.find(text[first].folded); go != left.end() && go->second++ >= 0) --shared;
  }
  std::ranges::stable_sort(found, [](const Resembling& a, const Resembling& b) {
    return a.shared + a.in_place > b.shared + b.in_place;
  });
  std::vector<Resembling> apart;
  for (const Resembling& each : found) {
    const bool covered = std::ranges::any_of(apart, [&](const Resembling& better) {
      return each.at.begin < better.at.end && better.at.begin < each.at.end;
    });
    if (!covered) apart.push_back(each);
    if (apart.size() == 50) break;  // more than anybody looks at
  }
  return apart;
}

// Near what: the spans that fill the same frames, or else where it was.
std::ptrdiff_t wanted_place(const Span& span, const WasAt& was, const Annotations& state) {
  for (const Frame* frame : frames_filled_by(state, span.id)) {
    CodePointRange place;
    if (place_of(*frame, state.spans, place)) return static_cast<std::ptrdiff_t>(place.begin.value);
  }
  return was.at.empty() ? 0 : static_cast<std::ptrdiff_t>(was.at.front().begin.value);
}

}  // namespace

std::vector<Fragments> likely_places(const Span& span, const Annotations& state, const TextIndex& text, std::size_t most) {
  const WasAt was = where_it_was(span);
  std::vector<Fragments> places;
  const auto offer = [&](Fragments at) {
    if (places.size() < most && std::ranges::find(places, at) == places.end()) places.push_back(std::move(at));
  };
  const std::ptrdiff_t near = wanted_place(span, was, state);
  const auto far = [&](const CodePointRange& at) { return std::abs(static_cast<std::ptrdiff_t>(at.begin.value) - near); };

  if (was.text.size() == 1 && !was.text.front().empty()) {
    const std::string& words = was.text.front();
    std::vector<CodePointRange> same;
    for (auto at = text.text().find(words); at != std::string_view::npos; at = text.text().find(words, at + 1)) {
      same.push_back(text.to_code_points({Byte(at), Byte(at + words.size())}));
    }
    std::ranges::stable_sort(same, {}, far);
    for (const CodePointRange& each : same) offer({each});
  }
  if (auto found = found_again(span, text)) offer(*std::move(found));
  if (places.size() == most) return places;

  std::string all;
  for (const std::string& each : was.text) all += each + " ";
  std::vector<Resembling> similar = alike(words_in(all), words_in(text.text()));
  std::ranges::stable_sort(similar, [&](const Resembling& a, const Resembling& b) {
    const std::size_t a_has = a.shared + a.in_place, b_has = b.shared + b.in_place;
    return a_has != b_has ? a_has > b_has : far(a.at) < far(b.at);
  });
  for (const Resembling& each : similar) {
    const bool offered = std::ranges::any_of(places, [&](const Fragments& at) { return overlap(at, {each.at}); });
    if (!offered) offer({each.at});
  }
  return places;
}

}  // namespace sayso
