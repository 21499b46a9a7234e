// A desk in a test: a project and sessions on it, with ids and a clock that repeat.
#pragma once

#include "annotations/session.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/edit_codec.h"
#include "tests/annotations/store_support.h"

namespace sayso::tests {

inline const AnnotatorId kAna{"ana"};
inline const AnnotatorId kBen{"ben"};

struct Desk {
  SomeProject some;
  TestClock clock;

  Desk() = default;
  // For thousands of runs: in memory, with a scheme that is read in no time.
  struct Quick {};
  explicit Desk(Quick) : some(memory_or_temporary(), kSmallScheme) {}
  // On a disk of its own, the user's state folder elsewhere.
  Desk(const Path& disk, const Path& state) : some(disk, kSmallScheme), state_(state) {}

  std::unique_ptr<Session> session(const AnnotatorId& annotator = kAna, FileSystem& files = real_files()) {
    auto opened = Session::open({&files, &clock, some.ids.get(), state_folder(), {}, {}}, some.project.folder, annotator);
    REQUIRE(opened);
    return std::move(opened).value();
  }
  // With the article open, "a" if not said otherwise.
  std::unique_ptr<Session> session_on(const std::string& article = "a", const AnnotatorId& annotator = kAna) {
    auto opened = session(annotator);
    REQUIRE(opened->open_article(ArticleId(article)));
    return opened;
  }
  void add(const std::string& article) {
    REQUIRE(add_article(real_files(), some.project, {"“We must act now,” she said.\n", "x.txt", ArticleId(article), {}}));
  }
  Path state_folder() const { return state_.empty() ? some.folder / "state" : state_; }
  std::string read(const std::string& name) const { return some.read(name); }
  // All files of the project with their bytes.
  std::string every_byte() const {
    std::string all;
    const auto names = list_tree(real_files(), some.project.folder);
    REQUIRE(names);
    for (const std::string& name : *names) all += name + "\n" + read(name) + "\n";
    return all;
  }

 private:
  Path state_;
};

inline Entity an_entity(const std::string& id, const std::string& name) {
  Entity entity;
  entity.id = EntityId(id);
  entity.name = name;
  entity.kind = "person";
  return entity;
}

inline Span a_cue(const std::string& id, std::size_t begin = 3, std::size_t end = 9) {
  return {RecordId(id), "cue", {{CodePoint(begin), CodePoint(end)}}, {"we act"}, {}, std::nullopt, {}};
}

inline Comment a_comment(const std::string& id, const std::string& text, CommentPlace on = OnArticle{}) {
  return {RecordId(id), std::move(on), text, "2026-01-02T03:04:05.678Z"};
}

// What comments say, one a line.
inline std::string as_text(const Comments& comments) {
  std::string lines;
  for (const Comment& comment : comments.comments) lines += edit_to_json(AddComment{comment}) + "\n";
  return lines;
}

inline Gesture gesture(std::vector<Edit> edits, std::vector<EntityEdit> entity_edits = {}) {
  return {std::move(edits), std::move(entity_edits)};
}

}  // namespace sayso::tests
