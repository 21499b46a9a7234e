// Choosing whom a mention or role stands for: from the registry, a reserved one, or somebody new.
#include <algorithm>

#include "ui/desktop/actions/scheme_keys.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {

void Editor::open_palette(const std::string& role, const RecordId& mention, const std::string& digit) {
  OpenPalette palette;
  palette.role = role;
  palette.mention = mention;
  palette.digit = digit;
  ui_.palette_scroll = 0;
  ui_.mode = std::move(palette);
  show(ui_.caret);
}

void Editor::choose_mention_entity(const Intent& intent) {
  if (has_article()) open_palette(facts_.speaker ? facts_.speaker->name : "", RecordId(intent.of), {});
}

void Editor::move_in_palette(const Intent& intent) {
  auto* palette = std::get_if<OpenPalette>(&ui_.mode);
  if (!palette) return;
  const std::size_t rows = palette_rows(scene(), *palette).size();
  if (intent.action == "palette-down" && palette->chosen + 1 < rows) ++palette->chosen;
  if (intent.action == "palette-up" && palette->chosen > 0) --palette->chosen;
  // The chosen row stays in view.
  for (const HitRegion& region : hits_.regions()) {
    if (region.kind != HitRegion::Kind::scroll || region.intent.action != "scroll-palette" || rows == 0) continue;
    const float row = region.content_height / static_cast<float>(rows);
    const float top = row * static_cast<float>(palette->chosen);
    ui_.palette_scroll = std::clamp(ui_.palette_scroll, top + row - region.rect.height, top);
  }
}

void Editor::choose(const Intent&) {
  const auto* palette = std::get_if<OpenPalette>(&ui_.mode);
  if (!palette) return;
  const auto rows = palette_rows(scene(), *palette);
  if (palette->chosen < rows.size()) choose_entity(rows[palette->chosen].intent);
}

// The entity that a row stands for; somebody new comes with the gesture.
EntityId Editor::entity_for(const std::string& choice, const OpenPalette& palette, Gesture& gesture) const {
  if (choice.starts_with("entity:")) return EntityId(choice.substr(7));
  Entity entity;
  entity.id = EntityId("new:1");
  entity.name = palette.field.text();
  if (const Span* span = annotations().spans.find(palette.mention.value); span && entity.name.empty()) entity.name = words_of(*span);
  if (choice == "unnamed") {
    if (entity.name.empty()) entity.name = "unnamed source";
    entity.kind = "unnamed";
    entity.article = article().article->id;
  } else {
    entity.kind = choice.substr(4);
  }
  gesture.entity_edits.push_back(AddEntity{entity});
  return entity.id;
}

void Editor::choose_entity(const Intent& intent) {
  const auto* open = std::get_if<OpenPalette>(&ui_.mode);
  if (!open) return;
  const OpenPalette palette = *open;
  ui_.mode = Reading{};
  Gesture gesture;
  const EntityId entity = entity_for(intent.value, palette, gesture);
  const RoleRule* role = facts_.frame ? find_role(*facts_.frame, palette.role) : nullptr;

  if (!palette.mention.empty()) {
    const Span* span = annotations().spans.find(palette.mention.value);
    const Layer* layer = span ? find_layer(session_->scheme(), span->layer) : nullptr;
    const AttributeRule* rule = layer ? entity_attribute(*layer) : nullptr;
    if (!rule) return;
    gesture.edits.push_back(SetAttribute{palette.mention, {}, std::nullopt, rule->name, entity.value});
    dispatch(std::move(gesture));
    if (role == facts_.target) ui_.target = palette.mention;
    return;
  }
  const Frame* frame = annotations().frames.find(ui_.active.value);
  if (!frame || !role) return;
  // A mention that stands in the role without an entity is what is being named.
  for (const Span* span : spans_in(annotations(), *frame, role->name)) {
    const Layer* layer = find_layer(session_->scheme(), span->layer);
    const AttributeRule* rule = layer ? entity_attribute(*layer) : nullptr;
    if (!rule || span->attributes.contains(rule->name)) continue;
    gesture.edits.push_back(SetAttribute{span->id, {}, std::nullopt, rule->name, entity.value});
    dispatch(std::move(gesture));
    return;
  }
  Filler filler{entity, {}, {}};
  const ChoiceValue* value = nullptr;
  if (!palette.digit.empty() && facts_.scale && role == facts_.target) {
    KeyPress key;
    key.key = Key::digit;
    key.character = palette.digit.front();
    value = scale_value_for(facts_, key);
    if (value) filler.attributes[facts_.scale->name] = stored_scale_value(*facts_.scale, *value);
  }
  const auto& list = fillers(*frame, role->name);
  if (std::ranges::count(list, filler.to, &Filler::to)) {
    if (role == facts_.target) ui_.target = filler.to;
    return;
  }
  if (list.size() >= role->most) gesture.edits.push_back(SetRole{frame->id, role->name, std::nullopt});
  gesture.edits.push_back(FillRole{frame->id, role->name, filler});
  NewIds made;
  if (!dispatch(std::move(gesture), &made)) return;
  const auto real = made.find(entity.value);
  if (role == facts_.target) ui_.target = EntityId(real == made.end() ? entity.value : real->second);
  const Frame* now = annotations().frames.find(ui_.active.value);
  if (value && now) {
    if (const AttributeRule* next = next_open_row(facts_.frame->attributes, now->attributes)) ui_.mode = OpenRow{now->id, next->name};
  }
}

}  // namespace sayso::ui
