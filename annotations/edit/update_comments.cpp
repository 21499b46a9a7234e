#include "annotations/edit/update.h"

namespace sayso {
namespace {

using State = Result<Comments>;

Error gone(const RecordId& id) { return damaged_error("there is no comment '" + id.value + "'", {}); }

struct Update {
  Comments state;

  State operator()(const BeginComments& edit) {
    if (!state.article.empty()) return damaged_error("a history begins once", {});
    state.article = edit.article;
    state.author = edit.author;
    return state;
  }

  State operator()(const AddComment& edit) {
    if (state.comments.contains(edit.comment.id.value)) {
      return damaged_error("'" + edit.comment.id.value + "' is there already", {});
    }
    state.comments.put(edit.comment);
    return state;
  }

  State operator()(const SetCommentText& edit) {
    return with(edit.of, [&](Comment& comment) {
      comment.text = edit.text;
      comment.conflicts.settle("text");
    });
  }

  State operator()(const ResolveComment& edit) {
    return with(edit.of, [&](Comment& comment) {
      comment.resolved = edit.resolved;
      comment.conflicts.settle("resolved");
    });
  }

  State operator()(const RemoveComment& edit) {
    if (!state.comments.contains(edit.of.value)) return gone(edit.of);
    state.comments.remove(edit.of.value);
    return state;
  }

  State operator()(const SetCommentConflicts& edit) {
    return with(edit.of, [&](Comment& comment) { comment.conflicts = edit.conflicts; });
  }

 private:
  template <class Change>
  State with(const RecordId& id, Change change) {
    const Comment* found = state.comments.find(id.value);
    if (!found) return gone(id);
    Comment comment = *found;
    change(comment);
    state.comments.put(std::move(comment));
    return state;
  }
};

// Text and `resolved` may change; what it is about, and when it was made, come with adding it.
bool only_changed(const Comment& from, Comment to) {
  to.text = from.text;
  to.resolved = from.resolved;
  to.conflicts = from.conflicts;
  return from == to;
}

}  // namespace

Result<Comments> update(Comments before, const CommentEdit& edit) {
  return std::visit(Update{std::move(before)}, edit);
}

Comments update_leniently(Comments before, const CommentGroup& group, int* skipped) {
  for (const CommentEdit& edit : group.edits) {
    if (auto after = update(before, edit)) {
      before = std::move(after).value();
    } else if (skipped) {
      ++*skipped;
    }
  }
  return before;
}

std::vector<CommentEdit> difference(const Comments& from, const Comments& to) {
  std::vector<CommentEdit> edits;
  if (from.article.empty() && !to.article.empty()) edits.push_back(BeginComments{to.article, to.author});
  for (const Comment& comment : from.comments) {
    if (!to.comments.contains(comment.id.value)) edits.push_back(RemoveComment{comment.id});
  }
  for (const Comment& comment : to.comments) {
    const Comment* old = from.comments.find(comment.id.value);
    if (old && *old == comment) continue;
    if (!old || !only_changed(*old, comment)) {
      if (old) edits.push_back(RemoveComment{comment.id});
      edits.push_back(AddComment{comment});
      continue;
    }
    if (old->text != comment.text) edits.push_back(SetCommentText{comment.id, comment.text});
    if (old->resolved != comment.resolved) edits.push_back(ResolveComment{comment.id, comment.resolved});
    // Last, because every other edit of a field decides it.
    if (!(old->conflicts.empty() && comment.conflicts.empty())) {
      edits.push_back(SetCommentConflicts{comment.id, comment.conflicts});
    }
  }
  return edits;
}

}  // namespace sayso
