// What is known of the article and the project while annotations come, and the rules; each appends what it finds. Pure.
#pragma once

#include <string>

#include "plugins/checkers/reading/asked.h"
#include "plugins/checkers/reading/findings.h"
#include "plugins/checkers/reading/language.h"
#include "plugins/checkers/reading/text.h"

namespace boundaries {

struct Checked {
  // Of the project: its policy, "" where it has none.
  std::string final_punctuation, auxiliaries, mention_extent, interrupted;
  std::uint64_t gap = 150;

  // Of the article.
  reading::Text text;
  const reading::Language* language = nullptr;
};

void find_spaces(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_cut_words(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_punctuation(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_auxiliaries(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_short_mentions(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_interrupted(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);

// The finding for a span that should lie elsewhere, with the fix that puts it there. `wanted` has as many pieces as the span.
sayso_sdk::Finding moved(std::string_view rule, std::int32_t severity, const Checked& checked, const sayso_span& span, const std::vector<sayso_range>& wanted,
                         std::string message, std::string title);

}  // namespace boundaries
