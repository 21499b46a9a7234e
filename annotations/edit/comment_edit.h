// Every change to comments, as a small value. Applied by update(); FORMAT.md lists each with its name.
#pragma once

#include <string>
#include <variant>

#include "annotations/model/comment.h"

namespace sayso {

// Once, before all others.
struct BeginComments { ArticleId article; AnnotatorId author; bool operator==(const BeginComments&) const = default; };
struct AddComment { Comment comment; bool operator==(const AddComment&) const = default; };
struct SetCommentText { RecordId of; std::string text; bool operator==(const SetCommentText&) const = default; };
struct ResolveComment { RecordId of; bool resolved = true; bool operator==(const ResolveComment&) const = default; };
struct RemoveComment { RecordId of; bool operator==(const RemoveComment&) const = default; };
struct SetCommentConflicts { RecordId of; Conflicts conflicts; bool operator==(const SetCommentConflicts&) const = default; };

using CommentEdit =
    std::variant<BeginComments, AddComment, SetCommentText, ResolveComment, RemoveComment, SetCommentConflicts>;

}  // namespace sayso
