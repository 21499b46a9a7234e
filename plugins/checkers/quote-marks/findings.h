// The rules of this checker; each appends what it finds. Pure.
#pragma once

#include "checked.h"

namespace quote_marks {

// Of the text alone.
void find_unbalanced(const Checked& checked, reading::Findings& findings);
void find_odd_conventions(const Checked& checked, reading::Findings& findings);

// Of what an annotator made.
void find_unannotated(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_no_speaker(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_boundaries(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);
void find_wrong_kinds(const Checked& checked, const sayso_annotations& annotations, reading::Findings& findings);

}  // namespace quote_marks
