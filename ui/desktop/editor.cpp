#include "ui/desktop/editor.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>

#include "annotations/store/reanchor.h"
#include "core/base/log.h"
#include "ui/desktop/models/annotate_models.h"
#include "ui/desktop/theme.h"

namespace sayso::ui {
namespace {

// After this long without a key or pointer the snapshot is written beside the history.
constexpr std::chrono::milliseconds kPause{1500};
// How high a row of the overview beside the scroll bar is.
constexpr float kOverviewRow = 4;
// Between two frames of what moves by itself, in seconds.
constexpr double kFrame = 1.0 / 60;
// Above and below what is seen of the text, in logical pixels: marks there are in the model too.
constexpr float kAroundSight = 200;
// How far above and below what is seen of the text cards are made, in heights of the view: they make room for each other.
constexpr float kCardsAround = 1.25F;
// And how far it is laid out when nobody waits: a page goes by one.
constexpr float kAhead = kCardsAround + 1.25F;
// How much of it at a time, in bytes, or in code points where cards are made: about a millisecond.
constexpr std::size_t kAtATime = 4096;

}  // namespace

Editor::Editor(World world) : world_(std::move(world)) {
  ui_.look = world_.look;
  plugin_work_ = std::make_unique<PluginWork>(*world_.files, world_.plugins_of, world_.plugin_choices, world_.wake);
  search_ = std::make_unique<TextSearch>(world_.wake);
}

Editor::~Editor() = default;

const std::map<std::string_view, Editor::Handler>& Editor::handlers() {
  static const std::map<std::string_view, Handler> table = [] {
    std::map<std::string_view, Handler> all = {
        {"page-up", {&Editor::page, Needs::text}},
        {"page-down", {&Editor::page, Needs::text}},
        {"copy", {&Editor::copy, Needs::text}},
        {"paste", &Editor::paste},
        {"delete", &Editor::delete_record},
        {"correct-text", &Editor::correct_text},
        {"undo", &Editor::undo},
        {"redo", &Editor::redo},
        {"fix", &Editor::apply_fix},
        {"apply-fix", &Editor::apply_fix},
        {"decide", &Editor::decide},
        {"decision-up", &Editor::step_decision},
        {"decision-down", &Editor::step_decision},
        {"go-to-decision", &Editor::go_to_decision},
        {"find-again", &Editor::find_again},
        {"find", {&Editor::find, Needs::text}},
        {"next-hit", {&Editor::step_hit, Needs::text}},
        {"previous-hit", {&Editor::step_hit, Needs::text}},
        {"find-on", {&Editor::step_hit, Needs::text}},
        {"find-back", {&Editor::step_hit, Needs::text}},
        {"close-find", {&Editor::close_find, Needs::text}},
        {"open-row", &Editor::open_row},
        {"close-row-and-go-on", &Editor::close_row_and_go_on},
        {"row-up", &Editor::move_row},
        {"row-down", &Editor::move_row},
        {"leave", &Editor::leave},
        {"next-mark", &Editor::go_to_mark},
        {"previous-mark", &Editor::go_to_mark},
        {"next-annotation", &Editor::go_to_annotation},
        {"previous-annotation", &Editor::go_to_annotation},
        {"next-article", &Editor::go_to_article},
        {"previous-article", &Editor::go_to_article},
        {"next-problem", &Editor::step_problem},
        {"previous-problem", &Editor::step_problem},
        {"save", &Editor::save},
        {"bring-back", &Editor::bring_back},
        {"finish", &Editor::finish},
        {"skip", &Editor::skip},
        {"toggle-theme", {&Editor::toggle_theme, Needs::text}},
        {"text-larger", {&Editor::resize_text, Needs::text}},
        {"text-smaller", {&Editor::resize_text, Needs::text}},
        {"text-as-designed", {&Editor::resize_text, Needs::text}},
        {"toggle-left", {&Editor::toggle_panel, Needs::text}},
        {"toggle-bottom", {&Editor::toggle_panel, Needs::text}},
        {"toggle-right", {&Editor::toggle_panel, Needs::text}},
        {"focus-filter", {&Editor::focus_filter, Needs::text}},
        {"focus-note", &Editor::focus_note},
        {"choose", &Editor::choose},
        {"palette-up", &Editor::move_in_palette},
        {"palette-down", &Editor::move_in_palette},
        {"accept-prompt", &Editor::accept_prompt},
        {"accept-field", {&Editor::accept_field, Needs::text}},
        {"paste-into-field", {&Editor::paste_into_field, Needs::text}},
        {"copy-from-field", {&Editor::copy_from_field, Needs::text}},
        {"cut-from-field", {&Editor::copy_from_field, Needs::text}},
        {"cancel", {&Editor::cancel, Needs::text}},
        {"complete-folder", &Editor::complete_folder},
        {"recent-up", &Editor::move_in_recent},
        {"recent-down", &Editor::move_in_recent},
        {"ask-folder", &Editor::ask_folder},
        {"ask-new-folder", &Editor::ask_new_folder},
        {"open-sample", &Editor::open_sample},
        {"open-recent", &Editor::open_recent},
        {"open-article", &Editor::open_article_intent},
        {"go-to-frame", &Editor::go_to_frame},
        {"go-to-span", &Editor::go_to_span},
        {"go-to-speaker", &Editor::go_to_speaker},
        {"go-to-problem", &Editor::go_to_problem},
        {"choose-value", &Editor::choose_value},
        {"choose-entity", &Editor::choose_entity},
        {"choose-target", &Editor::choose_target},
        {"choose-mention-entity", &Editor::choose_mention_entity},
        {"fill-role", &Editor::fill_role},
        {"unfill-role", &Editor::unfill_role},
        {"focus-attribute", &Editor::focus_attribute},
        {"show-tab", &Editor::show_tab},
        {"ask-annotator", &Editor::ask_annotator},
        {"press", {&Editor::press_named, Needs::text}},
        {"take-suggestion", &Editor::take_suggestion},
        {"fill-in", &Editor::fill_in},
        {"close-notice", {&Editor::close_notice, Needs::text}},
        {"plugins", {&Editor::toggle_plugins, Needs::text}},
        {"close-plugins", {&Editor::close_plugins, Needs::text}},
        {"plugin-up", {&Editor::step_plugin, Needs::text}},
        {"plugin-down", {&Editor::step_plugin, Needs::text}},
        {"plugin-next", {&Editor::step_plugin, Needs::text}},
        {"plugin-previous", {&Editor::step_plugin, Needs::text}},
        {"plugin-left", {&Editor::step_plugin, Needs::text}},
        {"plugin-right", {&Editor::step_plugin, Needs::text}},
        {"plugin-press", {&Editor::press_plugin, Needs::text}},
        {"plugin-page-up", {&Editor::turn_plugin_page, Needs::text}},
        {"plugin-page-down", {&Editor::turn_plugin_page, Needs::text}},
        {"choose-plugin", {&Editor::choose_plugin, Needs::text}},
        {"set-plugin-rule", {&Editor::set_plugin_rule, Needs::text}},
        {"set-plugin-setting", {&Editor::set_plugin_setting, Needs::text}},
        {"focus-plugin-field", {&Editor::focus_plugin_field, Needs::text}},
        {"enable-plugin", {&Editor::enable_plugin, Needs::text}},
        {"trust-plugin", {&Editor::ask_for_trust, Needs::text}},
        {"trust-not-now", {&Editor::trust_not_now, Needs::text}},
        {"confirm-trust", {&Editor::confirm_trust, Needs::text}},
    };
    // Families whose members the id tells apart.
    for (const Action& action : actions()) {
      const auto is_one_of = [&](std::string_view family) { return action.id.starts_with(family); };
      if (is_one_of("caret-") || is_one_of("select-")) all.insert_or_assign(action.id, Handler(&Editor::move_caret, Needs::text));
      if (is_one_of("answer")) all.insert_or_assign(action.id, Handler(&Editor::answer_decision));
      if (is_one_of("left-") || is_one_of("right-")) all.insert_or_assign(action.id, Handler(&Editor::move_boundary));
    }
    return all;
  }();
  return table;
}

void Editor::act(const Intent& intent) {
  const auto handler = handlers().find(intent.action);
  if (handler == handlers().end()) return;
  if (handler->second.needs == Needs::annotations) need_annotations();
  const bool outermost = !doing_;
  if (outermost) doing_ = Waiting{intent, ui_};
  (this->*handler->second.does)(intent);
  if (outermost) doing_.reset();
  frame_needed_ = true;
}

// ---- changes ---------------------------------------------------------------------------------------

bool Editor::dispatch(Gesture gesture, NewIds* made) {
  if (!session_ || gesture.empty()) return false;
  if (session_->annotator().empty()) {
    ask_first(OpenPrompt::What::annotator);
    return false;
  }
  if (session_->is_closed_to(gesture)) {
    ask_first(OpenPrompt::What::reopen_reason);
    return false;
  }
  if (auto done = session_->dispatch(std::move(gesture), made); !done) {
    report(done.error());
    return false;
  }
  ui_.finishing = false;
  changed();
  return true;
}

void Editor::changed() {
  frame_needed_ = true;
  snapshot_due_ = true;
  if (!has_article()) return;
  if (!annotations().frames.contains(ui_.active.value)) ui_.active = {};
  if (!annotations().spans.contains(ui_.span.value)) ui_.span = {};
  const Span* placing = annotations().spans.find(ui_.placing.value);
  if (!placing || !is_unplaced(*placing)) ui_.placing = {};
  if (const auto* row = std::get_if<OpenRow>(&ui_.mode)) {
    const bool there = row->record == kArticleFrame || annotations().frames.contains(row->record.value) ||
                       annotations().spans.contains(row->record.value);
    if (!there) ui_.mode = Reading{};
  }
  rank_speakers();
  show_progress();
  request_check();
}

// A speaker keeps its colour while the article is open; new ones take the next that is free.
void Editor::rank_speakers() {
  for (const auto& [entity, count] : scene().index.speakers()) {
    if (ui_.speaker_ranks.contains(entity->id.value)) continue;
    std::size_t free = 0;
    while (std::ranges::any_of(ui_.speaker_ranks, [&](const auto& rank) { return rank.second == free; })) ++free;
    ui_.speaker_ranks[entity->id.value] = free;
  }
}

void Editor::request_check() {
  if (!has_article() || !checking_) return;
  checking_->request(session_->scheme(), session_->registry(), article().article.share(), annotations());
}

void Editor::take_findings(CheckResult result) {
  if (!has_article() || result.article != article().article->id) return;
  std::vector<Finding> problems = opening_problems();
  for (const Error& failure : result.report.failures) {
    Finding finding;
    finding.rule = "plugin";
    finding.severity = Severity::error;
    finding.article = result.article;
    finding.message = to_text(failure);
    problems.push_back(std::move(finding));
    log_line("plugin: " + to_text(failure));
  }
  problems.reserve(problems.size() + result.report.findings.size());
  std::ranges::stable_sort(result.report.findings, {}, [](const Finding& finding) { return finding.severity; });
  std::ranges::move(result.report.findings, std::back_inserter(problems));
  problems_ = ProblemList(std::move(problems));
}

bool Editor::tick() {
  bool needed = std::exchange(frame_needed_, false);
  if (!session_) return needed;
  if (scroll_while_dragging()) needed = true;
  if (session_->poll()) needed = true;
  if (awaited_ && has_article() && !article().reading) show_annotations();
  if (watch()) needed = true;
  if (take_plugins()) needed = true;
  if (auto result = checking_ ? checking_->take() : std::nullopt) {
    take_findings(std::move(*result));
    needed = true;
  }
  if (take_hits()) needed = true;
  if (take_progress()) needed = true;
  if (search_articles()) needed = true;
  if (snapshot_due_ && world_.clock->steady() - last_event_ >= kPause) {
    session_->write_snapshots();
    snapshot_due_ = false;
  }
  return needed;
}

double Editor::may_sleep() const {
  if (frame_needed_ || articles_.searching()) return 0;
  if (dragging_ && has_article() && beyond_view() != 0) return kFrame;
  if (!snapshot_due_) return -1;
  return std::max(0.001, std::chrono::duration<double>(last_event_ + kPause - world_.clock->steady()).count());
}

void Editor::wait_for_checks() {
  need_annotations();
  do plugin_work_->wait();
  while (take_plugins());
  if (checking_) checking_->wait();
  search_->wait();
  if (reading_) reading_->wait();
  tick();
  frame_needed_ = true;
}

void Editor::wait_until_saved() {
  if (session_) session_->wait_until_saved();
  frame_needed_ = true;
}

// ---- frames ----------------------------------------------------------------------------------------

Scene Editor::scene() const {
  if (has_article()) {
    lookups_.index.follow(annotations(), session_->registry(), session_->scheme(), facts_);
    lookups_.history.follow(article().groups);
    lookups_.decisions.follow(annotations(), article().article->facts.sha256, session_->registry());
    suggestions_.follow(article());
  } else {
    lookups_.decisions = {};
  }
  names_.follow(session_->registry());
  return Scene{*session_, facts_, ui_, lookups_.index, lookups_.history, names_, problems_, lookups_.decisions, articles_, suggestions_,
               !checking_ || plugin_work_->finding() || checking_->busy(), ui_.find.open ? search_.get() : nullptr};
}

State Editor::state() const {
  if (std::holds_alternative<OpenPrompt>(ui_.mode) || std::holds_alternative<OpenCorrection>(ui_.mode)) return kPrompt;
  if (std::holds_alternative<OpenPalette>(ui_.mode)) return kPalette;
  if (std::holds_alternative<OpenField>(ui_.mode)) return kField;
  if (const auto* plugins = std::get_if<OpenPlugins>(&ui_.mode)) return plugins->field ? kField : kPlugins;
  if (std::holds_alternative<Seeking>(ui_.mode)) return kFind;
  if (!session_) return kStart;
  if (std::holds_alternative<Deciding>(ui_.mode)) return kDecide;
  return std::holds_alternative<OpenRow>(ui_.mode) ? kRow : kReading;
}

WindowModel Editor::model() {
  WindowModel model;
  if (session_) {
    const Scene now = scene();
    AnnotateModel annotate;
    annotate.left = left_model(now);
    look_at_rows(annotate.left);
    lay_out_near(kCardsAround, std::string::npos);
    const ByteRange near = text_between(scroll_ - kCardsAround * text_height_, scroll_ + (1 + kCardsAround) * text_height_);
    annotate.text = text_model(now, text_between(scroll_ - kAroundSight, scroll_ + text_height_ + kAroundSight),
                               overview(now.index));
    annotate.find = find_model(now);
    if (has_article()) {
      annotate.cards = card_models(now, near);
      annotate.inspector = inspector_model(now);
      if (const auto* palette = std::get_if<OpenPalette>(&ui_.mode)) model.palette = palette_model(now, *palette);
      if (const auto* open = std::get_if<OpenCorrection>(&ui_.mode)) {
        model.correction = CorrectionModel{open->field, open->error, ui_.selection().end};
      }
    }
    annotate.bottom = bottom_model(now);
    model.body = std::move(annotate);
    model.top = top_model(now);
    model.status = status_model(now);
  } else {
    StartModel start;
    start.recent = world_.recent;
    start.chosen = ui_.chosen_recent;
    const auto choice = [&](const char* label, const char* action) {
      Chip chip;
      chip.label = label;
      chip.key = find_action(action)->keys.substr(0, find_action(action)->keys.find(" | "));
      chip.intent = {action, {}, {}};
      start.choices.push_back(chip);
    };
    choice("Open a project", "ask-folder");
    choice("New project", "ask-new-folder");
    if (world_.sample_copy) choice("Look at the sample", "open-sample");
    start.error = start_error_;
    model.body = std::move(start);
    model.top.look = ui_.look;
  }
  if (const auto* prompt = std::get_if<OpenPrompt>(&ui_.mode)) model.prompt = prompt_model(*prompt, folders_);
  if (const auto* open = std::get_if<OpenPlugins>(&ui_.mode)) model.plugins = plugins_model(plugins_scene(), *open);
  model.notice = ui_.notice;
  if (const HitRegion* region = hits_.at(pointer_); region && !dragging_) model.tip = region->tip;
  model.tip_at = pointer_;
  return model;
}

// Lays out what is so many views around the one that is seen. What is seen stays where it is, first of all where the caret
// is, when heights above it turn out otherwise than estimated.
bool Editor::lay_out_near(float screens, std::size_t most) {
  if (!document_) return false;
  const ByteRange seen{document_->about(scroll_), document_->about(scroll_ + text_height_)};
  const Byte held = seen.begin <= ui_.caret && ui_.caret <= seen.end ? ui_.caret : seen.begin;
  const float around = std::max(screens * text_height_, kAroundSight);
  const auto done = document_->lay_out(scroll_ - around, scroll_ + text_height_ + around, held, most);
  scroll_ = std::max(0.0F, scroll_ + done.moved);
  text_origin_.y -= done.moved;
  return done.paragraphs > 0;
}

bool Editor::look_ahead() {
  if (!has_article()) return false;
  document_->forget_unused();
  if (is_overview_stale()) {
    find_overview_rows();
    overview(scene().index);
    return true;
  }
  return lay_out_near(kAhead, kAtATime);
}

std::optional<std::vector<Card>> Editor::cards_ahead(bool anew) {
  if (!has_article() || awaited_) return std::nullopt;
  const Scene now = scene();
  // A frame makes those around what is seen, all at once; from there on it goes down, then up.
  const auto around = [&](float screens) {
    return ByteRange{document_->about(scroll_ - screens * text_height_), document_->about(scroll_ + (1 + screens) * text_height_)};
  };
  const ByteRange seen = around(0), wanted = around(kAhead);
  if (anew || !cards_made_ || cards_made_->changes != now.index.changes() || seen.begin < cards_made_->text.begin ||
      cards_made_->text.end < seen.end) {
    cards_made_ = {around(kCardsAround), now.index.changes()};
  }
  ByteRange& made = cards_made_->text;
  const TextIndex& index = article().index;
  if (made.end < wanted.end) {
    const CodePoint end = index.to_code_point(made.end);
    const Byte next = index.to_byte(CodePoint(std::min(end.value + kAtATime, index.code_point_end().value)));
    return card_models(now, {std::exchange(made.end, next), next});
  }
  if (made.begin > wanted.begin) {
    const CodePoint begin = index.to_code_point(made.begin);
    const Byte next = index.to_byte(CodePoint(begin.value - std::min(begin.value, kAtATime)));
    const Byte to = std::exchange(made.begin, next);
    return card_models(now, {next, to});
  }
  return std::nullopt;
}

// Have heights of paragraphs changed so much since that it could be seen beside the scroll bar?
bool Editor::is_overview_stale() const {
  if (overview_.places.rows.empty()) return false;
  const double of_a_row = static_cast<double>(document_->height()) / static_cast<double>(overview_.places.rows.size());
  return document_->corrected() - overview_.corrected > of_a_row / 2;
}

void Editor::find_overview_rows() {
  overview_ = {{}, document_->corrected(), text_height_, static_cast<std::size_t>(-1)};
  const auto count = static_cast<std::size_t>(text_height_ / kOverviewRow);
  for (std::size_t i = 0; i <= count; ++i) {
    const float y = document_->height() * static_cast<float>(i) / static_cast<float>(count);
    overview_.places.rows.push_back(article().index.to_code_point(document_->about(y)));
  }
}

// What lies beside the scroll bar; nothing when all of the text is seen. In a large text nothing costs more than to look it
// up: where its rows begin is found again when nobody waits, and what is in them when annotations have changed.
const OverviewPlaces& Editor::overview(const ArticleIndex& index) {
  static const OverviewPlaces kNone;
  if (!document_ || document_->height() <= text_height_) return kNone;
  if (overview_.places.rows.empty() || overview_.height != text_height_) find_overview_rows();
  if (overview_.changes != index.changes()) {
    overview_.places = overview_places(index, std::move(overview_.places.rows));
    overview_.changes = index.changes();
  }
  return overview_.places;
}

// The bytes of the paragraphs between two heights of the text.
ByteRange Editor::text_between(float top, float bottom) {
  if (!document_) return {};
  const auto paragraphs = document_->visible(std::max(0.0F, top), bottom);
  if (paragraphs.empty()) return {};
  return {paragraphs.front().bytes.begin, paragraphs.back().bytes.end};
}

void Editor::drawn(HitMap hits, const Rect& text_view, Point text_origin) {
  hits_ = std::move(hits);
  text_view_ = text_view;
  text_origin_ = text_origin;
  show_control();
  hold_scrolls();
  note_rows_in_sight();
  // The text may have moved under a pointer that rests.
  if (ui_.hovered && ui_.hovered != under_pointer()) {
    ui_.hovered = under_pointer();
    frame_needed_ = true;
  }
}

// How many rows a list has room for is known when it was drawn.
void Editor::note_rows_in_sight() {
  float tallest = 0;
  for (const HitRegion& region : hits_.regions()) {
    if (region.kind == HitRegion::Kind::scroll) tallest = std::max(tallest, region.rect.height);
  }
  if (tallest == 0) return;
  const auto rows = static_cast<std::size_t>(tallest / sizes::kProblemRow) + 2;  // the smallest rows
  if (rows > ui_.rows_in_sight) frame_needed_ = true;
  ui_.rows_in_sight = rows;
}

// A list that has become shorter is not left scrolled beyond its end.
void Editor::hold_scrolls() {
  for (const HitRegion& region : hits_.regions()) {
    float* scroll = region.kind == HitRegion::Kind::scroll ? scroll_of(ui_, region.intent.action) : nullptr;
    if (!scroll) continue;
    const float held = std::clamp(*scroll, 0.0F, std::max(0.0F, region.content_height - region.rect.height));
    if (held == *scroll) continue;
    *scroll = held;
    frame_needed_ = true;
  }
}

void Editor::set_text_area(Size text, float scale) {
  text_height_ = text.height;
  if (text.width == text_width_ && scale == scale_ && ui_.look.text_size == text_size_) return;
  text_width_ = text.width;
  scale_ = scale;
  text_size_ = ui_.look.text_size;
  if (!document_) return;
  const Anchor anchor = document_->anchor_at(scroll_);
  document_->set_style(document_style(scale));
  scroll_ = scroll_ > 0 ? document_->y_of(anchor) : 0;
}

std::vector<Rect> Editor::lines_of(CodePointRange range) {
  if (!has_article()) return {};
  const auto bytes = article().index.checked_bytes(range);
  if (!bytes) return {};
  const float top = document_->line_top(bytes->begin);
  const float bottom = document_->line_top(bytes->end) + 2 * ui_.look.line_height();
  auto lines = document_->rectangles(*bytes, top, bottom);
  if (lines.empty()) lines.push_back(document_->caret(bytes->begin));
  for (Rect& line : lines) line = line.moved(text_origin_.x, text_origin_.y);
  return lines;
}

AnnotationCount Editor::count_annotations() const {
  AnnotationCount count;
  if (!has_article()) return count;
  const Scene now = scene();
  for (const Frame& frame : annotations().frames) {
    if (!facts_.frame || frame.layer != facts_.frame->name) continue;
    ++count.all;
    count.complete += missing_in(now, frame).empty();
  }
  return count;
}

CursorShape Editor::pointer_shape() const {
  const HitRegion* region = hits_.at(pointer_);
  const std::string panel = dragged_edge_ ? dragged_edge_->panel
                            : region && region->kind == HitRegion::Kind::edge ? region->intent.of : "";
  if (!panel.empty()) return panel == "bottom" ? CursorShape::resize_vertical : CursorShape::resize_horizontal;
  if (!region) return CursorShape::arrow;
  if (region->kind == HitRegion::Kind::text || region->kind == HitRegion::Kind::text_field) return CursorShape::text;
  return region->intent.action.empty() ? CursorShape::arrow : CursorShape::hand;
}

}  // namespace sayso::ui
