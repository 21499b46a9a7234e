#include "ui/sayso/replay_player.h"

#include <cctype>
#include <cmath>

#include "core/text/utf8.h"

namespace sayso {
namespace {

using namespace std::chrono_literals;

// Between two events of a file that does not say; slower than a double-click.
constexpr auto kPause = 500ms;
constexpr auto kBetweenClicks = 60ms;

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

// The key that types an ASCII character on a US keyboard; Key::none for all others, which come without one.
ui::KeyPress key_of_character(char c) {
  ui::KeyPress key;
  const auto letter = static_cast<unsigned char>(c);
  if (std::isalpha(letter)) {
    key.key = ui::Key::letter;
    key.character = static_cast<char>(std::toupper(letter));
    key.mods.shift = std::isupper(letter) != 0;
  } else if (std::isdigit(letter)) {
    key.key = ui::Key::digit;
    key.character = c;
  } else if (c == ' ') {
    key.key = ui::Key::space;
  } else if (c == ',') {
    key.key = ui::Key::comma;
  } else if (c == '.') {
    key.key = ui::Key::period;
  } else {
    key.key = ui::Key::other;
  }
  return key;
}

// What a key types beside what it does.
std::string typed_by(const ui::KeyPress& key) {
  if (key.mods.ctrl || key.mods.alt) return {};
  if (key.key == ui::Key::letter) {
    return {key.mods.shift ? key.character : static_cast<char>(std::tolower(static_cast<unsigned char>(key.character)))};
  }
  if (key.mods.shift) return {};
  if (key.key == ui::Key::digit) return {key.character};
  if (key.key == ui::Key::space) return " ";
  if (key.key == ui::Key::comma) return ",";
  if (key.key == ui::Key::period) return ".";
  return {};
}

std::string mode_of(const ui::Editor& editor) {
  const auto& mode = editor.ui().mode;
  if (std::holds_alternative<ui::OpenPrompt>(mode)) return "prompt";
  if (std::holds_alternative<ui::OpenPalette>(mode)) return "palette";
  if (std::holds_alternative<ui::OpenField>(mode)) return "field";
  if (std::holds_alternative<ui::Seeking>(mode)) return "finding";
  if (std::holds_alternative<ui::OpenPlugins>(mode)) return "plugins";
  if (!editor.session()) return "start";
  if (std::holds_alternative<ui::Deciding>(mode)) return "deciding";
  if (std::holds_alternative<ui::OpenCorrection>(mode)) return "correcting";
  return std::holds_alternative<ui::OpenRow>(mode) ? "row" : "reading";
}

std::string status_of(const Session& session) {
  const SaveState state = session.save_state();
  if (std::holds_alternative<NotSaved>(state)) return "failed";
  if (std::holds_alternative<Saving>(state)) return "saving";
  return session.article() && !session.article()->read_only.empty() ? "read-only" : "saved";
}

}  // namespace

ReplayPlayer::ReplayPlayer(DesktopProgram& program, ui::Renderer& renderer, ReplayClock& clock, Settings settings)
    : program_(program), editor_(program.editor()), renderer_(renderer), clock_(clock), settings_(std::move(settings)) {
  settle();
  count_annotations();
}

void ReplayPlayer::play(const std::vector<ReplayStep>& steps) {
  for (const ReplayStep& step : steps) {
    clock_.advance(step.after.value_or(kPause));
    const bool wheel = std::holds_alternative<Wheel>(step.what);
    const auto played = play(step);
    wheel_runs_ = wheel;
    count_annotations();
    if (played) continue;
    Error error = played.error();
    error.place = settings_.events_file + ":" + std::to_string(step.line);
    report_.failed.push_back(std::move(error));
    if (!std::holds_alternative<Expect>(step.what)) return;
  }
}

Result<void> ReplayPlayer::play(const ReplayStep& step) {
  return std::visit(Overloaded{
                        [&](const PressKey& press) { return press_key(press); },
                        [&](const TypeText& typed) { return type(typed); },
                        [&](const Click& each) { return click(each); },
                        [&](const Drag& each) { return drag(each); },
                        [&](const Wheel& wheel) -> Result<void> {
                          turn_wheel(wheel.notches);
                          return {};
                        },
                        [&](const Drop& each) { return drop(each); },
                        [&](const Open& open) -> Result<void> {
                          editor_.act({"open-article", open.article, {}});
                          draw_frame();
                          settle();
                          const Session* session = editor_.session();
                          if (session && session->article() && session->article()->article->id.value == open.article) return {};
                          return usage_error("the article '" + open.article + "' cannot be opened");
                        },
                        [&](const WaitUntilSaved&) -> Result<void> {
                          editor_.wait_until_saved();
                          settle();
                          return {};
                        },
                        [&](const Expect& each) { return expect(each); },
                    },
                    step.what);
}

void ReplayPlayer::draw_frame(std::span<const ui::InputEvent> events) {
  renderer_.begin_timing();
  for (const ui::InputEvent& event : events) editor_.handle(event);
  editor_.tick();
  const ui::FrameTimes times = renderer_.frame(settings_.size, settings_.scale, events,
                                               [&] { program_.draw(settings_.size, settings_.scale); });
  report_.frames.push_back(times.building);
}

void ReplayPlayer::feed(const ui::InputEvent& event) {
  draw_frame({&event, 1});
  settle();
}

// Waits for the checkers and takes in what came; the frame that shows it is drawn as the window does.
void ReplayPlayer::settle() {
  editor_.wait_for_checks();
  while (editor_.may_sleep() == 0) editor_.tick();
  draw_frame();
}

Result<void> ReplayPlayer::press_key(const PressKey& press) {
  for (int i = 0; i < press.count; ++i) {
    if (i > 0) clock_.advance(kPause);
    ++report_.events;
    ui::KeyPress key = press.key;
    key.repeat = i > 0;
    feed(key);
    // The character comes after its key, as from a keyboard.
    if (const std::string text = typed_by(press.key); !text.empty()) feed(ui::TextTyped{text});
  }
  return {};
}

Result<void> ReplayPlayer::type(const TypeText& typed) {
  std::size_t at = 0;
  while (at < typed.text.size()) {
    const std::size_t begin = at;
    ++at;
    while (at < typed.text.size() && (static_cast<unsigned char>(typed.text[at]) & 0xC0U) == 0x80U) ++at;
    const std::string character = typed.text.substr(begin, at - begin);
    if (begin > 0) clock_.advance(kPause);
    ++report_.events;
    if (character.size() == 1) feed(key_of_character(character.front()));
    feed(ui::TextTyped{character});
  }
  return {};
}

Result<ui::Rect> ReplayPlayer::shown(CodePointRange range, bool last) {
  const auto place = [&]() -> std::optional<ui::Rect> {
    const auto lines = editor_.lines_of(range);
    if (lines.empty()) return std::nullopt;
    return last ? lines.back() : lines.front();
  };
  auto line = place();
  if (!line) return usage_error("the open article has no text at " + std::to_string(range.begin.value));
  const ui::Rect view = editor_.text_view();
  if (line->y < view.y || line->bottom() > view.bottom()) {
    const float away = line->y + line->height / 2 - (view.y + view.height / 2);
    turn_wheel(-static_cast<int>(std::lround(away / ui::Editor::kNotch)));
    line = place();
  }
  if (!line || line->y < view.y || line->bottom() > view.bottom()) {
    return usage_error("the text at " + std::to_string(range.begin.value) + " cannot be scrolled into view");
  }
  return *line;
}

void ReplayPlayer::turn_wheel(int notches) {
  if (notches == 0) return;
  if (!std::exchange(wheel_runs_, true)) ++report_.events;
  const ui::Rect view = editor_.text_view();
  feed(ui::PointerMoved{view.x + view.width / 2, view.y + view.height / 2});
  for (int i = 0; i < std::abs(notches); ++i) feed(ui::WheelTurned{notches > 0 ? 1.0F : -1.0F});
}

Result<void> ReplayPlayer::click(const Click& click) {
  ui::Point point;
  if (const auto* at = std::get_if<CodePoint>(&click.where)) {
    const auto line = shown({*at, CodePoint(at->value + 1)}, false);
    if (!line) return line.error();
    point = {line->x + std::min(2.0F, line->width / 4), line->y + line->height / 2};
  } else {
    const std::string& name = std::get<std::string>(click.where);
    const ui::HitRegion* region = editor_.hits().named(name);
    if (!region) return usage_error("nothing that can be clicked is called '" + name + "'");
    point = {region->rect.x + region->rect.width / 2, region->rect.y + region->rect.height / 2};
  }
  for (int i = 0; i < click.count; ++i) {
    if (i > 0) clock_.advance(kBetweenClicks);
    ++report_.events;
    feed(ui::PointerMoved{point.x, point.y});
    feed(ui::PointerPressed{point.x, point.y, ui::Button::left, click.mods});
    feed(ui::PointerReleased{point.x, point.y, ui::Button::left, click.mods});
  }
  return {};
}

Result<void> ReplayPlayer::drag(const Drag& drag) {
  const auto first = shown(drag.at, false);
  if (!first) return first.error();
  report_.events += 2;
  feed(ui::PointerMoved{first->x + 1, first->y + first->height / 2});
  feed(ui::PointerPressed{first->x + 1, first->y + first->height / 2, ui::Button::left, drag.mods});
  // The last line is looked for only now: beginning may have scrolled.
  const auto lines = editor_.lines_of(drag.at);
  const ui::Rect last = lines.back();
  const ui::Rect view = editor_.text_view();
  if (last.bottom() > view.bottom()) {
    return usage_error("the text from " + std::to_string(drag.at.begin.value) + " to " + std::to_string(drag.at.end.value) +
                       " is higher than the window", "select it with Shift and a click at its end");
  }
  feed(ui::PointerMoved{(first->x + last.right()) / 2, (first->y + last.bottom()) / 2});
  feed(ui::PointerMoved{last.right() - 1, last.y + last.height / 2});
  feed(ui::PointerReleased{last.right() - 1, last.y + last.height / 2, ui::Button::left, drag.mods});
  return {};
}

Result<void> ReplayPlayer::drop(const Drop& drop) {
  ui::FilesDropped dropped;
  const std::filesystem::path folder = std::filesystem::path(settings_.events_file).parent_path();
  for (const auto& path : drop.paths) dropped.paths.push_back(path.is_absolute() ? path : folder / path);
  report_.events += 2;
  feed(dropped);
  return {};
}

Result<void> ReplayPlayer::expect(const Expect& expect) {
  std::string wrong;
  const auto compare = [&](const std::string& what, const std::string& wanted, const std::string& found) {
    if (wanted != found) wrong += (wrong.empty() ? "" : "; ") + what + " is \"" + found + "\", not \"" + wanted + "\"";
  };
  const Session* session = editor_.session();
  const OpenArticle* article = session ? session->article() : nullptr;
  const ui::UiState& ui = editor_.ui();
  if (expect.status) compare("status", *expect.status, session ? status_of(*session) : "");
  if (expect.article) compare("article", *expect.article, article ? article->article->id.value : "");
  if (expect.mode) compare("mode", *expect.mode, mode_of(editor_));
  if (expect.row) {
    const auto* row = std::get_if<ui::OpenRow>(&ui.mode);
    compare("row", *expect.row, row ? row->attribute : "");
  }
  if (expect.notice) {
    const std::string notice = ui.notice ? ui.notice->words : "";
    const bool held = expect.notice->empty() ? notice.empty() : notice.find(*expect.notice) != std::string::npos;
    if (!held) compare("notice", *expect.notice, notice);
  }
  if (expect.selection) compare("selection", *expect.selection, article ? std::string(article->index.slice(ui.selection())) : "");
  if (expect.caret) {
    compare("caret", std::to_string(expect.caret->value),
            article ? std::to_string(article->index.to_code_point(ui.caret).value) : "");
  }
  if (!wrong.empty()) return usage_error(wrong);
  return {};
}

// What was there when an article was first seen does not count as made.
void ReplayPlayer::count_annotations() {
  const Session* session = editor_.session();
  if (!session || !session->article()) return;
  const auto [found, fresh] = counts_.try_emplace(session->article()->article->id);
  Count& count = found->second;
  if (!fresh && count.groups == session->article()->groups.size()) return;
  count.groups = session->article()->groups.size();
  count.now = editor_.count_annotations();
  if (fresh) count.before = count.now;
}

const ReplayReport& ReplayPlayer::report() {
  report_.made = report_.complete = 0;
  for (const auto& [article, count] : counts_) {
    report_.made += count.now.all - std::min(count.now.all, count.before.all);
    report_.complete += count.now.complete - std::min(count.now.complete, count.before.complete);
  }
  return report_;
}

}  // namespace sayso
