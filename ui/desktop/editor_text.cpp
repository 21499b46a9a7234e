// Caret, selection and pointer over the article's text; scrolling; what is dropped and pasted.
#include <algorithm>

#include "annotations/edit/gestures.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/models/grouped.h"
#include "ui/desktop/theme.h"

namespace sayso::ui {
namespace {

constexpr std::chrono::milliseconds kDoubleClick{400};

// The range without ASCII white space at its ends; as it is when it has nothing else.
ByteRange without_white_space(std::string_view text, ByteRange range) {
  constexpr std::string_view kWhite = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return range;
  const std::size_t last = text.find_last_not_of(kWhite);
  return {Byte(range.begin.value + first), Byte(range.begin.value + last + 1)};
}

float distance(Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); }

}  // namespace

// ---- pointer ---------------------------------------------------------------------------------------

void Editor::pointer_pressed(const PointerPressed& press) {
  pointer_ = {press.x, press.y};
  if (press.button != Button::left) return;
  const SteadyTime now = world_.clock->steady();
  const bool again = now - last_press_ < kDoubleClick && distance(last_press_at_, pointer_) < 4;
  presses_ = again ? presses_ + 1 : 1;
  last_press_ = now;
  last_press_at_ = pointer_;

  const HitRegion* found = hits_.at(pointer_);
  if (!found) return;
  const HitRegion region = *found;
  if (region.kind == HitRegion::Kind::text) {
    // What was typed there is not lost by a click beside it.
    if (std::holds_alternative<OpenPalette>(ui_.mode) || state() == kPrompt) return;
    keep_field();
    ui_.mode = Reading{};
    press_in_text(pointer_, press.mods);
    return;
  }
  if (region.kind == HitRegion::Kind::edge) return resize_panel(region);
  if (region.kind == HitRegion::Kind::text_field) {
    press_in_field(region, press.mods);
    return;
  }
  if (std::holds_alternative<OpenField>(ui_.mode) && !region.intent.action.empty()) keep_field();
  if (open_plugins() && !region.intent.action.empty() && region.intent.action != "press" && !keep_plugin_field()) return;
  // A click beside the bar takes the keys from it; one on it, or on the hint of a key, leaves them there.
  const std::string& action = region.intent.action;
  const bool of_bar = action == "press" || action == "next-hit" || action == "previous-hit";
  if (std::holds_alternative<Seeking>(ui_.mode) && !action.empty() && !of_bar) ui_.mode = Reading{};
  if (!region.intent.action.empty()) act(region.intent);
}

void Editor::press_in_text(Point point, Mods mods) {
  if (!has_article()) return;
  const Byte at = text_at(point);
  ui_.wish_x.reset();
  if (presses_ == 2) {
    const ByteRange word = segmenter_->word_at(at);
    select(word.empty() ? ByteRange{at, at} : word);
    drag_from_ = word.begin;
    dragging_ = false;
    return;
  }
  if (presses_ == 3) {
    select(segmenter_->sentence_at(at));
    dragging_ = false;
    return;
  }
  if (mods.shift) {
    ui_.caret = at;
  } else {
    ui_.caret = ui_.anchor = at;
    drag_from_ = at;
  }
  dragging_ = true;
  drag_snaps_ = !mods.alt && !mods.ctrl;
}

// One press places the caret, two choose the word, three all of it.
void Editor::press_in_field(const HitRegion& region, Mods mods) {
  const Byte at = region.byte_at ? region.byte_at(pointer_) : Byte(0);
  const bool of_panel = region.intent.action == "focus-filter" || region.intent.action == "focus-attribute";
  const bool of_bar = region.intent.action == "find";
  if (of_bar && !std::holds_alternative<Seeking>(ui_.mode) && state() != kPrompt && state() != kPalette) act(region.intent);
  if (of_panel && !std::holds_alternative<OpenPalette>(ui_.mode)) {
    const auto* open = std::get_if<OpenField>(&ui_.mode);
    if (!open || open->intent != region.intent) act(region.intent);
  }
  if (const OpenPlugins* plugins = open_plugins()) {
    const bool types_there = plugins->field && plugins->control == "setting:" + region.intent.of;
    if (!types_there) {
      if (!keep_plugin_field()) return;
      act(region.intent);
    }
  }
  TextField* field = field_in_front();
  if (!field) return;
  if (presses_ >= 3) {
    field->select_all();
  } else if (presses_ == 2) {
    field->select_word_at(at);
  } else {
    field->place_caret(at, mods.shift);
    dragged_field_ = region.intent;
  }
}

void Editor::drag_in_field() {
  TextField* field = field_in_front();
  for (const HitRegion& region : hits_.regions()) {
    if (field && region.kind == HitRegion::Kind::text_field && region.intent == *dragged_field_ && region.byte_at) {
      field->place_caret(region.byte_at(pointer_), true);
    }
  }
}

void Editor::pointer_moved(const PointerMoved& move) {
  pointer_ = {move.x, move.y};
  ui_.hovered = under_pointer();
  if (dragged_field_) drag_in_field();
  if (dragged_edge_) drag_panel();
  if (dragging_ && has_article()) drag_to(pointer_);
}

std::optional<Byte> Editor::under_pointer() {
  const HitRegion* region = hits_.at(pointer_);
  if (!document_ || dragging_ || !region || region->kind != HitRegion::Kind::text) return std::nullopt;
  return document_->under({pointer_.x - text_origin_.x, pointer_.y - text_origin_.y});
}

// The selection reaches from where the drag began to this point.
void Editor::drag_to(Point point) {
  const Byte at = text_at(point);
  if (at == drag_from_) {
    ui_.caret = ui_.anchor = at;
    return;
  }
  const ByteRange raw = at < drag_from_ ? ByteRange{at, drag_from_} : ByteRange{drag_from_, at};
  const ByteRange range = drag_snaps_ ? snapped(raw) : raw;
  ui_.anchor = at < drag_from_ ? range.end : range.begin;
  ui_.caret = at < drag_from_ ? range.begin : range.end;
}

// How far beyond the view's edge a drag is held; 0 within it.
float Editor::beyond_view() const {
  constexpr float kEdge = 8;
  const float top = text_view_.y + kEdge, bottom = text_view_.bottom() - kEdge;
  return std::min(0.0F, pointer_.y - top) + std::max(0.0F, pointer_.y - bottom);
}

// A drag that is held beyond the view's edge scrolls on, the faster the farther.
bool Editor::scroll_while_dragging() {
  const SteadyTime now = world_.clock->steady();
  const float beyond = dragging_ && has_article() ? beyond_view() : 0;
  if (beyond == 0) {
    drag_scrolled_ = now;
    return false;
  }
  constexpr float kOfDistance = 12;   // distances a second
  constexpr float kMostSeconds = 0.1F;  // of one step: a window that was not drawn for a while does not jump
  const float seconds = std::min(kMostSeconds, std::chrono::duration<float>(now - drag_scrolled_).count());
  drag_scrolled_ = now;
  const float before = scroll_;
  scroll_ = std::clamp(scroll_ + (beyond + (beyond > 0 ? 8.0F : -8.0F)) * kOfDistance * seconds, 0.0F,
                       std::max(0.0F, document_->height() - text_view_.height / 2));
  if (scroll_ == before) return false;
  // Where the text will be in the next frame.
  text_origin_.y -= scroll_ - before;
  drag_to({pointer_.x, std::clamp(pointer_.y, text_view_.y, text_view_.bottom() - 1)});
  return true;
}

void Editor::pointer_released(const PointerReleased& release) {
  pointer_ = {release.x, release.y};
  dragged_field_.reset();
  if (std::exchange(dragged_edge_, std::nullopt)) look_changed();
  const bool was_dragging = std::exchange(dragging_, false);
  if (was_dragging && has_article() && ui_.selection().empty()) click_annotation(ui_.caret);
}

// Both ends at word boundaries; the white space that a drag caught at its ends is left out.
ByteRange Editor::snapped(ByteRange range) {
  const ByteRange first = segmenter_->word_at(range.begin);
  if (first.begin < range.begin && range.begin < first.end) range.begin = first.begin;
  const ByteRange last = segmenter_->word_at(range.end);
  if (last.begin < range.end && range.end < last.end) range.end = last.end;
  return without_white_space(article().index.slice(range), range);
}

Byte Editor::text_at(Point point) {
  return document_->hit({point.x - text_origin_.x, point.y - text_origin_.y});
}

void Editor::wheel(const WheelTurned& wheel) {
  const float step = -wheel.notches * kNotch;
  const HitRegion* region = hits_.scroll_at(pointer_);
  if (open_plugins() && (!region || !region->intent.action.starts_with("scroll-plugin"))) return;  // it lies behind
  if (region) {
    if (float* scroll = scroll_of(ui_, region->intent.action)) *scroll += step;
    hold_scrolls();
    return;
  }
  if (!has_article()) return;
  scroll_ = std::clamp(scroll_ + step, 0.0F, std::max(0.0F, document_->height() - text_view_.height / 2));
}

// A click goes to the innermost annotation there.
void Editor::click_annotation(Byte at) {
  const CodePoint here = article().index.to_code_point(at);
  const Span* best = nullptr;
  const ArticleIndex& index = scene().index;
  for (const Places<Span>* places : {&index.fills(), &index.lines()}) {
    for (const auto& [place, span] : places->meeting({here, here})) {
      const bool hit = std::ranges::any_of(span->at, [&](const CodePointRange& range) {
        return range.begin <= here && here <= range.end;
      });
      if (hit && (!best || place.length() < hull(best->at).length())) best = span;
    }
  }
  if (!best) return;
  RecordId frame;
  for (const Frame* each : index.filled_by(best->id)) {
    // Of several, the one that is outlined stays so, then the first that the span begins.
    if (frame.empty() || each->id == ui_.active) frame = each->id;
  }
  activate(frame, best->id);
}

// ---- caret and selection ---------------------------------------------------------------------------

void Editor::set_caret(Byte at, bool selecting) {
  ui_.caret = at;
  if (!selecting) ui_.anchor = at;
  show(at);
}

void Editor::select(ByteRange range) {
  ui_.anchor = range.begin;
  ui_.caret = range.end;
  ui_.wish_x.reset();
  show(range.end);
  show(range.begin);
}

void Editor::show(Byte at) {
  if (!document_) return;
  const float height = text_view_.height > 0 ? text_view_.height : 600;
  const float top = document_->line_top(at);
  const float margin = std::min(2 * ui_.look.line_height(), height / 4);
  if (top < scroll_ + margin) scroll_ = std::max(0.0F, top - margin);
  if (top + ui_.look.line_height() > scroll_ + height - margin) scroll_ = top + ui_.look.line_height() - height + margin;
}

void Editor::move_caret(const Intent& intent) {
  if (!has_article()) return;
  ui_.mode = Reading{};
  if (intent.action == "select-all") return select({Byte(0), article().index.byte_end()});
  const bool selecting = intent.action.starts_with("select-");
  const std::string to = intent.action.substr(intent.action.find('-') + 1);
  const ByteRange selected = ui_.selection();
  Byte at = ui_.caret;
  if (to == "up" || to == "down") {
    if (!ui_.wish_x) ui_.wish_x = document_->caret(at).x;
    at = to == "up" ? document_->line_above(at, *ui_.wish_x) : document_->line_below(at, *ui_.wish_x);
    const float x = *ui_.wish_x;
    set_caret(at, selecting);
    ui_.wish_x = x;
    return;
  }
  ui_.wish_x.reset();
  // The arrows go the way they point, by the paragraph's direction.
  const std::string on = document_->runs_right_to_left(at) ? "left" : "right";
  const bool forth = to.ends_with(on);
  if (to == "left" || to == "right") {
    if (!selecting && !selected.empty()) at = forth ? selected.end : selected.begin;
    else at = forth ? segmenter_->next_grapheme(at) : segmenter_->previous_grapheme(at);
  }
  if (to == "word-left" || to == "word-right") at = forth ? segmenter_->next_word_end(at) : segmenter_->previous_word_start(at);
  if (to == "line-start") at = document_->line_start(at);
  if (to == "line-end") at = document_->line_end(at);
  if (to == "text-start") at = Byte(0);
  if (to == "text-end") at = article().index.byte_end();
  set_caret(at, selecting);
}

void Editor::page(const Intent& intent) {
  if (!has_article()) return;
  const float step = std::max(ui_.look.line_height(), text_view_.height - 2 * ui_.look.line_height());
  scroll_ += intent.action == "page-down" ? step : -step;
  scroll_ = std::clamp(scroll_, 0.0F, std::max(0.0F, document_->height() - text_view_.height / 2));
  // The caret comes along, so that it is always seen.
  set_caret(document_->hit({0, scroll_ + 2 * ui_.look.line_height()}), false);
}

std::optional<Selection> Editor::selection() const {
  const ByteRange range = ui_.selection();
  if (!has_article() || range.empty()) return std::nullopt;
  // However it was selected, an annotation neither begins nor ends with white space.
  const ByteRange words = without_white_space(article().index.slice(range), range);
  const auto at = article().index.checked_code_points(words);
  if (!at) return std::nullopt;
  return Selection{{*at}, {std::string(article().index.slice(words))}};
}

// ---- clipboard and dropped files -------------------------------------------------------------------

void Editor::copy(const Intent&) {
  const ByteRange range = ui_.selection();
  if (!has_article() || range.empty() || !world_.set_clipboard) return;
  const std::string words(article().index.slice(range));
  if (words.size() > kClipboardLimit) return copy_as_file(words);
  if (auto copied = world_.set_clipboard(words); !copied) report(copied.error());
}

// What is more than a clipboard takes lies in a file, and the clipboard has its name.
void Editor::copy_as_file(const std::string& words) {
  const Path file = world_.state_folder / "copied" / (article().article->facts.sha256.substr(0, 12) + "-" +
                    std::to_string(ui_.selection().begin.value) + "-" + std::to_string(ui_.selection().end.value) + ".txt");
  if (auto made = make_folders(*world_.files, file.parent_path()); !made) return report(made.error());
  if (auto written = write_file_atomically(*world_.files, file, words); !written) return report(written.error());
  if (auto copied = world_.set_clipboard(file.string()); !copied) return report(copied.error());
  notice(grouped(words.size()) + " bytes are more than a clipboard takes: they lie in " + file.string() + ", and the clipboard has its name.");
}

void Editor::paste(const Intent&) {
  if (!session_ || !world_.clipboard) return;
  std::string text = world_.clipboard();
  if (text.empty()) {
    notice("The clipboard holds no text.");
    return;
  }
  ask(OpenPrompt::What::paste_name, std::move(text));
}

// A folder is opened; texts become articles, of a new project when none is open.
void Editor::drop(const FilesDropped& files) {
  for (const auto& path : files.paths) {
    if (!is_folder(*world_.files, path)) continue;
    if (auto opened = open_project(path); !opened) tell(opened.error());
    return;
  }
  if (!session_) {
    start_error_.clear();
    ask(OpenPrompt::What::new_folder);
    std::get<OpenPrompt>(ui_.mode).files = files.paths;
    return;
  }
  add_files(files.paths);
}

// What is good is added, what is not is named; the first one added is opened when nothing is.
void Editor::add_files(const std::vector<std::filesystem::path>& paths) {
  std::string added_ids, refused;
  for (const auto& path : paths) {
    auto bytes = read_file(*world_.files, path);
    auto added = bytes ? session_->add({std::move(*bytes), path.filename().string(), {}, {}}) : Result<ArticleId>(bytes.error());
    if (!added) {
      refused += (refused.empty() ? "" : "\n") + to_text(added.error());
      continue;
    }
    list_added(*added);
    added_ids += (added_ids.empty() ? "added " : ", ") + added->value;
    if (!has_article()) open_article(*added);
  }
  if (refused.empty()) {
    notice(added_ids);
  } else {
    notice(added_ids + (added_ids.empty() ? "" : "\n") + refused, true);
  }
}

}  // namespace sayso::ui
