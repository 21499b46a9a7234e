// The bar at the top: where one is, who one is, how far one has come.
#include <string>

#include "ui/desktop/models/grouped.h"
#include "ui/desktop/views/draw_parts.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kPad = 14, kGap = 18, kSmallGap = 8, kButton = 26;

std::string theme_tip(ThemeName now) {
  switch (now) {
    case ThemeName::light: return "Dark theme";
    case ThemeName::dark: return "High contrast";
    case ThemeName::contrast: break;
  }
  return "Light theme";
}

// A little window whose panel is dark where it is shown. From the right edge to the left; returns where the room ends.
float draw_panels(const Sheet& sheet, float x, float middle, const Look& look) {
  constexpr float kWide = 17, kHigh = 13;
  Canvas& canvas = sheet.canvas;
  const Colour ink = canvas.theme().muted;
  const auto draw = [&](const Panel& panel, const Rect& part, const char* action, const char* what) {
    const Rect button{x - kButton, middle - kButton / 2, kButton, kButton};
    const Rect frame{button.x + (kButton - kWide) / 2, middle - kHigh / 2 - 0.5F, kWide, kHigh};
    canvas.outline(frame, 2.5F, ink, 1.2F);
    const Rect inside{frame.x + part.x, frame.y + part.y, part.width, part.height};
    panel.shown ? canvas.fill(inside, ink) : canvas.outline(inside, 0, ink, 1);
    sheet.button(button, asking(action), std::string(panel.shown ? "Hide " : "Show ") + what);
    x = button.x;
  };
  draw(look.right, {kWide - 6, 2, 4, kHigh - 4}, "toggle-right", "the inspector");
  draw(look.bottom, {2, kHigh - 5, kWide - 4, 3}, "toggle-bottom", "the panel below");
  draw(look.left, {2, 2, 4, kHigh - 4}, "toggle-left", "the articles");
  return x - kSmallGap;
}

float draw_text_sizes(const Sheet& sheet, float x, float middle) {
  const auto draw = [&](const TextStyle& style, const char* action, const char* tip) {
    const Rect button{x - kButton + 4, middle - kButton / 2, kButton - 4, kButton};
    sheet.canvas.text_in_row(button, "A", style, sheet.canvas.theme().muted, Align::centre);
    sheet.button(button, asking(action), tip);
    x = button.x;
  };
  TextStyle large = styles::kUi;
  large.size = 17;
  draw(large, "text-larger", "Larger text");
  draw(styles::kUi, "text-smaller", "Smaller text");
  return x;
}

std::string progress_words(const TopModel& model) {
  return grouped(model.done) + " / " + grouped(model.articles) + " articles";
}

// From the right edge to the left; returns the x where the free room ends.
float draw_right_side(const Sheet& sheet, const TopModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect bar = sheet.clip;
  const float middle = bar.y + bar.height / 2;
  float x = bar.right() - kPad;

  const Rect toggle{x - kButton, middle - kButton / 2, kButton, kButton};
  canvas.ring({toggle.x + kButton / 2, middle}, 7, theme.muted, 1.5F);
  canvas.half_circle_left({toggle.x + kButton / 2, middle}, 6.5F, theme.muted);
  sheet.button(toggle, asking("toggle-theme"), theme_tip(model.look.theme));
  x = toggle.x - kSmallGap;
  if (!model.project.empty()) x = draw_text_sizes(sheet, draw_panels(sheet, x, middle, model.look), middle);
  x -= kGap;

  if (model.articles > 0) {
    const std::string words = progress_words(model);
    const float width = canvas.measure(words, styles::kUi).width;
    canvas.text_in_row({x - width, bar.y, width + 1, bar.height}, words, styles::kUi, theme.muted);
    x -= width + 12;
    const float length = bar.width < 1400 ? 100 : 150;
    draw_progress(canvas, {x - length, middle - 3, length, 6},
                  static_cast<float>(model.done) / static_cast<float>(model.articles));
    x -= length + kGap;
  }
  const bool known = !model.annotator.empty();
  const std::string name = known ? model.annotator : "not named yet";
  const TextStyle& style = known ? styles::kUiStrong : styles::kUi;
  const float name_width = std::min(canvas.measure(name, style).width, 160.0F);
  const float label_width = canvas.measure("annotator", styles::kUi).width;
  const Rect asked{x - name_width - label_width - 12, middle - 13, name_width + label_width + 16, 26};
  canvas.text_in_row({asked.x + 2, bar.y, label_width + 1, bar.height}, "annotator", styles::kUi,
                     theme.muted);
  canvas.text_in_row({asked.x + 2 + label_width + 8, bar.y, name_width + 1, bar.height}, name, style,
                     known ? theme.ink : theme.accent);
  sheet.button(asked, asking("ask-annotator"), "Change the annotator's name");
  return asked.x - kGap;
}

}  // namespace

void draw_top(const Sheet& sheet, const TopModel& model) {
  Canvas& canvas = sheet.canvas;
  const Theme& theme = canvas.theme();
  const Rect bar = sheet.clip;
  canvas.fill(bar, theme.chrome);
  canvas.fill({bar.x, bar.bottom() - 1, bar.width, 1}, theme.line);
  const float end = draw_right_side(sheet, model);

  float x = bar.x + kPad;
  x += canvas.text_in_row({x, bar.y, 80, bar.height}, "sayso", styles::kUiStrong, theme.ink).width + kGap;
  if (!model.project.empty()) {
    const float room = std::max(40.0F, std::min(260.0F, end - x - 120));
    const float width = std::min(canvas.measure(model.project, styles::kUi).width + 18, room);
    const Rect pill{x, bar.y + (bar.height - 23) / 2, width, 23};
    canvas.fill_rounded(pill, 11.5F, theme.chip);
    canvas.text_in_row({pill.x + 9, pill.y, pill.width - 17, pill.height}, model.project, styles::kUi,
                       theme.ink);
    x += width + kGap;
  }
  for (const Chip& view : model.views) {
    const float width = canvas.measure(view.label, styles::kUi).width + 24;
    if (x + width > end) break;
    const Rect place{x, bar.y + (bar.height - 24) / 2, width, 24};
    if (view.chosen) canvas.fill_rounded(place, sizes::kRadius, theme.chip_chosen);
    canvas.text_in_row(place, view.label, styles::kUi, view.chosen ? theme.chip_chosen_ink : theme.ink,
                       Align::centre);
    sheet.button(place, view.intent, view.tip);
    x += width;
  }
}

}  // namespace sayso::ui
