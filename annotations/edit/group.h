// A group: the edits of one gesture, which undo as one; one line of a history.
#pragma once

#include <string>
#include <vector>

#include "annotations/edit/comment_edit.h"
#include "annotations/edit/edit.h"
#include "annotations/edit/entity_edit.h"
#include "annotations/model/ids.h"

namespace sayso {

enum class GroupKind { edit, undo, redo, submit, import, outside, join, restore };

std::string to_text(GroupKind kind);

template <class EditType>
struct GroupOf {
  GroupId id;
  GroupKind kind = GroupKind::edit;
  GroupId of;                   // undo and redo: the group undone or done again; restore: the one gone back to
  std::vector<GroupId> after;   // the last group seen; of a join both heads, smaller first
  std::string time;             // RFC 3339, UTC, milliseconds
  std::string by;               // annotator id
  std::string rules;            // scheme and guidelines in force: "attribution@3+9f2c"
  std::string snapshot;         // submit only: sha256 of the snapshot that would be written after it
  std::int64_t seconds = 0;     // active seconds since the last group
  std::vector<EditType> edits;  // may be empty: the gesture's edits are in another file's group of this id
  Extra extra;

  bool operator==(const GroupOf&) const = default;
};

using Group = GroupOf<Edit>;
using EntityGroup = GroupOf<EntityEdit>;
using CommentGroup = GroupOf<CommentEdit>;

}  // namespace sayso
