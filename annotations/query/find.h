// Plain text search in articles and in what annotators say of them. Upper and lower case and the kinds of
// white space are the same to it (simple case folding). Pure but for find_in_project, which reads only.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "annotations/model/annotations.h"
#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/query/as_of.h"
#include "annotations/store/project.h"
#include "core/base/result.h"
#include "core/files/file_system.h"
#include "core/text/text_index.h"

namespace sayso {

// A place that was found, with the words around it (keyword in context).
struct Found {
  ArticleId article;
  AnnotatorId annotator;  // "" for the article's own text
  std::string layer;      // of the record; "" for the article's own text
  RecordId record;
  std::string field;      // where in the record: "text", an attribute's name, a role's name; "" for the article
  std::string value;      // the whole value in which it was found, when that is not the article's text
  CodePointRange at;      // of the hit in the text; for a value: the hull of the record
  std::size_t line = 1;   // of `at`'s begin
  std::string before, match, after;  // from the text around `at`, line ends as spaces, cut at kAround code points

  bool operator==(const Found&) const = default;
};

inline constexpr std::size_t kAround = 40;  // code points of context on each side
inline constexpr std::size_t kMatchShown = 120;  // of a long match the beginning, with …

class Search {
 public:
  // `layer`, if not "", keeps to annotations of that layer; article texts are then not searched.
  explicit Search(std::string_view words, std::string layer = {});

  bool empty() const { return folded_.empty(); }  // nothing to look for finds nothing
  bool matches(std::string_view text) const;

  // Where it begins in the text, in order, no hit overlapping the one before; each is length() code points long. They are
  // handed over as the text is gone through, piece by piece: those of the piece, and the place up to which all are known
  // by then, at last the text's end. Ends when `take` says false; an empty search takes nothing.
  using TakeHits = std::function<bool(std::vector<CodePoint> begins, CodePoint known_to)>;
  void hits_in(std::string_view text, const TakeHits& take) const;
  std::size_t length() const { return folded_.size(); }

  // Every occurrence in the text, in order, none overlapping the one before.
  std::vector<Found> in_text(const ArticleId& article, const TextIndex& text) const;

  // Records in whose text, attribute values or entities' names and aliases it occurs, in text order; each
  // field once. Spans that reach past the text have no context.
  std::vector<Found> in_annotations(const Annotations& annotations, const Registry& registry,
                                    const TextIndex& text) const;

 private:
  std::u32string folded_;
  std::string layer_;
};

struct FindOptions {
  std::string layer;                    // "" for texts and every layer
  std::vector<AnnotatorId> annotators;  // empty: all, gold too
  std::vector<ArticleId> articles;      // empty: all
  AsOf as_of = StateNow{};              // of annotations and entities; texts are those of now
};

struct FindReport {
  std::vector<NotThen> not_then;  // work that counts for nothing as of then
  std::vector<Error> problems;    // what could not be opened
};

// Goes through the project article by article and hands over each result as it is found; stops when `show`
// says false. Files with problems are searched as they open.
// Errors: kind usage for an empty query or a layer that the scheme does not have.
Result<FindReport> find_in_project(FileSystem& files, const Project& project, std::string_view words,
                                   const FindOptions& options, const std::function<bool(const Found&)>& show);

}  // namespace sayso
