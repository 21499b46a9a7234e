#include "ui/cli/edit_command.h"

#include "ui/cli/edit_lines.h"
#include "ui/cli/interrupt.h"
#include "ui/cli/json.h"
#include "ui/cli/standard_input.h"
#include "ui/cli/workplace.h"

namespace sayso::cli {
namespace {

Error at_line(Error error, std::size_t number) {
  const std::string place = "standard input:" + std::to_string(number);
  error.place = error.place.empty() ? place : place + ": " + error.place;
  return error;
}

// Reads, checks, makes and reports the groups of one run.
class EditRun {
 public:
  EditRun(FileSystem& files, Session& session, IdSource& ids, Output& output)
      : files_(files), session_(session), ids_(ids), output_(output) {}

  int run() {
    const InterruptWatch watch;
    StandardInput input;
    for (std::size_t number = 1;; ++number) {
      auto line = input.next_line();
      if (watch.asked_to_stop()) return kInterrupted;
      if (!line) return fail(at_line(line.error(), number));
      if (!*line) return kDone;
      if ((*line)->find_first_not_of(" \t\r") == std::string::npos) continue;
      if (const auto made = make(**line, number); !made) return fail(at_line(made.error(), number));
    }
  }

  Json report() && { return std::move(report_); }

 private:
  Result<void> make(const std::string& line, std::size_t number) {
    auto gesture = gesture_from_line(line);
    if (!gesture) return gesture.error();
    NewIds made;
    put_ids(*gesture, session_.registry(), ids_, earlier_, made);
    if (const auto may = check_gesture(files_, session_, *gesture); !may) return may;
    const auto group = session_.dispatch(std::move(gesture).value());
    if (!group) return group.error();
    session_.wait_until_saved();
    if (const auto kept = saved(session_); !kept) return kept;

    Json ids = Json::object();
    std::string text = group->value;
    for (const auto& [name, id] : made) {
      ids[name] = id;
      text += " " + name + "=" + id;
      earlier_[name] = id;
    }
    report_["groups"].push_back({{"line", number}, {"group", group->value}, {"ids", ids}});
    output_.line(text);
    output_.flush();
    return {};
  }

  int fail(const Error& error) {
    report_["failed"] = to_json(error);
    return output_.failed(error);
  }

  FileSystem& files_;
  Session& session_;
  IdSource& ids_;
  Output& output_;
  NewIds earlier_;
  Json report_ = {{"groups", Json::array()}};
};

}  // namespace

int run_edit(const EditArguments& arguments, Output& output) {
  Workplace workplace;
  auto session = workplace.open_session(arguments.folder, arguments.annotator, arguments.by);
  if (!session) return output.failed(session.error());
  if (const auto may = may_change((*session)->project()); !may) return output.failed(may.error());
  if (const auto opened = (*session)->open_article(ArticleId(arguments.article)); !opened) {
    return output.failed(opened.error());
  }
  for (const Error& problem : (*session)->article()->problems) output.notice("sayso: " + to_text(problem));

  EditRun edits(workplace.files, **session, *workplace.ids, output);
  int status = edits.run();
  if (const auto closed = close_saved(**session); !closed && status != kMachine)
    status = output.failed(closed.error());
  output.document(to_document(std::move(edits).report()));
  return status;
}

}  // namespace sayso::cli
