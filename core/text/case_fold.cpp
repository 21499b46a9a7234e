#include "core/text/case_fold.h"

#include <unicode/uchar.h>

#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace sayso {

char32_t fold_case(char32_t code_point) {
  return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(code_point), U_FOLD_CASE_DEFAULT));
}

std::u32string fold_for_search(std::string_view text) {
  std::u32string folded;
  folded.reserve(text.size());
  for (const auto [code_point, at] : code_points(text)) {
    folded.push_back(is_white_space(code_point) ? U' ' : fold_case(code_point));
  }
  return folded;
}

}  // namespace sayso
