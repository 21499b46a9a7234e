#include "ui/cli/workplace.h"

#include "core/base/xdg.h"

namespace sayso::cli {

Result<std::unique_ptr<Session>> Workplace::open_session(const std::string& folder,
                                                         const std::string& annotator,
                                                         const std::string& by) {
  const auto state = state_folder();
  if (!state) return state.error();
  Session::Settings settings;
  settings.files = &files;
  settings.clock = &clock;
  settings.ids = ids.get();
  settings.state_folder = *state;
  settings.by = by;
  return Session::open(std::move(settings), folder, AnnotatorId(annotator));
}

Result<void> may_change(const Project& project) {
  if (project.read_only.empty()) return {};
  Error error = usage_error(project.read_only, project.manifest.newer ? "update sayso to change it" : "");
  error.place = (project.folder / "sayso.json").string();
  return error;
}

Result<void> saved(const Session& session) {
  const SaveState state = session.save_state();
  const auto* failed = std::get_if<NotSaved>(&state);
  if (!failed) return {};
  Error error = failed->error;
  if (!failed->rescued_to.empty()) {
    if (!error.remedy.empty()) error.remedy += "; ";
    error.remedy += "what is not in the project was kept in " + failed->rescued_to.string();
  }
  return error;
}

Result<void> close_saved(Session& session) {
  session.close();
  return saved(session);
}

}  // namespace sayso::cli
