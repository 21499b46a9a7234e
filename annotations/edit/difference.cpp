// The order of the edits matters twice: it is fixed, so that two machines write the same bytes, and no
// edit may meet a record that is not there yet or is gone already. So: new spans and empty new frames
// first, then roles and attributes, then what is removed.
#include <algorithm>
#include <set>

#include "annotations/edit/update.h"

namespace sayso {
namespace {

template <class T>
std::set<std::string> keys_of(const Shelf<T>& a, const Shelf<T>& b) {
  std::set<std::string> keys;
  for (const T& each : a) keys.insert(key_of(each));
  for (const T& each : b) keys.insert(key_of(each));
  return keys;
}

template <class Map>
std::set<typename Map::key_type> keys_of(const Map& a, const Map& b) {
  std::set<typename Map::key_type> keys;
  for (const auto& [key, value] : a) keys.insert(key);
  for (const auto& [key, value] : b) keys.insert(key);
  return keys;
}

template <class Map>
std::optional<typename Map::mapped_type> value_of(const Map& map, const typename Map::key_type& key) {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

template <class Map, class Each>
void each_change(const Map& from, const Map& to, Each each) {
  for (const auto& key : keys_of(from, to)) {
    const auto value = value_of(to, key);
    if (value_of(from, key) != value) each(key, value);
  }
}

class Difference {
 public:
  Difference(const Annotations& from, const Annotations& to) : from_(from), to_(to) {}

  std::vector<Edit> edits() {
    if (from_.article.empty() && !to_.article.empty()) edits_.push_back(Begin{to_.article, to_.annotator, to_.text_sha256});
    add_records();
    change_spans();
    change_frames();
    remove_records();
    lists();
    header();
    conflicts();
    return std::move(edits_);
  }

 private:
  void add_records() {
    for (const Span& span : to_.spans) {
      if (!from_.spans.find(span.id.value)) edits_.push_back(AddSpan{span});
    }
    // Frames may fill each other's roles, so they come empty and are filled below.
    for (const Frame& frame : to_.frames) {
      if (from_.frames.find(frame.id.value)) continue;
      Frame empty = frame;
      empty.roles.clear();
      edits_.push_back(AddFrame{empty});
    }
  }

  void change_spans() {
    for (const Span& span : to_.spans) {
      const Span* old = from_.spans.find(span.id.value);
      if (!old || *old == span) continue;
      if (old->layer != span.layer) edits_.push_back(SetLayer{span.id, span.layer});
      if (old->at != span.at || old->text != span.text) edits_.push_back(SetFragments{span.id, span.at, span.text});
      change_record(*old, span);
    }
  }

  void change_frames() {
    static const Roles kNoRoles;
    for (const Frame& frame : to_.frames) {
      const Frame* old = from_.frames.find(frame.id.value);
      if (old && *old == frame) continue;
      if (old && old->layer != frame.layer) edits_.push_back(SetLayer{frame.id, frame.layer});
      change_roles(frame.id, old ? old->roles : kNoRoles, frame.roles);
      if (old) change_record(*old, frame);
    }
  }

  void change_roles(const RecordId& id, const Roles& from, const Roles& to) {
    each_change(from, to, [&](const std::string& role, const std::optional<std::vector<Filler>>& list) {
      const auto old = value_of(from, role);
      if (old && list && same_targets(*old, *list)) {
        for (std::size_t i = 0; i < list->size(); ++i) change_filler(id, role, (*old)[i], (*list)[i]);
      } else {
        edits_.push_back(SetRole{id, role, list});
      }
    });
  }

  static bool same_targets(const std::vector<Filler>& a, const std::vector<Filler>& b) {
    return std::ranges::equal(a, b, {}, &Filler::to, &Filler::to);
  }

  void change_filler(const RecordId& id, const std::string& role, const Filler& from, const Filler& to) {
    each_change(from.attributes, to.attributes, [&](const std::string& name, const std::optional<Value>& value) {
      edits_.push_back(SetAttribute{id, role, to.to, name, value});
    });
    each_change(from.extra, to.extra, [&](const std::string& key, const std::optional<RawJson>& value) {
      edits_.push_back(SetExtra{id, role, to.to, key, value});
    });
  }

  template <class Record>
  void change_record(const Record& from, const Record& to) {
    each_change(from.attributes, to.attributes, [&](const std::string& name, const std::optional<Value>& value) {
      edits_.push_back(SetAttribute{to.id, {}, std::nullopt, name, value});
    });
    if (from.origin != to.origin) edits_.push_back(SetOrigin{to.id, to.origin});
    change_extra(to.id, from.extra, to.extra);
  }

  void change_extra(const RecordId& of, const Extra& from, const Extra& to) {
    each_change(from, to, [&](const std::string& key, const std::optional<RawJson>& value) {
      edits_.push_back(SetExtra{of, {}, std::nullopt, key, value});
    });
  }

  void remove_records() {
    // A frame that goes may still be filled by one that goes with it, so all are emptied first.
    for (const Frame& frame : from_.frames) {
      if (to_.frames.find(frame.id.value)) continue;
      for (const auto& [role, list] : frame.roles) edits_.push_back(SetRole{frame.id, role, std::nullopt});
    }
    for (const Frame& frame : from_.frames) {
      if (!to_.frames.find(frame.id.value)) edits_.push_back(RemoveFrame{frame.id});
    }
    for (const Span& span : from_.spans) {
      if (!to_.spans.find(span.id.value)) edits_.push_back(RemoveSpan{span.id});
    }
  }

  void lists() {
    for (const std::string& id : keys_of(from_.suggested, to_.suggested)) {
      const StoredSuggestion* old = from_.suggested.find(id);
      const StoredSuggestion* now = to_.suggested.find(id);
      if (old && now && *old == *now) continue;
      if (old) edits_.push_back(RemoveSuggestion{old->id});
      if (now) edits_.push_back(AddSuggestion{*now});
    }
    for (const std::string& id : keys_of(from_.dismissed, to_.dismissed)) {
      const Dismissal* old = from_.dismissed.find(id);
      const Dismissal* now = to_.dismissed.find(id);
      if (old && now && *old == *now) continue;
      if (old) edits_.push_back(Undismiss{old->id});
      if (now) edits_.push_back(Dismiss{*now});
    }
  }

  void header() {
    if (!from_.article.empty() && from_.text_sha256 != to_.text_sha256) edits_.push_back(SetText{to_.text_sha256});
    if (from_.status != to_.status || from_.reason != to_.reason) edits_.push_back(SetStatus{to_.status, to_.reason});
    change_extra({}, from_.extra, to_.extra);
  }

  // Last, because every other edit of a field decides it.
  void conflicts() {
    for (const Span& span : to_.spans) {
      const Span* old = from_.spans.find(span.id.value);
      if (old && *old != span) set_conflicts(span.id, old->conflicts, span.conflicts);  // a new one brings them
    }
    for (const Frame& frame : to_.frames) {
      const Frame* old = from_.frames.find(frame.id.value);
      if (!old || *old != frame) set_conflicts(frame.id, old ? old->conflicts : Conflicts(), frame.conflicts);
    }
    const bool header_changed = from_.status != to_.status || from_.reason != to_.reason ||
                                from_.text_sha256 != to_.text_sha256 || from_.extra != to_.extra ||
                                from_.conflicts != to_.conflicts;
    if (header_changed) set_conflicts({}, from_.conflicts, to_.conflicts);
  }

  void set_conflicts(const RecordId& id, const Conflicts& from, const Conflicts& to) {
    if (!from.empty() || !to.empty()) edits_.push_back(SetConflicts{id, to});
  }

  const Annotations& from_;
  const Annotations& to_;
  std::vector<Edit> edits_;
};

void change_entity(const Entity& from, const Entity& to, std::vector<EntityEdit>& edits) {
  if (from.name != to.name) edits.push_back(RenameEntity{to.id, to.name});
  if (from.kind != to.kind) edits.push_back(SetEntityKind{to.id, to.kind});
  for (const std::string& alias : from.aliases) {
    if (!to.aliases.contains(alias)) edits.push_back(RemoveAlias{to.id, alias});
  }
  for (const std::string& alias : to.aliases) {
    if (!from.aliases.contains(alias)) edits.push_back(AddAlias{to.id, alias});
  }
  if (from.article != to.article) edits.push_back(SetEntityArticle{to.id, to.article});
  if (from.same_as != to.same_as) edits.push_back(JoinEntity{to.id, to.same_as});
  each_change(from.extra, to.extra, [&](const std::string& key, const std::optional<RawJson>& value) {
    edits.push_back(SetEntityExtra{to.id, key, value});
  });
  // Last, because every other edit of a field decides it.
  if (!(from.conflicts.empty() && to.conflicts.empty())) edits.push_back(SetEntityConflicts{to.id, to.conflicts});
}

void change_split(const Registry& from, const Registry& to, const MentionId& mention, std::vector<EntityEdit>& edits) {
  static const SplitMention kNone;
  const SplitMention* before = from.splits.find(mention.value);
  const SplitMention* after = to.splits.find(mention.value);
  const SplitMention& was = before ? *before : kNone;
  const SplitMention& is = after ? *after : kNone;
  if (before && after && was == is) return;
  each_change(was.into, is.into, [&](const EntityId& of, const std::optional<EntityId>& into) {
    edits.push_back(SplitEntity{of, mention, into.value_or(EntityId())});
  });
  if (!(was.conflicts.empty() && is.conflicts.empty())) edits.push_back(SetSplitConflicts{mention, is.conflicts});
}

}  // namespace

std::vector<Edit> difference(const Annotations& from, const Annotations& to) { return Difference(from, to).edits(); }

std::vector<EntityEdit> difference(const Registry& from, const Registry& to) {
  std::vector<EntityEdit> edits;
  for (const Entity& entity : to.entities) {
    const Entity* old = from.entities.find(entity.id.value);
    if (!old) {
      edits.push_back(AddEntity{entity});
    } else if (*old != entity) {
      change_entity(*old, entity, edits);
    }
  }
  for (const Entity& entity : from.entities) {
    if (!to.entities.find(entity.id.value)) edits.push_back(RemoveEntity{entity.id});
  }
  for (const std::string& mention : keys_of(from.splits, to.splits)) change_split(from, to, MentionId(mention), edits);
  for (const std::string& id : keys_of(from.dismissed, to.dismissed)) {
    const DismissedFinding* old = from.dismissed.find(id);
    const DismissedFinding* now = to.dismissed.find(id);
    if (old && now && *old == *now) continue;
    if (old) edits.push_back(UndismissFinding{old->id});
    if (now) edits.push_back(DismissFinding{*now});
  }
  return edits;
}

}  // namespace sayso
