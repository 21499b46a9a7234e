// A session's comments: a file of their own beside the annotations, written by the same writer.
#include "annotations/edit/update.h"
#include "annotations/session.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/replay.h"

namespace sayso {

// Opens and locks her file; what a sync tool's second copies hold, and the join of what went on apart, are written first.
Result<void> Session::begin_comments() {
  const HistoryFile file = comments_file(annotator_, open_->article->id);
  if (!comments_) {
    auto opened = open_comments(*settings_.files, project_, annotator_, open_->article->id);
    if (!opened) return opened.error();
    if (!opened->read_only.empty()) return usage_error(opened->read_only, "update sayso to change them");
    comments_ = std::move(opened).value();
  }
  const bool begun = writer_->has(file);
  if (const auto done = writer_->begin(file, comments_->extent); !done) {
    comments_.reset();  // it may be another by the next time
    return done;
  }
  if (begun) return {};
  const auto write = [&](const CommentGroup& group) {
    writer_->append(group.id, {{file, write_group(group)}});
    unsaved_.push_back(group.id);
  };
  auto& groups = comments_->groups;
  for (auto group = groups.end() - static_cast<std::ptrdiff_t>(comments_->unfinished); group != groups.end(); ++group) write(*group);
  copies_.insert(copies_.end(), comments_->copies.begin(), comments_->copies.end());
  if (!comments_->unjoined) return {};
  groups.push_back(join_of(groups));
  write(groups.back());
  comments_->last = groups.back().id;
  comments_->state = replay(groups);
  return {};
}

Result<GroupId> Session::comment(std::vector<CommentEdit> edits) {
  if (!open_) return usage_error("no article is open");
  finish_reading();
  if (annotator_.empty()) return usage_error("nobody is annotating yet", "say who you are first");
  if (annotator_ == kGold) return usage_error("'gold' is nobody's name, and a comment is somebody's", "say who you are");
  if (!project_.read_only.empty()) return usage_error(project_.read_only);
  if (edits.empty()) return GroupId();
  if (const auto begun = begin_comments(); !begun) return begun.error();

  for (CommentEdit& edit : edits) {
    auto* add = std::get_if<AddComment>(&edit);
    if (!add) continue;
    if (add->comment.id.empty()) add->comment.id = RecordId(settings_.ids->next());
    if (add->comment.time.empty()) add->comment.time = to_rfc3339(settings_.clock->now());
  }
  if (comments_->state.article.empty()) edits.insert(edits.begin(), BeginComments{open_->article->id, annotator_});
  Comments state = comments_->state;
  for (const CommentEdit& edit : edits) {
    auto next = update(std::move(state), edit);
    if (!next) return next.error();
    state = std::move(next).value();
  }
  auto group = new_group<CommentGroup>(GroupKind::edit, GroupId(settings_.ids->next()), comments_->last);
  group.by = annotator_.value;
  group.edits = std::move(edits);
  writer_->append(group.id, {{comments_file(annotator_, open_->article->id), write_group(group)}});
  unsaved_.push_back(group.id);
  comments_->state = std::move(state);
  comments_->last = group.id;
  comments_->groups.push_back(std::move(group));
  return comments_->last;
}

}  // namespace sayso
