#include "annotations/edit/update.h"

namespace sayso {
namespace {

using State = Result<Registry>;

Error gone(const std::string& id) { return damaged_error("there is no entity '" + id + "'", {}); }
Error twice(const std::string& id) { return damaged_error("'" + id + "' is there already", {}); }

struct Update {
  Registry state;

  State operator()(const AddEntity& edit) {
    if (is_reserved(edit.entity.id)) return damaged_error("'" + edit.entity.id.value + "' is a reserved name", {});
    if (state.entities.find(edit.entity.id.value)) return twice(edit.entity.id.value);
    state.entities.put(edit.entity);
    return state;
  }

  State operator()(const RemoveEntity& edit) {
    if (!state.entities.find(edit.of.value)) return gone(edit.of.value);
    state.entities.remove(edit.of.value);
    return state;
  }

  State operator()(const RenameEntity& edit) {
    return with(edit.of, [&](Entity& entity) {
      entity.name = edit.name;
      entity.conflicts.settle("name");
    });
  }

  State operator()(const SetEntityKind& edit) {
    return with(edit.of, [&](Entity& entity) {
      entity.kind = edit.kind;
      entity.conflicts.settle("kind");
    });
  }

  State operator()(const AddAlias& edit) {
    const Entity* entity = state.entities.find(edit.of.value);
    if (entity && entity->aliases.contains(edit.alias)) return twice(edit.alias);
    return with(edit.of, [&](Entity& changed) {
      changed.aliases.insert(edit.alias);
      changed.conflicts.settle("alias." + edit.alias);
    });
  }

  State operator()(const RemoveAlias& edit) {
    const Entity* entity = state.entities.find(edit.of.value);
    if (entity && !entity->aliases.contains(edit.alias)) {
      return damaged_error("'" + edit.alias + "' is no alias of '" + edit.of.value + "'", {});
    }
    return with(edit.of, [&](Entity& changed) {
      changed.aliases.erase(edit.alias);
      changed.conflicts.settle("alias." + edit.alias);
    });
  }

  State operator()(const JoinEntity& edit) {
    if (edit.of == edit.same_as) return damaged_error("an entity cannot be joined to itself", {});
    return with(edit.of, [&](Entity& entity) {
      entity.same_as = edit.same_as;
      entity.conflicts.settle("same-as");
    });
  }

  State operator()(const SplitEntity& edit) {
    if (edit.of.empty()) return damaged_error("a mention is split off an entity, which is not named", {});
    if (edit.of == edit.into) return damaged_error("a mention cannot be split off an entity into the same one", {});
    split(edit.mention, [&](SplitMention& changed) {
      if (edit.into.empty()) {
        changed.into.erase(edit.of);
      } else {
        changed.into[edit.of] = edit.into;
      }
      changed.conflicts.settle("into." + edit.of.value);
    });
    return state;
  }

  State operator()(const SetEntityArticle& edit) {
    return with(edit.of, [&](Entity& entity) {
      entity.article = edit.article;
      entity.conflicts.settle("article");
    });
  }

  State operator()(const SetEntityExtra& edit) {
    return with(edit.of, [&](Entity& entity) {
      if (edit.value) {
        entity.extra[edit.key] = *edit.value;
      } else {
        entity.extra.erase(edit.key);
      }
      entity.conflicts.settle("extra." + edit.key);
    });
  }

  State operator()(const DismissFinding& edit) {
    if (state.dismissed.find(edit.dismissed.id)) return twice(edit.dismissed.id);
    state.dismissed.put(edit.dismissed);
    return state;
  }

  State operator()(const UndismissFinding& edit) {
    if (!state.dismissed.find(edit.of)) return damaged_error("there is no dismissal '" + edit.of + "'", {});
    state.dismissed.remove(edit.of);
    return state;
  }

  State operator()(const SetEntityConflicts& edit) {
    return with(edit.of, [&](Entity& entity) { entity.conflicts = edit.conflicts; });
  }

  State operator()(const SetSplitConflicts& edit) {
    split(edit.mention, [&](SplitMention& changed) { changed.conflicts = edit.conflicts; });
    return state;
  }

 private:
  template <class Change>
  State with(const EntityId& id, Change change) {
    const Entity* found = state.entities.find(id.value);
    if (!found) return gone(id.value);
    Entity entity = *found;
    change(entity);
    state.entities.put(std::move(entity));
    return state;
  }

  // A mention of which there is nothing more to say is not kept.
  template <class Change>
  void split(const MentionId& mention, Change change) {
    const SplitMention* found = state.splits.find(mention.value);
    SplitMention changed = found ? *found : SplitMention{mention, {}};
    change(changed);
    if (!changed.into.empty() || !changed.conflicts.empty()) {
      state.splits.put(std::move(changed));
    } else if (found) {
      state.splits.remove(mention.value);
    }
  }
};

}  // namespace

Result<Registry> update(Registry before, const EntityEdit& edit) {
  return std::visit(Update{std::move(before)}, edit);
}

Result<Registry> update(Registry before, const EntityGroup& group) {
  for (const EntityEdit& edit : group.edits) {
    auto after = update(std::move(before), edit);
    if (!after) return after;
    before = std::move(after).value();
  }
  return before;
}

Registry update_leniently(Registry before, const EntityGroup& group, int* skipped) {
  for (const EntityEdit& edit : group.edits) {
    if (auto after = update(before, edit)) {
      before = std::move(after).value();
    } else if (skipped) {
      ++*skipped;
    }
  }
  return before;
}

}  // namespace sayso
