// May this edit be made under this scheme and on this text? Asked of every edit that does not come from
// the window's own gestures: `sayso edit`, fixes, imports. update() itself looks at neither.
#pragma once

#include "annotations/edit/edit.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "core/base/result.h"
#include "core/text/text_index.h"

namespace sayso {

// Error (usage, without a place) in words that name the layer, role, attribute or position that does not
// fit: layers and roles that the scheme does not have, values outside its rules, targets that are not
// there, positions outside the text, stored texts that are not the text's. Layers, roles and attributes
// of records that are already there in a shape that the scheme does not know may still be taken away.
Result<void> allowed(const Scheme& scheme, const Registry& registry, const TextIndex& text, const Annotations& state,
                     const Edit& edit);

}  // namespace sayso
