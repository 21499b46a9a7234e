// Finds the quotation marks of a text and pairs them, for English (curly, straight), German, French, Swedish
// and CJK conventions without being told which. Tells apostrophes from marks. A quote that runs over several
// paragraphs, opened anew at each, is one pair. Pure; positions are code points.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quote_marks {

struct Pair {
  std::size_t open = 0, close = 0;  // the marks themselves
  std::size_t depth = 0;            // 0: inside no other pair
};

struct Problem {
  enum class What {
    closes_nothing,  // a closing mark with nothing open
    never_closed,    // an opening mark whose end does not come
    misdirected,     // an opening mark at the end of an open quote; taken as its close
    stands_alone     // white space on both sides: neither opens nor closes
  };
  What what;
  std::size_t at;
  char32_t wanted = 0;  // the mark that should stand there, 0 when nobody can say
};

struct Marks {
  std::vector<Pair> pairs;        // by open
  std::vector<Problem> problems;  // by place
};

Marks find_marks(std::u32string_view text);

}  // namespace quote_marks
