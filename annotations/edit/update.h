// The one place where annotations, entities and comments change. Pure: the same state and edit give the same
// result everywhere, so a history replays to the same bytes.
#pragma once

#include <vector>

#include "annotations/edit/group.h"
#include "annotations/model/annotations.h"
#include "annotations/model/comment.h"
#include "annotations/model/entity.h"
#include "core/base/result.h"

namespace sayso {

// The state after one edit. Errors (kind damaged, no place): a record that is not there or is there
// twice, a role filled twice, fragments out of order. Scheme and text are not looked at; see allowed.h.
Result<Annotations> update(Annotations before, const Edit& edit);
Result<Registry> update(Registry before, const EntityEdit& edit);
Result<Comments> update(Comments before, const CommentEdit& edit);

// The same in place; after an error the state is as it was.
Result<void> apply(Annotations& state, const Edit& edit);

// All edits of a group in order, or the first error; the group's `rules` become the state's.
Result<Annotations> update(Annotations before, const Group& group);
Result<Registry> update(Registry before, const EntityGroup& group);

// As update(group), but an edit whose record is gone changes nothing: what replay does with the tails
// that a join brought together. `skipped`, if not null, counts such edits.
Annotations update_leniently(Annotations before, const Group& group, int* skipped = nullptr);
Registry update_leniently(Registry before, const EntityGroup& group, int* skipped = nullptr);
Comments update_leniently(Comments before, const CommentGroup& group, int* skipped = nullptr);

// What turns the state after `edit` back into `before`. Precondition: update(before, edit) succeeds.
std::vector<Edit> inverse(const Annotations& before, const Edit& edit);
// Of an entity that waited for a decision the decision stays.
EntityEdit inverse(const Registry& before, const EntityEdit& edit);

// Edits that turn `from` into `to`, in a fixed order; empty when they are equal. Headers must name the
// same article and annotator; `rules` is not compared (it comes with the group).
std::vector<Edit> difference(const Annotations& from, const Annotations& to);
std::vector<EntityEdit> difference(const Registry& from, const Registry& to);
std::vector<CommentEdit> difference(const Comments& from, const Comments& to);

}  // namespace sayso
