// What is known of the article, the scheme and the settings while annotations come. A value.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "marks.h"
#include "plugins/checkers/reading/asked.h"
#include "plugins/checkers/reading/findings.h"
#include "plugins/checkers/reading/language.h"
#include "plugins/checkers/reading/text.h"

namespace quote_marks {

struct Checked {
  // Of the project.
  reading::AskedScheme asked;
  bool marks_in = true;         // policy: are marks part of a content?
  bool has_contents = false;    // does the scheme have content spans and attributions?
  bool has_not_quotes = false;  // and not-quote spans?
  std::size_t scare_words = 3;  // a scare quote has no more
  std::set<std::u32string> settled;  // words in marks that quote nobody, wherever they stand; folded

  // Of the article.
  reading::Text text;
  Marks marks;
  const reading::Language* language = nullptr;
};

}  // namespace quote_marks
