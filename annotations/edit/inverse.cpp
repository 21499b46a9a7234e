#include <algorithm>
#include <cassert>

#include "annotations/edit/update.h"

namespace sayso {
namespace {

template <class Map>
auto value_of(const Map& map, const std::string& key) -> std::optional<typename Map::mapped_type> {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

struct Inverse {
  const Annotations& before;

  // A history cannot un-begin; what comes before the first group is the empty state.
  std::vector<Edit> operator()(const Begin&) const { return {}; }
  std::vector<Edit> operator()(const AddSpan& edit) const { return {RemoveSpan{edit.span->id}}; }
  std::vector<Edit> operator()(const RemoveSpan& edit) const { return {AddSpan{span(edit.of)}}; }
  std::vector<Edit> operator()(const SetFragments& edit) const {
    return {SetFragments{edit.of, span(edit.of).at, span(edit.of).text}};
  }
  std::vector<Edit> operator()(const SetLayer& edit) const {
    const Span* found = before.spans.find(edit.of.value);
    return {SetLayer{edit.of, found ? found->layer : frame(edit.of).layer}};
  }
  std::vector<Edit> operator()(const AddFrame& edit) const { return {RemoveFrame{edit.frame->id}}; }
  std::vector<Edit> operator()(const RemoveFrame& edit) const { return {AddFrame{frame(edit.of)}}; }

  std::vector<Edit> operator()(const FillRole& edit) const {
    // Filling a role that was answered 'none' takes that answer away: give it back.
    const auto list = value_of(frame(edit.of).roles, edit.role);
    if (list && list->empty()) return {SetRole{edit.of, edit.role, list}};
    return {UnfillRole{edit.of, edit.role, edit.filler.to}};
  }
  std::vector<Edit> operator()(const UnfillRole& edit) const {
    const auto& list = fillers(frame(edit.of), edit.role);
    const auto found = std::ranges::find(list, edit.filler, &Filler::to);
    return {FillRole{edit.of, edit.role, *found, static_cast<std::size_t>(found - list.begin())}};
  }
  std::vector<Edit> operator()(const SetRole& edit) const {
    return {SetRole{edit.of, edit.role, value_of(frame(edit.of).roles, edit.role)}};
  }

  std::vector<Edit> operator()(const SetAttribute& edit) const {
    SetAttribute back = edit;
    if (edit.filler) {
      back.value = value_of(filler(edit.of, edit.role, *edit.filler).attributes, edit.name);
    } else if (const Span* found = before.spans.find(edit.of.value)) {
      back.value = value_of(found->attributes, edit.name);
    } else {
      back.value = value_of(frame(edit.of).attributes, edit.name);
    }
    return {back};
  }

  std::vector<Edit> operator()(const SetOrigin& edit) const {
    const Span* found = before.spans.find(edit.of.value);
    return {SetOrigin{edit.of, found ? found->origin : frame(edit.of).origin}};
  }
  std::vector<Edit> operator()(const SetStatus&) const { return {SetStatus{before.status, before.reason}}; }
  std::vector<Edit> operator()(const Dismiss& edit) const { return {Undismiss{edit.dismissal->id}}; }
  std::vector<Edit> operator()(const Undismiss& edit) const { return {Dismiss{*before.dismissed.find(edit.of.value)}}; }
  std::vector<Edit> operator()(const AddSuggestion& edit) const { return {RemoveSuggestion{edit.suggestion.id}}; }
  std::vector<Edit> operator()(const RemoveSuggestion& edit) const {
    return {AddSuggestion{*before.suggested.find(edit.of.value)}};
  }

  std::vector<Edit> operator()(const SetExtra& edit) const {
    SetExtra back = edit;
    if (edit.of.empty()) {
      back.value = value_of(before.extra, edit.key);
    } else if (edit.filler) {
      back.value = value_of(filler(edit.of, edit.role, *edit.filler).extra, edit.key);
    } else if (const Dismissal* dismissal = before.dismissed.find(edit.of.value)) {
      back.value = value_of(dismissal->extra, edit.key);
    } else if (const Span* found = before.spans.find(edit.of.value)) {
      back.value = value_of(found->extra, edit.key);
    } else {
      back.value = value_of(frame(edit.of).extra, edit.key);
    }
    return {back};
  }

  std::vector<Edit> operator()(const SetText&) const { return {SetText{before.text_sha256}}; }
  std::vector<Edit> operator()(const SetConflicts& edit) const { return {SetConflicts{edit.of, conflicts(edit.of)}}; }

  // What the edit decided is undecided again when it is taken back.
  void give_back_conflicts(const Edit& edit, std::vector<Edit>& back) const {
    const auto of = std::visit(
        [](const auto& each) -> std::optional<RecordId> {
          using E = std::decay_t<decltype(each)>;
          if constexpr (std::is_same_v<E, SetStatus> || std::is_same_v<E, SetText>) return RecordId();
          else if constexpr (std::is_same_v<E, RemoveSpan> || std::is_same_v<E, RemoveFrame> || std::is_same_v<E, SetConflicts>) return std::nullopt;
          else if constexpr (requires { each.of; }) return each.of;
          else return std::nullopt;
        },
        edit);
    if (!of) return;
    const Conflicts had = conflicts(*of);
    if (!had.empty()) back.push_back(SetConflicts{*of, had});
  }

 private:
  // Of the header, a span or a frame; other records have none.
  Conflicts conflicts(const RecordId& id) const {
    if (id.empty()) return before.conflicts;
    if (const Span* found = before.spans.find(id.value)) return found->conflicts;
    if (const Frame* found = before.frames.find(id.value)) return found->conflicts;
    return {};
  }
  const Span& span(const RecordId& id) const {
    const Span* found = before.spans.find(id.value);
    assert(found && "inverse() is asked only of edits that succeed");
    return *found;
  }
  const Frame& frame(const RecordId& id) const {
    const Frame* found = before.frames.find(id.value);
    assert(found && "inverse() is asked only of edits that succeed");
    return *found;
  }
  const Filler& filler(const RecordId& id, const std::string& role, const Target& to) const {
    const auto& list = fillers(frame(id), role);
    const auto found = std::ranges::find(list, to, &Filler::to);
    assert(found != list.end() && "inverse() is asked only of edits that succeed");
    return *found;
  }
};

struct EntityInverse {
  const Registry& before;

  EntityEdit operator()(const AddEntity& edit) const { return RemoveEntity{edit.entity.id}; }
  EntityEdit operator()(const RemoveEntity& edit) const { return AddEntity{entity(edit.of)}; }
  EntityEdit operator()(const RenameEntity& edit) const { return RenameEntity{edit.of, entity(edit.of).name}; }
  EntityEdit operator()(const SetEntityKind& edit) const { return SetEntityKind{edit.of, entity(edit.of).kind}; }
  EntityEdit operator()(const AddAlias& edit) const { return RemoveAlias{edit.of, edit.alias}; }
  EntityEdit operator()(const RemoveAlias& edit) const { return AddAlias{edit.of, edit.alias}; }
  EntityEdit operator()(const JoinEntity& edit) const { return JoinEntity{edit.of, entity(edit.of).same_as}; }
  EntityEdit operator()(const SetEntityArticle& edit) const {
    return SetEntityArticle{edit.of, entity(edit.of).article};
  }
  EntityEdit operator()(const SplitEntity& edit) const {
    const SplitMention split = split_of(edit.mention);
    const auto into = split.into.find(edit.of);
    return SplitEntity{edit.of, edit.mention, into == split.into.end() ? EntityId() : into->second};
  }
  EntityEdit operator()(const SetEntityExtra& edit) const {
    return SetEntityExtra{edit.of, edit.key, value_of(entity(edit.of).extra, edit.key)};
  }
  EntityEdit operator()(const SetEntityConflicts& edit) const {
    return SetEntityConflicts{edit.of, entity(edit.of).conflicts};
  }
  EntityEdit operator()(const SetSplitConflicts& edit) const {
    return SetSplitConflicts{edit.mention, split_of(edit.mention).conflicts};
  }
  EntityEdit operator()(const DismissFinding& edit) const { return UndismissFinding{edit.dismissed.id}; }
  EntityEdit operator()(const UndismissFinding& edit) const {
    return DismissFinding{*before.dismissed.find(edit.of)};
  }

 private:
  const Entity& entity(const EntityId& id) const {
    const Entity* found = before.entities.find(id.value);
    assert(found && "inverse() is asked only of edits that succeed");
    return *found;
  }
  SplitMention split_of(const MentionId& mention) const {
    const SplitMention* found = before.splits.find(mention.value);
    return found ? *found : SplitMention{mention, {}};
  }
};

}  // namespace

std::vector<Edit> inverse(const Annotations& before, const Edit& edit) {
  const Inverse inverse{before};
  auto back = std::visit(inverse, edit);
  inverse.give_back_conflicts(edit, back);
  return back;
}

EntityEdit inverse(const Registry& before, const EntityEdit& edit) {
  return std::visit(EntityInverse{before}, edit);
}

}  // namespace sayso
