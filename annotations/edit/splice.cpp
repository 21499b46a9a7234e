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
    for (Change& change : changes_between(words_of(block.before), words_of(block.after), block.at)) {
      const CodePoint begin{change.at};
      splices.push_back({{begin, CodePoint{change.at + count_code_points(change.before)}}, std::move(change.after)});
    }
  }
  return splices;
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
