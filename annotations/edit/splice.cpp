#include "annotations/edit/splice.h"

#include <algorithm>
#include <cstdint>
#include <dtl/dtl.hpp>

#include "core/text/letters.h"
#include "core/text/text_index.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

using Tokens = std::vector<std::string>;

Tokens lines_of(std::string_view text) {
  Tokens lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// Runs of letters and digits; every other code point for itself.
Tokens words_of(std::string_view text) {
  Tokens words;
  bool in_word = false;
  for (const auto [code_point, at] : code_points(text)) {
    const bool letter = is_letter_or_digit(code_point);
    if (!letter || !in_word) words.emplace_back();
    append_utf8(words.back(), code_point);
    in_word = letter;
  }
  return words;
}

// A change in tokens: what stood in `before` and what stands there in `after`.
struct Change {
  std::size_t at = 0;  // code points of the text before
  std::string before, after;
};

std::vector<Change> changes_between(const Tokens& before, const Tokens& after, std::size_t from) {
  dtl::Diff<std::string> diff(before, after);
  diff.onHuge();
  diff.compose();
  std::vector<Change> changes;
  bool open = false;
  for (const auto& [token, info] : diff.getSes().getSequence()) {
    if (info.type == dtl::SES_COMMON) {
      from += count_code_points(token);
      open = false;
      continue;
    }
    if (!open) changes.push_back({from, {}, {}});
    open = true;
    if (info.type == dtl::SES_DELETE) {
      changes.back().before += token;
      from += count_code_points(token);
    } else {
      changes.back().after += token;
    }
  }
  return changes;
}

bool is_space(std::string_view words) { return words.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// "Ruth Calloway" for "he" leaves one of the spaces around, and which one is chance: where words came or went, changes
// that only white space parts are one, without the white space that both sides have at their ends.
std::vector<Change> with_whole_words(std::vector<Change> changes, std::string_view before, std::size_t from) {
  const TextIndex index(before);
  std::vector<Change> whole;
  for (Change& change : changes) {
    Change* last = whole.empty() ? nullptr : &whole.back();
    const auto uneven = [](const Change& each) { return each.before.empty() || each.after.empty(); };
    if (last && (uneven(*last) || uneven(change))) {
      const std::size_t end = last->at + count_code_points(last->before);
      const std::string gap(index.slice(CodePointRange{CodePoint{end - from}, CodePoint{change.at - from}}));
      if (is_space(gap)) {
        last->before += gap + change.before;
        last->after += gap + change.after;
        continue;
      }
    }
    whole.push_back(std::move(change));
  }
  for (Change& change : whole) {
    const auto is_space_of_both = [](char a, char b) { return a == b && is_space({&a, 1}); };
    while (!change.before.empty() && !change.after.empty() && is_space_of_both(change.before.back(), change.after.back())) {
      change.before.pop_back();
      change.after.pop_back();
    }
    while (!change.before.empty() && !change.after.empty() && is_space_of_both(change.before.front(), change.after.front())) {
      change.before.erase(0, 1);
      change.after.erase(0, 1);
      ++change.at;
    }
  }
  std::erase_if(whole, [](const Change& change) { return change.before.empty() && change.after.empty(); });
  return whole;
}

CodePoint moved(CodePoint at, bool is_begin, const std::vector<Splice>& splices) {
  std::ptrdiff_t shift = 0;
  for (const Splice& splice : splices) {
    const std::size_t put_in = count_code_points(splice.text);
    // An insertion at the very end, or at the very begin, stays outside.
    const bool passed = is_begin ? splice.at.end <= at : splice.at.end < at || (splice.at.end == at && !splice.at.empty());
    if (passed) {
      shift += static_cast<std::ptrdiff_t>(put_in) - static_cast<std::ptrdiff_t>(splice.at.length());
      continue;
    }
    if (splice.at.begin < at) {  // it was inside what was replaced
      const auto begin = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(splice.at.begin.value) + shift);
      return CodePoint{is_begin ? begin + put_in : begin};
    }
    break;
  }
  return CodePoint{static_cast<std::size_t>(static_cast<std::ptrdiff_t>(at.value) + shift)};
}

}  // namespace

std::vector<Splice> splices_between(std::string_view before, std::string_view after) {
  std::vector<Splice> splices;
  for (const Change& block : changes_between(lines_of(before), lines_of(after), 0)) {
    auto words = changes_between(words_of(block.before), words_of(block.after), block.at);
    for (Change& change : with_whole_words(std::move(words), block.before, block.at)) {
      const CodePoint begin{change.at};
      splices.push_back({{begin, CodePoint{change.at + count_code_points(change.before)}}, std::move(change.after)});
    }
  }
  return splices;
}

std::vector<Splice> words_changed(std::string_view text, const Splice& splice) {
  std::vector<Splice> words = splices_between(TextIndex(text).slice(splice.at), splice.text);
  const std::size_t from = splice.at.begin.value;
  for (Splice& each : words) each.at = {CodePoint{each.at.begin.value + from}, CodePoint{each.at.end.value + from}};
  return words;
}

std::vector<Splice> inverse(std::string_view before, const std::vector<Splice>& splices) {
  const TextIndex index(before);
  std::vector<Splice> back;
  std::size_t put_in = 0, taken_out = 0;  // code points, by the splices before
  for (const Splice& splice : splices) {
    const std::size_t begin = splice.at.begin.value + put_in - taken_out, length = count_code_points(splice.text);
    back.push_back({{CodePoint{begin}, CodePoint{begin + length}}, std::string(index.slice(splice.at))});
    put_in += length;
    taken_out += splice.at.length();
  }
  return back;
}

std::string spliced(std::string_view text, const std::vector<Splice>& splices) {
  const TextIndex index(text);
  std::string result;
  Byte done{0};
  for (const Splice& splice : splices) {
    const ByteRange at = index.to_bytes(splice.at);
    result += index.slice(ByteRange{done, at.begin});
    result += splice.text;
    done = at.end;
  }
  result += index.slice(ByteRange{done, index.byte_end()});
  return result;
}

CodePointRange carried(CodePointRange at, const std::vector<Splice>& splices) {
  const CodePoint begin = moved(at.begin, true, splices), end = moved(at.end, false, splices);
  return begin < end ? CodePointRange{begin, end} : CodePointRange{begin, begin};
}

Fragments carried(const Fragments& at, const std::vector<Splice>& splices) {
  Fragments result;
  for (const CodePointRange& fragment : at) {
    const CodePointRange now = carried(fragment, splices);
    if (now.empty()) continue;
    if (!result.empty() && now.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, now.end);
    } else {
      result.push_back(now);
    }
  }
  return result;
}

}  // namespace sayso
