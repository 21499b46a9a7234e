// What is known of the article and the project, and the rules; each appends what it finds. Pure.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "plugins/checkers/reading/elsewhere.h"
#include "plugins/checkers/reading/findings.h"
#include "plugins/checkers/reading/language.h"
#include "plugins/checkers/reading/text.h"

namespace text_checks {

struct Line {
  std::size_t begin, end;  // without white space around it
  bool prose;              // no headline, caption or the like
};

struct Checked {
  // Of the project.
  std::size_t alike_words = 5;
  std::set<std::u32string> may_double;
  reading::Elsewhere texts, contents;  // of other articles

  // Of the article.
  reading::Text text;
  std::vector<Line> lines;
  const reading::Language* language = nullptr;
};

std::vector<Line> lines_of(const reading::Text& text, const sayso_article& article);

// ---- of the text alone ----
void find_torn_sentences(const Checked& checked, reading::Findings& findings);
void find_orphans(const Checked& checked, reading::Findings& findings);
void find_doubled_words(const Checked& checked, reading::Findings& findings);
void find_wrong_encoding(const Checked& checked, reading::Findings& findings);
void find_repeated_paragraphs(const Checked& checked, reading::Findings& findings);
void find_same_article(Checked& checked, const sayso_article& article, reading::Findings& findings);

// ---- of what an annotator made ----
void find_missed_indirect(const Checked& checked, const sayso_article& article, const sayso_annotations& annotations, reading::Findings& findings);
void find_annotated_otherwise(Checked& checked, const sayso_article& article, const sayso_annotations& annotations, reading::Findings& findings);

}  // namespace text_checks
