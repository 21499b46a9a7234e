// What somebody remarks about an annotation, a stretch of text, an article or another comment. A comment is kept in its
// author's own file, whoever's work it is about.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "annotations/model/conflicts.h"
#include "annotations/model/ids.h"
#include "annotations/model/span.h"
#include "annotations/model/value.h"
#include "core/state/shelf.h"

namespace sayso {

// What a comment is about. What it names may be gone by now: others change their own files as they like.
struct OnArticle { bool operator==(const OnArticle&) const = default; };
struct OnRecord { AnnotatorId annotator; RecordId record; bool operator==(const OnRecord&) const = default; };  // a span or frame of hers
struct OnText {
  Fragments at;                   // code points of the text below; never empty
  std::vector<std::string> text;  // the words of each fragment
  std::string text_sha256;        // the text that the positions count in

  bool operator==(const OnText&) const = default;
};
struct OnComment { AnnotatorId author; RecordId comment; bool operator==(const OnComment&) const = default; };  // a reply
using CommentPlace = std::variant<OnArticle, OnRecord, OnText, OnComment>;

struct Comment {
  RecordId id;
  CommentPlace on;
  std::string text;
  std::string time;  // when it was made: RFC 3339, UTC, milliseconds
  bool resolved = false;
  Extra extra = {};
  Conflicts conflicts = {};

  bool operator==(const Comment&) const = default;
};

inline const std::string& key_of(const Comment& comment) { return comment.id.value; }

// What one author remarks about one article.
struct Comments {
  ArticleId article;   // both "" before the first
  AnnotatorId author;
  Shelf<Comment> comments;

  bool operator==(const Comments&) const = default;
};

}  // namespace sayso
