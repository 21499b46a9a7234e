// A project in a folder of its own for each test, and random histories for it.
#pragma once

#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <unistd.h>

#include "annotations/edit/update.h"
#include "annotations/store/add_article.h"
#include "annotations/store/annotation_file.h"
#include "annotations/store/builtin_schemes.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/history_writer.h"
#include "annotations/store/project.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/support/random_edits.h"
#include "tests/support/temporary_folder.h"

namespace sayso::tests {

// Where syncing costs nothing, for tests that show what is written and not that it lasts: memory, where the
// system has a place for it.
inline Path memory_or_temporary() {
  const Path memory = "/dev/shm";
  return access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
}

inline std::string attribution_scheme() {
  for (const BuiltinScheme& scheme : builtin_schemes()) {
    if (scheme.name == "attribution") return scheme.json;
  }
  return "";
}

// A scheme that is read in no time; what edits say is not held to it.
inline constexpr const char* kSmallScheme =
    R"({"format": "sayso/scheme/1", "name": "small", "version": 1, "layers": [{"name": "cue", "label": "Cue", "kind": "span"}]})";

inline const HistoryFile kAnaOnA{AnnotatorId("ana"), ArticleId("a")};
inline const HistoryFile kAnasEntities{AnnotatorId("ana"), {}};

// A project with the article "a".
struct SomeProject {
  TemporaryFolder folder;
  std::unique_ptr<IdSource> ids = repeatable_ids(1);
  Project project;

  explicit SomeProject(const Path& where = std::filesystem::temp_directory_path(),
                       const std::string& scheme = attribution_scheme())
      : folder(where) {
    auto made = create_project(real_files(), folder / "p", "Test", scheme, *ids);
    REQUIRE(made);
    project = std::move(made).value();
    REQUIRE(add_article(real_files(), project, {"“We must act now,” she said.\n", "a.txt", {}, {}}));
  }

  Path path(const std::string& name) const { return project.folder / name; }
  std::string read(const std::string& name) const {
    const auto bytes = read_file(real_files(), path(name));
    return bytes ? *bytes : "";
  }
  void write(const std::string& name, std::string_view bytes) const {
    REQUIRE(make_folders(real_files(), path(name).parent_path()));
    REQUIRE(write_file_atomically(real_files(), path(name), bytes));
  }
  OpenedAnnotations open() const {
    auto opened = open_annotations(real_files(), project, kAnaOnA.annotator, kAnaOnA.article);
    REQUIRE(opened);
    return std::move(opened).value();
  }
  OpenedEntities entities() const {
    auto opened = open_entities(real_files(), project, kAnaOnA.annotator);
    REQUIRE(opened);
    return std::move(opened).value();
  }
  std::unique_ptr<HistoryWriter> writer() const {
    return std::make_unique<HistoryWriter>(real_files(), real_clock(),
                                           WriterSettings{project.folder, folder / "state", "ana", {}});
  }
};

// Random groups with the states that they lead to.
class RandomHistory {
 public:
  explicit RandomHistory(unsigned seed, std::string text_sha256 = std::string(64, 'a'))
      : edits_(seed), text_sha256_(std::move(text_sha256)) {}

  Group next() {
    Group group;
    group.id = GroupId(edits_.new_id());
    if (!last_.empty()) group.after = {last_};
    group.time = "2026-01-02T03:04:05.678Z";
    group.by = "ana";
    group.rules = "attribution@1+9f2c";
    group.seconds = edits_.pick(0, 30);
    if (last_.empty()) group.edits.push_back(Begin{ArticleId("a"), AnnotatorId("ana"), text_sha256_});
    for (const Edit& edit : group.edits) state_ = *update(state_, edit);
    for (Edit& edit : edits_.gesture(state_)) group.edits.push_back(std::move(edit));
    state_ = {};
    groups_.push_back(group);
    last_ = group.id;
    before_ = update_leniently(std::move(before_), group);
    state_ = before_;
    return group;
  }
  const Annotations& state() const { return state_; }
  const std::vector<Group>& groups() const { return groups_; }
  std::string lines() const {
    std::string lines;
    for (const Group& group : groups_) lines += write_group(group);
    return lines;
  }

 private:
  RandomEdits edits_;
  std::string text_sha256_;
  std::vector<Group> groups_;
  GroupId last_;
  Annotations state_, before_;
};

inline RandomHistory a_history(unsigned seed, int groups,
                               const std::string& text_sha256 = std::string(64, 'a')) {
  RandomHistory history(seed, text_sha256);
  for (int i = 0; i < groups; ++i) history.next();
  return history;
}

inline bool has_problem(const std::vector<Error>& problems, const std::string& words) {
  for (const Error& problem : problems) {
    if (to_text(problem).find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace sayso::tests
