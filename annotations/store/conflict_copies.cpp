#include "annotations/store/conflict_copies.h"

#include <algorithm>

#include "annotations/store/history_codec.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/read_file.h"

namespace sayso {
namespace {

// Is it what a sync tool may have made of `stem`?
bool may_be_copy(const Project& project, const HistoryFile& file, const std::string& stem, const std::string& folder,
                 const std::string& name) {
  if (name == stem || !name.starts_with(stem)) return false;
  if (is_conflict_copy(name)) return true;
  if (file.is_entities()) {
    const AnnotatorId other(name);
    return !check_annotator_id(other) || std::ranges::find(project.annotators, other) == project.annotators.end();
  }
  const ArticleId other(folder + name);
  return !check_article_id(other) || !std::ranges::binary_search(project.articles, other);
}

bool says_it_is(const HistoryFile& file, const ConflictCopy& copy) {
  if (file.is_comments) {
    const auto read = read_comment_history(copy.bytes, {});
    if (read.groups.empty() || read.groups[0].edits.empty()) return false;
    const auto* begin = std::get_if<BeginComments>(&read.groups[0].edits[0]);
    return begin && begin->article == file.article && begin->author == file.annotator;
  }
  if (file.is_entities()) {
    const auto read = read_entity_history(copy.bytes, {});
    return !read.groups.empty() && read.groups[0].by == file.annotator.value;
  }
  if (!copy.is_history) {
    const auto read = read_snapshot(copy.bytes, {});
    return read && read->state.article == file.article && read->state.annotator == file.annotator;
  }
  const auto read = read_history(copy.bytes, {});
  if (read.groups.empty() || read.groups[0].edits.empty()) return false;
  const auto* begin = std::get_if<Begin>(&read.groups[0].edits[0]);
  return begin && begin->article == file.article && begin->annotator == file.annotator;
}

}  // namespace

Result<std::vector<ConflictCopy>> copies_of(FileSystem& files, const Project& project, const HistoryFile& file) {
  std::vector<ConflictCopy> copies;
  const Path folder = history_path(project.folder, file).parent_path();
  const std::string stem = history_path(project.folder, file).stem().string();
  const auto slash = file.article.value.rfind('/');
  const std::string below = slash == std::string::npos ? "" : file.article.value.substr(0, slash + 1);
  FolderNames looked_at_now;
  const auto names = (project.folder_names ? *project.folder_names : looked_at_now).beginning_with(files, folder, stem);
  if (!names) return names.error();
  for (const std::string& entry : *names) {
    for (const char* suffix : {".history", ".json"}) {
      const bool is_history = std::string_view(suffix) == ".history";
      if (!entry.ends_with(suffix) || entry.starts_with('.') || (!is_history && (file.is_entities() || file.is_comments))) continue;
      const std::string name = entry.substr(0, entry.size() - std::string_view(suffix).size());
      if (!may_be_copy(project, file, stem, below, name)) continue;
      auto bytes = read_file_if_there(files, folder / entry);
      if (!bytes) return bytes.error();
      if (!*bytes) continue;
      ConflictCopy copy{folder / entry, is_history, std::move(**bytes)};
      if (says_it_is(file, copy)) copies.push_back(std::move(copy));
    }
  }
  return copies;
}

}  // namespace sayso
