#include "ui/cli/text_commands.h"

#include <algorithm>

#include "annotations/store/reanchor.h"
#include "annotations/store/text_corrections.h"
#include "core/files/read_file.h"
#include "ui/cli/json.h"
#include "ui/cli/standard_input.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

bool wanted(const std::vector<std::string>& names, const std::string& name) {
  return names.empty() || std::ranges::find(names, name) != names.end();
}

// One annotator's file of one article.
class Reanchoring {
 public:
  Reanchoring(const ReanchorArguments& arguments, Output& output) : arguments_(arguments), output_(output) {}

  Result<void> run(const Project& project) {
    for (const AnnotatorId& annotator : project.annotators) {
      if (!wanted(arguments_.annotators, annotator.value)) continue;
      // In gold the reviewers decide; who asks for this is one.
      auto session = workplace_.open_session(arguments_.folder, annotator.value, annotator == kGold ? "reanchor" : "");
      if (!session) return session.error();
      const auto articles = articles_of(workplace_.files, project, annotator);
      if (!articles) return articles.error();
      for (const ArticleId& article : *articles) {
        if (!wanted(arguments_.articles, article.value)) continue;
        if (const auto done = find_again(**session, annotator, article); !done) return done;
      }
      if (const auto closed = close_saved(**session); !closed) return closed;
    }
    return {};
  }

  std::size_t left() const { return left_; }
  Json document() && { return {{"moved", moved_}, {"unplaced", std::move(unplaced_)}}; }
  std::size_t moved() const { return moved_; }

 private:
  Result<void> find_again(Session& session, const AnnotatorId& annotator, const ArticleId& article) {
    if (const auto opened = session.open_article(article); !opened) {
      output_.complain(opened.error());
      return {};
    }
    const auto group = session.find_again();
    const std::string whose = article.value + " of " + annotator.value;
    if (!group) {
      Error error = group.error();
      if (error.place.empty()) error.place = whose;
      if (error.kind != ErrorKind::usage) return error;
      output_.complain(error);
      ++left_;
      return {};
    }
    if (!group->empty()) ++moved_;
    for (const Span* span : unplaced_spans(session.article()->state)) {
      ++left_;
      unplaced_.push_back({{"annotator", annotator.value},
                           {"article", article.value},
                           {"id", span->id.value},
                           {"layer", span->layer},
                           {"text", unplaced_words(*span)}});
      output_.line(whose + ": no place for " + span->layer + " “" + unplaced_words(*span) + "” (" + span->id.value + ")");
    }
    return {};
  }

  const ReanchorArguments& arguments_;
  Output& output_;
  Workplace workplace_;
  std::size_t moved_ = 0, left_ = 0;
  Json unplaced_ = Json::array();
};

}  // namespace

int run_correct(const CorrectArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto may = may_change(*project); !may) return output.failed(may.error());
  if (const auto named = check_new_annotator_id(AnnotatorId(arguments.by)); !named) return output.failed(named.error());
  auto text = arguments.text == "-" ? StandardInput().rest() : read_file(workplace.files, arguments.text);
  if (!text) return output.failed(text.error());
  const auto corrected = correct_text(workplace.files, workplace.clock, *workplace.ids, *project,
                                      ArticleId(arguments.article), *text, arguments.by);
  if (!corrected) return output.failed(corrected.error());
  output.document(to_document(Json{{"article", arguments.article},
                                   {"from", corrected->from},
                                   {"to", corrected->to},
                                   {"places", corrected->splices.size()}}));
  output.line(arguments.article + ": corrected in " + std::to_string(corrected->splices.size()) +
              (corrected->splices.size() == 1 ? " place" : " places"));
  return kDone;
}

int run_reanchor(const ReanchorArguments& arguments, Output& output) {
  Workplace workplace;
  const auto project = open_project(workplace.files, arguments.folder);
  if (!project) return output.failed(project.error());
  if (const auto may = may_change(*project); !may) return output.failed(may.error());
  Reanchoring reanchoring(arguments, output);
  if (const auto done = reanchoring.run(*project); !done) return output.failed(done.error());
  const std::size_t moved = reanchoring.moved(), left = reanchoring.left();
  output.document(to_document(std::move(reanchoring).document()));
  output.line(std::to_string(moved) + (moved == 1 ? " file" : " files") + " brought to the text of now, " +
              std::to_string(left) + " left to settle");
  return left > 0 ? kFound : kDone;
}

}  // namespace sayso::cli
