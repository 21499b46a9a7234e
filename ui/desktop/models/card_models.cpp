#include <algorithm>

#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {
namespace {

std::string lower_first(std::string words) {
  if (!words.empty() && words[0] >= 'A' && words[0] <= 'Z') words[0] = static_cast<char>(words[0] - 'A' + 'a');
  return words;
}

StanceStrip strip_of(const Scene& scene, const RecordId& frame, const Filler& filler) {
  StanceStrip strip;
  const AttributeRule& rule = *scene.facts.scale;
  strip.points = static_cast<std::size_t>(rule.most - rule.least + 1);
  strip.target = name_of(scene, frame, filler.to);
  const auto found = filler.attributes.find(rule.name);
  if (found == filler.attributes.end()) {
    strip.extra = "?";
  } else if (const auto* point = std::get_if<std::int64_t>(&found->second); point && *point >= rule.least && *point <= rule.most) {
    strip.point = static_cast<std::size_t>(*point - rule.least);
  } else {
    strip.extra = words_of(scene, frame, rule, found->second);
  }
  return strip;
}

// What the spans that begin the frame say of themselves: "direct", "direct, mixed".
std::string kinds_of(const Scene& scene, const Frame& frame) {
  std::string kinds;
  for (const RoleRule& role : scene.facts.frame->roles) {
    if (!role.begins) continue;
    for (const Span* span : spans_in(scene.state(), frame, role.name)) {
      const Layer* layer = find_layer(scene.session.scheme(), span->layer);
      if (!layer) continue;
      for (const AttributeRule& rule : layer->attributes) {
        const auto found = span->attributes.find(rule.name);
        if (!has_chips(rule) || found == span->attributes.end()) continue;
        const std::string words = words_of(scene, span->id, rule, found->second);
        if (kinds.find(words) == std::string::npos) kinds += (kinds.empty() ? "" : ", ") + words;
      }
    }
  }
  return kinds;
}

// The frames that this one lies in, outwards: “← statement ← minister”.
std::string chain_of(const Scene& scene, const Frame& frame) {
  std::string chain;
  std::vector<RecordId> seen = {frame.id};
  const Frame* at = &frame;
  while (at) {
    const Frame* outer = nullptr;
    for (const RoleRule& role : scene.facts.frame->roles) {
      if (role.fills != std::vector<std::string>{scene.facts.frame->name}) continue;
      for (const Filler& filler : fillers(*at, role.name)) {
        const auto* id = std::get_if<RecordId>(&filler.to);
        outer = id ? scene.state().frames.find(id->value) : nullptr;
      }
    }
    if (!outer || std::ranges::count(seen, outer->id)) break;
    seen.push_back(outer->id);
    const std::string who = scene.facts.speaker ? names_in(scene, *outer, scene.facts.speaker->name) : "";
    chain += "← " + (who.empty() ? std::string("?") : who) + " ";
    at = outer;
  }
  return chain;
}

std::string aside_of(const Scene& scene, const Frame& frame) {
  std::string aside = chain_of(scene, frame);
  const auto add = [&](const std::string& words) {
    if (words.empty()) return;
    if (!aside.empty()) aside += aside.ends_with(' ') ? "· " : " · ";
    aside += words;
  };
  add(kinds_of(scene, frame));
  if (scene.facts.speaker) {
    for (const Span* mention : spans_in(scene.state(), frame, scene.facts.speaker->name)) {
      const Entity* entity = entity_of(scene, mention->id);
      const std::string words = words_of(*mention);
      if (entity && words != entity->name) add("by " + quoted(words));
    }
  }
  for (const RoleRule& role : scene.facts.frame->roles) {
    if (&role == scene.facts.speaker || &role == scene.facts.target || role.begins || !takes_entities(role)) continue;
    const std::string names = names_in(scene, frame, role.name);
    if (!names.empty()) add(lower_first(label_of(role)) + " " + names);
  }
  return aside;
}

std::vector<std::string> tags_of(const Scene& scene, const Frame& frame) {
  std::vector<std::string> tags;
  for (const AttributeRule& rule : scene.facts.frame->attributes) {
    const auto found = frame.attributes.find(rule.name);
    if (found == frame.attributes.end()) continue;
    if (const auto* list = std::get_if<std::vector<std::string>>(&found->second)) {
      for (const std::string& each : *list) tags.push_back(words_of(scene, frame.id, rule, each));
    } else if (has_chips(rule)) {
      tags.push_back(words_of(scene, frame.id, rule, found->second));
    }
  }
  return tags;
}

}  // namespace

std::vector<Card> card_models(const Scene& scene, ByteRange near) {
  std::vector<Card> cards;
  const auto range = scene.article()->index.checked_code_points(near);
  if (!range) return cards;
  for (const auto& [at, frame] : scene.index.frames().meeting(*range)) {
    Card card;
    card.frame = frame->id.value;
    card.at = scene.article()->index.checked_byte(at.begin).value_or(Byte(0));
    card.speaker = rank_of(scene, *frame);
    if (scene.facts.speaker) card.name = names_in(scene, *frame, scene.facts.speaker->name);
    if (card.name.empty()) {
      card.name = scene.facts.speaker ? "no " + lower_first(label_of(*scene.facts.speaker)) + " yet" : label_of(*scene.facts.frame);
    }
    card.aside = aside_of(scene, *frame);
    if (scene.facts.target) {
      for (const Filler& filler : fillers(*frame, scene.facts.target->name)) card.stances.push_back(strip_of(scene, frame->id, filler));
    }
    card.tags = tags_of(scene, *frame);
    for (const std::string& label : missing_in(scene, *frame)) card.missing.push_back(lower_first(label));
    card.active = frame->id == scene.ui.active;
    cards.push_back(std::move(card));
  }
  return cards;
}

}  // namespace sayso::ui
