#include "annotations/store/move_article.h"

#include <algorithm>

#include "annotations/store/annotation_file.h"
#include "annotations/store/comment_file.h"
#include "annotations/store/mend_history.h"
#include "annotations/store/text_corrections.h"
#include "core/files/file_lock.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

Error about(const ArticleId& id, Error error) {
  error.place = id.value;
  return error;
}

std::string relative(const Project& project, const Path& path) {
  return path.lexically_relative(project.folder).string();
}

// Where the files of an article may lie, the text last.
std::vector<Path> paths_of(const Project& project, const ArticleId& id) {
  std::vector<Path> paths;
  for (const AnnotatorId& annotator : project.annotators) {
    paths.push_back(history_path(project.folder, {annotator, id}));
    paths.push_back(snapshot_path(project.folder, {annotator, id}));
  }
  for (const AnnotatorId& author : project.comment_authors) {
    paths.push_back(history_path(project.folder, comments_file(author, id)));
  }
  paths.push_back(corrections_path(project.folder, id));
  paths.push_back(facts_path(project.folder, id));
  paths.push_back(text_path(project.folder, id));
  return paths;
}

// Is nobody at work on one of the histories?
Result<void> nobody_annotates(FileSystem& files, const Project& project, const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto history = history_named(name);
    if (!history) continue;
    const auto lock = FileLock::take(files, project.folder / name);
    if (!lock) return lock.error();
    if (!*lock) {
      Error error = usage_error("'" + history->annotator.value + "' is " + (history->is_comments ? "commenting on" : "annotating") + " it",
                                "close it there first");
      error.place = name;
      return error;
    }
  }
  return {};
}

Result<void> move_all(FileSystem& files, const std::vector<std::pair<Path, Path>>& moves) {
  for (const auto& [from, to] : moves) {
    if (const auto made = make_folders(files, to.parent_path()); !made) return made;
    if (const auto moved = move_file(files, from, to); !moved) return moved;
  }
  return {};
}

// "a/b" taken out at that time lies in removed/a-b-20260102T030405678Z.
std::string removed_name(const ArticleId& id) {
  std::string name = id.value;
  std::ranges::replace(name, '/', '-');
  return name + "-";
}

}  // namespace

Result<std::vector<std::string>> files_of_article(FileSystem& files, const Project& project, const ArticleId& id) {
  std::vector<std::string> names;
  for (const Path& path : paths_of(project, id)) {
    const auto there = look_at(files, path);
    if (!there) return there.error();
    if (*there) names.push_back(relative(project, path));
  }
  return names;
}

Result<Path> remove_article(FileSystem& files, const Clock& clock, const Project& project, const ArticleId& id) {
  if (!project.read_only.empty()) return usage_error(project.read_only);
  if (const auto fits = check_article_id(id); !fits) return fits.error();
  const auto names = files_of_article(files, project, id);
  if (!names) return names.error();
  if (names->empty()) return about(id, usage_error("there is no such article", "see `sayso stats`"));
  if (const auto free = nobody_annotates(files, project, *names); !free) return free.error();
  std::string time;
  for (const char c : to_rfc3339(clock.now())) {
    if (c != '-' && c != ':' && c != '.') time += c;
  }
  const Path folder = project.folder / "removed" / (removed_name(id) + time);
  std::vector<std::pair<Path, Path>> moves;
  // The text first: what has no text is no article any more.
  for (auto name = names->rbegin(); name != names->rend(); ++name) moves.emplace_back(project.folder / *name, folder / *name);
  if (const auto moved = move_all(files, moves); !moved) return moved.error();
  return folder;
}

Result<void> bring_back_article(FileSystem& files, const Project& project, const ArticleId& id) {
  if (!project.read_only.empty()) return usage_error(project.read_only);
  if (const auto fits = check_article_id(id); !fits) return fits;
  if (is_there(files, text_path(project.folder, id))) return about(id, usage_error("there is an article of this id", "rename it first"));
  const Path removed = project.folder / "removed";
  Path last;
  const auto entries = list_folder_if_there(files, removed);
  if (!entries) return entries.error();
  for (const FolderEntry& entry : *entries) {
    // By name: the time stands at the end. The text says that it is this article and not one that begins alike.
    const bool named = entry.name.starts_with(removed_name(id));
    if (named && is_there(files, removed / entry.name / relative(project, text_path(project.folder, id)))) last = removed / entry.name;
  }
  if (last.empty()) return about(id, usage_error("no such article was removed", "see the folder removed/"));
  const auto names = list_tree(files, last);
  if (!names) return names.error();
  std::vector<std::pair<Path, Path>> moves;
  for (const std::string& name : *names) moves.emplace_back(last / name, project.folder / name);
  const Path text = text_path(project.folder, id);
  std::ranges::stable_partition(moves, [&](const auto& move) { return move.second != text; });
  return move_all(files, moves);
}

Result<void> rename_article(FileSystem& files, const Clock& clock, IdSource& ids, const Project& project, const ArticleId& from,
                            const ArticleId& to) {
  if (!project.read_only.empty()) return usage_error(project.read_only);
  for (const ArticleId& id : {from, to}) {
    if (const auto fits = check_article_id(id); !fits) return fits;
  }
  for (const ArticleId& other : project.articles) {
    if (other != from && clash_key(other.value) == clash_key(to.value)) {
      return about(to, usage_error("there is an article '" + other.value + "' already", "choose another id"));
    }
  }
  const auto names = files_of_article(files, project, from);
  if (!names) return names.error();
  if (!std::ranges::binary_search(project.articles, from)) return about(from, usage_error("there is no such article", "see `sayso stats`"));
  if (const auto free = nobody_annotates(files, project, *names); !free) return free;
  // The text last, so that doing it again finds what is left to do.
  std::vector<std::pair<Path, Path>> moves;
  const auto old_paths = paths_of(project, from), new_paths = paths_of(project, to);
  for (std::size_t i = 0; i < old_paths.size(); ++i) {
    if (std::ranges::find(*names, relative(project, old_paths[i])) != names->end()) moves.emplace_back(old_paths[i], new_paths[i]);
  }
  if (const auto moved = move_all(files, moves); !moved) return moved;
  const auto renamed = open_project(files, project.folder);
  if (!renamed) return renamed.error();
  for (const AnnotatorId& annotator : renamed->annotators) {
    auto opened = open_annotations(files, *renamed, annotator, to);
    if (!opened) return opened.error();
    if (opened->groups.empty() && !opened->pending) continue;
    if (const auto mended = mend(files, clock, ids, *renamed, {annotator, to}, std::move(*opened)); !mended) return mended;
  }
  return {};
}

}  // namespace sayso
