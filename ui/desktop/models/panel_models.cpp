// The panels around the text: list on the left, problems below, bars.
#include <algorithm>
#include <cmath>

#include "ui/desktop/models/annotate_models.h"
#include "ui/desktop/theme.h"

namespace sayso::ui {
namespace {

// The headings of the list of articles take less room than so many rows.
constexpr std::size_t kRowsOfHeadings = 4;

ArticleRow row_of(const Scene& scene, std::size_t place) {
  const ArticleId& id = scene.session.project().articles[place];
  ArticleRow row;
  row.id = id.value;
  row.open = scene.article() && scene.article()->article->id == id;
  row.count = "–";
  const ArticleProgress progress = scene.articles.progress(place);
  if (progress.begun) row.count = std::to_string(progress.records);
  switch (progress.status) {
    case Status::done: row.sign = ArticleRow::Sign::done; break;
    case Status::skipped: row.sign = ArticleRow::Sign::skipped; break;
    case Status::open:
    case Status::reopened: row.sign = progress.begun ? ArticleRow::Sign::begun : ArticleRow::Sign::untouched; break;
  }
  return row;
}

// Those of `all` that are among the rows from `begin` to before `end`, counted from the first of them.
template <class List, class RowOf>
auto rows_between(const List& all, std::size_t begin, std::size_t end, RowOf row_of) {
  RowsInSight<decltype(row_of(all[0]))> rows;
  rows.above = std::min(begin, all.size());
  end = std::clamp(end, rows.above, all.size());
  for (std::size_t i = rows.above; i < end; ++i) rows.rows.push_back(row_of(all[i]));
  rows.below = all.size() - end;
  return rows;
}

std::string minutes(std::int64_t seconds) {
  if (seconds < 60) return "under a minute on this article";
  return std::to_string(seconds / 60) + " min on this article";
}

// A click on a hint presses its key.
StatusModel::Hint hint(const std::string& key, std::string words) { return {key, std::move(words), {"press", key, {}}}; }

// What the keys do now: the row that takes letters is named here too.
std::vector<StatusModel::Hint> hints_of(const Scene& scene) {
  if (const auto* row = std::get_if<OpenRow>(&scene.ui.mode)) {
    return {{"A–Z", row->attribute + ": letters choose", {}}, hint("Enter", "close and go on"), hint("Esc", "close")};
  }
  if (const auto* palette = std::get_if<OpenPalette>(&scene.ui.mode)) {
    return {hint("Enter", "choose"), {"↑ ↓", "move", {}}, hint("Esc", palette->mention.empty() ? "cancel" : "not now, keep the words")};
  }
  if (const auto* plugins = std::get_if<OpenPlugins>(&scene.ui.mode)) {
    if (plugins->field) return {hint("Enter", "keep"), hint("Esc", "leave it as it was")};
    return {{"↑ ↓", "move", {}}, hint("Tab", "on"), {"← →", "choose", {}}, hint("Enter", "press"), hint("Esc", plugins->confirming ? "not now" : "close")};
  }
  if (std::holds_alternative<Deciding>(scene.ui.mode)) {
    return {{"1–9", "answer", {}}, {"↑ ↓", "move", {}}, hint("Ctrl D", "next"), hint("Ctrl Z", "undo"), hint("Esc", "back to the text")};
  }
  if (std::holds_alternative<OpenCorrection>(scene.ui.mode)) {
    return {hint("Enter", "correct the text"), hint("Shift Enter", "a new line"), hint("Esc", "leave it as it is")};
  }
  if (std::holds_alternative<Seeking>(scene.ui.mode)) {
    return {hint("Enter", "next"), hint("Shift Enter", "previous"), hint("Esc", "close, and keep the hit selected")};
  }
  if (!std::holds_alternative<Reading>(scene.ui.mode)) return {hint("Enter", "accept"), hint("Esc", "cancel")};
  if (!scene.ui.placing.empty()) return {hint("Ctrl D", "place it on the selected words"), hint("Esc", "not now")};
  if (scene.ui.finishing) return {hint("Ctrl Enter", "submit and go on"), hint("Esc", "not yet")};
  if (!scene.article()) return {hint("Ctrl V", "add the clipboard's text"), hint("Ctrl O", "open another project")};
  std::vector<StatusModel::Hint> hints = {hint("N", "next mark")};
  const std::size_t undecided = scene.decisions.all().size();
  if (undecided > 0) hints.insert(hints.begin(), hint("Ctrl D", std::to_string(undecided) + " to decide"));
  if (scene.ui.find.open) hints.insert(hints.begin(), hint("F3", "next hit"));
  if (scene.facts.frame) {
    for (const RoleRule& role : scene.facts.frame->roles) {
      const bool shown = role.begins || &role == scene.facts.speaker || &role == scene.facts.target;
      if (role.key && shown) hints.push_back(hint(std::string(1, role.key), label_of(role)));
    }
  }
  hints.push_back(hint("Ctrl Z", "undo"));
  hints.push_back(hint("Ctrl Enter", "finish"));
  return hints;
}

const Suggestion* suggestion_under_pointer(const Scene& scene) {
  const TextIndex& text = scene.article()->index;
  const auto at = scene.ui.hovered ? text.checked_code_point(*scene.ui.hovered) : std::nullopt;
  return at ? scene.suggestions.at(*at) : nullptr;
}

// "suggested by suggest@1.0+en.3, 93 % certain"
std::string suggested_by(const Suggestion& suggestion) {
  std::string words = "suggested";
  const Seldom<Origin>& origin = suggestion.frame.origin;
  if (!origin) return words;
  if (!origin->by.empty()) words += " by " + origin->by;
  const double sure = origin->confidence.value_or(-1);
  if (sure >= 0 && sure <= 1) words += ", " + std::to_string(std::lround(sure * 100)) + " % certain";
  return words;
}

// The problems found in the article.
void put_problems(const Scene& scene, BottomModel& model) {
  // The rows near the scroll position; it may lie behind the end when the list has become shorter.
  const std::vector<std::size_t>& shown = scene.problems.shown();
  const auto wanted = static_cast<std::size_t>(std::max(0.0F, scene.ui.bottom_scroll / sizes::kProblemRow));
  model.above = std::min(wanted, shown.size() - std::min(shown.size(), scene.ui.rows_in_sight));
  const std::size_t end = std::min(shown.size(), model.above + scene.ui.rows_in_sight);
  model.below = shown.size() - end;
  for (std::size_t i = model.above; i < end; ++i) {
    const Problem& problem = scene.problems.all()[shown[i]];
    const Finding& finding = problem.finding;
    ProblemRow row;
    row.severity = to_text(finding.severity);
    row.rule = finding.rule;
    row.message = finding.message;
    if (finding.line > 0) row.place = "line " + std::to_string(finding.line);
    row.chosen = problem.key == scene.ui.chosen_problem;
    row.intent = {"go-to-problem", problem.key, {}};
    if (!finding.fixes.empty()) {
      row.fix = finding.fixes.front().title;
      row.apply = {"apply-fix", problem.key, {}};
    }
    model.problems.push_back(std::move(row));
  }
  if (!model.problems.empty() || scene.checking) return;
  model.empty_words = scene.article() ? "Nothing found in this article." : "What is found in an open article is listed here.";
}

}  // namespace

LeftModel left_model(const Scene& scene) {
  LeftModel model;
  const auto* field = std::get_if<OpenField>(&scene.ui.mode);
  model.filter_focused = field && field->name == "filter";
  model.filter.set_text(scene.ui.filter);
  if (model.filter_focused) model.filter = field->field;
  // The rows near the scroll position, of all parts as one list; it may lie behind the end when this has become shorter.
  const std::vector<std::uint32_t>& todo = scene.articles.todo();
  const std::vector<std::uint32_t>& done = scene.articles.done();
  const auto& speakers = scene.index.speakers();
  const std::size_t articles = todo.size() + done.size(), all = articles + speakers.size();
  const auto scrolled = static_cast<std::size_t>(std::max(0.0F, scene.ui.left_scroll / sizes::kArticleRow));
  const std::size_t wanted = scrolled - std::min(scrolled, kRowsOfHeadings);
  const std::size_t in_sight = scene.ui.rows_in_sight + kRowsOfHeadings;
  const std::size_t begin = std::min(wanted, all - std::min(all, in_sight));
  const std::size_t end = std::min(all, begin + in_sight);
  const auto behind = [](std::size_t row, std::size_t rows) { return row - std::min(row, rows); };
  const auto article = [&](std::uint32_t place) { return row_of(scene, place); };
  const auto speaker = [&](const std::pair<const Entity*, std::size_t>& counted) {
    const Entity& entity = *counted.first;
    const auto rank = scene.ui.speaker_ranks.find(entity.id.value);
    return SpeakerRow{entity.id.value, entity.name, badge_of(entity),
                      rank == scene.ui.speaker_ranks.end() ? kNoSpeaker : rank->second, std::to_string(counted.second)};
  };
  model.todo = rows_between(todo, begin, end, article);
  model.done = rows_between(done, behind(begin, todo.size()), behind(end, todo.size()), article);
  model.speakers = rows_between(speakers, behind(begin, articles), behind(end, articles), speaker);
  model.scroll = scene.ui.left_scroll;
  return model;
}

BottomModel bottom_model(const Scene& scene) {
  BottomModel model;
  model.shown = scene.ui.bottom;
  const auto tab = [&](const std::string& label, std::size_t count, BottomTab which, const char* name) {
    model.tabs.push_back({label + (count == 0 ? "" : " " + std::to_string(count)), model.shown == which, {"show-tab", name, {}}});
  };
  tab("Problems", scene.problems.shown().size(), BottomTab::problems, "problems");
  tab("To decide", scene.decisions.all().size(), BottomTab::decisions, "decisions");
  tab("Guidelines", 0, BottomTab::guidelines, "guidelines");
  if (scene.checking) model.busy = "checking…";
  switch (model.shown) {
    case BottomTab::problems: put_problems(scene, model); break;
    case BottomTab::decisions: put_decisions(scene, model); break;
    case BottomTab::guidelines:
      model.words = scene.session.project().guidelines;
      if (model.words.empty()) model.empty_words = "This project has no guidelines.md.";
      break;
  }
  model.scroll = scene.ui.bottom_scroll;
  return model;
}

TopModel top_model(const Scene& scene) {
  TopModel model;
  model.project = scene.session.project().manifest.name;
  Chip annotate;
  annotate.label = "Annotate";
  annotate.chosen = true;
  model.views = {annotate};
  model.annotator = scene.session.annotator().value;
  model.articles = scene.session.project().articles.size();
  model.done = scene.articles.closed();
  model.look = scene.ui.look;
  return model;
}

StatusModel status_model(const Scene& scene) {
  StatusModel model;
  const SaveState saved = scene.session.save_state();
  if (const auto* failed = std::get_if<NotSaved>(&saved)) {
    model.state = StatusModel::State::failed;
    model.words = "not saved: " + to_text(failed->error);
    if (!failed->rescued_to.empty()) model.words += "; kept in " + failed->rescued_to.string();
  } else if (std::holds_alternative<Saving>(saved)) {
    model.state = StatusModel::State::saving;
    model.words = "saving";
  } else if (scene.article() && !scene.article()->read_only.empty()) {
    model.state = StatusModel::State::reading;
    model.words = scene.article()->read_only;
  } else {
    model.words = "saved";
  }
  if (scene.article()) {
    const std::string what = scene.facts.content ? "quote " : "";
    if (const auto rank = scene.index.rank_of(scene.ui.active)) {
      model.facts.push_back(what + std::to_string(*rank + 1) + " of " + std::to_string(scene.index.frames().size()));
    }
    const ByteRange selection = scene.ui.selection();
    if (!selection.empty()) {
      model.facts.push_back(grouped(scene.article()->index.to_code_points(selection).length()) + " characters selected");
    }
    if (const Suggestion* suggestion = suggestion_under_pointer(scene)) model.facts.push_back(suggested_by(*suggestion));
    model.right = minutes(scene.session.active_seconds());
  }
  model.hints = hints_of(scene);
  if (model.state == StatusModel::State::failed) model.hints = {{"Ctrl S", "try again", {"save", {}, {}}}};
  return model;
}

PromptModel prompt_model(const OpenPrompt& prompt, const std::vector<std::string>& folders) {
  PromptModel model;
  model.field = prompt.field;
  model.error = prompt.error;
  model.accept = "OK";
  switch (prompt.what) {
    case OpenPrompt::What::annotator:
      model.title = "Who is annotating?";
      model.words = "Your work is kept under this name: letters, digits, - and _. It is asked once.";
      model.accept = "Begin";
      break;
    case OpenPrompt::What::skip_reason:
      model.title = "Skip this article";
      model.words = "Say why in a few words; whoever leads the project sees it.";
      model.accept = "Skip";
      for (const char* reason : {"not an article", "unreadable", "not in my language"}) {
        Chip chip;
        chip.label = reason;
        chip.intent = {"take-suggestion", reason, {}};
        model.suggestions.push_back(chip);
      }
      break;
    case OpenPrompt::What::reopen_reason:
      model.title = "Re-open this article";
      model.words = "It was submitted, and that submission stays as it is. Why is it changed now?";
      model.accept = "Re-open";
      for (const char* reason : {"slip", "guideline changed", "asked by the reviewer"}) {
        Chip chip;
        chip.label = reason;
        chip.intent = {"take-suggestion", reason, {}};
        model.suggestions.push_back(chip);
      }
      break;
    case OpenPrompt::What::open_folder:
      model.title = "Open a project";
      model.words = "The folder that holds sayso.json; Tab completes it. You can also drop it on the window.";
      model.accept = "Open";
      break;
    case OpenPrompt::What::new_folder:
      model.title = "New project";
      model.words = prompt.files.empty() ? "A folder that is empty or not there yet; Tab completes it."
                                         : "The dropped texts go into a new project. Say in which folder; Tab completes it.";
      model.accept = "Make it";
      break;
    case OpenPrompt::What::paste_name:
      model.title = "Add the pasted text";
      model.words = "A short name for the article: letters, digits, - and _.";
      model.accept = "Add";
      break;
  }
  for (const std::string& folder : folders) {
    Chip chip;
    chip.label = folder;
    chip.intent = {"fill-in", folder, {}};
    model.suggestions.push_back(chip);
  }
  return model;
}

}  // namespace sayso::ui
