#include "annotations/store/comment_file.h"

#include "annotations/store/join.h"
#include "annotations/store/read_groups.h"

namespace sayso {

Result<OpenedComments> open_comments(FileSystem& files, const Project& project, const AnnotatorId& author,
                                     const ArticleId& article) {
  if (const auto named = check_annotator_id(author); !named) return named.error();
  if (const auto named = check_article_id(article); !named) return named.error();
  const HistoryFile file = comments_file(author, article);
  OpenedComments opened;
  if (const auto read = read_groups(files, project, file, opened); !read) return read.error();
  opened.state = state_of(opened.groups);
  if (!opened.state.article.empty()) {
    opened.state.article = article;  // it may have been renamed since the history began
    opened.state.author = author;
  }
  if (const std::size_t count = count_conflicts(opened.state); count > 0) {
    opened.problems.push_back(damaged_error(
        std::to_string(count) + (count == 1 ? " comment was" : " comments were") +
            " changed differently in two places: one text of each stands, all are kept",
        name_of(file), "edit or resolve each again, or remove it"));
  }
  return opened;
}

}  // namespace sayso
