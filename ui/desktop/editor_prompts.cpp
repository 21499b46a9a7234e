// What is asked for in one line, finishing an article, and the fields of the panels.
#include <algorithm>

#include "annotations/store/builtin_schemes.h"
#include "core/files/read_file.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/annotate_models.h"

namespace sayso::ui {
namespace {

constexpr std::size_t kFoldersShown = 8;

}  // namespace

void Editor::ask(OpenPrompt::What what, std::string payload) {
  keep_field();
  OpenPrompt prompt;
  prompt.what = what;
  prompt.payload = std::move(payload);
  if (what == OpenPrompt::What::annotator && session_) prompt.field.set_text(session_->annotator().value);
  if (what == OpenPrompt::What::annotator) prompt.field.select_all();
  if (what == OpenPrompt::What::open_folder || what == OpenPrompt::What::new_folder) prompt.field.set_text("~/");
  ui_.mode = std::move(prompt);
  suggest_folders();
}

// "~" is the user's home, as in a shell.
Path Editor::typed_path(const std::string& text) const {
  if ((text == "~" || text.starts_with("~/")) && !world_.home.empty()) return world_.home / text.substr(std::min<std::size_t>(2, text.size()));
  return text;
}

// The folders that begin as what is typed; projects are what is looked for, so other files are left out.
void Editor::suggest_folders() {
  folders_.clear();
  const auto* prompt = std::get_if<OpenPrompt>(&ui_.mode);
  if (!prompt || (prompt->what != OpenPrompt::What::open_folder && prompt->what != OpenPrompt::What::new_folder)) return;
  const std::string& typed = prompt->field.text();
  const std::size_t slash = typed.rfind('/');
  if (slash == std::string::npos) return;
  const std::string above = typed.substr(0, slash + 1);
  const std::string begun = typed.substr(slash + 1);
  const auto entries = list_folder(*world_.files, typed_path(above));
  if (!entries) return;
  for (const FolderEntry& entry : *entries) {
    if (folders_.size() == kFoldersShown) break;
    const bool hidden = entry.name.starts_with('.') && !begun.starts_with('.');
    if (hidden || !entry.name.starts_with(begun) || !is_folder(*world_.files, typed_path(above + entry.name))) continue;
    folders_.push_back(above + entry.name);
  }
}

void Editor::fill_in(const Intent& intent) {
  auto* prompt = std::get_if<OpenPrompt>(&ui_.mode);
  if (!prompt) return;
  prompt->field.set_text(intent.of + "/");
  field_changed();
}

// As far as all suggestions agree; into the only one.
void Editor::complete_folder(const Intent&) {
  auto* prompt = std::get_if<OpenPrompt>(&ui_.mode);
  if (!prompt || folders_.empty()) return;
  if (folders_.size() == 1) return fill_in({"fill-in", folders_.front(), {}});
  std::string same = folders_.front();
  for (const std::string& folder : folders_) {
    same.resize(static_cast<std::size_t>(std::ranges::mismatch(same, folder).in1 - same.begin()));
  }
  prompt->field.set_text(same);
  field_changed();
}

void Editor::tell(const Error& error) {
  if (session_) {
    report(error);
  } else {
    start_error_ = to_text(error);
  }
}

// Something must be known before what is being done can be done; then it is done from the beginning, so that all
// that follows it (rows, palettes, what is active) is as if nothing had been asked.
void Editor::ask_first(OpenPrompt::What what) {
  waiting_ = doing_;
  ask(what);
}

void Editor::go_on() {
  const auto waiting = std::exchange(waiting_, std::nullopt);
  if (!waiting) return;
  const UiState& before = waiting->before;
  ui_.mode = before.mode;
  ui_.caret = before.caret;
  ui_.anchor = before.anchor;
  ui_.active = before.active;
  ui_.span = before.span;
  ui_.target = before.target;
  ui_.finishing = before.finishing;
  ui_.chosen_problem = before.chosen_problem;
  ui_.chosen_decision = before.chosen_decision;
  ui_.placing = before.placing;
  ui_.bottom = before.bottom;
  const auto* key = std::get_if<KeyPress>(&waiting->what);
  const auto* intent = std::get_if<Intent>(&waiting->what);
  const Action* action = key ? action_for(*key, state()) : nullptr;
  const std::string_view id = intent ? std::string_view(intent->action) : action ? action->id : std::string_view();
  if (id == "fix" || id == "apply-fix") wait_for_checks();  // the problems of the article as hers
  doing_ = Waiting{waiting->what, ui_};
  if (key) {
    press(*key);
  } else {
    act(*intent);
  }
}

void Editor::accept_prompt(const Intent&) {
  if (std::holds_alternative<OpenCorrection>(ui_.mode)) return accept_correction();
  const auto* open = std::get_if<OpenPrompt>(&ui_.mode);
  if (!open) return;
  const OpenPrompt prompt = *open;
  ui_.mode = Reading{};
  const auto answered = answer(prompt);
  if (answered) return;
  OpenPrompt again = prompt;
  again.error = to_text(answered.error());
  ui_.mode = std::move(again);
}

Result<void> Editor::answer(const OpenPrompt& prompt) {
  const std::string& text = prompt.field.text();
  switch (prompt.what) {
    case OpenPrompt::What::annotator: {
      const AnnotatorId id(text);
      if (!session_) return {};
      if (id == session_->annotator()) return {};
      const ArticleId at = has_article() ? article().article->id : ArticleId();
      if (auto named = session_->set_annotator(id); !named) return named;
      world_.annotator = id;
      if (world_.annotator_named) world_.annotator_named(id);
      read_progress_of_all();
      const UiState before = ui_;
      if (!at.empty()) {
        if (auto opened = try_open_article(at); !opened) return opened;
        ui_.caret = before.caret;
        ui_.anchor = before.anchor;
        show(ui_.caret);
      }
      go_on();
      return {};
    }
    case OpenPrompt::What::skip_reason: {
      if (auto skipped = session_->skip(text); !skipped) return skipped.error();
      changed();
      go_to_article({"next-article", {}, {}});
      return {};
    }
    case OpenPrompt::What::reopen_reason: {
      if (auto reopened = session_->reopen(text); !reopened) return reopened.error();
      ui_.notice.reset();  // that it was submitted
      changed();
      go_on();
      return {};
    }
    case OpenPrompt::What::open_folder: return open_project(typed_path(text));
    case OpenPrompt::What::new_folder: {
      if (text.empty()) return usage_error("say which folder");
      Path folder = typed_path(text);
      if (!folder.has_filename()) folder = folder.parent_path();  // "papers/" is "papers"
      auto made = create_project(*world_.files, folder, folder.filename().string(), builtin_schemes().front().json, *world_.ids);
      if (!made) return made.error();
      if (auto opened = open_project(folder); !opened) return opened;
      if (!prompt.files.empty()) add_files(prompt.files);
      return {};
    }
    case OpenPrompt::What::paste_name: {
      auto added = session_->add({prompt.payload, "the clipboard", ArticleId(text), {}});
      if (!added) return added.error();
      list_added(*added);
      open_article(*added);
      return {};
    }
  }
  return {};
}

void Editor::cancel(const Intent&) {
  if (auto* plugins = open_plugins()) {
    plugins->field.reset();
    plugins->error.clear();
    return;
  }
  waiting_.reset();
  start_error_.clear();
  if (const auto* field = std::get_if<OpenField>(&ui_.mode); field && field->name == "filter") set_filter({});
  ui_.mode = Reading{};
}

void Editor::take_suggestion(const Intent& intent) {
  if (auto* prompt = std::get_if<OpenPrompt>(&ui_.mode)) {
    prompt->field.set_text(intent.of);
    accept_prompt({});
  }
}

// ---- finishing -------------------------------------------------------------------------------------

// One line that says what is still open; "" when nothing is.
std::string Editor::what_is_open() const {
  std::size_t missing = 0;
  const Scene now = scene();
  for (const Frame& frame : annotations().frames) {
    if (facts_.frame && frame.layer == facts_.frame->name) missing += missing_in(now, frame).size();
  }
  std::size_t errors = 0;
  for (const Problem& problem : problems_.all()) errors += !problem.finding.dismissed && problem.finding.severity == Severity::error;
  const std::size_t marks = open_marks();
  std::string words;
  const auto add = [&](std::size_t count, const std::string& one, const std::string& many) {
    if (count > 0) words += (words.empty() ? "" : ", ") + std::to_string(count) + " " + (count == 1 ? one : many);
  };
  add(missing, "answer is missing", "answers are missing");
  add(marks, "mark is not annotated", "marks are not annotated");
  add(errors, "error is open", "errors are open");
  return words;
}

void Editor::finish(const Intent&) {
  if (!has_article()) return;
  keep_field();
  if (session_->annotator().empty()) {
    ask_first(OpenPrompt::What::annotator);
    return;
  }
  if (session_->is_closed()) {
    notice("This article is submitted already.");
    return;
  }
  if (!ui_.finishing) {
    ui_.finishing = true;
    const std::string open = what_is_open();
    notice(open.empty() ? "Nothing is open. Ctrl Enter submits." : open + ". Ctrl Enter submits all the same.");
    ui_.mode = Reading{};
    ui_.right_scroll = 0;
    if (facts_.of_article && !facts_.of_article->attributes.empty() && has_chips(facts_.of_article->attributes.front())) {
      ui_.mode = OpenRow{kArticleFrame, facts_.of_article->attributes.front().name};
    }
    return;
  }
  const ArticleId here = article().article->id;
  if (auto submitted = session_->submit(); !submitted) {
    report(submitted.error());
    return;
  }
  ui_.finishing = false;
  ui_.notice.reset();
  ui_.mode = Reading{};
  changed();
  // The next article that is not done, after this one and then from the beginning.
  if (const auto next = next_unfinished(place_in_list(here))) {
    open_article(*next);
    notice("submitted " + here.value);
    return;
  }
  notice("submitted " + here.value + "; every article is done");
}

void Editor::skip(const Intent&) {
  if (has_article()) ask(OpenPrompt::What::skip_reason);
}

// ---- fields, theme, start screen -------------------------------------------------------------------

void Editor::accept_field(const Intent&) {
  if (open_plugins()) {
    keep_plugin_field();
    return;
  }
  if (const auto* field = std::get_if<OpenField>(&ui_.mode); field && field->name == "filter") {
    ui_.mode = Reading{};
    if (const auto found = first_found(); found && !ui_.filter.empty()) open_article(*found);
    return;
  }
  keep_field();
}

void Editor::focus_filter(const Intent&) {
  if (!session_) return;
  keep_field();
  OpenField field;
  field.name = "filter";
  field.intent = {"focus-filter", {}, {}};
  field.field.set_text(ui_.filter);
  field.field.select_all();
  ui_.mode = std::move(field);
}

void Editor::paste_into_field(const Intent&) {
  TextField* field = field_in_front();
  if (!field || !world_.clipboard) return;
  put_into_field(*field, world_.clipboard());
}

void Editor::copy_from_field(const Intent& intent) {
  TextField* field = field_in_front();
  if (!field || !world_.set_clipboard || field->selection().empty()) return;
  if (auto copied = world_.set_clipboard(field->selected_text()); !copied) {
    report(copied.error());
    return;
  }
  if (intent.action == "cut-from-field" && field->erase_right()) field_changed();
}

void Editor::open_sample(const Intent&) {
  if (!world_.sample_copy) return;
  auto folder = world_.sample_copy();
  if (!folder) return tell(folder.error());
  if (auto opened = open_project(*folder, world_.sample_article, world_.sample_annotator); !opened) return tell(opened.error());
  notice("This is the work of " + world_.sample_annotator.value + ". Click the name at the top to work under your own.");
}

void Editor::open_recent(const Intent& intent) {
  std::string folder = intent.of;
  if (folder.empty() && ui_.chosen_recent < world_.recent.size()) folder = world_.recent[ui_.chosen_recent].folder;
  if (folder.empty()) return;
  if (auto opened = open_project(folder); !opened) tell(opened.error());
}

void Editor::move_in_recent(const Intent& intent) {
  if (intent.action == "recent-down" && ui_.chosen_recent + 1 < world_.recent.size()) ++ui_.chosen_recent;
  if (intent.action == "recent-up" && ui_.chosen_recent > 0) --ui_.chosen_recent;
}

}  // namespace sayso::ui
