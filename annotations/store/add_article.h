// Bringing a text into a project. Nothing is overwritten and nothing is left half written.
#pragma once

#include <string>

#include "annotations/model/article.h"
#include "annotations/store/project.h"

namespace sayso {

struct NewArticle {
  std::string bytes;   // the text as it came: UTF-8, with or without BOM
  std::string from;    // file name or other source, recorded; its stem makes the id when `id` is ""
  ArticleId id;        // wanted id, or ""
  ArticleFacts facts;  // title, outlet, language, …; sha256 and imported are set here
};

// A text ready to be an article. Errors, each with a remedy: not UTF-8 (line and byte), empty, NUL, a line
// over 1,000,000 bytes. A leading BOM is removed and recorded in `imported`, CRLF is kept and noted.
Result<Article> checked_article(const NewArticle& wanted);

// Checks it and writes articles/<id>.txt and .json; `project.articles` has it then. Errors as above, and:
// an id that is not path-safe, or taken (also by case and normal form), or a project that is read-only.
Result<ArticleId> add_article(FileSystem& files, Project& project, const NewArticle& wanted);

inline constexpr std::size_t kLineLimit = 1'000'000;  // bytes

}  // namespace sayso
