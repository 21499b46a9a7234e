// Everybody's comments on an article, as a list to read: threads in the order of what they are about. Reads only; any
// thread that owns its FileSystem.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "annotations/model/comment.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

struct FoundComment {
  AnnotatorId author;
  Comment comment;
  // Where in the text of now that stands which it is about, of a reply what the first of its thread is about; empty for
  // the whole article, a frame without spans, and what has no place any more.
  Fragments at;
  std::string words;    // the text there, " … " between fragments
  std::size_t line = 0;  // of the text, from 1; 0 where `at` is empty
  bool is_about_gone = false;  // the annotation, comment or stretch of text is not there any more
  std::size_t depth = 0;       // of a reply one more than of what it answers

  bool operator==(const FoundComment&) const = default;
};

struct FoundComments {
  // The article's first, then in the order of the text, last those about something that is gone; replies follow what
  // they answer; else by time.
  std::vector<FoundComment> comments;
  std::vector<Error> problems;  // of the files with comments; one that is damaged does not hide the others
};

// Errors: no such article, or the disk refuses to read.
Result<FoundComments> comments_on(FileSystem& files, const Project& project, const ArticleId& article);

// Whose is the span or frame of this id? Everybody's that have one, sorted; nobody when there is none.
Result<std::vector<AnnotatorId>> annotators_with_record(FileSystem& files, const Project& project, const ArticleId& article,
                                                        const RecordId& record);

}  // namespace sayso
