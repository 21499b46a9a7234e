// What the user chooses of the window's look: theme, size of the text, panels.
#include <algorithm>
#include <cmath>

#include "ui/desktop/editor.h"

namespace sayso::ui {
namespace {

constexpr float kLeastPanel = 90, kMostPanel = 900;
constexpr int kLargeText = 24;  // from here on by twos

ThemeName next(ThemeName theme) {
  switch (theme) {
    case ThemeName::light: return ThemeName::dark;
    case ThemeName::dark: return ThemeName::contrast;
    case ThemeName::contrast: break;
  }
  return ThemeName::light;
}

}  // namespace

void Editor::look_changed() {
  if (world_.look_chosen) world_.look_chosen(ui_.look);
}

void Editor::toggle_theme(const Intent&) {
  ui_.look.theme = next(ui_.look.theme);
  look_changed();
}

void Editor::resize_text(const Intent& intent) {
  const int size = ui_.look.text_size;
  if (intent.action == "text-larger") {
    ui_.look.set_text_size(size + (size >= kLargeText ? 2 : 1));
  } else if (intent.action == "text-smaller") {
    ui_.look.set_text_size(size - (size > kLargeText ? 2 : 1));
  } else {
    ui_.look.text_size = Look().text_size;
  }
  notice("Text at " + std::to_string(ui_.look.text_size) + " px");
  look_changed();
}

Panel* Editor::panel_of(std::string_view name) {
  if (name == "left") return &ui_.look.left;
  if (name == "right") return &ui_.look.right;
  return name == "bottom" ? &ui_.look.bottom : nullptr;
}

void Editor::toggle_panel(const Intent& intent) {
  Panel* panel = panel_of(std::string_view(intent.action).substr(intent.action.find('-') + 1));
  panel->shown = !panel->shown;
  // Who types into a panel that goes is back in the text.
  if (!panel->shown && (state() == kField || state() == kDecide)) {
    keep_field();
    ui_.mode = Reading{};
  }
  look_changed();
}

// A press on an edge begins a drag; two give the panel the size that the window thinks best.
void Editor::resize_panel(const HitRegion& edge) {
  Panel* panel = panel_of(edge.intent.of);
  if (!panel) return;
  if (presses_ >= 2) {
    panel->size = 0;
    return look_changed();
  }
  dragged_edge_ = DraggedEdge{edge.intent.of, edge.size, pointer_};
}

void Editor::drag_panel() {
  const bool wide = dragged_edge_->panel != "bottom";
  const float by = wide ? pointer_.x - dragged_edge_->from.x : pointer_.y - dragged_edge_->from.y;
  const float grown = dragged_edge_->panel == "left" ? by : -by;
  panel_of(dragged_edge_->panel)->size = std::clamp(dragged_edge_->size + grown, kLeastPanel, kMostPanel);
}

// How the open article is set, at that scale of the display.
DocumentStyle Editor::document_style(float scale) const {
  const OpenArticle& open = article();
  const Look& look = ui_.look;
  const auto scaled = [&](const TextStyle& text, float line_height) {
    ParagraphStyle paragraph{text, std::round(line_height * look.text_scale()), std::round(sizes::kParagraphGap * look.text_scale())};
    paragraph.text.size *= look.text_scale();
    paragraph.text.language = LanguageTag(open.article->facts.language);
    return paragraph;
  };
  DocumentStyle style;
  style.body = scaled(styles::kText, sizes::kTextLine);
  for (const Zone& zone : open.article->facts.zones) {
    const auto bytes = open.index.checked_bytes(zone.at);
    if (!bytes || bytes->empty()) continue;
    if (zone.kind == "headline") {
      style.zones.push_back({*bytes, scaled(styles::kHeadline, sizes::kHeadlineLine)});
    } else if (zone.kind == "standfirst") {
      TextStyle semibold = styles::kText;
      semibold.weight = FontWeight::semibold;
      style.zones.push_back({*bytes, scaled(semibold, sizes::kTextLine)});
    }
  }
  std::ranges::sort(style.zones, {}, [](const StyledZone& zone) { return zone.range.begin; });
  style.width = text_width_;
  style.scale = scale;
  return style;
}

}  // namespace sayso::ui
