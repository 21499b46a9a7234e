// Undo and redo of changes to the registry, which others change too: a change is taken back only where what
// it made still stands. Pure.
#pragma once

#include <vector>

#include "annotations/edit/entity_edit.h"
#include "annotations/model/entity.h"

namespace sayso {

// An edit that was made, and the edit that takes it back.
struct EntityChange {
  EntityEdit edit;
  EntityEdit back;

  bool operator==(const EntityChange&) const = default;
};

// Makes the edits that succeed, in order, and tells what they changed; `left_out`, if not null, counts the others.
std::vector<EntityChange> change(Registry& registry, const std::vector<EntityEdit>& edits, int* left_out = nullptr);

// Does the registry hold what the edit made there? Not when somebody changed the same field since, or
// anything of an entity that the edit added.
bool stands(const Registry& registry, const EntityEdit& edit);

struct Retrace {
  std::vector<EntityEdit> edits;   // which succeed one after the other
  std::vector<EntityEdit> passed;  // changes that were left as they are, because others went on from there
};

// Takes the changes back, the last first; or makes them again.
Retrace undo_of(Registry registry, const std::vector<EntityChange>& changes);
Retrace redo_of(Registry registry, const std::vector<EntityChange>& changes);

}  // namespace sayso
