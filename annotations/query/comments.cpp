#include "annotations/query/comments.h"

#include <algorithm>
#include <map>
#include <set>

#include "annotations/store/annotation_file.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/text_corrections.h"
#include "core/text/text_index.h"

namespace sayso {
namespace {

// A place in the text of now; nothing: it is not there any more.
using Place = std::optional<Fragments>;

// In text order, those that overlap or touch as one.
Fragments together(Fragments at) {
  std::ranges::sort(at);
  Fragments merged;
  for (const CodePointRange& each : at) {
    if (!merged.empty() && each.begin <= merged.back().end) {
      merged.back().end = std::max(merged.back().end, each.end);
    } else {
      merged.push_back(each);
    }
  }
  return merged;
}

Place place_of(const RecordId& id, const Annotations& state) {
  if (const Span* span = state.spans.find(id.value)) return span->at;
  const Frame* frame = state.frames.find(id.value);
  if (!frame) return std::nullopt;
  Fragments at;
  for (const auto& [role, fillers] : frame->roles) {
    for (const Filler& filler : fillers) {
      const Span* span = state.spans.find(to_text(filler.to));
      if (span) at.insert(at.end(), span->at.begin(), span->at.end());
    }
  }
  return together(std::move(at));
}

using CommentName = std::pair<AnnotatorId, RecordId>;

CommentName name_of(const FoundComment& found) { return {found.author, found.comment.id}; }

class Reading {
 public:
  Reading(FileSystem& files, const Project& project, const Article& article, std::vector<TextCorrection> corrections)
      : files_(files), project_(project), article_(article), text_(article.text), corrections_(std::move(corrections)) {}

  Result<void> read(const AnnotatorId& author) {
    const auto opened = open_comments(files_, project_, author, article_.id);
    if (!opened) return opened.error();
    problems_.insert(problems_.end(), opened->problems.begin(), opened->problems.end());
    for (const Comment& comment : opened->state.comments) {
      auto found = look_up(author, comment);
      if (!found) return found.error();
      all_.emplace(CommentName(author, comment.id), std::move(found).value());
    }
    return {};
  }

  FoundComments take() {
    std::vector<FoundComment> first;
    std::map<CommentName, std::vector<FoundComment>> replies;
    for (auto& [name, found] : all_) {
      const auto* on = std::get_if<OnComment>(&found.comment.on);
      const bool answers = on && all_.contains({on->author, on->comment}) && !goes_round(name);
      if (on && !answers) found.is_about_gone = true;
      (answers ? replies[{on->author, on->comment}] : first).push_back(found);
    }
    std::ranges::sort(first, {}, [](const FoundComment& found) {
      return std::tuple(found.is_about_gone, found.at, found.comment.time, found.comment.id);
    });
    FoundComments found{{}, std::move(problems_)};
    for (FoundComment& each : first) add(std::move(each), replies, found.comments);
    return found;
  }

 private:
  Result<FoundComment> look_up(const AnnotatorId& author, const Comment& comment) {
    FoundComment found{author, comment, {}, {}, 0, false, 0};
    Place place = Fragments();
    if (const auto* on = std::get_if<OnRecord>(&comment.on)) {
      const auto state = annotations_of(on->annotator);
      if (!state) return state.error();
      place = place_of(on->record, **state);
    } else if (const auto* stretch = std::get_if<OnText>(&comment.on)) {
      place = place_now(*stretch);
    }
    if (place) {
      set_place(found, *place);
    } else {
      found.is_about_gone = true;
    }
    return found;
  }

  void set_place(FoundComment& found, const Fragments& at) const {
    for (const CodePointRange& each : at) {
      const auto bytes = text_.checked_bytes(each);
      if (!bytes) return;  // annotations of another text: told where they are opened
      found.words += (found.words.empty() ? "" : " … ") + std::string(text_.slice(*bytes));
      if (found.line == 0) found.line = text_.line_of(bytes->begin);
    }
    found.at = at;
  }

  // Over the corrections since; nothing when no correction leads there, or nothing of it is left.
  Place place_now(const OnText& on) const {
    const auto way = way_between(corrections_, on.text_sha256, article_.facts.sha256);
    if (!way) return std::nullopt;
    Fragments at = on.at;
    for (const TextCorrection& correction : *way) at = carried(at, correction.splices);
    const bool inside = std::ranges::all_of(at, [&](const CodePointRange& each) { return text_.checked_bytes(each).has_value(); });
    return at.empty() || !inside ? std::nullopt : Place(std::move(at));
  }

  Result<const Annotations*> annotations_of(const AnnotatorId& annotator) {
    const auto known = states_.find(annotator);
    if (known != states_.end()) return &known->second;
    Annotations state;
    if (check_annotator_id(annotator)) {
      auto opened = open_annotations(files_, project_, annotator, article_.id);
      if (!opened) return opened.error();
      state = std::move(opened->state);
    }
    return &states_.emplace(annotator, std::move(state)).first->second;
  }

  // Does it, by hand of somebody, answer one that answers it in the end?
  bool goes_round(const CommentName& name) const {
    std::set<CommentName> met;
    for (CommentName at = name; met.insert(at).second;) {
      const auto found = all_.find(at);
      const auto* on = found == all_.end() ? nullptr : std::get_if<OnComment>(&found->second.comment.on);
      if (!on) return false;
      at = {on->author, on->comment};
      if (at == name) return true;
    }
    return false;  // it answers one of a round, which is shown
  }

  void add(FoundComment found, std::map<CommentName, std::vector<FoundComment>>& replies, std::vector<FoundComment>& list) {
    auto answers = std::move(replies[name_of(found)]);
    std::ranges::sort(answers, {}, [](const FoundComment& each) { return std::tuple(each.comment.time, each.comment.id); });
    for (FoundComment& answer : answers) {
      answer.at = found.at;
      answer.words = found.words;
      answer.line = found.line;
      answer.depth = found.depth + 1;
    }
    list.push_back(std::move(found));
    for (FoundComment& answer : answers) add(std::move(answer), replies, list);
  }

  FileSystem& files_;
  const Project& project_;
  const Article& article_;
  TextIndex text_;
  std::vector<TextCorrection> corrections_;
  std::map<AnnotatorId, Annotations> states_;
  std::map<CommentName, FoundComment> all_;
  std::vector<Error> problems_;
};

}  // namespace

Result<FoundComments> comments_on(FileSystem& files, const Project& project, const ArticleId& article) {
  const auto loaded = load_article(files, project, article);
  if (!loaded) return loaded.error();
  auto corrections = read_corrections(files, project, article);
  if (!corrections) return corrections.error();
  Reading reading(files, project, loaded->article, std::move(corrections->corrections));
  for (const AnnotatorId& author : project.comment_authors) {
    if (const auto read = reading.read(author); !read) return read.error();
  }
  return reading.take();
}

Result<std::vector<AnnotatorId>> annotators_with_record(FileSystem& files, const Project& project, const ArticleId& article,
                                                        const RecordId& record) {
  std::vector<AnnotatorId> found;
  for (const AnnotatorId& annotator : project.annotators) {
    const auto opened = open_annotations(files, project, annotator, article);
    if (!opened) return opened.error();
    if (place_of(record, opened->state)) found.push_back(annotator);
  }
  return found;
}

}  // namespace sayso
