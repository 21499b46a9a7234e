// The window's parts and the order in which they are drawn.
#include "ui/desktop/views/draw_window.h"

#include <algorithm>
#include <cmath>

#include "ui/desktop/views/draw_parts.h"

namespace sayso::ui {
namespace {

// From `least` at a width of 1280 to `most` at 1400 and beyond.
float between(float least, float most, float width) {
  return std::round(std::lerp(least, most, std::clamp((width - 1280) / 120, 0.0F, 1.0F)));
}

// Where panels can be made larger and smaller.
void add_edges(const WindowParts& parts, HitMap& hits) {
  constexpr float kWide = 7;
  const auto add = [&](const char* panel, const Rect& rect, float size) {
    if (size <= 0) return;
    HitRegion edge{rect, asking("resize-panel", panel), HitRegion::Kind::edge, 0, {}};
    edge.size = size;
    hits.add(std::move(edge));
  };
  add("left", {parts.left.right() - kWide / 2, parts.left.y, kWide, parts.left.height}, parts.left.width);
  add("right", {parts.right.x - kWide / 2, parts.right.y, kWide, parts.right.height}, parts.right.width);
  add("bottom", {0, parts.bottom.y - kWide / 2, parts.bottom.width, kWide}, parts.bottom.height);
}

TextPlace draw_annotate(Canvas& canvas, const AnnotateModel& model, const DrawInput& input,
                        const WindowParts& parts, HitMap& hits) {
  TextPlace place;
  {
    const ClipScope clip(canvas, parts.middle);
    const Sheet sheet{canvas, hits, parts.middle};
    place = draw_text(sheet, model.text, input.document, parts.text, input.scroll);
    if (input.document != nullptr) draw_cards(sheet, model.cards, *input.document, place, parts.cards);
    if (model.find) draw_find(sheet, *model.find, parts.text);
  }
  const auto draw_in = [&](const Rect& part, auto&& draw, const auto& what) {
    if (part.width <= 0 || part.height <= 0) return;
    const ClipScope clip(canvas, part);
    draw(Sheet{canvas, hits, part}, what);
  };
  draw_in(parts.left, draw_left, model.left);
  draw_in(parts.right, draw_inspector, model.inspector);
  draw_in(parts.bottom, draw_bottom, model.bottom);
  add_edges(parts, hits);
  return place;
}

Rect about_place(const TextPlace& place, DocumentLayout* document, Byte at) {
  if (document == nullptr) return place.view;
  return document->caret(at).moved(place.origin.x, place.origin.y);
}

}  // namespace

WindowParts parts_of(Size window, const Look& look) {
  const float width = window.width;
  const float height = window.height;
  // What she chose, as far as the text keeps its room.
  const auto size_of = [](const Panel& panel, float best, float least, float most) {
    if (!panel.shown) return 0.0F;
    return std::round(panel.size > 0 ? std::clamp(panel.size, least, std::max(least, most)) : best);
  };
  const float left = size_of(look.left, between(200, sizes::kLeft, width), 140, width * 0.35F);
  const float right = size_of(look.right, between(264, sizes::kRight, width), 220, width * 0.4F);
  const float bottom = size_of(look.bottom, height < 900 ? 135 : sizes::kBottom, 90, height * 0.6F);
  WindowParts parts;
  parts.top = {0, 0, width, sizes::kTop};
  parts.status = {0, height - sizes::kStatus, width, sizes::kStatus};
  parts.bottom = {0, parts.status.y - bottom, width, bottom};
  const float body = std::max(0.0F, parts.bottom.y - sizes::kTop);
  parts.left = {0, sizes::kTop, left, body};
  parts.right = {width - right, sizes::kTop, right, body};
  parts.middle = {left, sizes::kTop, std::max(0.0F, width - left - right), body};

  const float card = std::clamp(std::round(parts.middle.width * 0.25F), 180.0F, sizes::kCard);
  const float gap = sizes::kCardInset;
  // The margin left of the text holds the signs of problems and the lines from frame to filler.
  const float margin = 28;
  const float text = std::clamp(parts.middle.width - card - gap - margin - 14, 280.0F, std::round(sizes::kTextColumn * look.text_scale()));
  const float side = std::max(margin, std::round((parts.middle.width - text - gap - card) / 2));
  parts.text = {parts.middle.x + side, parts.middle.y, text, body};
  parts.cards = {parts.text.right() + gap, parts.middle.y, card, body};
  return parts;
}

TextPlace draw_window(Canvas& canvas, const WindowModel& model, const DrawInput& input, HitMap& hits) {
  const Rect whole{0, 0, input.window.width, input.window.height};
  const WindowParts parts = parts_of(input.window, input.look);
  hits.clear();
  canvas.fill(whole, canvas.theme().paper);
  TextPlace place;
  if (const auto* annotate = std::get_if<AnnotateModel>(&model.body)) {
    place = draw_annotate(canvas, *annotate, input, parts, hits);
  } else {
    const Rect body{0, parts.top.bottom(), whole.width, parts.status.y - parts.top.bottom()};
    draw_start({canvas, hits, body}, std::get<StartModel>(model.body));
  }
  draw_top({canvas, hits, parts.top}, model.top);
  draw_status({canvas, hits, parts.status}, model.status);

  const Sheet front{canvas, hits, whole};
  if (model.palette)
    draw_palette(front, *model.palette, about_place(place, input.document, model.palette->at));
  if (model.correction)
    draw_correction(front, *model.correction, about_place(place, input.document, model.correction->at), parts.text);
  if (model.plugins) draw_plugins(front, *model.plugins);
  if (model.notice) draw_notice(front, *model.notice, parts.status.y);
  if (model.prompt) draw_prompt(front, *model.prompt);
  if (!model.tip.empty()) draw_tip(front, model.tip, model.tip_at);
  return place;
}

}  // namespace sayso::ui
