// Records that nobody uses, and uses of records that are not there.
#include <algorithm>
#include <optional>

#include "checked.h"

namespace attributions {
namespace {

using sayso_sdk::view;

constexpr std::uint64_t kNear = 300;  // code points between a cue and the attribution that it may belong to

// The first and last place of a frame's spans.
std::optional<sayso_range> extent(const sayso_frame& frame) {
  std::optional<sayso_range> all;
  for (std::size_t r = 0; r < frame.role_count; ++r) {
    for (std::size_t k = 0; k < frame.roles[r]->filler_count; ++k) {
      const sayso_span* span = frame.roles[r]->fillers[k]->span;
      if (span == nullptr) continue;
      for (const sayso_range& at : reading::places_of(*span)) {
        all = all ? sayso_range{std::min(all->begin, at.begin), std::max(all->end, at.end)} : at;
      }
    }
  }
  return all;
}

// Extents of frames in text order, so that those near a span are found without looking at all.
using Extents = std::vector<std::pair<sayso_range, const sayso_frame*>>;

Extents extents_of(const Work& work) {
  Extents all;
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    if (const auto at = extent(*work.annotations.frames[i])) all.emplace_back(*at, work.annotations.frames[i]);
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first.begin < b.first.begin; });
  return all;
}

// The one frame nearby whose role is asked for, takes this layer and is unanswered; nothing when there are several.
std::optional<sayso_sdk::Fix> only_place_for(const Rules& rules, const Extents& extents, const sayso_span& span) {
  const std::uint64_t begin = span.fragments[0].code_point_begin, end = span.fragments[span.fragment_count - 1].code_point_end;
  const sayso_frame* frame = nullptr;
  const reading::AskedRole* role = nullptr;
  const std::uint64_t from = begin > 20 * kNear ? begin - 20 * kNear : 0;  // a content may be long
  for (auto near = std::lower_bound(extents.begin(), extents.end(), from, [](const auto& one, std::uint64_t at) { return one.first.begin < at; });
       near != extents.end() && near->first.begin <= end + kNear; ++near) {
    if (near->first.end + kNear < begin) continue;
    const reading::AskedLayer* layer = rules.asked.layer(view(near->second->layer));
    for (std::size_t r = 0; layer != nullptr && r < layer->roles.size(); ++r) {
      const reading::AskedRole& asked = layer->roles[r];
      if ((asked.least == 0 && asked.group.empty()) || !asked.takes(view(span.layer)) || sayso_sdk::role(*near->second, asked.name) != nullptr) continue;
      if (frame != nullptr) return std::nullopt;
      frame = near->second;
      role = &asked;
    }
  }
  if (frame == nullptr) return std::nullopt;
  return sayso_sdk::Fix{"make it the " + role->label, reading::edit_list({reading::fill_role(view(frame->id), role->name, view(span.id))})};
}

}  // namespace

void find_unused(const Rules& rules, const Work& work, reading::Findings& findings) {
  const Extents extents = extents_of(work);
  for (std::size_t i = 0; i < work.annotations.span_count; ++i) {
    const sayso_span& span = *work.annotations.spans[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(span.layer));
    if (layer == nullptr || layer->is_frame || span.fragment_count == 0 || work.uses.count(&span) > 0) continue;
    const reading::AskedLayer* frames = nullptr;  // that use such spans
    const reading::AskedRole* begins = nullptr;   // the role by which a frame begins with one
    for (const reading::AskedLayer& other : rules.asked.layers) {
      for (const reading::AskedRole& role : other.roles) {
        if (!role.takes(layer->name)) continue;
        if (frames == nullptr) frames = &other;
        if (role.begins && begins == nullptr) begins = &role, frames = &other;
      }
    }
    if (frames == nullptr || (layer->alone && !rules.mentions)) continue;
    auto finding = reading::about("attributions/unused", layer->alone ? SAYSO_SEVERITY_HINT : SAYSO_SEVERITY_WARNING, span);
    finding.message = layer->label + " " + reading::shown(span) + " is in no " + frames->label;
    const auto place = only_place_for(rules, extents, span);
    const bool first_role = begins != nullptr && begins == &frames->roles.front();
    if (first_role) {  // a content makes an attribution; a cue alone is more often one that was left behind
      finding.fixes.push_back({"make it one", reading::edit_list({reading::add_frame("new:1", frames->name, begins->name, view(span.id))})});
    } else if (place) {
      finding.fixes.push_back(*place);
    }
    findings.push_back(std::move(finding));
  }
}

void find_dangling(const Rules& rules, const Work& work, reading::Findings& findings) {
  for (std::size_t i = 0; i < work.annotations.span_count; ++i) {
    const sayso_span& span = *work.annotations.spans[i];
    const reading::AskedLayer* layer = rules.asked.layer(view(span.layer));
    for (std::size_t a = 0; layer != nullptr && a < span.attribute_count; ++a) {
      const sayso_attribute& attribute = *span.attributes[a];
      const auto* asked = reading::find_attribute(layer->attributes, view(attribute.name));
      if (asked == nullptr || asked->type != SAYSO_ATTRIBUTE_ENTITY || attribute.type != SAYSO_VALUE_TEXT || rules.entities.count(view(attribute.text)) > 0) continue;
      auto finding = reading::about("attributions/dangling", SAYSO_SEVERITY_ERROR, span);
      finding.message = reading::shown(span) + " stands for " + std::string(view(attribute.text)) + ", which is no entity of the project";
      findings.push_back(std::move(finding));
    }
  }
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    for (std::size_t r = 0; r < frame.role_count; ++r) {
      for (std::size_t k = 0; k < frame.roles[r]->filler_count; ++k) {
        const sayso_filler& filler = *frame.roles[r]->fillers[k];
        if (filler.span != nullptr || filler.frame != nullptr || filler.entity != nullptr) continue;
        auto finding = reading::about("attributions/dangling", SAYSO_SEVERITY_ERROR, frame);
        finding.message = "The role " + std::string(view(frame.roles[r]->name)) + " of " + reading::shown(frame) + " is filled by " + std::string(view(filler.to)) + ", which is not there";
        finding.fixes.push_back({"take it out", reading::edit_list({reading::unfill_role(view(frame.id), view(frame.roles[r]->name), view(filler.to))})});
        findings.push_back(std::move(finding));
      }
    }
  }
}

}  // namespace attributions
