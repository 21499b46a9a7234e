#include "annotations/store/answers.h"

#include <algorithm>
#include <optional>

#include "annotations/edit/gestures.h"
#include "annotations/edit/update.h"
#include "annotations/store/edit_codec.h"
#include "annotations/store/likely_places.h"
#include "annotations/store/reanchor.h"
#include "annotations/store/record_codec.h"

namespace sayso {
namespace {

constexpr std::size_t kPlaces = 5;
// Between two texts that are kept one behind the other.
constexpr const char* kBetweenTexts = " / ";

using Alternatives = std::vector<Alternative>;

template <class T>
FieldValue or_unanswered(std::optional<T> value) {
  if (!value) return Unanswered{};
  return *std::move(value);
}

FieldValue read_value(Field::Of of, const RawJson& json) {
  switch (of) {
    case Field::Of::attribute:
    case Field::Of::filler_attribute: {
      auto value = value_from_json(json.source);
      return value ? FieldValue(std::move(value).value()) : FieldValue(json);
    }
    case Field::Of::layer:
    case Field::Of::name:
    case Field::Of::kind:
    case Field::Of::article:
    case Field::Of::into:
    case Field::Of::same_as: return Value(read_back(json.source, text_of));
    case Field::Of::role: return read_back(json.source, fillers_of);
    case Field::Of::origin: return read_back(json.source, origin_of);
    case Field::Of::at: return read_back(json.source, [](const JsonSource& source, const JsonNode& node) {
      JsonFields fields(source, node, "place");
      return Placed{fragments_of(source, fields.need("at")), fields.texts_or_none("text")};
    });
    case Field::Of::status: return read_back(json.source, [](const JsonSource& source, const JsonNode& node) {
      JsonFields fields(source, node, "status");
      const Status status = status_from_text(source, fields.need("status"));
      return StatusWas{status, fields.text_or("reason", "")};
    });
    default: return json;
  }
}

// One decision in its scene.
class Deciding {
 public:
  Deciding(const Decision& decision, const DecisionScene& scene)
      : decision_(decision),
        scene_(scene),
        span_(scene.state.spans.find(decision.record.value)),
        frame_(scene.state.frames.find(decision.record.value)),
        entity_(scene.registry.entities.find(decision.entity.value)),
        split_(scene.registry.splits.find(decision.mention.value)) {}

  std::vector<Answer> answers() const {
    switch (decision_.about) {
      case Decision::About::text: return {answer(Answer::Means::find_again)};
      case Decision::About::removed: return {of_removal(Answer::Means::keep), of_removal(Answer::Means::remove)};
      case Decision::About::unplaced: return places();
      case Decision::About::field: return values();
    }
    return {};
  }

  DecidingEdits edits(const Answer& answer) const {
    DecidingEdits done;
    if (!decision_.entity.empty()) {
      edit_entity(answer, done);
      return done;
    }
    if (!decision_.mention.empty()) {
      edit_split(answer, done.entity_edits);
      return done;
    }
    edit_record(answer, done.edits);
    const bool moves = answer.means == Answer::Means::place || decision_.field.of == Field::Of::at;
    if (moves) append(done.edits, containment(scene_.scheme, scene_.state, after(scene_.state, done.edits)));
    return done;
  }

 private:
  static Answer answer(Answer::Means means) {
    Answer made;
    made.means = means;
    return made;
  }

  Answer of_removal(Answer::Means means) const {
    Answer made = answer(means);
    made.group = conflicts().removed;
    return made;
  }

  static void append(std::vector<Edit>& edits, const std::vector<Edit>& more) {
    edits.insert(edits.end(), more.begin(), more.end());
  }

  static Annotations after(Annotations state, const std::vector<Edit>& edits) {
    for (const Edit& edit : edits) {
      if (auto next = update(state, edit)) state = std::move(next).value();
    }
    return state;
  }

  const Conflicts& conflicts() const {
    static const Conflicts kNone;
    if (!decision_.entity.empty()) return entity_ ? entity_->conflicts : kNone;
    if (!decision_.mention.empty()) return split_ ? split_->conflicts : kNone;
    if (decision_.record.empty()) return scene_.state.conflicts;
    return span_ ? span_->conflicts : frame_ ? frame_->conflicts : kNone;
  }

  Conflicts others() const {
    Conflicts rest = conflicts();
    if (decision_.about == Decision::About::removed) {
      rest.removed = {};
    } else {
      rest.fields.erase(decision_.name);
    }
    return rest;
  }

  // ---- answers -------------------------------------------------------------------------------------

  std::vector<Answer> places() const {
    std::vector<Answer> all;
    if (span_ && scene_.text) {
      for (Fragments& at : likely_places(*span_, scene_.state, *scene_.text, kPlaces)) {
        all.push_back(answer(Answer::Means::place));
        all.back().at = std::move(at);
      }
    }
    all.push_back(answer(Answer::Means::remove));
    return all;
  }

  std::vector<Answer> values() const {
    if (decision_.field.of == Field::Of::text_sha256 && scene_.text) return {answer(Answer::Means::find_again)};
    std::vector<Answer> all;
    const auto found = conflicts().fields.find(decision_.name);
    for (const Alternative& each : found == conflicts().fields.end() ? Alternatives() : found->second) {
      auto value = value_of(each);
      if (!value || std::ranges::find(all, *value, &Answer::value) != all.end()) continue;
      all.push_back(answer(Answer::Means::value));
      all.back().value = *std::move(value);
      all.back().group = each.group;
    }
    if (auto both = all.size() > 1 ? value_of_all(all) : std::nullopt) {
      all.push_back(answer(Answer::Means::both));
      all.back().value = *std::move(both);
    }
    if (all.empty()) all.push_back(answer(Answer::Means::let_go));
    return all;
  }

  // Nothing for what the field cannot have, or cannot have any more.
  std::optional<FieldValue> value_of(const Alternative& alternative) const {
    const Field::Of of = decision_.field.of;
    if (of == Field::Of::gone) return std::nullopt;
    if (!alternative.value) {
      const bool always = of == Field::Of::layer || of == Field::Of::at || of == Field::Of::status || of == Field::Of::text_sha256 ||
                          of == Field::Of::name || of == Field::Of::kind;
      return always ? std::nullopt : std::optional<FieldValue>(Unanswered{});
    }
    try {
      FieldValue value = read_value(of, *alternative.value);
      if (auto* list = std::get_if<std::vector<Filler>>(&value)) return or_unanswered(still_there(std::move(*list)));
      if (const auto* placed = std::get_if<Placed>(&value)) return as_placed_now(*placed);
      const auto* words = std::get_if<Value>(&value);
      const auto* text = words ? std::get_if<std::string>(words) : nullptr;
      const bool empty = text && text->empty() && (of == Field::Of::article || of == Field::Of::same_as);
      if (empty || (of == Field::Of::same_as && text && *text == decision_.entity.value)) return Unanswered{};
      if (of == Field::Of::layer && text && text->empty()) return std::nullopt;
      return value;
    } catch (const JsonMistake&) { return std::nullopt; }  // written by a hand
  }

  // Without fillers that are gone, each as the role has it now; none when no filler of several is left.
  std::optional<std::vector<Filler>> still_there(std::vector<Filler> list) const {
    const std::size_t had = list.size();
    std::erase_if(list, [&](const Filler& filler) {
      const auto* id = std::get_if<RecordId>(&filler.to);
      return id && !scene_.state.spans.contains(id->value) && !scene_.state.frames.contains(id->value);
    });
    if (list.empty() && had > 0) return std::nullopt;
    static const Frame kNone;
    for (Filler& filler : list) {
      for (const Filler& now : fillers(frame_ ? *frame_ : kNone, decision_.field.name)) {
        if (now.to == filler.to) filler = now;
      }
    }
    return list;
  }

  // The text may have been corrected since: the words are looked for. Nothing when they are not in it any more.
  std::optional<FieldValue> as_placed_now(const Placed& placed) const {
    if (!scene_.text || placed.at.empty()) return placed;
    Span was;
    was.at = placed.at;
    was.text = placed.text;
    const auto at = found_again(was, *scene_.text);
    if (!at) return std::nullopt;
    return Placed{*at, words_at(*at)};
  }

  std::vector<std::string> words_at(const Fragments& at) const {
    std::vector<std::string> words;
    for (const CodePointRange& fragment : at) words.emplace_back(scene_.text->slice(fragment));
    return words;
  }

  std::optional<FieldValue> value_of_all(const std::vector<Answer>& all) const {
    if (decision_.field.of == Field::Of::name) return all.front().value;  // the others become aliases
    if (decision_.field.of == Field::Of::role) return all_fillers(all);
    const AttributeRule* rule = attribute_rule();
    if (!rule || (rule->type != AttributeType::choices && rule->type != AttributeType::text)) return std::nullopt;
    std::vector<std::string> together;
    for (const Answer& each : all) {
      const auto* value = std::get_if<Value>(&each.value);
      if (!value) continue;
      const auto* list = std::get_if<std::vector<std::string>>(value);
      const auto* text = std::get_if<std::string>(value);
      for (const std::string& part : list ? *list : text ? std::vector<std::string>{*text} : std::vector<std::string>()) {
        if (std::ranges::find(together, part) == together.end()) together.push_back(part);
      }
    }
    if (together.size() < 2) return std::nullopt;
    Value both = together;
    if (rule->type == AttributeType::text) {
      std::string text;
      for (const std::string& part : together) text += (text.empty() ? "" : kBetweenTexts) + part;
      both = text;
    }
    if (!why_not(*rule, both).empty() || std::ranges::find(all, FieldValue(both), &Answer::value) != all.end()) return std::nullopt;
    return both;
  }

  std::optional<FieldValue> all_fillers(const std::vector<Answer>& all) const {
    const Layer* layer = frame_ ? find_layer(scene_.scheme, frame_->layer) : nullptr;
    const RoleRule* rule = layer ? find_role(*layer, decision_.field.name) : nullptr;
    std::vector<Filler> together;
    for (const Answer& each : all) {
      const auto* list = std::get_if<std::vector<Filler>>(&each.value);
      for (const Filler& filler : list ? *list : std::vector<Filler>()) {
        if (std::ranges::find(together, filler.to, &Filler::to) == together.end()) together.push_back(filler);
      }
    }
    const FieldValue both = together;
    if (!rule || together.size() > rule->most || std::ranges::find(all, both, &Answer::value) != all.end()) return std::nullopt;
    return both;
  }

  const AttributeRule* attribute_rule() const {
    const Layer* layer = span_ ? find_layer(scene_.scheme, span_->layer) : frame_ ? find_layer(scene_.scheme, frame_->layer) : nullptr;
    if (!layer) return nullptr;
    if (decision_.field.of == Field::Of::attribute) return find_attribute(layer->attributes, decision_.field.name);
    const RoleRule* role = decision_.field.of == Field::Of::filler_attribute ? find_role(*layer, decision_.field.role) : nullptr;
    return role ? find_attribute(role->attributes, decision_.field.name) : nullptr;
  }

  // ---- edits of annotations ------------------------------------------------------------------------

  void edit_record(const Answer& answer, std::vector<Edit>& edits) const {
    switch (answer.means) {
      case Answer::Means::find_again:
        edits = find_again(scene_.state, *scene_.text, scene_.text_sha256);
        edits.push_back(SetText{scene_.text_sha256});
        return;
      case Answer::Means::place: append(edits, place_span(*span_, answer.at, *scene_.text)); return;
      case Answer::Means::remove: append(edits, remove(scene_.scheme, scene_.state, decision_.record)); return;
      case Answer::Means::keep:
      case Answer::Means::let_go: edits.push_back(SetConflicts{decision_.record, others()}); return;
      case Answer::Means::value:
      case Answer::Means::both: set_value(answer.value, edits); return;
    }
  }

  void set_origin(const Origin* origin, std::vector<Edit>& edits) const {
    edits.push_back(SetOrigin{decision_.record, origin ? Seldom<Origin>(*origin) : std::nullopt});
  }

  void set_value(const FieldValue& value, std::vector<Edit>& edits) const {
    const RecordId& of = decision_.record;
    const Field& field = decision_.field;
    const auto* plain = std::get_if<Value>(&value);
    const auto* raw = std::get_if<RawJson>(&value);
    const auto as_optional = [](const auto* found) {
      return found ? std::optional(*found) : std::nullopt;
    };
    switch (field.of) {
      case Field::Of::layer: edits.push_back(SetLayer{of, std::get<std::string>(*plain)}); break;
      case Field::Of::at: set_place(std::get<Placed>(value), edits); break;
      case Field::Of::origin: set_origin(std::get_if<Origin>(&value), edits); break;
      case Field::Of::attribute: edits.push_back(SetAttribute{of, {}, std::nullopt, field.name, as_optional(plain)}); break;
      case Field::Of::filler_attribute: edits.push_back(SetAttribute{of, field.role, field.filler, field.name, as_optional(plain)}); break;
      case Field::Of::extra: edits.push_back(SetExtra{of, {}, std::nullopt, field.name, as_optional(raw)}); break;
      case Field::Of::filler_extra: edits.push_back(SetExtra{of, field.role, field.filler, field.name, as_optional(raw)}); break;
      case Field::Of::role: edits.push_back(SetRole{of, field.name, as_optional(std::get_if<std::vector<Filler>>(&value))}); break;
      case Field::Of::status: {
        const auto& status = std::get<StatusWas>(value);
        edits.push_back(SetStatus{status.status, status.reason});
        break;
      }
      default: break;
    }
  }

  void set_place(const Placed& placed, std::vector<Edit>& edits) const {
    edits.push_back(SetFragments{decision_.record, placed.at, placed.text});
    if (!placed.at.empty() && span_->extra.contains(kUnplaced)) {
      edits.push_back(SetExtra{decision_.record, {}, std::nullopt, kUnplaced, std::nullopt});
    }
  }

  // ---- edits of entities ---------------------------------------------------------------------------

  void edit_entity(const Answer& answer, DecidingEdits& done) const {
    const EntityId& of = decision_.entity;
    if (answer.means == Answer::Means::remove) {
      leave_unnamed(done.edits);
      for (const Entity& other : scene_.registry.entities) {
        if (other.same_as != of) continue;
        const EntityId instead = entity_->same_as == other.id ? EntityId() : entity_->same_as;
        settle_and(other, other.conflicts, {JoinEntity{other.id, instead}}, done.entity_edits);
      }
      done.entity_edits.push_back(RemoveEntity{of});
      return;
    }
    std::vector<EntityEdit> edits;
    if (answer.means == Answer::Means::value || answer.means == Answer::Means::both) set_entity_value(answer.value, edits);
    if (answer.means == Answer::Means::both) {
      for (const Answer& each : values()) {
        if (each.means != Answer::Means::value || each.value == answer.value) continue;
        const std::string& name = std::get<std::string>(std::get<Value>(each.value));
        if (!entity_->aliases.contains(name)) edits.push_back(AddAlias{of, name});
      }
    }
    settle_and(*entity_, others(), edits, done.entity_edits);
  }

  // As for entities: what waits first.
  void edit_split(const Answer& answer, std::vector<EntityEdit>& edits) const {
    edits.push_back(SetSplitConflicts{decision_.mention, others()});
    if (answer.means != Answer::Means::value) return;
    const auto* into = std::get_if<Value>(&answer.value);
    const EntityId wanted(into ? std::get<std::string>(*into) : std::string());
    const EntityId of(decision_.field.name);
    const auto stands = split_->into.find(of);
    if (wanted != (stands == split_->into.end() ? EntityId() : stands->second)) edits.push_back(SplitEntity{of, decision_.mention, wanted});
  }

  // What waits then is set before the edits that leave it so: undoing them brings it back last.
  void settle_and(const Entity& entity, const Conflicts& then, const std::vector<EntityEdit>& edits,
                  std::vector<EntityEdit>& done) const {
    Registry registry;
    Entity settled = entity;
    settled.conflicts = then;
    registry.entities.put(std::move(settled));
    for (const EntityEdit& edit : edits) {
      if (auto next = update(registry, edit)) registry = std::move(next).value();
    }
    const Conflicts& left = registry.entities.find(entity.id.value)->conflicts;
    if (left != entity.conflicts) done.push_back(SetEntityConflicts{entity.id, left});
    done.insert(done.end(), edits.begin(), edits.end());
  }

  void set_entity_value(const FieldValue& value, std::vector<EntityEdit>& edits) const {
    const EntityId& of = decision_.entity;
    const auto* plain = std::get_if<Value>(&value);
    const std::string text = plain ? std::get<std::string>(*plain) : std::string();
    switch (decision_.field.of) {
      case Field::Of::name: if (entity_->name != text) edits.push_back(RenameEntity{of, text}); break;
      case Field::Of::kind: if (entity_->kind != text) edits.push_back(SetEntityKind{of, text}); break;
      case Field::Of::article: if (entity_->article.value != text) edits.push_back(SetEntityArticle{of, ArticleId(text)}); break;
      case Field::Of::same_as: if (entity_->same_as.value != text) edits.push_back(JoinEntity{of, EntityId(text)}); break;
      case Field::Of::alias: {
        const bool wanted = !std::holds_alternative<Unanswered>(value);
        const bool there = entity_->aliases.contains(decision_.field.name);
        if (wanted && !there) edits.push_back(AddAlias{of, decision_.field.name});
        if (!wanted && there) edits.push_back(RemoveAlias{of, decision_.field.name});
        break;
      }
      case Field::Of::extra: {
        const auto* raw = std::get_if<RawJson>(&value);
        edits.push_back(SetEntityExtra{of, decision_.field.name, raw ? std::optional(*raw) : std::nullopt});
        break;
      }
      default: break;
    }
  }

  // What these annotations say of an entity that goes is unanswered again.
  void leave_unnamed(std::vector<Edit>& edits) const;

  const Decision& decision_;
  const DecisionScene& scene_;
  const Span* span_;
  const Frame* frame_;
  const Entity* entity_;
  const SplitMention* split_;
};

// Calls `each` with the edit that takes one naming of the entity away, for every one of them.
template <class Each>
void each_use(const EntityId& entity, const Scheme& scheme, const Annotations& state, Each each) {
  const auto in = [&](const std::vector<AttributeRule>& rules, const Attributes& attributes, const SetAttribute& place) {
    for (const AttributeRule& rule : rules) {
      const auto found = attributes.find(rule.name);
      if (rule.type != AttributeType::entity || found == attributes.end() || found->second != Value(entity.value)) continue;
      SetAttribute edit = place;
      edit.name = rule.name;
      each(Edit(edit));
    }
  };
  for (const Span& span : state.spans) {
    if (const Layer* layer = find_layer(scheme, span.layer)) in(layer->attributes, span.attributes, {span.id, {}, std::nullopt, {}, std::nullopt});
  }
  for (const Frame& frame : state.frames) {
    const Layer* layer = find_layer(scheme, frame.layer);
    if (layer) in(layer->attributes, frame.attributes, {frame.id, {}, std::nullopt, {}, std::nullopt});
    for (const auto& [role, list] : frame.roles) {
      const RoleRule* rule = layer ? find_role(*layer, role) : nullptr;
      for (const Filler& filler : list) {
        if (filler.to == Target(entity)) {
          each(Edit(UnfillRole{frame.id, role, filler.to}));
        } else if (rule) {
          in(rule->attributes, filler.attributes, {frame.id, role, filler.to, {}, std::nullopt});
        }
      }
    }
  }
}

void Deciding::leave_unnamed(std::vector<Edit>& edits) const {
  each_use(decision_.entity, scene_.scheme, scene_.state, [&](const Edit& edit) { edits.push_back(edit); });
}

}  // namespace

std::vector<Answer> answers_to(const Decision& decision, const DecisionScene& scene) { return Deciding(decision, scene).answers(); }

DecidingEdits edits_of(const Decision& decision, const Answer& answer, const DecisionScene& scene) {
  return Deciding(decision, scene).edits(answer);
}

std::size_t count_uses(const EntityId& entity, const Scheme& scheme, const Annotations& state) {
  std::size_t uses = 0;
  each_use(entity, scheme, state, [&](const Edit&) { ++uses; });
  return uses;
}

}  // namespace sayso
