#include "ui/cli/apply_fixes.h"

#include <map>

#include "annotations/edit/gestures.h"
#include "ui/cli/edit_lines.h"

namespace sayso::cli {
namespace {

Result<void> apply(Workplace& workplace, Session& session, const Finding& finding) {
  Gesture gesture{finding.fixes.front().edits, finding.fixes.front().entity_edits};
  say_made_by(gesture.edits, "fix " + finding.rule);
  NewIds made;
  put_ids(gesture, session.registry(), *workplace.ids, {}, made);
  if (const auto may = check_gesture(workplace.files, session, gesture); !may) return may;
  const auto group = session.dispatch(std::move(gesture));
  return group ? Result<void>() : Result<void>(group.error());
}

}  // namespace

Fixed apply_fixes(Workplace& workplace, const std::string& folder, const std::vector<Finding>& findings) {
  std::map<AnnotatorId, std::map<ArticleId, std::vector<const Finding*>>> by_file;
  for (const Finding& finding : findings) {
    if (finding.dismissed || finding.fixes.size() != 1 || finding.annotator.empty() ||
        finding.article.empty())
      continue;
    by_file[finding.annotator][finding.article].push_back(&finding);
  }
  Fixed fixed;
  for (const auto& [annotator, articles] : by_file) {
    auto session = workplace.open_session(folder, annotator.value);
    for (const auto& [article, list] : articles) {
      const Result<void> opened = session ? (*session)->open_article(article) : Result<void>(session.error());
      for (const Finding* finding : list) {
        const Result<void> done = opened ? apply(workplace, **session, *finding) : opened;
        if (done)
          ++fixed.count;
        else
          fixed.not_fixed.push_back({*finding, done.error()});
      }
    }
    if (!session) continue;
    if (const auto closed = close_saved(**session); !closed) fixed.not_fixed.push_back({{}, closed.error()});
  }
  return fixed;
}

}  // namespace sayso::cli
