// The status bar: is the work on disk, where one is, what the keys do now.
#include "ui/desktop/views/draw_parts.h"

namespace sayso::ui {
namespace {

constexpr float kPad = 14, kGap = 20;

// The words, and what went wrong all along the bar.
void draw_failure(const Sheet& sheet, const StatusModel& model) {
  Canvas& canvas = sheet.canvas;
  const Rect bar = sheet.clip;
  canvas.fill(bar, canvas.theme().error);
  const Colour ink = canvas.theme().paper;
  const Point centre{bar.x + kPad + 5, bar.y + bar.height / 2};
  canvas.line({centre.x - 4, centre.y - 4}, {centre.x + 4, centre.y + 4}, ink, 1.8F);
  canvas.line({centre.x - 4, centre.y + 4}, {centre.x + 4, centre.y - 4}, ink, 1.8F);
  // The way out stands at the right, also where the words are long.
  float end = bar.right() - kPad;
  for (const StatusModel::Hint& hint : model.hints) {
    const float words = canvas.measure(hint.words, styles::kSmallStrong).width;
    const Size cap = canvas.key_cap_size(hint.key);
    const Rect place{end - cap.width - 6 - words, bar.y, cap.width + 6 + words, bar.height};
    canvas.key_cap({place.x, bar.y + (bar.height - cap.height) / 2}, hint.key);
    canvas.text_in_row({place.x + cap.width + 6, bar.y, words + 1, bar.height}, hint.words, styles::kSmallStrong, ink);
    sheet.button(place, hint.intent);
    end = place.x - kGap;
  }
  const float begin = bar.x + kPad + 18;
  canvas.text_in_row({begin, bar.y, std::max(1.0F, end - begin), bar.height}, model.words, styles::kSmallStrong, ink);
}

void draw_state(Canvas& canvas, Point centre, StatusModel::State state) {
  const Theme& theme = canvas.theme();
  if (state == StatusModel::State::saved)
    canvas.circle(centre, 4, theme.good);
  else
    canvas.ring(centre, 4, theme.muted, 1.5F);
}

}  // namespace

void draw_status(const Sheet& sheet, const StatusModel& model) {
  if (model.state == StatusModel::State::failed) return draw_failure(sheet, model);
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect bar = sheet.clip;
  canvas.fill(bar, theme.status_bar);

  const float right_width = std::min(canvas.measure(model.right, styles::kSmall).width, bar.width / 3);
  canvas.text_in_row({bar.right() - kPad - right_width, bar.y, right_width + 1, bar.height}, model.right,
                     styles::kSmall, theme.muted);
  const float end = bar.right() - kPad - right_width - kGap;

  float x = bar.x + kPad;
  if (!model.words.empty()) {  // nothing is open on the start screen
    draw_state(canvas, {x + 4, bar.y + bar.height / 2}, model.state);
    x += 14;
  }
  const auto write = [&](const std::string& words, float gap) {
    const float width = std::min(canvas.measure(words, styles::kSmall).width, end - x);
    if (width < 8) return;
    canvas.text_in_row({x, bar.y, width + 1, bar.height}, words, styles::kSmall, theme.muted);
    x += width + gap;
  };
  write(model.words, kGap);
  for (const std::string& fact : model.facts) write(fact, kGap);
  for (const StatusModel::Hint& hint : model.hints) {
    const Size cap = canvas.key_cap_size(hint.key);
    const float words = canvas.measure(hint.words, styles::kSmall).width;
    // A hint that is cut teaches nothing: it is left out.
    if (x + cap.width + 6 + words > end) break;
    sheet.button({x - 4, bar.y, cap.width + 6 + words + 8, bar.height}, hint.intent);
    x += canvas.key_cap({x, bar.y + (bar.height - cap.height) / 2}, hint.key) + 6;
    write(hint.words, 14);
  }
}

}  // namespace sayso::ui
