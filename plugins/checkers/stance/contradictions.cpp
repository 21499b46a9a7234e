// Stances that contradict each other, the tone, or sense.
#include <algorithm>
#include <map>

#include "stances.h"

namespace stance {
namespace {

using sayso_sdk::view;

// -1 against, 1 for, 0 neither.
int side(const Stance& stance) {
  if (!stance.value) return 0;
  const std::int64_t middle = (stance.scale->least + stance.scale->most) / 2;
  return *stance.value < middle ? -1 : *stance.value > middle ? 1 : 0;
}

bool is_somebody(const sayso_entity* entity) { return entity != nullptr && view(entity->id).substr(0, 1) != "@"; }

bool holds(const std::vector<std::string>& list, std::string_view item) { return std::find(list.begin(), list.end(), item) != list.end(); }

}  // namespace

void find_opposite(const std::vector<Stance>& stances, reading::Findings& findings) {
  std::map<std::pair<std::string_view, std::string_view>, const Stance*> first;  // of a speaker toward a target, with a side
  for (const Stance& stance : stances) {
    const sayso_entity* target = stance.target->entity;
    const sayso_role* sources = sayso_sdk::role(*stance.frame, "source");
    for (std::size_t k = 0; sources != nullptr && is_somebody(target) && k < sources->filler_count; ++k) {
      const sayso_entity* source = sources->fillers[k]->entity;
      if (!is_somebody(source)) continue;
      if (source->stands_for == target->stands_for) {
        auto finding = reading::about("stance/toward-oneself", SAYSO_SEVERITY_HINT, *stance.frame);
        finding.message = reading::shown(*stance.frame) + ": “" + std::string(view(source->name)) + "” is speaker and target";
        findings.push_back(std::move(finding));
        continue;
      }
      if (side(stance) == 0) continue;
      const auto [found, is_new] = first.emplace(std::pair(view(source->stands_for->id), view(target->stands_for->id)), &stance);
      if (is_new || side(*found->second) == side(stance)) continue;
      auto finding = reading::about("stance/opposite", SAYSO_SEVERITY_HINT, *stance.frame);
      finding.message = "“" + std::string(view(source->name)) + "” is " + (side(stance) > 0 ? "for" : "against") + " “" + std::string(view(target->name)) + "” here, and " +
                        (side(stance) > 0 ? "against" : "for") + " in " + reading::shown(*found->second->frame);
      finding.annotations.emplace_back(view(found->second->frame->id));
      findings.push_back(std::move(finding));
    }
  }
}

void find_contradicted_tones(const Rules& rules, const std::vector<Stance>& stances, reading::Findings& findings) {
  for (std::size_t i = 0; i < stances.size();) {
    const sayso_frame& frame = *stances[i].frame;
    bool for_some = false, against_some = false;
    for (; i < stances.size() && stances[i].frame == &frame; ++i) {
      for_some = for_some || side(stances[i]) > 0;
      against_some = against_some || side(stances[i]) < 0 || (stances[i].answered && !stances[i].value);
      for_some = for_some || (stances[i].answered && !stances[i].value);  // "mixed" goes with any tone
    }
    bool warm = false, cold = false;
    std::string_view tone;
    for (std::size_t a = 0; a < frame.attribute_count; ++a) {
      const sayso_attribute& given = *frame.attributes[a];
      for (std::size_t k = 0; k < given.item_count; ++k) {
        const std::string_view value = view(given.items[k]);
        if (holds(rules.warm, value)) warm = true, tone = value;
        if (holds(rules.cold, value)) cold = true, tone = value;
      }
    }
    const bool too_warm = warm && !cold && against_some && !for_some, too_cold = cold && !warm && for_some && !against_some;
    if (!too_warm && !too_cold) continue;
    auto finding = reading::about("stance/tone", SAYSO_SEVERITY_HINT, frame);
    finding.message = reading::shown(frame) + " sounds " + std::string(tone) + ", and is " + (too_warm ? "against" : "for") + " all that it takes a stand on";
    findings.push_back(std::move(finding));
  }
}

}  // namespace stance
