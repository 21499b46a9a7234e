// The lines that `sayso edit` reads: each is one gesture. Pure.
#pragma once

#include <string>
#include <string_view>

#include "annotations/new_ids.h"
#include "annotations/session.h"
#include "core/base/result.h"

namespace sayso::cli {

// {"edits": […]}, or a list of edits, or one edit; edits of entities may stand among the others.
// Errors (damaged) without a place: not JSON, an unknown edit, a key too many.
Result<Gesture> gesture_from_line(std::string_view line);

// May this gesture be made in the session's article, under the project's scheme? Each edit is asked on
// the state that those before it give. Real ids must be in already; a split may be of a mention in any file of the
// project, which is read. Error (damaged, or machine) without a place.
Result<void> check_gesture(FileSystem& files, const Session& session, const Gesture& gesture);

// Puts real ids in: those that the gesture makes go into `made`; a "new:…" that it does not make means
// the record or entity that an earlier gesture made under that name.
void put_ids(Gesture& gesture, const Registry& registry, IdSource& ids, const NewIds& earlier, NewIds& made);

}  // namespace sayso::cli
