// Keys and typed text: which action or scheme key they mean in the state that the window is in.
#include "core/base/log.h"
#include "ui/desktop/actions/scheme_keys.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/grouped.h"

namespace sayso::ui {

void Editor::handle(const InputEvent& event) {
  last_event_ = world_.clock->steady();
  frame_needed_ = true;
  if (session_) session_->note_activity();
  if (const auto* key = std::get_if<KeyPress>(&event)) {
    // The character that a command key also types must not land in a field that the command opened; with Ctrl or Alt none
    // is typed, and what comes then, as from an input method, is meant for the field.
    text_is_of_command_ = field_in_front() == nullptr && !key->mods.ctrl && !key->mods.alt;
    // What was told is read by now; what went wrong, and what can be done about it, stays until it is closed.
    if (ui_.notice && !ui_.notice->error && ui_.notice->button.empty() && key->key != Key::escape) ui_.notice.reset();
    doing_ = Waiting{*key, ui_};
    press(*key);
    doing_.reset();
  } else if (const auto* typed = std::get_if<TextTyped>(&event)) {
    if (!std::exchange(text_is_of_command_, false)) type(typed->text);
  } else if (const auto* pressed = std::get_if<PointerPressed>(&event)) {
    pointer_pressed(*pressed);
  } else if (const auto* moved = std::get_if<PointerMoved>(&event)) {
    pointer_moved(*moved);
  } else if (const auto* released = std::get_if<PointerReleased>(&event)) {
    pointer_released(*released);
  } else if (const auto* turned = std::get_if<WheelTurned>(&event)) {
    wheel(*turned);
  } else if (const auto* dropped = std::get_if<FilesDropped>(&event)) {
    drop(*dropped);
  } else if (std::holds_alternative<CloseAsked>(event)) {
    keep_field();
    closing_ = true;
  }
}

TextField* Editor::field_in_front() {
  if (auto* palette = std::get_if<OpenPalette>(&ui_.mode)) return &palette->field;
  if (auto* prompt = std::get_if<OpenPrompt>(&ui_.mode)) return &prompt->field;
  if (auto* field = std::get_if<OpenField>(&ui_.mode)) return &field->field;
  if (auto* plugins = open_plugins()) return plugins->field ? &*plugins->field : nullptr;
  if (auto* correction = std::get_if<OpenCorrection>(&ui_.mode)) return &correction->field;
  if (std::holds_alternative<Seeking>(ui_.mode)) return &ui_.find.field;
  return nullptr;
}

void Editor::field_changed() {
  if (auto* palette = std::get_if<OpenPalette>(&ui_.mode)) {
    palette->chosen = 0;
    ui_.palette_scroll = 0;
  }
  if (auto* correction = std::get_if<OpenCorrection>(&ui_.mode)) correction->error.clear();
  if (auto* plugins = open_plugins()) plugins->error.clear();
  if (auto* prompt = std::get_if<OpenPrompt>(&ui_.mode)) {
    prompt->error.clear();
    // A path from the root may be typed behind the "~/" that stands there.
    if (prompt->field.text().starts_with("~//")) prompt->field.set_text(prompt->field.text().substr(2));
    suggest_folders();
  }
  if (const auto* field = std::get_if<OpenField>(&ui_.mode); field && field->name == "filter") set_filter(field->field.text());
  // A caret that moves in the field changes nothing of what is looked for.
  if (std::holds_alternative<Seeking>(ui_.mode) && ui_.find.field.text() != search_->words()) {
    find_anew();
    seek(Seek::from_here);
  }
}

void Editor::press(const KeyPress& key) {
  const State now = state();
  if (now == kRow && press_in_row(key)) return;
  if (const Action* action = action_for(key, now)) {
    act({std::string(action->id), {}, {}});
    return;
  }
  if (TextField* field = field_in_front()) {
    if (field->press(key)) field_changed();
    return;
  }
  if (now == kPlugins) return;
  if (now == kRow || now == kDecide) {
    // A letter that is no chip, or no answer, is a command again: the row closes, the list is left.
    const Mode row = ui_.mode;
    ui_.mode = Reading{};
    if (const Action* action = action_for(key, kReading)) {
      act({std::string(action->id), {}, {}});
    } else if (!press_scheme_key(key)) {
      ui_.mode = row;
    }
    return;
  }
  press_scheme_key(key);
}

// A click on a key's hint does what the key does.
void Editor::press_named(const Intent& intent) {
  if (const auto key = key_from_text(intent.of)) press(*key);
}

void Editor::type(const std::string& text) {
  if (TextField* field = field_in_front()) put_into_field(*field, text);
}

void Editor::put_into_field(TextField& field, const std::string& text) {
  if (field.insert(text)) return field_changed();
  if (text.size() + field.text().size() > TextField::kMostBytes) {
    notice(grouped(text.size()) + (text.size() == 1 ? " byte" : " bytes") + " more is too much for this field: it takes " +
           grouped(TextField::kMostBytes) + ".");
  }
}

bool Editor::press_in_row(const KeyPress& key) {
  const OpenRow row = std::get<OpenRow>(ui_.mode);
  const AttributePlace place{row.record, {}, std::nullopt, row.attribute};
  const AttributeRule* rule = rule_of(place);
  if (!rule || key.key != Key::letter || key.mods.ctrl || key.mods.alt || key.mods.shift) return false;
  if (rule->type == AttributeType::flag && (key.character == 'Y' || key.character == 'N')) {
    set_value(place, key.character == 'Y' ? "yes" : "no", false);
    return true;
  }
  const ChoiceValue* value = row_value_for(*rule, key);
  if (!value) return false;
  set_value(place, value->name, rule->type == AttributeType::choices);
  return true;
}

bool Editor::press_scheme_key(const KeyPress& key) {
  if (!has_article()) return false;
  need_annotations();
  if (const RoleRule* role = role_for(facts_, key)) {
    role_key(*role, key.mods.shift);
    return true;
  }
  if (const Layer* layer = layer_for(session_->scheme(), key)) {
    layer_key(*layer);
    return true;
  }
  if (const ChoiceValue* value = scale_value_for(facts_, key)) {
    scale_key(*value);
    return true;
  }
  return false;
}

}  // namespace sayso::ui
