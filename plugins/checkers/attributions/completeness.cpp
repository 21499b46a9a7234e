// What an attribution lacks.
#include <algorithm>

#include "checked.h"

namespace attributions {
namespace {

using sayso_sdk::view;

}  // namespace

Work::Work(const sayso_article& of, const sayso_annotations& by) : article(of), annotations(by) {
  for (std::size_t i = 0; i < by.frame_count; ++i) {
    const sayso_frame& frame = *by.frames[i];
    for (std::size_t r = 0; r < frame.role_count; ++r) {
      const sayso_role& role = *frame.roles[r];
      for (std::size_t k = 0; k < role.filler_count; ++k) {
        if (role.fillers[k]->span != nullptr) uses[role.fillers[k]->span].push_back({&frame, &role});
      }
    }
  }
}

void find_empty(const Rules& rules, const Work& work, reading::Findings& findings) {
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(frame.layer));
    if (layer == nullptr || layer->of_article || !layer->is_frame) continue;
    std::string names;
    bool any = false, grouped = false;
    for (const reading::AskedRole& asked : layer->roles) {
      if (asked.group.empty()) continue;
      grouped = true;
      names += (names.empty() ? "" : " or ") + asked.label;
      const sayso_role* role = sayso_sdk::role(frame, asked.name);
      any = any || (role != nullptr && role->filler_count > 0);
    }
    if (any || !grouped) continue;
    auto finding = reading::about("attributions/empty", SAYSO_SEVERITY_ERROR, frame);
    finding.message = reading::shown(frame) + " has no " + names;
    if (frame.role_count == 0) finding.fixes.push_back({"take it away", reading::edit_list({reading::remove_record("remove-frame", view(frame.id))})});
    findings.push_back(std::move(finding));
  }
}

void find_missing_roles(const Rules& rules, const Work& work, reading::Findings& findings) {
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(frame.layer));
    for (std::size_t r = 0; layer != nullptr && r < layer->roles.size(); ++r) {
      const reading::AskedRole& asked = layer->roles[r];
      const sayso_role* role = sayso_sdk::role(frame, asked.name);
      const std::size_t count = role != nullptr ? role->filler_count : 0;
      // The speaker has a rule of its own, and so have stances; 'none' is an answer.
      if (count >= asked.least || asked.is_stance() || (role != nullptr && count == 0) || (layer->name == "attribution" && asked.name == "source")) continue;
      auto finding = reading::about("attributions/missing-role", SAYSO_SEVERITY_WARNING, frame);
      finding.message = reading::shown(frame) + (count == 0 ? " has no " + asked.label : " has " + std::to_string(count) + " of " + std::to_string(asked.least) + " of " + asked.label);
      findings.push_back(std::move(finding));
    }
  }
}

void find_missing_cues(const Rules& rules, const Work& work, reading::Findings& findings) {
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(frame.layer));
    const reading::AskedRole* cue = layer != nullptr ? layer->role("cue") : nullptr;
    const sayso_role* content = sayso_sdk::role(frame, "content");
    if (cue == nullptr || cue->least > 0 || content == nullptr || sayso_sdk::role(frame, "cue") != nullptr) continue;
    for (std::size_t k = 0; k < content->filler_count; ++k) {
      const sayso_span* span = content->fillers[k]->span;
      const auto* kind = span != nullptr && span->attribute_count > 0 ? sayso_sdk::attribute(*span, "kind") : nullptr;
      if (kind == nullptr || std::find(rules.kinds_with_cue.begin(), rules.kinds_with_cue.end(), view(kind->text)) == rules.kinds_with_cue.end()) continue;
      auto finding = reading::about("attributions/no-cue", SAYSO_SEVERITY_HINT, frame);
      finding.message = reading::shown(*span) + " is " + std::string(view(kind->text)) + ", and no words report it";
      findings.push_back(std::move(finding));
      break;
    }
  }
}

}  // namespace attributions
