#include "annotations/store/project.h"

#include <algorithm>
#include <cerrno>

#include "annotations/store/article_codec.h"
#include "annotations/store/scheme_codec.h"
#include "annotations/store/text_corrections.h"
#include "core/files/file_error.h"
#include "core/files/hash.h"
#include "core/files/read_file.h"
#include "core/text/utf8.h"

namespace sayso {
namespace {

// Names below `folder` that end in `suffix`, without it, as relative paths; hidden folders and links to
// folders are left out. One listing a folder and no look at the files themselves.
Result<std::vector<std::string>> stems_below(FileSystem& files, const Path& folder, std::string_view suffix,
                                             std::vector<Path>* folders = nullptr) {
  std::vector<std::string> stems;
  std::vector<std::string> waiting{""};
  while (!waiting.empty()) {
    const std::string below = std::move(waiting.back());
    waiting.pop_back();
    const Path path = below.empty() ? folder : folder / below;
    const auto entries = files.list_folder(path);
    if (folders) folders->push_back(path);
    if (!entries.ok()) {
      if (below.empty() && entries.error() == ENOENT) return stems;
      return file_error("list this folder", path, entries.error());
    }
    for (const FolderEntry& entry : *entries) {
      if (entry.name.starts_with('.')) continue;
      const std::string name = below.empty() ? entry.name : below + "/" + entry.name;
      if (entry.type == FileType::folder) {
        waiting.push_back(name);
      } else if (name.ends_with(suffix)) {
        stems.push_back(name.substr(0, name.size() - suffix.size()));
      }
    }
  }
  std::ranges::sort(stems);
  return stems;
}

// Whose folders lie in `folder`.
Result<void> list_people(FileSystem& files, const Path& folder, std::vector<AnnotatorId>& people) {
  const auto there = look_at(files, folder);
  if (!there) return there.error();
  if (!*there || (*there)->type != FileType::folder) return {};
  const auto entries = list_folder(files, folder);
  if (!entries) return entries.error();
  for (const FolderEntry& entry : *entries) {
    if (entry.type != FileType::folder || entry.name.starts_with('.') || is_conflict_copy(entry.name))
      continue;
    if (check_annotator_id(AnnotatorId(entry.name))) people.emplace_back(entry.name);
  }
  return {};
}

// Did a correction make the text what it is, and only what is known of it was not written any more?
bool is_corrected(FileSystem& files, const Project& project, const ArticleId& id, const std::string& from, const std::string& to) {
  const auto read = read_corrections(files, project, id);
  return read && way_between(read->corrections, from, to);
}

// The project's articles that have a file in `folder` of this person. Sorted.
Result<std::vector<ArticleId>> articles_in(FileSystem& files, const Project& project, const char* folder,
                                           const AnnotatorId& person, std::initializer_list<const char*> suffixes) {
  if (const auto fits = check_annotator_id(person); !fits) return fits.error();
  std::vector<ArticleId> articles;
  for (const char* suffix : suffixes) {
    const auto stems = stems_below(files, project.folder / folder / person.value, suffix);
    if (!stems) return stems.error();
    for (const std::string& stem : *stems) {
      if (std::ranges::binary_search(project.articles, ArticleId(stem))) articles.emplace_back(stem);
    }
  }
  std::ranges::sort(articles);
  const auto doubles = std::ranges::unique(articles);
  articles.erase(doubles.begin(), doubles.end());
  return articles;
}

Error not_a_project(const Path& folder) {
  Error error = usage_error("this folder is not a project: it has no sayso.json",
                            "make one by `sayso new`, or open another folder");
  error.place = folder.string();
  return error;
}

}  // namespace

std::string rules_of(const Scheme& scheme, const std::string& scheme_bytes, const std::string& guidelines) {
  return scheme.name + "@" + std::to_string(scheme.version) + "+" +
         sha256_hex(scheme_bytes + guidelines).substr(0, 4);
}

Result<Project> open_project(FileSystem& files, const Path& folder) {
  const auto absolute = files.resolve(folder);
  if (!absolute.ok()) return not_a_project(folder);
  Project project;
  project.folder = *absolute;
  const auto manifest_bytes = read_file_if_there(files, project.folder / "sayso.json");
  if (!manifest_bytes) return manifest_bytes.error();
  if (!*manifest_bytes) return not_a_project(project.folder);
  auto manifest = read_manifest(**manifest_bytes, "sayso.json");
  if (!manifest) return manifest.error();
  project.manifest = std::move(manifest).value();
  if (project.manifest.newer) {
    project.read_only = "the project was written by a newer version of sayso, so it is shown but not changed";
    project.problems.push_back(damaged_error(project.read_only, "sayso.json", "update sayso to change it"));
  }
  const auto scheme_bytes = read_file(files, project.folder / "scheme.json");
  if (!scheme_bytes) return scheme_bytes.error();
  auto scheme = read_scheme(*scheme_bytes, "scheme.json");
  if (!scheme) return scheme.error();
  project.scheme = std::move(scheme).value();
  const auto guidelines = read_file_if_there(files, project.folder / "guidelines.md");
  if (!guidelines) return guidelines.error();
  project.guidelines = guidelines->value_or("");
  if (const auto bad = first_bad_utf8(project.guidelines)) {
    const auto begin = project.guidelines.begin();
    const auto line = 1 + std::count(begin, begin + static_cast<std::ptrdiff_t>(bad->value), '\n');
    project.problems.push_back(damaged_error("the guidelines are not UTF-8",
                                             "guidelines.md:" + std::to_string(line), "save the file as UTF-8"));
  }
  project.rules = rules_of(project.scheme, *scheme_bytes, project.guidelines);
  auto listed = list_articles(files, project.folder);
  if (!listed) return listed.error();
  project.articles = std::move(listed->articles);
  project.problems.insert(project.problems.end(), listed->problems.begin(), listed->problems.end());
  for (const auto& [name, people] :
       {std::pair{"annotations", &project.annotators}, {"comments", &project.comment_authors}}) {
    if (const auto found = list_people(files, project.folder / name, *people); !found) return found.error();
  }
  return project;
}

Result<ArticleListing> list_articles(FileSystem& files, const Path& project, std::vector<Path>* folders) {
  const auto stems = stems_below(files, project / "articles", ".txt", folders);
  if (!stems) return stems.error();
  ArticleListing listing;
  for (const std::string& stem : *stems) {
    if (is_conflict_copy(stem)) continue;
    if (const auto fits = check_article_id(ArticleId(stem)); fits) {
      listing.articles.emplace_back(stem);
    } else {
      listing.problems.push_back(damaged_error("not an article: " + fits.error().what,
                                               "articles/" + stem + ".txt", "rename the file"));
    }
  }
  return listing;
}

Result<LoadedArticle> load_article(FileSystem& files, const Project& project, const ArticleId& id) {
  if (const auto fits = check_article_id(id); !fits) return fits.error();
  LoadedArticle loaded;
  loaded.article.id = id;
  const std::string name = "articles/" + id.value;
  auto text = read_file_if_there(files, text_path(project.folder, id));
  if (!text) return text.error();
  if (!*text) {
    Error error = usage_error("there is no article '" + id.value + "'", "see `sayso list`");
    error.place = name + ".txt";
    return error;
  }
  if (const auto bad = first_bad_utf8(**text)) {
    const auto line =
        1 + std::count((*text)->begin(), (*text)->begin() + static_cast<std::ptrdiff_t>(bad->value), '\n');
    return damaged_error("the text is not UTF-8 at byte " + std::to_string(bad->value),
                         name + ".txt:" + std::to_string(line),
                         "put back the text that was imported, or import it anew");
  }
  loaded.article.text = std::move(**text);
  const std::string sha256 = sha256_hex(loaded.article.text);
  const auto facts_bytes = read_file_if_there(files, facts_path(project.folder, id));
  if (!facts_bytes) return facts_bytes.error();
  if (!*facts_bytes) {
    loaded.problems.push_back(
        damaged_error("nothing is known of this article: there is no articles/" + id.value + ".json",
                      name + ".txt", "`sayso fsck --repair` makes one"));
  } else if (auto facts = read_facts(**facts_bytes, name + ".json")) {
    loaded.article.facts = std::move(facts).value();
    if (loaded.article.facts.sha256.empty()) {
      loaded.problems.push_back(damaged_error("nothing tells whether the text is the one that was imported: there is no sha256",
                                              name + ".json", "put the file back as it was"));
    } else if (loaded.article.facts.sha256 != sha256 &&
               !is_corrected(files, project, id, loaded.article.facts.sha256, sha256)) {
      loaded.problems.push_back(
          damaged_error("the text is not the one that was imported: its sha256 differs", name + ".txt",
                        "put the text back; annotations count positions in the old one"));
    }
  } else {
    loaded.problems.push_back(facts.error());
  }
  loaded.article.facts.sha256 = sha256;
  return loaded;
}

Result<std::vector<ArticleId>> articles_of(FileSystem& files, const Project& project,
                                           const AnnotatorId& annotator) {
  return articles_in(files, project, "annotations", annotator, {".history", ".json"});
}

Result<std::vector<ArticleId>> articles_commented_by(FileSystem& files, const Project& project, const AnnotatorId& author) {
  return articles_in(files, project, "comments", author, {".history"});
}

}  // namespace sayso
