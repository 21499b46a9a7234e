// Edits of the registry that go with something else, so that a split goes on saying what it was meant to. Pure.
#pragma once

#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "annotations/model/annotations.h"
#include "annotations/model/entity.h"

namespace sayso {

// A mention that is told anew whom it names means that from now on, even where it names the same entity as before and
// had been split off it. `before` are the annotations that `edits` are made on, under their annotator and article.
std::vector<EntityEdit> splits_overruled(const Registry& registry, const Annotations& before,
                                         const std::vector<Edit>& edits);

// An article gets another id: the mentions in it that were split off go with it.
std::vector<EntityEdit> splits_moved(const Registry& registry, const ArticleId& from, const ArticleId& to);

}  // namespace sayso
