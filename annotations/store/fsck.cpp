#include "annotations/store/fsck.h"

#include <algorithm>
#include <set>

#include "annotations/edit/allowed.h"
#include "annotations/store/article_codec.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/conflict_copies.h"
#include "annotations/store/history_codec.h"
#include "annotations/store/mend_history.h"
#include "annotations/store/pending_gesture.h"
#include "annotations/store/text_corrections.h"
#include "core/files/file_lock.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

class Fsck {
 public:
  Fsck(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project, bool repair)
      : files_(files), clock_(clock), ids_(ids), project_(project), repair_(repair) {}

  Result<FsckReport> run() {
    for (const Error& problem : project_.problems) find(problem);
    if (const auto done = look_at_entities(); !done) return done.error();
    if (const auto done = look_at_articles(); !done) return done.error();
    for (const AnnotatorId& annotator : project_.annotators) {
      if (const auto done = look_at_annotator(annotator); !done) return done.error();
    }
    for (const AnnotatorId& author : project_.comment_authors) {
      if (const auto done = look_at_comments_by(author); !done) return done.error();
    }
    if (const auto done = look_at_leftovers(); !done) return done.error();
    return std::move(report_);
  }

 private:
  void find(const Error& problem) { report_.findings.push_back({problem, false}); }
  void mended(const Error& problem) { report_.findings.push_back({problem, true}); }

  // Those that are there before and not after are mended.
  void compare(const std::vector<Error>& before, const std::vector<Error>& after) {
    for (const Error& problem : before) {
      const bool still = std::ranges::any_of(after, [&](const Error& each) {
        return each.what == problem.what && each.place == problem.place;
      });
      if (!still) mended(problem);
    }
    for (const Error& problem : after) find(problem);
  }

  Result<void> look_at_entities() {
    const Path folder = project_.folder / "entities";
    std::vector<AnnotatorId> whose;
    const auto entries = list_folder_if_there(files_, folder);
    if (!entries) return entries.error();
    for (const FolderEntry& entry : *entries) {
      const auto file = history_named("entities/" + entry.name);
      if (file && !is_conflict_copy(entry.name)) whose.push_back(file->annotator);
    }
    report_.files += whose.size();
    auto opened = open_entities(files_, project_, whose.empty() ? AnnotatorId() : whose[0]);
    if (!opened) return opened.error();
    registry_ = opened->state;
    const std::vector<Error> before = opened->problems;
    if (repair_) {
      for (const AnnotatorId& each : whose) {
        auto hers = open_entities(files_, project_, each);
        if (!hers) return hers.error();
        // What was changed outside is nobody's; it enters the history of who is first.
        if (each != whose[0]) hers->pending.reset();
        if (needs_mending(*hers)) mend_file({each, {}}, std::move(*hers));
      }
      opened = open_entities(files_, project_, whose.empty() ? AnnotatorId() : whose[0]);
      if (!opened) return opened.error();
      registry_ = opened->state;
    }
    compare(before, opened->problems);
    for (const Entity& entity : registry_.entities) {
      if (!entity.same_as.empty() && !resolve(registry_, entity.same_as)) {
        find(damaged_error("'" + entity.id.value + "' is joined to '" + entity.same_as.value + "', which is not there",
                           "entities.json", "part it, or join it to another"));
      }
    }
    for (const SplitMention& split : registry_.splits) {
      for (const auto& [of, into] : split.into) {
        if (resolve(registry_, into)) continue;
        find(damaged_error("mention '" + split.mention.value + "' was split off '" + of.value + "' into '" + into.value +
                               "', which is not there",
                           "entities.json", "split it off into another, or take the split back"));
      }
    }
    return {};
  }

  template <class Opened>
  void mend_file(const HistoryFile& file, Opened opened) {
    if (const auto done = mend(files_, clock_, ids_, project_, file, std::move(opened)); done) {
      ++report_.mended_files;
    } else {
      find(done.error());
    }
  }

  Result<void> look_at_articles() {
    for (const ArticleId& id : project_.articles) {
      ++report_.articles;
      const auto loaded = load_article(files_, project_, id);
      if (!loaded) {
        if (loaded.error().kind == ErrorKind::machine) return loaded.error();
        find(loaded.error());
        continue;
      }
      const auto corrections = read_corrections(files_, project_, id);
      if (!corrections) return corrections.error();
      for (const Error& problem : corrections->problems) find(problem);
      for (const Error& problem : loaded->problems) {
        if (repair_ && !is_there(files_, facts_path(project_.folder, id)) && write_facts_of(loaded->article)) {
          mended(problem);
        } else {
          find(problem);
        }
      }
    }
    return {};
  }

  bool write_facts_of(const Article& article) {
    return create_file(files_, facts_path(project_.folder, article.id), write_facts(article.facts)).ok();
  }

  Result<void> look_at_annotator(const AnnotatorId& annotator) {
    const auto articles = articles_of(files_, project_, annotator);
    if (!articles) return articles.error();
    std::set<Path> known;
    for (const ArticleId& article : *articles) {
      ++report_.files;
      const HistoryFile file{annotator, article};
      known.insert(history_path(project_.folder, file));
      known.insert(snapshot_path(project_.folder, file));
      const auto copies = copies_of(files_, project_, file);
      if (!copies) return copies.error();
      for (const ConflictCopy& copy : *copies) known.insert(copy.path);
      auto opened = open_annotations(files_, project_, annotator, article);
      if (!opened) return opened.error();
      const std::vector<Error> before = opened->problems;
      if (repair_ && needs_mending(*opened)) {
        mend_file(file, std::move(*opened));
        opened = open_annotations(files_, project_, annotator, article);
        if (!opened) return opened.error();
      }
      compare(before, opened->problems);
      look_at_records(file, opened->state);
    }
    return look_for_strays("annotations", annotator, known);
  }

  Result<void> look_at_comments_by(const AnnotatorId& author) {
    const auto articles = articles_commented_by(files_, project_, author);
    if (!articles) return articles.error();
    std::set<Path> known;
    for (const ArticleId& article : *articles) {
      ++report_.files;
      const HistoryFile file = comments_file(author, article);
      auto opened = open_comments(files_, project_, author, article);
      if (!opened) return opened.error();
      known.insert(history_path(project_.folder, file));
      known.insert(opened->copies.begin(), opened->copies.end());
      const std::vector<Error> before = opened->problems;
      if (repair_ && needs_mending(*opened)) {
        mend_file(file, std::move(*opened));
        opened = open_comments(files_, project_, author, article);
        if (!opened) return opened.error();
      }
      compare(before, opened->problems);
    }
    return look_for_strays("comments", author, known);
  }

  // Files beside annotations or comments that belong to no article of the project.
  Result<void> look_for_strays(const std::string& what, const AnnotatorId& whose, const std::set<Path>& known) {
    const Path folder = project_.folder / what / whose.value;
    const auto names = list_tree(files_, folder);
    if (!names) return names.error();
    for (const std::string& name : *names) {
      const bool data = name.ends_with(".history") || name.ends_with(".json");
      if (!data || known.contains(folder / name) || is_temporary_name(Path(name).filename().string())) continue;
      find(damaged_error(what + " of an article that the project does not have", what + "/" + whose.value + "/" + name,
                         "put its text back, or move the file away"));
    }
    return {};
  }

  // What the scheme or the text does not fit, and roles that nothing fills.
  void look_at_records(const HistoryFile& file, const Annotations& state) {
    const auto loaded = load_article(files_, project_, file.article);
    if (!loaded || loaded->article.facts.sha256 != state.text_sha256) return;  // told already
    const TextIndex index(loaded->article.text);
    const std::string place = snapshot_path({}, file).string();
    const auto check = [&](const std::string& id, const Edit& edit) {
      if (const auto fits = allowed(project_.scheme, registry_, index, state, edit); !fits) {
        find(damaged_error("record '" + id + "': " + fits.error().what, place, "change it in sayso"));
      }
    };
    for (const Span& span : state.spans) check(span.id.value, AddSpan{span});
    for (const Frame& frame : state.frames) check(frame.id.value, AddFrame{frame});
  }

  Result<void> look_at_leftovers() {
    const auto pending = read_pending(files_, project_.folder);
    if (!pending) return pending.error();
    for (const Error& problem : pending->problems) find(problem);
    for (const char* below : {"articles", "annotations", "comments", "entities", ".sayso"}) {
      const Path folder = project_.folder / below;
      const auto there = look_at(files_, folder);
      if (!there) return there.error();
      if (!*there) continue;
      const auto names = list_tree(files_, folder);
      if (!names) return names.error();
      for (const std::string& name : *names) {
        if (!is_temporary_name(Path(name).filename().string())) continue;
        take_away(folder / name, "the beginning of a file that was being written when sayso was killed");
      }
    }
    return look_at_locks();
  }

  // Owner records outlive a process that was killed; its lock does not.
  Result<void> look_at_locks() {
    const Path folder = project_.folder / ".sayso" / "locks";
    const auto there = look_at(files_, folder);
    if (!there) return there.error();
    if (!*there) return {};
    const auto names = list_tree(files_, folder);
    if (!names) return names.error();
    for (const std::string& name : *names) {
      const auto file = name.ends_with(".json") ? history_named(name.substr(0, name.size() - 5)) : std::nullopt;
      if (!file) continue;
      const Path path = history_path(project_.folder, *file);
      if (is_there(files_, path)) {
        const auto lock = FileLock::take(files_, path);
        if (!lock || !*lock) continue;  // somebody is at work
      }
      take_away(folder / name, "it says that somebody edits " + name_of(*file) + ", but nobody does");
    }
    return {};
  }

  void take_away(const Path& path, const std::string& what) {
    const Error problem = damaged_error(what, path.lexically_relative(project_.folder).string(), "it can be removed");
    if (repair_ && remove_file(files_, path)) {
      mended(problem);
    } else {
      find(problem);
    }
  }

  FileSystem& files_;
  const Clock& clock_;
  IdSource& ids_;
  const Project& project_;
  bool repair_;
  Registry registry_;
  FsckReport report_;
};

}  // namespace

Result<FsckReport> fsck(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project, bool repair) {
  if (repair && !project.read_only.empty()) return usage_error(project.read_only);
  return Fsck(files, clock, ids, project, repair).run();
}

}  // namespace sayso
