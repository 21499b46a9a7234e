#include "ui/desktop/views/card_layout.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/desktop/views/sheet.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kEdge = 4, kPad = 10, kTop = 7, kLine = 20;

// Puts pieces one after the other and begins a new line where there is no room.
class Flow {
 public:
  Flow(Canvas& canvas, float width) : canvas_(canvas), right_(width - kPad) {}

  void new_line() {
    if (x_ == kLeft) return;
    x_ = kLeft;
    y_ += kLine;
  }

  float room() const { return std::max(1.0F, right_ - x_); }

  void words(CardPiece::Kind kind, const std::string& text, const TextStyle& style, float keep = 0) {
    if (text.empty()) return;
    const float width = std::ceil(std::min(canvas_.measure(text, style).width + 1, room() - keep));
    put(kind, std::max(width, 1.0F), text, 5);
  }

  void strip(const StanceStrip& stance, std::size_t index) {
    put(CardPiece::Kind::strip, stance_strip_width(stance), {}, 6);
    layout_.pieces.back().stance = index;
  }

  void pill(const std::string& text) {
    const float width = pill_width(canvas_, text, right_ - kLeft);
    if (width > room()) new_line();
    put(CardPiece::Kind::pill, width, text, 4);
  }

  CardLayout done() {
    new_line();
    layout_.height = y_ + kTop - 1;
    return std::move(layout_);
  }

 private:
  static constexpr float kLeft = kEdge + kPad;

  void put(CardPiece::Kind kind, float width, const std::string& text, float gap) {
    layout_.pieces.push_back({kind, {x_, y_, width, kLine}, text, 0});
    x_ += width + gap;
  }

  Canvas& canvas_;
  float right_;
  float x_ = kLeft, y_ = kTop;
  CardLayout layout_;
};

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "" : " · ") + word;
  return list;
}

// The parts ("direct · by “he”") that are seen whole, the first at any rate.
std::string fitting(Canvas& canvas, std::string words, float room) {
  while (canvas.measure(words, styles::kSmall).width > room) {
    const std::size_t last = words.rfind(" · ");
    if (last == std::string::npos) break;
    words.resize(last);
  }
  return words;
}

void draw_ground(Canvas& canvas, const Card& card, const Rect& place) {
  const Theme& theme = canvas.theme();
  canvas.fill_rounded(place, sizes::kRadius, colours_of(theme, card.speaker).line);
  {
    const ClipScope clip(canvas, {place.x + kEdge, place.y, place.width, place.height});
    canvas.fill_rounded(place, sizes::kRadius, theme.card);
    if (!card.active) canvas.outline(place, sizes::kRadius, theme.card_edge);
  }
  if (card.active)
    canvas.outline(place.grown(sizes::kOutline), sizes::kRadius + 2, theme.outline, sizes::kOutline);
}

}  // namespace

CardLayout card_layout(Canvas& canvas, const Card& card, float width) {
  Flow flow(canvas, width);
  // A long name leaves room for the beginning of what stands beside it.
  const float beside = flow.room() - canvas.measure(card.name, styles::kSmallStrong).width - 6;
  const std::string aside = fitting(canvas, card.aside, std::max(beside, flow.room() * 0.3F));
  const float kept = std::min(canvas.measure(aside, styles::kSmall).width + 6, flow.room() * 0.3F);
  flow.words(CardPiece::Kind::name, card.name, styles::kSmallStrong, aside.empty() ? 0 : kept);
  flow.words(CardPiece::Kind::muted, aside, styles::kSmall);
  flow.new_line();
  for (std::size_t i = 0; i < card.stances.size(); ++i) {
    const StanceStrip& stance = card.stances[i];
    flow.new_line();
    flow.strip(stance, i);
    if (!stance.extra.empty() && stance.extra != "?")
      flow.words(CardPiece::Kind::muted, stance.extra, styles::kSmall);
    flow.words(CardPiece::Kind::words, stance.target, styles::kSmall);
  }
  for (const std::string& tag : card.tags) flow.pill(tag);
  if (!card.missing.empty()) {
    flow.new_line();
    flow.words(CardPiece::Kind::missing, listed(card.missing) + " missing", styles::kSmall);
    flow.new_line();
  }
  if (card.folded > 0) {
    flow.new_line();
    flow.words(CardPiece::Kind::muted, "+ " + std::to_string(card.folded) + " more", styles::kSmall);
  }
  return flow.done();
}

void draw_card(Canvas& canvas, const Card& card, const CardLayout& layout, const Rect& place) {
  const Theme& theme = canvas.theme();
  draw_ground(canvas, card, place);
  for (const CardPiece& piece : layout.pieces) {
    const Rect at = piece.at.moved(place.x, place.y);
    switch (piece.kind) {
      case CardPiece::Kind::name:
        canvas.text_in_row(at, piece.words, styles::kSmallStrong, theme.ink);
        break;
      case CardPiece::Kind::muted:
        canvas.text_in_row(at, piece.words, styles::kSmall, theme.muted);
        break;
      case CardPiece::Kind::words:
        canvas.text_in_row(at, piece.words, styles::kSmall, theme.ink);
        break;
      case CardPiece::Kind::strip:
        draw_stance_strip(canvas, {at.x, at.y + (at.height - 9) / 2}, card.stances[piece.stance]);
        break;
      case CardPiece::Kind::pill:
        draw_pill(canvas, {at.x, at.y + 1, at.width, at.height - 2}, piece.words);
        break;
      case CardPiece::Kind::missing:
        draw_missing_sign(canvas, {at.x + 6, at.y + at.height / 2});
        canvas.text_in_row({at.x + 16, at.y, std::max(1.0F, place.right() - kPad - at.x - 16), at.height},
                           piece.words, styles::kSmall, theme.warning);
        break;
    }
  }
}

void prepare_cards(CanvasText& text, const std::vector<Card>& cards, float width, float scale) {
  ImDrawList unseen(ImGui::GetDrawListSharedData());
  unseen._ResetForNewFrame();
  Canvas canvas(unseen, text, theme_of(ThemeName::light), scale);
  for (const Card& card : cards) {
    const CardLayout layout = card_layout(canvas, card, width);
    const Rect place{0, 0, width, layout.height};
    const ClipScope clip(canvas, place);
    draw_card(canvas, card, layout, place);
  }
}

}  // namespace sayso::ui
