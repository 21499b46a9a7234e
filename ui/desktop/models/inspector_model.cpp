#include <algorithm>
#include <ctime>
#include <functional>
#include <set>

#include "core/base/clock.h"
#include "ui/desktop/models/annotate_models.h"
#include "ui/desktop/models/attribute_place.h"

namespace sayso::ui {
namespace {

constexpr std::ptrdiff_t kHistoryRows = 6;

bool holds(const std::optional<Value>& now, const std::string& name) {
  if (!now) return false;
  if (const auto* text = std::get_if<std::string>(&*now)) return *text == name;
  if (const auto* whole = std::get_if<std::int64_t>(&*now)) return std::to_string(*whole) == name;
  if (const auto* flag = std::get_if<bool>(&*now)) return (name == "yes") == *flag;
  if (const auto* list = std::get_if<std::vector<std::string>>(&*now)) return std::ranges::count(*list, name) > 0;
  return false;
}

std::optional<Value> value_in(const Attributes& attributes, const std::string& name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::nullopt : std::optional<Value>(found->second);
}

// "14:02:11" of the local day.
std::string local_time(const std::string& rfc3339) {
  const auto time = from_rfc3339(rfc3339);
  if (!time) return rfc3339;
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::seconds>(*time));
  std::tm local{};
  localtime_r(&seconds, &local);
  char text[16];
  const std::size_t length = std::strftime(text, sizeof text, "%H:%M:%S", &local);
  return {text, length};
}

class Inspect {
 public:
  explicit Inspect(const Scene& scene) : scene_(scene), state_(scene.state()) {}

  InspectorModel model() {
    if (scene_.ui.finishing && scene_.facts.of_article) of_article();
    if (const Frame* frame = state_.frames.find(scene_.ui.active.value)) {
      of_frame(*frame);
    } else if (const Span* span = state_.spans.find(scene_.ui.span.value)) {
      of_span(*span);
    }
    if (model_.rows.empty()) model_.empty_words = empty_words();
    model_.scroll = scene_.ui.right_scroll;
    return std::move(model_);
  }

 private:
  std::string empty_words() const {
    const RoleRule* content = scene_.facts.content;
    if (!content || !content->key) return "Select some words and press the key of a layer.";
    return std::string("Select a quote and press ") + content->key + ", or press N to go to the next quotation mark.";
  }

  void heading(const std::string& words) { model_.rows.emplace_back(Heading{words}); }

  Chip chip(const AttributePlace& place, const ChoiceValue& value, const std::optional<Value>& now, bool keyed) const {
    Chip made;
    made.label = label_of(value);
    if (keyed && value.key) made.key = std::string(1, value.key);
    made.chosen = holds(now, value.name);
    made.intent = {"choose-value", to_text(place), value.name};
    made.tip = value.help;
    return made;
  }

  bool is_open(const AttributePlace& place) const {
    const auto* row = std::get_if<OpenRow>(&scene_.ui.mode);
    return row && !place.filler && row->record == place.record && row->attribute == place.attribute;
  }

  void chips(const std::string& label, const AttributePlace& place, const AttributeRule& rule, const Attributes& attributes) {
    if (!is_asked(rule, attributes)) return;
    ChipRow row;
    row.label = label;
    row.open = is_open(place);
    const auto now = value_in(attributes, rule.name);
    row.missing = rule.required && !now;
    const std::optional<Value> shown = now ? now : rule.default_value;
    if (rule.type == AttributeType::flag) {
      for (const char* name : {"yes", "no"}) {
        ChoiceValue value;
        value.name = name;
        value.key = name[0] == 'y' ? 'Y' : 'N';
        row.chips.push_back(chip(place, value, shown, row.open));
      }
    }
    for (const ChoiceValue& value : rule.values) {
      if (value.off && !holds(now, value.name)) continue;
      row.chips.push_back(chip(place, value, shown, row.open));
    }
    model_.rows.emplace_back(std::move(row));
  }

  void scale(const AttributePlace& place, const AttributeRule& rule, const Attributes& attributes) {
    ScaleRow row;
    const auto now = value_in(attributes, rule.name);
    row.missing = rule.required && !now;
    for (const ChoiceValue& point : rule.points) row.points.push_back(chip(place, point, now, true));
    for (const ChoiceValue& value : rule.values) row.extras.push_back(chip(place, value, now, true));
    model_.rows.emplace_back(std::move(row));
  }

  void text(const AttributePlace& place, const AttributeRule& rule, const Attributes& attributes) {
    TextRow row;
    row.label = label_of(rule);
    row.attribute = to_text(place);
    const auto now = value_in(attributes, rule.name);
    const auto* field = std::get_if<OpenField>(&scene_.ui.mode);
    if (field && field->name == "attribute:" + row.attribute) {
      row.field = field->field;
      row.focused = true;
    } else if (now) {
      row.field.set_text(words_of(scene_, place.record, rule, *now));
    }
    model_.rows.emplace_back(std::move(row));
  }

  void attribute(const std::string& label, const AttributePlace& place, const AttributeRule& rule, const Attributes& attributes) {
    if (rule.type == AttributeType::scale) return scale(place, rule, attributes);
    if (has_chips(rule)) return chips(label, place, rule, attributes);
    if (rule.type == AttributeType::text || rule.type == AttributeType::number) text(place, rule, attributes);
  }

  void of_article() {
    static const Attributes kNone;
    const Frame* frame = scene_.index.of_article();
    heading(label_of(*scene_.facts.of_article));
    for (const AttributeRule& rule : scene_.facts.of_article->attributes) {
      attribute(label_of(rule), {kArticleFrame, {}, std::nullopt, rule.name}, rule, frame ? frame->attributes : kNone);
    }
  }

  void of_frame(const Frame& frame) {
    const Layer* layer = find_layer(scene_.session.scheme(), frame.layer);
    if (!layer) return;
    for (const RoleRule& role : layer->roles) {
      if (role.begins) beginning(frame, role);
    }
    if (scene_.facts.speaker) speaker(frame, *scene_.facts.speaker);
    for (const RoleRule& role : layer->roles) {
      if (&role != scene_.facts.speaker && &role != scene_.facts.target && &role != scene_.facts.content) plain_role(frame, role);
    }
    if (scene_.facts.target) targets(frame, *scene_.facts.target);
    own_attributes(frame, *layer);
    history(frame);
  }

  // The attributes of the spans that the frame is made of: the content's kind.
  void beginning(const Frame& frame, const RoleRule& role) {
    const auto spans = spans_in(state_, frame, role.name);
    bool headed = false;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const Layer* layer = find_layer(scene_.session.scheme(), spans[i]->layer);
      if (!layer || layer->attributes.empty()) continue;
      if (!headed) heading(label_of(role));
      headed = true;
      for (const AttributeRule& rule : layer->attributes) {
        const std::string number = spans.size() > 1 ? " " + std::to_string(i + 1) : "";
        attribute(label_of(rule) + number, {spans[i]->id, {}, std::nullopt, rule.name}, rule, spans[i]->attributes);
      }
    }
  }

  std::string key_of(const RoleRule& role) const { return role.key ? std::string(1, role.key) : std::string(); }

  FillerRow filler_row(const Frame& frame, const RoleRule& role, const Filler& filler) const {
    FillerRow row;
    row.label = name_of(scene_, frame.id, filler.to);
    row.strong = true;
    row.intent = {"fill-role", frame.id.value, role.name};
    row.remove = {"unfill-role", frame.id.value + "|" + role.name, sayso::to_text(filler.to)};
    return row;
  }

  void speaker(const Frame& frame, const RoleRule& role) {
    heading(label_of(role));
    const auto& list = fillers(frame, role.name);
    if (list.empty()) {
      const bool none = frame.roles.contains(role.name);
      FillerRow row;
      row.label = none ? "none" : "not chosen yet";
      row.key = key_of(role);
      row.muted = true;
      row.missing = role.least > 0 && !none;
      row.intent = {"fill-role", frame.id.value, role.name};
      model_.rows.emplace_back(std::move(row));
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      FillerRow row = filler_row(frame, role, list[i]);
      if (i == 0) row.key = key_of(role);
      model_.rows.emplace_back(std::move(row));
      if (const auto* id = std::get_if<RecordId>(&list[i].to)) {
        const Span* span = state_.spans.find(id->value);
        FillerRow mention;
        const Layer* layer = span ? find_layer(scene_.session.scheme(), span->layer) : nullptr;
        mention.label = layer ? label_of(*layer) : "mention";
        mention.words = span ? quoted(words_of(*span)) : "missing";
        mention.intent = {"go-to-span", id->value, {}};
        model_.rows.emplace_back(std::move(mention));
      }
    }
  }

  // One line a filler: "cue   said  C".
  void plain_role(const Frame& frame, const RoleRule& role) {
    const auto& list = fillers(frame, role.name);
    if (list.empty()) {
      if (!role.key) return;
      FillerRow row;
      row.label = label_of(role);
      row.words = frame.roles.contains(role.name) ? "none" : "–";
      row.key = key_of(role);
      row.muted = true;
      row.missing = role.least > 0 && !frame.roles.contains(role.name);
      row.intent = {"fill-role", frame.id.value, role.name};
      model_.rows.emplace_back(std::move(row));
      return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      FillerRow row = filler_row(frame, role, list[i]);
      row.label = label_of(role);
      row.strong = false;
      const auto* id = std::get_if<RecordId>(&list[i].to);
      const Span* span = id ? state_.spans.find(id->value) : nullptr;
      row.words = span && !entity_of(scene_, frame.id, list[i].to) ? words_of(*span) : name_of(scene_, frame.id, list[i].to);
      if (id && !span) {  // another frame: its speaker
        const Frame* other = state_.frames.find(id->value);
        row.words = other && scene_.facts.speaker ? names_in(scene_, *other, scene_.facts.speaker->name) : "?";
        row.intent = {"go-to-frame", id->value, {}};
      } else if (span) {
        row.intent = {"go-to-span", id->value, {}};
      }
      if (i == 0) row.key = key_of(role);
      model_.rows.emplace_back(std::move(row));
    }
  }

  void targets(const Frame& frame, const RoleRule& role) {
    heading(label_of(role));
    const auto& list = fillers(frame, role.name);
    if (list.empty()) {
      FillerRow row;
      row.label = frame.roles.contains(role.name) ? "nobody" : "not chosen yet";
      row.key = key_of(role);
      row.muted = true;
      row.intent = {"fill-role", frame.id.value, role.name};
      model_.rows.emplace_back(std::move(row));
      return;
    }
    for (std::size_t i = 0; i < list.size(); ++i) {
      const bool current = list.size() == 1 || scene_.ui.target == list[i].to;
      FillerRow row = filler_row(frame, role, list[i]);
      row.strong = current;
      row.intent = {"choose-target", frame.id.value, sayso::to_text(list[i].to)};
      if (i == 0) row.key = key_of(role);
      model_.rows.emplace_back(std::move(row));
      if (!current) continue;
      for (const AttributeRule& rule : role.attributes) {
        attribute(label_of(rule), {frame.id, role.name, list[i].to, rule.name}, rule, list[i].attributes);
      }
    }
  }

  void own_attributes(const Frame& frame, const Layer& layer) {
    // Required ones have a heading of their own, the rest stand together below.
    for (const AttributeRule& rule : layer.attributes) {
      if (!rule.required) continue;
      heading(label_of(rule));
      attribute({}, {frame.id, {}, std::nullopt, rule.name}, rule, frame.attributes);
    }
    bool headed = false;
    for (const AttributeRule& rule : layer.attributes) {
      if (rule.required) continue;
      if (!headed) heading("More");
      headed = true;
      attribute(label_of(rule), {frame.id, {}, std::nullopt, rule.name}, rule, frame.attributes);
    }
  }

  void of_span(const Span& span) {
    const Layer* layer = find_layer(scene_.session.scheme(), span.layer);
    if (!layer) return;
    heading(label_of(*layer));
    FillerRow words;
    words.label = quoted(words_of(span));
    words.intent = {"go-to-span", span.id.value, {}};
    words.remove = {"delete", span.id.value, {}};
    model_.rows.emplace_back(std::move(words));
    for (const AttributeRule& rule : layer->attributes) {
      if (rule.type == AttributeType::entity) {
        const Entity* entity = entity_of(scene_, span.id);
        FillerRow row;
        row.label = label_of(rule);
        row.words = entity ? entity->name : "not chosen yet";
        row.muted = !entity;
        row.intent = {"choose-mention-entity", span.id.value, {}};
        model_.rows.emplace_back(std::move(row));
      } else {
        attribute(label_of(rule), {span.id, {}, std::nullopt, rule.name}, rule, span.attributes);
      }
    }
  }

  // The newest groups that changed the frame or what fills it, newest first.
  std::vector<std::size_t> groups_about(const Frame& frame) const {
    std::set<std::size_t, std::greater<>> newest;
    const auto add = [&](const RecordId& record) {
      const auto of = scene_.history.of(record);
      newest.insert(std::ssize(of) > kHistoryRows ? of.end() - kHistoryRows : of.begin(), of.end());
    };
    add(frame.id);
    for (const auto& [role, list] : frame.roles) {
      for (const Filler& filler : list) {
        if (const auto* id = std::get_if<RecordId>(&filler.to)) add(*id);
      }
    }
    std::vector<std::size_t> groups(newest.begin(), newest.end());
    if (std::ssize(groups) > kHistoryRows) groups.resize(kHistoryRows);
    return groups;
  }

  void history(const Frame& frame) {
    std::vector<HistoryRow> rows;
    for (const std::size_t index : groups_about(frame)) {
      const Group& group = scene_.article()->groups[index];
      rows.push_back({words_of(scene_, group), local_time(group.time)});
    }
    if (rows.empty()) return;
    heading("History");
    for (HistoryRow& row : rows) model_.rows.emplace_back(std::move(row));
  }

  const Scene& scene_;
  const Annotations& state_;
  InspectorModel model_;
};

}  // namespace

InspectorModel inspector_model(const Scene& scene) {
  if (!scene.article()) return {};
  return Inspect(scene).model();
}

}  // namespace sayso::ui
