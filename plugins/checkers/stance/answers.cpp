// Stances that are not answered, or not wholly.
#include <algorithm>

#include "stances.h"

namespace stance {
namespace {

using sayso_sdk::view;

std::string_view id_of(const sayso_filler& target) {
  return target.entity != nullptr ? view(target.entity->stands_for->id) : view(target.to);
}

}  // namespace

std::string target_name(const sayso_filler& target) {
  if (target.span != nullptr) return reading::shown(*target.span);
  return std::string(target.entity != nullptr ? view(target.entity->name) : view(target.to));
}

std::vector<Stance> stances_of(const Rules& rules, const sayso_annotations& annotations) {
  std::vector<Stance> stances;
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& frame = *annotations.frames[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(frame.layer));
    for (std::size_t r = 0; layer != nullptr && r < layer->roles.size(); ++r) {
      const reading::AskedRole& asked = layer->roles[r];
      const sayso_role* role = asked.is_stance() ? sayso_sdk::role(frame, asked.name) : nullptr;
      for (std::size_t k = 0; role != nullptr && k < role->filler_count; ++k) {
        const auto scale = std::find_if(asked.attributes.begin(), asked.attributes.end(), [](const auto& one) { return one.type == SAYSO_ATTRIBUTE_SCALE; });
        const auto* given = sayso_sdk::attribute(*role->fillers[k], scale->name);
        std::optional<std::int64_t> value;
        if (given != nullptr && given->type == SAYSO_VALUE_INTEGER) value = given->integer;
        stances.push_back({&frame, &asked, role->fillers[k], &*scale, value, given != nullptr});
      }
    }
  }
  return stances;
}

void find_incomplete(const std::vector<Stance>& stances, reading::Findings& findings) {
  for (const Stance& stance : stances) {
    for (const reading::AskedAttribute& asked : stance.role->attributes) {
      if (asked.has_default || sayso_sdk::attribute(*stance.target, asked.name) != nullptr) continue;
      const bool is_value = &asked == stance.scale;
      // A stance that is no point of the scale ("unclear", "none") and one in its middle need no basis.
      const std::int64_t middle = (stance.scale->least + stance.scale->most) / 2;
      if (!is_value && !asked.required && (!stance.value || *stance.value == middle)) continue;
      if (!is_value && !stance.answered) continue;  // one thing at a time
      const bool is_warning = is_value || asked.required;
      auto finding = reading::about(is_value ? "stance/no-value" : "stance/no-basis", is_warning ? SAYSO_SEVERITY_WARNING : SAYSO_SEVERITY_HINT, *stance.frame);
      finding.message = reading::shown(*stance.frame) + ": " + stance.role->label + " " + target_name(*stance.target) + " has no " + asked.label;
      findings.push_back(std::move(finding));
    }
  }
}

void find_unanswered(const Rules& rules, const sayso_annotations& annotations, reading::Findings& findings) {
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_frame& frame = *annotations.frames[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(frame.layer));
    for (std::size_t r = 0; layer != nullptr && r < layer->roles.size(); ++r) {
      const reading::AskedRole& asked = layer->roles[r];
      if (!asked.is_stance()) continue;
      const sayso_role* role = sayso_sdk::role(frame, asked.name);
      const std::size_t count = role != nullptr ? role->filler_count : 0;
      const bool none = role != nullptr && count == 0;  // 'none' answers a role, but not the targets that are listed
      if (count < asked.least && !none) {
        auto finding = reading::about("stance/unanswered", SAYSO_SEVERITY_WARNING, frame);
        finding.message = reading::shown(frame) + ": nobody has said whom it is for or against";
        findings.push_back(std::move(finding));
      }
      for (const std::string& target : asked.targets) {
        bool found = false;
        for (std::size_t k = 0; k < count; ++k) found = found || id_of(*role->fillers[k]) == target;
        if (found) continue;
        auto finding = reading::about("stance/unanswered", SAYSO_SEVERITY_WARNING, frame);
        finding.message = reading::shown(frame) + " has no answer for " + target + ", which the scheme asks for";
        finding.quoted += " → " + target;
        findings.push_back(std::move(finding));
      }
    }
  }
}

}  // namespace stance
