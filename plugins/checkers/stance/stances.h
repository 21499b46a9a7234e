// Who stands how to whom, as an annotator says it, and the rules about it; each appends what it finds. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/checkers/reading/asked.h"
#include "plugins/checkers/reading/findings.h"

namespace stance {

struct Rules {
  reading::AskedScheme asked;
  std::vector<std::string> warm, cold;
};

// One filler of a role that asks for a stance.
struct Stance {
  const sayso_frame* frame;
  const reading::AskedRole* role;
  const sayso_filler* target;
  const reading::AskedAttribute* scale;
  std::optional<std::int64_t> value;  // a point of the scale; nothing for "mixed" and the like
  bool answered;                      // is there any value?
};

std::vector<Stance> stances_of(const Rules& rules, const sayso_annotations& annotations);

// What a target is called in a message.
std::string target_name(const sayso_filler& target);

void find_incomplete(const std::vector<Stance>& stances, reading::Findings& findings);
void find_unanswered(const Rules& rules, const sayso_annotations& annotations, reading::Findings& findings);
void find_opposite(const std::vector<Stance>& stances, reading::Findings& findings);
void find_contradicted_tones(const Rules& rules, const std::vector<Stance>& stances, reading::Findings& findings);

}  // namespace stance
