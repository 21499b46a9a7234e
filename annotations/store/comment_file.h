// Opening what one author remarks about one article: comments/<author>/<article>.history, which is read, checked and
// joined with what sync tools left beside it. There is no snapshot. Opening takes no lock and writes nothing.
#pragma once

#include <vector>

#include "annotations/model/comment.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

// Nothing is ever `pending`: no other file says what this one should.
using OpenedComments = OpenedOf<Comments, CommentGroup>;

inline HistoryFile comments_file(const AnnotatorId& author, const ArticleId& article) { return {author, article, true}; }

// A file that is not there is an empty state without article and author: the first group begins it. Error: only when
// the disk refuses to read, or a name breaks the rules. Everything else opens, with problems.
Result<OpenedComments> open_comments(FileSystem& files, const Project& project, const AnnotatorId& author,
                                     const ArticleId& article);

}  // namespace sayso
