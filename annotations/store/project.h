// A project: a folder with a manifest, a scheme, articles and what annotators say of them. Opening reads
// names and small files only, takes no lock and writes nothing; everything else is read on demand.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "annotations/model/article.h"
#include "annotations/model/entity.h"
#include "annotations/model/scheme.h"
#include "annotations/store/folder_names.h"
#include "annotations/store/manifest.h"
#include "annotations/store/names.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/files/file_system.h"

namespace sayso {

// What was found at opening; a value.
struct Project {
  Path folder;  // absolute
  Manifest manifest;
  Scheme scheme;
  std::string guidelines;                      // guidelines.md, "" if there is none
  std::string rules;                           // scheme and guidelines in force: "attribution@3+9f2c"
  std::vector<ArticleId> articles;             // sorted by id
  std::vector<AnnotatorId> annotators;         // who has a folder in annotations/, sorted; gold too
  std::vector<AnnotatorId> comment_authors;    // who has a folder in comments/, sorted
  std::string read_only;                       // why nothing may be written, "" if one may
  std::vector<Error> problems;                 // that did not keep it from opening
  std::unordered_set<std::string> clash_keys;  // of the articles; filled by the first add_article()
  std::shared_ptr<FolderNames> folder_names;   // of a walk over many files; none: folders are looked at anew for each file
};

// Makes the folder (it may exist when it is empty) with manifest, scheme, guidelines, entities and git
// files. `scheme_json` is the content of a scheme file. Errors: kind usage when the folder is not empty,
// damaged for a scheme with mistakes, machine when the disk refuses.
Result<Project> create_project(FileSystem& files, const Path& folder, const std::string& name,
                               const std::string& scheme_json, IdSource& ids);

// What .gitattributes of a project says, one rule a line: texts must reach every machine byte for byte, or positions
// shift; the rest is joined by sayso.
inline constexpr const char* kGitAttributes =
    "articles/** -text\n"
    "*.history -text merge=sayso\n"
    "*.json text eol=lf merge=sayso\n"
    "*.md text eol=lf\n";

// Errors: kind usage when there is no sayso.json, damaged when manifest or scheme have mistakes. A project
// of a newer version opens read-only.
Result<Project> open_project(FileSystem& files, const Path& folder);

// "attribution@3+9f2c": name, version and the first 4 hex digits of SHA-256 over scheme and guidelines.
std::string rules_of(const Scheme& scheme, const std::string& scheme_bytes, const std::string& guidelines);

struct ArticleListing {
  std::vector<ArticleId> articles;  // sorted by id
  std::vector<Error> problems;      // texts whose name is no article's
};

// The articles that a project's folder has now. `folders`: those that were listed are added.
Result<ArticleListing> list_articles(FileSystem& files, const Path& project, std::vector<Path>* folders = nullptr);

struct LoadedArticle {
  Article article;
  std::vector<Error> problems;  // text changed, not UTF-8, no facts
};

// Error: no such article, or its text cannot be shown (not UTF-8: with line and byte).
Result<LoadedArticle> load_article(FileSystem& files, const Project& project, const ArticleId& id);

// Which of the project's articles has this annotator a history or snapshot of? Sorted. Files of no article of the
// project are left out, conflict copies of sync tools among them.
Result<std::vector<ArticleId>> articles_of(FileSystem& files, const Project& project,
                                           const AnnotatorId& annotator);

// The same of an author's comments.
Result<std::vector<ArticleId>> articles_commented_by(FileSystem& files, const Project& project, const AnnotatorId& author);

}  // namespace sayso
