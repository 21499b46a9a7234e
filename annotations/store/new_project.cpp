#include <algorithm>

#include "annotations/store/article_codec.h"
#include "annotations/store/project.h"
#include "annotations/store/scheme_codec.h"
#include "annotations/store/snapshot_codec.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

constexpr const char* kGitIgnore =
    ".sayso/\n"
    ".*.tmp\n";

constexpr const char* kFolders[] = {"articles", "annotations", "entities", "rules"};

constexpr const char* kGuidelines =
    "# Guidelines\n"
    "\n"
    "What annotators agree on: when to mark, how far a mark reaches, which value to choose. This file is "
    "shown\n"
    "inside sayso, and every edit names the version it was made under.\n";

using Contents = std::vector<std::pair<std::string, std::string>>;  // by name

constexpr const char* kManifest = "sayso.json";

// Was it left by a try that could not be finished? Then it is in nobody's way.
bool is_left_over(FileSystem& files, const Path& folder, const FolderEntry& entry, const Contents& contents) {
  if (entry.type == FileType::folder) {
    const auto inside = list_folder(files, folder / entry.name);
    return std::ranges::find(kFolders, entry.name) != std::end(kFolders) && inside && inside->empty();
  }
  if (is_temporary_name(entry.name)) return true;
  const auto wanted = std::ranges::find(contents, entry.name, &Contents::value_type::first);
  if (wanted == contents.end() || entry.name == kManifest) return false;
  const auto bytes = read_file(files, folder / entry.name);
  return bytes && *bytes == wanted->second;
}

Result<void> must_be_empty(FileSystem& files, const Path& folder, const Contents& contents) {
  const auto there = look_at(files, folder);
  if (!there) return there.error();
  if (!*there) return {};
  Error taken = usage_error("a new project needs a new or empty folder", "choose another folder");
  taken.place = folder.string();
  if ((*there)->type != FileType::folder) return taken;
  const auto entries = list_folder(files, folder);
  if (!entries) return entries.error();
  // A repository that was just made is as good as empty.
  const bool empty = std::ranges::all_of(*entries, [&](const FolderEntry& entry) {
    return entry.name == ".git" || is_left_over(files, folder, entry, contents);
  });
  if (empty) return {};
  return taken;
}

// Takes away what was made of a project that could not be finished, or nobody could try again in that folder.
class Unfinished {
 public:
  Unfinished(FileSystem& files, const Path& folder)
      : files_(files), folder_(folder), folder_is_ours_(!is_there(files, folder)) {}
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;
  ~Unfinished() {
    if (finished_) return;
    for (const Path& file : made_) files_.remove(file);
    for (const char* each : kFolders) files_.remove_folder(folder_ / each);
    if (folder_is_ours_) files_.remove_folder(folder_);
  }
  void made(const Path& file) { made_.push_back(file); }
  void finish() { finished_ = true; }

 private:
  FileSystem& files_;
  Path folder_;
  bool folder_is_ours_;
  bool finished_ = false;
  std::vector<Path> made_;
};

}  // namespace

Result<Project> create_project(FileSystem& files, const Path& folder, const std::string& name,
                               const std::string& scheme_json, IdSource& ids) {
  const auto scheme = read_scheme(scheme_json, "scheme.json");
  if (!scheme) return scheme.error();
  Manifest manifest;
  manifest.id = ids.next();
  manifest.name = name;
  // The manifest comes last: a folder without it is no project, so a half-made one is never opened.
  const Contents contents = {{".gitattributes", kGitAttributes},    {".gitignore", kGitIgnore},
                             {"scheme.json", scheme_json},          {"guidelines.md", kGuidelines},
                             {"entities.json", write_entities({})}, {kManifest, write_manifest(manifest)}};
  if (const auto empty = must_be_empty(files, folder, contents); !empty) return empty.error();
  Unfinished unfinished(files, folder);
  for (const char* each : kFolders) {
    if (const auto made = make_folders(files, folder / each); !made) return made.error();
  }
  for (const auto& [file, bytes] : contents) {
    if (const auto made = create_file_unless_same(files, folder / file, bytes); !made) return made.error();
    unfinished.made(folder / file);
  }
  unfinished.finish();
  return open_project(files, folder);
}

}  // namespace sayso
