// Every bit flipped and every byte cut, one at a time, of every file of a project: of texts, histories and snapshots it
// is always told; of the files meant for hands it is told or they still say something that may be said. No file keeps
// another from being read. SAYSO_DAMAGE_STEP=N takes the sample project instead of a small one, and every N-th byte.
#include <fcntl.h>

#include <algorithm>

#include "annotations/store/article_codec.h"
#include "core/text/utf8.h"
#include "tests/annotations/store_support.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// Not atomically and not synced: it only has to be quick.
void overwrite(const Path& path, std::string_view bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, 0644);
  REQUIRE(file >= 0);
  REQUIRE(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  ::close(file);
}

// Does the file end with a whole line when it is cut there, with or without the line's end?
bool is_line_end(const std::string& bytes, std::size_t cut) {
  return cut > 0 && (bytes[cut - 1] == '\n' || bytes[cut] == '\n');
}

struct Counts {
  std::size_t damages = 0, told = 0, still_valid = 0, without_effect = 0;
};

class DamagedProject {
 public:
  explicit DamagedProject(Path folder, std::size_t step) : folder_(std::move(folder)), step_(step) {
    auto opened = open_project(real_files(), folder_);
    REQUIRE(opened);
    project_ = std::move(opened).value();
    for (const AnnotatorId& annotator : project_.annotators) {
      const auto articles = articles_of(real_files(), project_, annotator);
      REQUIRE(articles);
      for (const ArticleId& article : *articles) annotated_.push_back({annotator, article});
    }
    REQUIRE(annotated_.size() > 1);
    REQUIRE(project_.articles.size() > 1);
  }

  const Project& project() const { return project_; }
  const std::vector<HistoryFile>& annotated() const { return annotated_; }

  // Calls `look(at, cut)` for each damage of the file: a bit of byte `at` flipped, or all cut from there.
  template <class Look>
  void each(const std::string& name, Look look) {
    const auto bytes = read_file(real_files(), folder_ / name);
    REQUIRE(bytes);
    for (std::size_t at = 0; at < bytes->size(); at += step_) {
      for (unsigned bit = 0; bit < 8; ++bit) {
        std::string flipped = *bytes;
        flipped[at] = static_cast<char>(static_cast<unsigned char>(flipped[at]) ^ (1U << bit));
        overwrite(folder_ / name, flipped);
        INFO(name, ": bit ", bit, " of byte ", at);
        look(at, false);
      }
      overwrite(folder_ / name, std::string_view(*bytes).substr(0, at));
      INFO(name, ": cut at byte ", at);
      look(at, true);
    }
    overwrite(folder_ / name, *bytes);
  }

  OpenedAnnotations annotations(const HistoryFile& file) const {
    auto opened = open_annotations(real_files(), project_, file.annotator, file.article);
    REQUIRE_MESSAGE(opened, "what one file has is no reason not to open");
    return std::move(opened).value();
  }
  OpenedEntities entities() const {
    auto opened = open_entities(real_files(), project_, AnnotatorId("ana"));
    REQUIRE_MESSAGE(opened, "what one file has is no reason not to open");
    return std::move(opened).value();
  }
  Result<LoadedArticle> article(const ArticleId& id) const { return load_article(real_files(), project_, id); }

  // Everything that `file` is not about is as it was.
  void check_others(const HistoryFile& file) {
    const HistoryFile& other = annotated_[annotated_[0] == file ? 1 : 0];
    CHECK(annotations(other).problems.empty());
    const ArticleId& text = project_.articles[project_.articles[0] == file.article ? 1 : 0];
    const auto loaded = article(text);
    CHECK(loaded);
    if (loaded) CHECK(loaded->problems.empty());
    CHECK(open_project(real_files(), folder_).ok());
  }

  std::string bytes(const std::string& name) const {
    const auto read = read_file(real_files(), folder_ / name);
    REQUIRE(read);
    return *read;
  }

 private:
  Path folder_;
  std::size_t step_;
  Project project_;
  std::vector<HistoryFile> annotated_;
};

bool is_told(const OpenedAnnotations& opened) {
  return !opened.problems.empty() || !opened.read_only.empty() || opened.outside_records > 0;
}
bool is_told(const OpenedEntities& opened) {
  return !opened.problems.empty() || !opened.read_only.empty() || opened.outside_records > 0;
}

bool same_annotations(Annotations a, const Annotations& b) {
  a.rules = b.rules;
  return a == b;
}

void report(const std::string& what, const Counts& counts) {
  MESSAGE(what, ": ", counts.damages, " damages, ", counts.told, " told, ", counts.still_valid, " still valid, ",
          counts.without_effect, " without effect");
}

// Two articles, two annotators, two people's entities: each kind of file, as small as it can be.
struct SmallProject {
  SomeProject some{memory_or_temporary(), kSmallScheme};

  SmallProject() {
    REQUIRE(add_article(real_files(), some.project, {"“Two,” he said.\n", "b.txt", {}, {}}));
    some.write("guidelines.md", "# Rules\n\nMark the “quote”.\n");
    for (const char* who : {"ana", "ben"}) {
      for (const char* article : {"a", "b"}) {
        const std::string text = some.read("articles/" + std::string(article) + ".txt");
        Group first, second;
        first.id = GroupId("g1");
        first.time = second.time = "2026-01-02T03:04:05.678Z";
        first.by = second.by = who;
        first.rules = second.rules = some.project.rules;
        first.edits = {Begin{ArticleId(article), AnnotatorId(who), sha256_hex(text)},
                       AddSpan{Span{RecordId("s1"), "cue", {{CodePoint(0), CodePoint(4)}}, {"“Two"}, {}, std::nullopt, {}}}};
        second.id = GroupId("g2");
        second.after = {first.id};
        second.edits = {AddSpan{Span{RecordId("s2"), "cue", {{CodePoint(6), CodePoint(7)}}, {"e"}, {{"k", 2.5}}, std::nullopt, {}}},
                        SetStatus{Status::skipped, "dull"}};
        const Annotations state = replay(std::vector<Group>{first, second});
        const std::string snapshot = write_snapshot(state);
        const std::string name = "annotations/" + std::string(who) + "/" + article;
        some.write(name + ".json", snapshot);
        some.write(name + ".history", write_group(first) + write_group(second) +
                                          write_snapshot_line({sha256_hex(snapshot), second.id}));
      }
      EntityGroup group;
      group.id = GroupId(std::string("e-") + who);
      group.by = who;
      Entity entity;
      entity.id = EntityId(std::string("city-") + who);
      entity.name = "City";
      entity.aliases = {"town"};
      group.edits = {AddEntity{entity}};
      some.write("entities/" + std::string(who) + ".history", write_group(group));
    }
    const std::string entities = write_entities(some.entities().state);
    some.write("entities.json", entities);
    some.write("entities/ana.history",
               some.read("entities/ana.history") + write_snapshot_line({sha256_hex(entities), GroupId("e-ben")}));
  }
};

struct Sample {
  TemporaryFolder folder{memory_or_temporary()};
  Sample() {
    std::filesystem::copy(SAYSO_SOURCE_DIR "/annotations/examples/city-hall", folder / "p",
                          std::filesystem::copy_options::recursive);
  }
};

// The small project, or every N-th byte of the sample.
template <class Look>
void with_project(Look look) {
  if (const char* step = std::getenv("SAYSO_DAMAGE_STEP")) {
    const Sample sample;
    DamagedProject damaged(sample.folder / "p", static_cast<std::size_t>(std::max(1, std::atoi(step))));
    look(damaged, damaged.project().articles.size());
  } else {
    const SmallProject small;
    DamagedProject damaged(small.some.project.folder, 1);
    look(damaged, 1);
  }
}

}  // namespace

TEST_CASE("every damage of a text is told, and what was said of it is there") {
  with_project([](DamagedProject& damaged, std::size_t articles) {
    Counts counts;
    for (std::size_t i = 0; i < articles; ++i) {
      const ArticleId& id = damaged.project().articles[i];
      const auto file = *std::ranges::find(damaged.annotated(), id, &HistoryFile::article);
      const Annotations before = damaged.annotations(file).state;
      damaged.each("articles/" + id.value + ".txt", [&](std::size_t, bool) {
        ++counts.damages;
        const auto loaded = damaged.article(id);
        const bool told = !loaded || !loaded->problems.empty();
        CHECK(told);
        counts.told += told;
        const OpenedAnnotations opened = damaged.annotations(file);
        CHECK(opened.state == before);
        CHECK(!opened.problems.empty());
        damaged.check_others(file);
      });
    }
    report("texts", counts);
  });
}

TEST_CASE("every damage of a history is told, and costs one line at most or nothing") {
  with_project([](DamagedProject& damaged, std::size_t articles) {
    Counts counts;
    for (std::size_t i = 0; i < (articles > 1 ? damaged.annotated().size() : 1); ++i) {
      const HistoryFile file = damaged.annotated()[i];
      const OpenedAnnotations before = damaged.annotations(file);
      const std::string name = name_of(file);
      const std::string bytes = damaged.bytes(name);
      damaged.each(name, [&](std::size_t at, bool cut) {
        ++counts.damages;
        const OpenedAnnotations opened = damaged.annotations(file);
        const bool told = is_told(opened);
        counts.told += told;
        if (!told) {
          // Cut where a line ends, and all that is said is there, in the snapshot.
          CHECK(cut);
          CHECK(is_line_end(bytes, at));
          CHECK(same_annotations(opened.state, before.state));
          ++counts.without_effect;
        }
        if (!cut) CHECK(opened.groups.size() + 2 >= before.groups.size());
        damaged.check_others(file);
      });
    }
    report("histories", counts);
  });
}

TEST_CASE("every damage of a snapshot is told, and no record of the history is missing") {
  with_project([](DamagedProject& damaged, std::size_t articles) {
    Counts counts;
    for (std::size_t i = 0; i < (articles > 1 ? damaged.annotated().size() : 1); ++i) {
      const HistoryFile file = damaged.annotated()[i];
      const OpenedAnnotations before = damaged.annotations(file);
      const std::string name = "annotations/" + file.annotator.value + "/" + file.article.value + ".json";
      const std::string bytes = damaged.bytes(name);
      damaged.each(name, [&](std::size_t at, bool cut) {
        ++counts.damages;
        const OpenedAnnotations opened = damaged.annotations(file);
        const bool told = is_told(opened);
        counts.told += told;
        if (!told) {
          CHECK(opened.state == before.state);
          CHECK(cut);
          CHECK(at + 1 == bytes.size());  // the last line end
          ++counts.without_effect;
        }
        CHECK(opened.groups == before.groups);
        damaged.check_others(file);
      });
    }
    report("snapshots", counts);
  });
}

TEST_CASE("every damage of an entity history is told, and the other people's entities are there") {
  with_project([](DamagedProject& damaged, std::size_t) {
    Counts counts;
    const OpenedEntities before = damaged.entities();
    const std::string bytes = damaged.bytes("entities/ben.history");
    damaged.each("entities/ben.history", [&](std::size_t at, bool cut) {
      ++counts.damages;
      const OpenedEntities opened = damaged.entities();
      const bool told = is_told(opened);
      counts.told += told;
      if (!told) {
        CHECK(cut);
        // Cut where a line ends, and all that is said is there.
        CHECK(is_line_end(bytes, at));
        CHECK(opened.state == before.state);
        ++counts.without_effect;
      }
      CHECK(opened.groups == before.groups);  // ana's
      damaged.check_others({AnnotatorId("nobody"), ArticleId("none")});
    });
    report("entity histories", counts);
  });
}

TEST_CASE("every damage of entities.json is told, and every entity of the histories is there") {
  with_project([](DamagedProject& damaged, std::size_t) {
    Counts counts;
    const OpenedEntities before = damaged.entities();
    const std::string bytes = damaged.bytes("entities.json");
    damaged.each("entities.json", [&](std::size_t at, bool cut) {
      ++counts.damages;
      const OpenedEntities opened = damaged.entities();
      const bool told = is_told(opened);
      counts.told += told;
      if (!told) {
        CHECK((cut && at + 1 == bytes.size()));
        ++counts.without_effect;
      }
      for (const Entity& entity : before.state.entities) CHECK(opened.state.entities.contains(key_of(entity)));
      damaged.check_others({AnnotatorId("nobody"), ArticleId("none")});
    });
    report("entities.json", counts);
  });
}

TEST_CASE("an article opens whatever is damaged of what is known of it: it is told, or it is a fact that may be") {
  with_project([](DamagedProject& damaged, std::size_t articles) {
    Counts counts;
    for (std::size_t i = 0; i < articles; ++i) {
      const ArticleId& id = damaged.project().articles[i];
      const auto file = *std::ranges::find(damaged.annotated(), id, &HistoryFile::article);
      damaged.each("articles/" + id.value + ".json", [&](std::size_t, bool) {
        ++counts.damages;
        const auto loaded = damaged.article(id);
        REQUIRE(loaded);
        if (!loaded->problems.empty()) {
          ++counts.told;
        } else {
          const std::string written = write_facts(loaded->article.facts);
          CHECK(write_facts(*read_facts(written, {})) == written);
          ++counts.still_valid;
        }
        CHECK(damaged.annotations(file).problems.empty());
        damaged.check_others(file);
      });
    }
    report("facts", counts);
  });
}

TEST_CASE("a damage of manifest or scheme is told with its place or may stand, and the annotations can be read") {
  with_project([](DamagedProject& damaged, std::size_t) {
    for (const std::string name : {"sayso.json", "scheme.json"}) {
      Counts counts;
      damaged.each(name, [&](std::size_t, bool) {
        ++counts.damages;
        const auto opened = open_project(real_files(), damaged.project().folder);
        if (!opened) {
          CHECK_MESSAGE(opened.error().place.starts_with(name + ":"), to_text(opened.error()));
          CHECK_MESSAGE(!opened.error().remedy.empty(), to_text(opened.error()));
          ++counts.told;
        } else if (!opened->problems.empty()) {
          ++counts.told;
        } else {
          ++counts.still_valid;
        }
        CHECK(damaged.annotations(damaged.annotated()[0]).problems.empty());
      });
      report(name, counts);
    }
  });
}

TEST_CASE("guidelines that are no text any more are told, and the project opens") {
  with_project([](DamagedProject& damaged, std::size_t) {
    Counts counts;
    damaged.each("guidelines.md", [&](std::size_t, bool) {
      ++counts.damages;
      const auto opened = open_project(real_files(), damaged.project().folder);
      REQUIRE(opened);
      if (opened->problems.empty()) {
        CHECK(is_utf8(opened->guidelines));
        ++counts.still_valid;
      } else {
        CHECK(opened->problems[0].place.starts_with("guidelines.md:"));
        ++counts.told;
      }
      damaged.check_others({AnnotatorId("nobody"), ArticleId("none")});
    });
    report("guidelines", counts);
  });
}
