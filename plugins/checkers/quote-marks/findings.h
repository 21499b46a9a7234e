// The four rules of this checker as findings. Pure but for the calls that report.
#pragma once

#include "marks.h"
#include "plugins/sdk/sayso_plugin.hpp"

namespace quote_marks {

// What is known of the article and the scheme while its annotations come.
struct Checked {
  std::u32string text;
  Marks marks;
  bool marks_in = true;         // policy: are marks part of a content?
  bool has_contents = false;    // does the scheme have content spans and attributions?
  bool has_not_quotes = false;  // and not-quote spans?
};

std::int32_t report_unbalanced(const sayso_host* host, const Checked& checked);
std::int32_t report_unannotated(const sayso_host* host, const Checked& checked,
                                const sayso_annotations& annotations);
std::int32_t report_no_speaker(const sayso_host* host, const sayso_annotations& annotations);
std::int32_t report_boundaries(const sayso_host* host, const Checked& checked,
                               const sayso_annotations& annotations);

}  // namespace quote_marks
