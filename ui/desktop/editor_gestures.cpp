// What an annotator does: roles, layers, stance, values, boundaries, undo. Each gesture is one group.
#include <algorithm>

#include "annotations/edit/gestures.h"
#include "ui/desktop/actions/scheme_keys.h"
#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

// The edit that sets or clears an attribute.
Edit value_edit(const AttributePlace& place, std::optional<Value> value) {
  return SetAttribute{place.record, place.role, place.filler, place.attribute, std::move(value)};
}

}  // namespace

// ---- roles and layers ------------------------------------------------------------------------------

void Editor::role_key(const RoleRule& role, bool add) {
  const auto selected = selection();
  const Layer* layer = span_layer_of(session_->scheme(), role);
  if (!selected || !layer) {
    if (takes_entities(role)) {
      if (ui_.active.empty()) {
        notice(std::string("Go to an annotation first, or select words and press ") + role.key + ".");
      } else {
        open_palette(role.name, {}, {});
      }
    } else {
      notice("Select the words first.");
    }
    return;
  }
  const Made made = fill_with_selection(session_->scheme(), annotations(), *facts_.frame, role, ui_.active, *selected, add,
                                        [this] { return RecordId(session_->new_id()); });
  Gesture gesture{made.edits, {}};
  // A name that the registry knows already needs no question.
  EntityId known;
  if (entity_attribute(*layer) && !annotations().spans.contains(made.span.value)) {
    known = known_entity(selected->text.front());
    if (!known.empty()) {
      gesture.edits.push_back(SetAttribute{made.span, {}, std::nullopt, entity_attribute(*layer)->name, known.value});
    }
  }
  if (!gesture.empty() && !dispatch(std::move(gesture))) return;
  const RecordId frame = made.frame.empty() ? ui_.active : made.frame;
  activate(frame, made.span);
  ui_.anchor = ui_.caret;
  const Span* span = annotations().spans.find(made.span.value);
  if (span && entity_attribute(*layer) && !entity_of(scene(), made.span)) {
    open_palette(role.name, made.span, {});
  } else if (&role == facts_.target && span) {
    ui_.target = made.span;
  } else if (role.begins) {
    open_row_of_span(made.span);
  }
}

void Editor::layer_key(const Layer& layer) {
  const auto selected = selection();
  if (!selected) {
    notice("Select the words first.");
    return;
  }
  const Made made = make_span(annotations(), layer, *selected, [this] { return RecordId(session_->new_id()); });
  if (!made.edits.empty() && !dispatch({made.edits, {}})) return;
  activate({}, made.span);
  ui_.anchor = ui_.caret;
  if (!layer.attributes.empty() && has_chips(layer.attributes.front())) {
    ui_.mode = OpenRow{made.span, layer.attributes.front().name};
  }
}

// The one entity that is called exactly so; none when nobody or several are.
EntityId Editor::known_entity(const std::string& words) const {
  EntityId known;
  for (const Entity& entity : session_->registry().entities) {
    if (!entity.same_as.empty() || (!entity.article.empty() && entity.article != article().article->id)) continue;
    if (entity.name != words && !entity.aliases.contains(words)) continue;
    if (!known.empty()) return {};
    known = entity.id;
  }
  return known;
}

void Editor::fill_role(const Intent& intent) {
  if (!has_article()) return;
  if (!intent.of.empty()) ui_.active = RecordId(intent.of);
  const RoleRule* role = facts_.frame ? find_role(*facts_.frame, intent.value) : nullptr;
  if (role) role_key(*role, false);
}

void Editor::unfill_role(const Intent& intent) {
  const std::size_t bar = intent.of.find('|');
  if (bar == std::string::npos) return;
  Gesture gesture;
  gesture.edits.push_back(UnfillRole{RecordId(intent.of.substr(0, bar)), intent.of.substr(bar + 1), target_from_text(intent.value)});
  dispatch(std::move(gesture));
}

// ---- stance ----------------------------------------------------------------------------------------

void Editor::scale_key(const ChoiceValue& value) {
  const Frame* frame = annotations().frames.find(ui_.active.value);
  if (!frame || !facts_.target) {
    notice("Go to an annotation first.");
    return;
  }
  const auto& list = fillers(*frame, facts_.target->name);
  if (list.empty()) {
    open_palette(facts_.target->name, {}, std::string(1, value.key));
    return;
  }
  if (!ui_.target || std::ranges::find(list, *ui_.target, &Filler::to) == list.end()) ui_.target = list.back().to;
  set_scale(value);
}

void Editor::set_scale(const ChoiceValue& value) {
  const AttributePlace place{ui_.active, facts_.target->name, ui_.target, facts_.scale->name};
  Gesture gesture;
  gesture.edits.push_back(value_edit(place, stored_scale_value(*facts_.scale, value)));
  if (!dispatch(std::move(gesture))) return;
  const Frame* frame = annotations().frames.find(ui_.active.value);
  const AttributeRule* next = frame ? next_open_row(facts_.frame->attributes, frame->attributes) : nullptr;
  if (!next && frame) {
    const auto tones = std::ranges::find(facts_.frame->attributes, true, &AttributeRule::required);
    if (tones != facts_.frame->attributes.end()) next = &*tones;
  }
  if (next) ui_.mode = OpenRow{ui_.active, next->name};
}

void Editor::choose_target(const Intent& intent) {
  activate(RecordId(intent.of), ui_.span);
  ui_.target = target_from_text(intent.value);
}

// ---- values ----------------------------------------------------------------------------------------

const AttributeRule* Editor::rule_of(const AttributePlace& place) const {
  if (place.record == kArticleFrame) {
    return facts_.of_article ? find_attribute(facts_.of_article->attributes, place.attribute) : nullptr;
  }
  const Span* span = annotations().spans.find(place.record.value);
  const Frame* frame = annotations().frames.find(place.record.value);
  const Layer* layer = span ? find_layer(session_->scheme(), span->layer) : frame ? find_layer(session_->scheme(), frame->layer) : nullptr;
  if (!layer) return nullptr;
  if (!place.filler) return find_attribute(layer->attributes, place.attribute);
  const RoleRule* role = find_role(*layer, place.role);
  return role ? find_attribute(role->attributes, place.attribute) : nullptr;
}

void Editor::choose_value(const Intent& intent) {
  const auto place = attribute_place_from_text(intent.of);
  if (place && has_article()) set_value(*place, intent.value, true);
}

// The value of an attribute at a place, nothing when it is unanswered.
std::optional<Value> Editor::value_at(const AttributePlace& place) const {
  const Attributes* attributes = nullptr;
  if (const Span* span = annotations().spans.find(place.record.value)) attributes = &span->attributes;
  if (const Frame* frame = annotations().frames.find(place.record.value)) {
    attributes = &frame->attributes;
    if (place.filler) {
      const auto& list = fillers(*frame, place.role);
      const auto found = std::ranges::find(list, *place.filler, &Filler::to);
      if (found == list.end()) return std::nullopt;
      attributes = &found->attributes;
    }
  }
  if (!attributes) return std::nullopt;
  const auto found = attributes->find(place.attribute);
  return found == attributes->end() ? std::nullopt : std::optional<Value>(found->second);
}

void Editor::set_value(const AttributePlace& wanted, const std::string& name, bool keep_row) {
  AttributePlace place = wanted;
  const AttributeRule* rule = rule_of(place);
  if (!rule) return;
  Gesture gesture;
  if (place.record == kArticleFrame) place.record = article_frame(gesture);
  const auto now = gesture.edits.empty() ? value_at(place) : std::nullopt;
  std::optional<Value> value;
  switch (rule->type) {
    case AttributeType::choices: value = toggled(*rule, now, name); break;
    case AttributeType::flag: value = name == "yes"; break;
    case AttributeType::scale:
      for (const auto* list : {&rule->points, &rule->values}) {
        const auto found = std::ranges::find(*list, name, &ChoiceValue::name);
        if (found != list->end()) value = stored_scale_value(*rule, *found);
      }
      break;
    default: value = name;
  }
  // The default costs no key; choosing what is chosen takes an optional answer back.
  if (value == rule->default_value || (value == now && rule->type == AttributeType::choice && !rule->required)) value.reset();
  if (const auto* list = value ? std::get_if<std::vector<std::string>>(&*value) : nullptr; list && list->empty()) value.reset();
  const bool finishing = ui_.finishing && wanted.record == kArticleFrame;
  if (value != now) {
    gesture.edits.push_back(value_edit(place, value));
    if (!dispatch(std::move(gesture))) return;
  }
  // Answers about the whole article are part of finishing it, one row after the other.
  if (finishing) ui_.finishing = true;
  if (keep_row || !std::holds_alternative<OpenRow>(ui_.mode)) return;
  if (finishing) {
    open_next_article_row(wanted.attribute);
  } else {
    ui_.mode = Reading{};
  }
}

void Editor::open_next_article_row(const std::string& after) {
  ui_.mode = Reading{};
  const auto rows = rows_of_active();
  const auto at = std::ranges::find_if(rows, [&](const AttributePlace& place) { return place.record == kArticleFrame && place.attribute == after; });
  if (at != rows.end() && at + 1 != rows.end() && (at + 1)->record == kArticleFrame) {
    ui_.mode = OpenRow{kArticleFrame, (at + 1)->attribute};
  }
}

// The frame of the whole article; begun by the gesture if there is none.
RecordId Editor::article_frame(Gesture& gesture) const {
  for (const Frame& frame : annotations().frames) {
    if (facts_.of_article && frame.layer == facts_.of_article->name) return frame.id;
  }
  Frame frame;
  frame.id = RecordId("new:1");
  frame.layer = facts_.of_article->name;
  gesture.edits.push_back(AddFrame{frame});
  return frame.id;
}

// ---- rows ------------------------------------------------------------------------------------------

// The rows of chips that the keys can open, in the inspector's order.
std::vector<AttributePlace> Editor::rows_of_active() const {
  std::vector<AttributePlace> rows;
  const auto add = [&](const RecordId& record, const std::vector<AttributeRule>& rules, const Attributes& attributes) {
    for (const AttributeRule& rule : rules) {
      if (has_chips(rule) && is_asked(rule, attributes)) rows.push_back({record, {}, std::nullopt, rule.name});
    }
  };
  if (ui_.finishing && facts_.of_article) add(kArticleFrame, facts_.of_article->attributes, {});
  if (const Frame* frame = annotations().frames.find(ui_.active.value)) {
    const Layer* layer = find_layer(session_->scheme(), frame->layer);
    if (!layer) return rows;
    for (const RoleRule& role : layer->roles) {
      if (!role.begins) continue;
      for (const Span* span : spans_in(annotations(), *frame, role.name)) {
        if (const Layer* of = find_layer(session_->scheme(), span->layer)) add(span->id, of->attributes, span->attributes);
      }
    }
    std::vector<AttributeRule> required, optional;
    for (const AttributeRule& rule : layer->attributes) (rule.required ? required : optional).push_back(rule);
    add(frame->id, required, frame->attributes);
    add(frame->id, optional, frame->attributes);
  } else if (const Span* span = annotations().spans.find(ui_.span.value)) {
    if (const Layer* layer = find_layer(session_->scheme(), span->layer)) add(span->id, layer->attributes, span->attributes);
  }
  return rows;
}

void Editor::open_row_of_span(const RecordId& id) {
  const Span* span = annotations().spans.find(id.value);
  const Layer* layer = span ? find_layer(session_->scheme(), span->layer) : nullptr;
  const AttributeRule* rule = layer ? next_open_row(layer->attributes, span->attributes) : nullptr;
  if (rule) ui_.mode = OpenRow{id, rule->name};
}

void Editor::open_row(const Intent&) {
  if (!has_article()) return;
  const auto rows = rows_of_active();
  if (rows.empty()) return;
  const auto lacks = [&](const AttributePlace& place) {
    const AttributeRule* rule = rule_of(place);
    return rule && rule->required && !value_at(place);
  };
  const auto open = std::ranges::find_if(rows, lacks);
  const AttributePlace& place = open == rows.end() ? rows.front() : *open;
  ui_.mode = OpenRow{place.record, place.attribute};
}

void Editor::close_row_and_go_on(const Intent&) {
  const OpenRow row = std::get<OpenRow>(ui_.mode);
  ui_.mode = Reading{};
  if (row.record == kArticleFrame) {
    open_next_article_row(row.attribute);
    return;
  }
  go_to_mark({"next-mark", {}, {}});
}

void Editor::move_row(const Intent& intent) {
  const OpenRow row = std::get<OpenRow>(ui_.mode);
  const auto rows = rows_of_active();
  const auto at = std::ranges::find_if(rows, [&](const AttributePlace& place) {
    return place.record == row.record && place.attribute == row.attribute;
  });
  if (at == rows.end()) return;
  const bool down = intent.action == "row-down";
  if (down ? at + 1 == rows.end() : at == rows.begin()) return;
  const AttributePlace& next = down ? *(at + 1) : *(at - 1);
  ui_.mode = OpenRow{next.record, next.attribute};
}

// ---- fields of the inspector -----------------------------------------------------------------------

void Editor::focus_attribute(const Intent& intent) {
  const auto place = attribute_place_from_text(intent.of);
  if (!place || !has_article()) return;
  keep_field();
  OpenField field;
  field.name = "attribute:" + intent.of;
  field.intent = {"focus-attribute", intent.of, {}};
  if (const auto now = value_at(*place)) {
    if (const auto* text = std::get_if<std::string>(&*now)) field.field.set_text(*text);
  }
  ui_.mode = std::move(field);
}

void Editor::focus_note(const Intent&) {
  const Frame* frame = has_article() ? annotations().frames.find(ui_.active.value) : nullptr;
  const Layer* layer = frame ? find_layer(session_->scheme(), frame->layer) : nullptr;
  if (!layer) return;
  for (const AttributeRule& rule : layer->attributes) {
    if (rule.type == AttributeType::text) return focus_attribute({"focus-attribute", to_text(AttributePlace{frame->id, {}, std::nullopt, rule.name}), {}});
  }
}

// What was typed into a field of the inspector becomes an edit when the field is left.
void Editor::keep_field() {
  const auto* open = std::get_if<OpenField>(&ui_.mode);
  if (!open) return;
  const OpenField field = *open;
  ui_.mode = Reading{};
  if (!field.name.starts_with("attribute:") || !has_article()) return;
  const auto place = attribute_place_from_text(field.name.substr(10));
  const AttributeRule* rule = place ? rule_of(*place) : nullptr;
  if (!rule) return;
  std::optional<Value> value;
  if (!field.field.empty()) value = field.field.text();
  if (value == value_at(*place)) return;
  if (value) {
    if (const std::string why = why_not(*rule, *value); !why.empty()) {
      notice(why, true);
      return;
    }
  }
  Gesture gesture;
  gesture.edits.push_back(value_edit(*place, value));
  dispatch(std::move(gesture));
}

// ---- boundaries ------------------------------------------------------------------------------------

// "left-out", "right-in-sentence", …: of the selection if there is one, else of the annotation's span.
void Editor::move_boundary(const Intent& intent) {
  if (!has_article()) return;
  const bool left = intent.action.starts_with("left-");
  const bool out = intent.action.find("-out") != std::string::npos;
  const bool forward = left != out;  // left and in, or right and out
  const auto moved = [&](Byte at) {
    if (intent.action.ends_with("-character")) return forward ? segmenter_->next_grapheme(at) : segmenter_->previous_grapheme(at);
    if (intent.action.ends_with("-sentence")) {
      if (forward) {
        const ByteRange here = segmenter_->sentence_at(at);
        return left ? segmenter_->sentence_at(Byte(std::min(here.end.value + 1, article().index.byte_end().value))).begin
                    : here.end > at ? here.end : segmenter_->sentence_at(Byte(std::min(at.value + 1, article().index.byte_end().value))).end;
      }
      const ByteRange here = segmenter_->sentence_at(segmenter_->previous_grapheme(at));
      return left ? here.begin : segmenter_->sentence_at(here.begin.value == 0 ? Byte(0) : segmenter_->previous_grapheme(here.begin)).end;
    }
    if (forward) {
      // A left boundary stops before a word, a right one behind it.
      if (!left) return segmenter_->next_word_end(at);
      return segmenter_->previous_word_start(segmenter_->next_word_end(segmenter_->next_word_end(at)));
    }
    if (left) return segmenter_->previous_word_start(at);
    return segmenter_->next_word_end(segmenter_->previous_word_start(segmenter_->previous_word_start(at)));
  };

  const ByteRange selected = ui_.selection();
  if (!selected.empty()) {
    ByteRange range = selected;
    (left ? range.begin : range.end) = moved(left ? range.begin : range.end);
    if (range.begin < range.end) select(range);
    return;
  }
  RecordId id = ui_.span;
  if (id.empty()) {
    const Frame* frame = annotations().frames.find(ui_.active.value);
    if (frame && facts_.content) {
      const auto spans = spans_in(annotations(), *frame, facts_.content->name);
      if (!spans.empty()) id = spans.front()->id;
    }
  }
  const Span* span = annotations().spans.find(id.value);
  if (!span || span->at.empty()) {
    notice("Go to an annotation first.");
    return;
  }
  Selection to{span->at, span->text};
  CodePointRange& fragment = left ? to.at.front() : to.at.back();
  ByteRange bytes = article().index.to_bytes(fragment);
  (left ? bytes.begin : bytes.end) = moved(left ? bytes.begin : bytes.end);
  if (bytes.end <= bytes.begin) return;
  fragment = article().index.to_code_points(bytes);
  (left ? to.text.front() : to.text.back()) = std::string(article().index.slice(bytes));
  if (!dispatch({move_span(session_->scheme(), annotations(), id, to), {}})) return;
  set_caret(left ? bytes.begin : bytes.end, false);
}

// ---- deleting, undoing -----------------------------------------------------------------------------

void Editor::delete_record(const Intent& intent) {
  if (!has_article()) return;
  RecordId id(intent.of);
  if (id.empty()) id = ui_.active.empty() ? ui_.span : ui_.active;
  if (id.empty()) {
    notice("Go to an annotation first.");
    return;
  }
  ui_.mode = Reading{};
  if (dispatch({remove(session_->scheme(), annotations(), id), {}})) activate({}, {});
}

void Editor::undo(const Intent&) {
  if (!has_article() || retrace_correction(true)) return;
  if (session_->is_closed()) {
    ask_first(OpenPrompt::What::reopen_reason);
    return;
  }
  show_undone(session_->undo());
}

void Editor::redo(const Intent&) {
  if (has_article() && !retrace_correction(false)) show_undone(session_->redo());
}

// Goes to the place that was changed.
void Editor::show_undone(const Result<GroupId>& done) {
  if (!done) {
    notice(done.error().what);
    return;
  }
  changed();
  if (const std::size_t kept = session_->passed_over().size(); kept > 0) {
    notice(std::to_string(kept) + (kept == 1 ? " change" : " changes") +
           " of an entity stayed: somebody has changed the same since.");
  }
  if (!session_->focus()) return;
  const auto place = article().index.checked_bytes(*session_->focus());
  if (place) set_caret(place->begin, false);
}

// The card that is outlined and the span that boundary keys move.
void Editor::activate(const RecordId& frame, const RecordId& span) {
  if (ui_.active != frame) {
    ui_.target.reset();
    ui_.right_scroll = 0;
  }
  ui_.active = frame;
  ui_.span = span;
  if (std::holds_alternative<OpenRow>(ui_.mode)) ui_.mode = Reading{};
}

// Row or list, then the bar for finding, then what is being placed, then selection, then annotation.
void Editor::leave(const Intent&) {
  if (ui_.notice) {
    ui_.notice.reset();
  } else if (std::holds_alternative<OpenRow>(ui_.mode) || std::holds_alternative<Deciding>(ui_.mode)) {
    ui_.mode = Reading{};
  } else if (ui_.find.open) {
    close_find({});
  } else if (!ui_.placing.empty()) {
    ui_.placing = {};
  } else if (ui_.finishing) {
    ui_.finishing = false;
  } else if (!ui_.selection().empty()) {
    ui_.anchor = ui_.caret;
  } else {
    activate({}, {});
  }
}

}  // namespace sayso::ui
