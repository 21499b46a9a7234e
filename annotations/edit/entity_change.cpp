#include "annotations/edit/entity_change.h"

#include "annotations/edit/update.h"

namespace sayso {
namespace {

struct Stands {
  const Registry& registry;

  bool operator()(const AddEntity& edit) const {
    const Entity* found = registry.entities.find(edit.entity.id.value);
    return found && *found == edit.entity;
  }
  bool operator()(const RemoveEntity& edit) const { return !registry.entities.contains(edit.of.value); }
  bool operator()(const RenameEntity& edit) const {
    return has(edit.of, [&](const Entity& entity) { return entity.name == edit.name; });
  }
  bool operator()(const SetEntityKind& edit) const {
    return has(edit.of, [&](const Entity& entity) { return entity.kind == edit.kind; });
  }
  bool operator()(const AddAlias& edit) const {
    return has(edit.of, [&](const Entity& entity) { return entity.aliases.contains(edit.alias); });
  }
  bool operator()(const RemoveAlias& edit) const {
    return has(edit.of, [&](const Entity& entity) { return !entity.aliases.contains(edit.alias); });
  }
  bool operator()(const JoinEntity& edit) const {
    return has(edit.of, [&](const Entity& entity) { return entity.same_as == edit.same_as; });
  }
  bool operator()(const SplitEntity& edit) const {
    const SplitMention* found = registry.splits.find(edit.mention.value);
    if (!found) return edit.into.empty();
    const auto into = found->into.find(edit.of);
    return into == found->into.end() ? edit.into.empty() : into->second == edit.into;
  }
  bool operator()(const SetEntityArticle& edit) const {
    return has(edit.of, [&](const Entity& entity) { return entity.article == edit.article; });
  }
  bool operator()(const SetEntityExtra& edit) const {
    return has(edit.of, [&](const Entity& entity) {
      const auto found = entity.extra.find(edit.key);
      return found == entity.extra.end() ? !edit.value : edit.value && *edit.value == found->second;
    });
  }
  bool operator()(const SetEntityConflicts& edit) const {
    return has(edit.of, [&](const Entity& entity) { return entity.conflicts == edit.conflicts; });
  }
  bool operator()(const SetSplitConflicts& edit) const {
    const SplitMention* found = registry.splits.find(edit.mention.value);
    return found ? found->conflicts == edit.conflicts : edit.conflicts.empty();
  }
  bool operator()(const DismissFinding& edit) const {
    const DismissedFinding* found = registry.dismissed.find(edit.dismissed.id);
    return found && *found == edit.dismissed;
  }
  bool operator()(const UndismissFinding& edit) const { return !registry.dismissed.contains(edit.of); }

 private:
  template <class Test>
  bool has(const EntityId& id, Test test) const {
    const Entity* found = registry.entities.find(id.value);
    return found && test(*found);
  }
};

// Makes `edit` where what it replaces still stands.
void replace(Registry& registry, const EntityEdit& standing, const EntityEdit& edit, Retrace& retrace) {
  if (stands(registry, standing)) {
    if (auto next = update(registry, edit)) {
      registry = std::move(next).value();
      retrace.edits.push_back(edit);
      return;
    }
  }
  retrace.passed.push_back(standing);
}

}  // namespace

std::vector<EntityChange> change(Registry& registry, const std::vector<EntityEdit>& edits, int* left_out) {
  std::vector<EntityChange> changes;
  for (const EntityEdit& edit : edits) {
    if (auto next = update(registry, edit)) {
      changes.push_back({edit, inverse(registry, edit)});
      registry = std::move(next).value();
    } else if (left_out) {
      ++*left_out;
    }
  }
  return changes;
}

bool stands(const Registry& registry, const EntityEdit& edit) { return std::visit(Stands{registry}, edit); }

Retrace undo_of(Registry registry, const std::vector<EntityChange>& changes) {
  Retrace retrace;
  for (auto each = changes.rbegin(); each != changes.rend(); ++each) replace(registry, each->edit, each->back, retrace);
  return retrace;
}

Retrace redo_of(Registry registry, const std::vector<EntityChange>& changes) {
  Retrace retrace;
  for (const EntityChange& each : changes) replace(registry, each.back, each.edit, retrace);
  return retrace;
}

}  // namespace sayso
