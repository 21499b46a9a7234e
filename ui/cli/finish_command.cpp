#include "ui/cli/finish_command.h"

#include "ui/cli/json.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

// Opens the article, does `change` to it and tells its new status once that is on disk.
template <class Change>
int change_status(const FinishArguments& arguments, Output& output, Change change) {
  Workplace workplace;
  auto session = workplace.open_session(arguments.folder, arguments.annotator, arguments.by);
  if (!session) return output.failed(session.error());
  if (const auto may = may_change((*session)->project()); !may) return output.failed(may.error());
  if (const auto opened = (*session)->open_article(ArticleId(arguments.article)); !opened) {
    return output.failed(opened.error());
  }
  const Result<GroupId> group = change(**session);
  if (!group) {
    Error error = group.error();
    if (error.place.empty()) error.place = arguments.article + " of " + arguments.annotator;
    return output.failed(error);
  }
  const std::string status = to_text((*session)->article()->state.status);
  if (const auto closed = close_saved(**session); !closed) return output.failed(closed.error());
  output.document(to_document(Json{{"article", arguments.article},
                                   {"annotator", arguments.annotator},
                                   {"status", status},
                                   {"group", group->value}}));
  output.line(arguments.article + " " + status + " " + group->value);
  return kDone;
}

}  // namespace

int run_finish(const FinishArguments& arguments, Output& output) {
  if (arguments.skip && arguments.reason.empty()) {
    return output.failed(usage_error("--skip needs --reason", "sayso finish DIR … --skip --reason TEXT"));
  }
  if (!arguments.skip && !arguments.reason.empty()) {
    return output.failed(
        usage_error("--reason goes with --skip", "an article that is handed in needs no reason"));
  }
  return change_status(arguments, output, [&](Session& session) {
    return arguments.skip ? session.skip(arguments.reason) : session.submit();
  });
}

int run_reopen(const FinishArguments& arguments, Output& output) {
  return change_status(arguments, output, [&](Session& session) { return session.reopen(arguments.reason); });
}

}  // namespace sayso::cli
