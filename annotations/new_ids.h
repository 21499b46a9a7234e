// Real ids in place of "new:1", "new:2", …, by which edits from outside (fixes, `sayso edit`, suggestions)
// name the records and entities that they make.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "core/base/uuid.h"

namespace sayso {

// What each "new:…" became; one map serves one group of edits.
using NewIds = std::map<std::string, std::string>;

// Puts ids in, in place. A name that no edit of the group makes is left as it is, and update() or
// allowed() refuses it. Entities get a slug of their name with a tail; `registry` says what is taken.
void put_real_ids(std::vector<Edit>& edits, std::vector<EntityEdit>& entity_edits, const Registry& registry,
                  IdSource& ids, NewIds& made);

}  // namespace sayso
