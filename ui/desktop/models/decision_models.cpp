// What is to decide, in words.
#include <algorithm>
#include <ctime>

#include "annotations/model/mention.h"
#include "annotations/store/reanchor.h"
#include "ui/desktop/models/annotate_models.h"
#include "ui/desktop/theme.h"

namespace sayso::ui {
namespace {

// What is shown around a place in the text, in bytes at most.
constexpr std::size_t kAround = 40;
constexpr std::size_t kNameLength = 60;

// Cut between code points.
std::string shortened(const std::string& words, std::size_t bytes) {
  if (words.size() <= bytes) return words;
  std::size_t end = bytes;
  while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;
  return words.substr(0, end) + "…";
}

// "3 Nov, 14:02" of the local day.
std::string local_day_and_time(WallTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::time_point_cast<std::chrono::seconds>(time));
  std::tm local{};
  localtime_r(&seconds, &local);
  char text[32];
  const std::size_t length = std::strftime(text, sizeof text, "%e %b, %H:%M", &local);
  const std::string words(text, length);
  return words.starts_with(' ') ? words.substr(1) : words;
}

// Who made a group, and when, as far as that is known here.
std::string maker_of(const Scene& scene, const GroupId& id) {
  if (id.empty()) return {};
  if (id == kPendingGroup) return "changed outside";
  std::string by;
  std::optional<WallTime> time = time_of_uuid7(id.value);
  const auto look = [&](const auto& groups) {
    const auto found = std::ranges::find(groups, id, [](const auto& group) { return group.id; });
    if (found == groups.end()) return;
    by = found->by;
    if (const auto at = from_rfc3339(found->time)) time = at;
  };
  look(scene.article()->groups);
  if (by.empty()) look(scene.session.entity_groups());
  const std::string when = time ? local_day_and_time(*time) : "";
  return by + (by.empty() || when.empty() ? "" : " · ") + when;
}

class DecisionWords {
 public:
  DecisionWords(const Scene& scene, const Decision& decision)
      : scene_(scene),
        decision_(decision),
        span_(scene.state().spans.find(decision.record.value)),
        frame_(scene.state().frames.find(decision.record.value)),
        entity_(scene.registry().entities.find(decision.entity.value)),
        layer_(span_    ? find_layer(scene.session.scheme(), span_->layer)
               : frame_ ? find_layer(scene.session.scheme(), frame_->layer)
                        : nullptr) {}

  std::string sign() const {
    switch (decision_.about) {
      case Decision::About::text: return "text";
      case Decision::About::removed: return "removed";
      case Decision::About::unplaced: return "no place";
      case Decision::About::field: return "differs";
    }
    return {};
  }

  std::string subject() const {
    if (decision_.about == Decision::About::text) return "Article";
    if (decision_.about != Decision::About::field) return what();
    switch (decision_.field.of) {
      case Field::Of::layer: return "Layer";
      case Field::Of::at: return "Boundary";
      case Field::Of::origin: return "Origin";
      case Field::Of::attribute:
      case Field::Of::filler_attribute: return rule() ? label_of(*rule()) : decision_.field.name;
      case Field::Of::role: {
        const RoleRule* role = layer_ ? find_role(*layer_, decision_.field.name) : nullptr;
        return role ? label_of(*role) : decision_.field.name;
      }
      case Field::Of::status: return "Status";
      case Field::Of::text_sha256: return "Text";
      case Field::Of::name: return "Name";
      case Field::Of::kind: return "Kind";
      case Field::Of::article: return "Article";
      case Field::Of::same_as: return "Joined with";
      case Field::Of::alias: return "Alias";
      case Field::Of::into: return "Who is meant";
      case Field::Of::extra:
      case Field::Of::filler_extra: return decision_.field.name;
      case Field::Of::gone: return decision_.name;
    }
    return {};
  }

  std::string message() const {
    switch (decision_.about) {
      case Decision::About::text: return "The text has changed since these annotations were made; their places may be wrong.";
      case Decision::About::removed: return about() + " was removed in one place and changed in another.";
      case Decision::About::unplaced: return quoted(unplaced_words(*span_)) + " is not in the text any more.";
      case Decision::About::field: {
        const bool of_filler = decision_.field.filler.has_value();
        return about() + (of_filler ? " → " + name_of(scene_, decision_.record, *decision_.field.filler) : "");
      }
    }
    return {};
  }

  // What the answer says, and what stands around a place.
  AnswerRow row(const Offered& offered) const {
    AnswerRow row;
    if (!offered) {
      row.words = "select its words in the text";
      return row;
    }
    const Answer& answer = *offered;
    switch (answer.means) {
      case Answer::Means::value: row.words = value(answer.value); break;
      case Answer::Means::both: row.words = both(answer.value); break;
      case Answer::Means::keep: row.words = "keep it"; break;
      case Answer::Means::remove: row.words = removal(); break;
      case Answer::Means::find_again: row.words = "find the annotations again by their words"; break;
      case Answer::Means::let_go: row.words = "put it aside: none of the values can be had any more"; break;
      case Answer::Means::place: put_place(answer.at, row); break;
    }
    if (answer.means == Answer::Means::value || answer.means == Answer::Means::remove) row.aside = maker_of(scene_, answer.group);
    if (const auto* placed = std::get_if<Placed>(&answer.value); placed && !placed->at.empty()) put_place(placed->at, row);
    return row;
  }

 private:
  const AttributeRule* rule() const {
    if (!layer_) return nullptr;
    if (decision_.field.of == Field::Of::attribute) return find_attribute(layer_->attributes, decision_.field.name);
    const RoleRule* role = find_role(*layer_, decision_.field.role);
    return role ? find_attribute(role->attributes, decision_.field.name) : nullptr;
  }

  std::string what() const {
    if (layer_) return label_of(*layer_);
    if (entity_) return entity_->kind.empty() ? "Entity" : entity_->kind;
    return span_ ? span_->layer : frame_ ? frame_->layer : "Article";
  }

  // The words of the span, or of what begins the frame; the name of the entity.
  std::string about() const {
    if (entity_) return entity_->name.empty() ? entity_->id.value : entity_->name;
    if (!decision_.mention.empty()) return mention();
    if (span_) return quoted(shortened(is_unplaced(*span_) ? unplaced_words(*span_) : words_of(*span_), kNameLength * 2));
    if (!frame_) return "The whole article";
    for (const RoleRule& role : layer_ ? layer_->roles : std::vector<RoleRule>()) {
      if (!role.begins) continue;
      for (const Span* span : spans_in(scene_.state(), *frame_, role.name)) return quoted(shortened(words_of(*span), kNameLength * 2));
    }
    return what();
  }

  std::string name_of_entity(const std::string& id) const {
    const Entity* entity = scene_.registry().entities.find(id);
    return entity && !entity->name.empty() ? entity->name : id;
  }

  // Whom the mention named before it was split off, and where it stands; its words where it is in this article.
  std::string mention() const {
    const std::string named = name_of_entity(decision_.field.name);
    const auto parts = parts_of(decision_.mention);
    if (!parts) return named;
    const bool here = parts->article == scene_.state().article && parts->annotator == scene_.state().annotator;
    const Span* span = here ? scene_.state().spans.find(parts->record.value) : nullptr;
    if (span) return quoted(shortened(words_of(*span), kNameLength)) + ", which named " + named;
    return "a mention of " + named + " in " + parts->article.value + " by " + parts->annotator.value;
  }

  std::string names(const std::vector<Filler>& list) const {
    std::string names;
    for (const Filler& filler : list) names += (names.empty() ? "" : ", ") + shortened(name_of(scene_, decision_.record, filler.to), kNameLength);
    return names.empty() ? "none" : names;
  }

  std::string entity_value(const std::string& text) const {
    switch (decision_.field.of) {
      case Field::Of::article: return "known in " + text + " only";
      case Field::Of::same_as: {
        const Entity* other = scene_.registry().entities.find(text);
        return "the same as " + (other ? other->name : text);
      }
      default: return text;
    }
  }

  std::string nothing() const {
    switch (decision_.field.of) {
      case Field::Of::article: return "known in the whole project";
      case Field::Of::same_as: return "stands for itself";
      case Field::Of::alias: return "not called “" + decision_.field.name + "”";
      case Field::Of::into: return name_of_entity(decision_.field.name);
      case Field::Of::origin: return "made by hand";
      default: return "no answer";
    }
  }

  std::string value(const FieldValue& value) const {
    if (std::holds_alternative<Unanswered>(value)) return nothing();
    if (const auto* list = std::get_if<std::vector<Filler>>(&value)) return names(*list);
    if (const auto* origin = std::get_if<Origin>(&value)) return "made by " + origin->by;
    if (const auto* placed = std::get_if<Placed>(&value)) return placed->at.empty() ? "no place" : std::string();
    if (const auto* status = std::get_if<StatusWas>(&value)) {
      const std::string word = status->status == Status::done ? "submitted" : to_text(status->status);
      return word + (status->reason.empty() ? "" : ": " + status->reason);
    }
    if (const auto* raw = std::get_if<RawJson>(&value)) {
      if (decision_.field.of == Field::Of::alias) return "also called “" + decision_.field.name + "”";
      return shortened(raw->source, kNameLength);
    }
    const Value& plain = std::get<Value>(value);
    if (decision_.field.of == Field::Of::into) return name_of_entity(std::get<std::string>(plain));
    if (const AttributeRule* of = rule()) return shortened(words_of(scene_, decision_.record, *of, plain), kNameLength * 2);
    AttributeRule none;
    none.type = AttributeType::text;
    if (decision_.field.of == Field::Of::layer) {
      const Layer* layer = find_layer(scene_.session.scheme(), std::get<std::string>(plain));
      return layer ? label_of(*layer) : std::get<std::string>(plain);
    }
    if (const auto* text = std::get_if<std::string>(&plain); text && entity_) return entity_value(*text);
    return shortened(words_of(scene_, decision_.record, none, plain), kNameLength * 2);
  }

  std::string both(const FieldValue& together) const {
    if (decision_.field.of != Field::Of::name) return "both: " + value(together);
    return "both: " + value(together) + ", and the other name as an alias";
  }

  std::string removal() const {
    if (!entity_) return "remove it";
    const std::size_t uses = count_uses(entity_->id, scene_.session.scheme(), scene_.state());
    if (uses == 0) return "remove it; what names it in other articles names nobody then";
    return "remove it; " + std::to_string(uses) + (uses == 1 ? " answer here is" : " answers here are") +
           " open again, in other articles they name nobody";
  }

  void put_place(const Fragments& at, AnswerRow& row) const {
    const TextIndex& index = scene_.article()->index;
    const auto bytes = index.checked_bytes(hull(at));
    if (!bytes) return;
    const std::string_view text = index.text();
    std::size_t begin = bytes->begin.value - std::min(bytes->begin.value, kAround);
    while (begin < bytes->begin.value && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
    std::size_t end = std::min(text.size(), bytes->end.value + kAround);
    while (end > bytes->end.value && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    const auto in_one_line = [](std::string words) {
      std::ranges::replace_if(words, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
      return words;
    };
    row.before = (begin > 0 ? "…" : "") + in_one_line(std::string(text.substr(begin, bytes->begin.value - begin)));
    row.words.clear();
    for (const CodePointRange& fragment : at) {
      row.words += (row.words.empty() ? "" : " … ") + in_one_line(std::string(index.slice(fragment)));
    }
    row.words = shortened(row.words, 2 * kNameLength);
    row.after = in_one_line(std::string(text.substr(bytes->end.value, end - bytes->end.value))) + (end < text.size() ? "…" : "");
  }

  const Scene& scene_;
  const Decision& decision_;
  const Span* span_;
  const Frame* frame_;
  const Entity* entity_;
  const Layer* layer_;
};

}  // namespace

void put_decisions(const Scene& scene, BottomModel& model) {
  const std::vector<OpenDecision>& all = scene.decisions.all();
  if (all.empty()) {
    model.empty_words = "Nothing to decide: every value is agreed, and every annotation has its place.";
    return;
  }
  const std::size_t chosen = scene.decisions.find(scene.ui.chosen_decision);
  const std::vector<Offered> kNone;
  const TextIndex& text = scene.article()->index;
  const DecisionScene deciding{scene.session.scheme(), scene.state(), scene.registry(), &text, scene.article()->article->facts.sha256};
  const std::vector<Offered>& answers = chosen < all.size() ? scene.decisions.answers(chosen, deciding) : kNone;
  // The rows near the scroll position; the chosen one takes a line more for each answer.
  auto first = static_cast<std::size_t>(std::max(0.0F, scene.ui.bottom_scroll / sizes::kProblemRow));
  if (first > chosen) first -= std::min(first - chosen, answers.size());
  const std::size_t in_sight = scene.ui.rows_in_sight + answers.size();
  first = std::min(first, all.size() - std::min(all.size(), in_sight));
  const std::size_t end = std::min(all.size(), first + in_sight);
  model.above = first + (chosen < first ? answers.size() : 0);
  model.below = all.size() - end + (chosen >= end ? answers.size() : 0);
  for (std::size_t i = first; i < end; ++i) {
    const DecisionWords words(scene, all[i].decision);
    DecisionRow row;
    row.sign = words.sign();
    row.subject = words.subject();
    row.message = words.message();
    if (const auto bytes = all[i].place ? text.checked_bytes(*all[i].place) : std::nullopt) {
      row.place = "line " + std::to_string(text.line_of(bytes->begin));
    }
    row.chosen = i == chosen;
    row.intent = {"go-to-decision", all[i].key, {}};
    for (std::size_t k = 0; row.chosen && k < answers.size(); ++k) {
      row.answers.push_back(words.row(answers[k]));
      row.answers.back().key = std::to_string(k + 1);
      if (k == 0 && all[i].decision.about == Decision::About::field && answers[k] && answers[k]->means == Answer::Means::value) {
        std::string& aside = row.answers.back().aside;
        aside = "stands now" + (aside.empty() ? "" : " · " + aside);
      }
      row.answers.back().intent = {"answer", all[i].key, std::to_string(k + 1)};
    }
    model.decisions.push_back(std::move(row));
  }
}

}  // namespace sayso::ui
