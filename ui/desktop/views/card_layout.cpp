#include "ui/desktop/views/card_layout.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "ui/desktop/views/sheet.h"
#include "ui/desktop/views/widgets.h"

namespace sayso::ui {
namespace {

constexpr float kEdge = 4, kPad = 10, kTop = 7, kLine = 20;
// A card joins the one before it when that would push it further from its line than this.
constexpr float kPushedFar = 24;
// A card with more parts than this is no longer found beside its lines.
constexpr std::size_t kMostInRun = 6;

// Puts pieces of one part one after the other and begins a new line where there is no room.
class Flow {
 public:
  Flow(Canvas& canvas, CardLayout& layout, float width)
      : canvas_(canvas), layout_(layout), width_(width), right_(width - kPad), y_(layout.height + (layout.parts.empty() ? kTop : kTop - 2)) {}

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

  void strip(const StanceStrip& stance) {
    put(CardPiece::Kind::strip, stance_strip_width(stance), {}, 6);
    layout_.pieces.back().stance = &stance;
  }

  void pill(const std::string& text) {
    const float width = pill_width(canvas_, text, right_ - kLeft);
    if (width > room()) new_line();
    put(CardPiece::Kind::pill, width, text, 4);
  }

  void done() {
    new_line();
    const float top = layout_.height;
    layout_.height = y_ + kTop - 1;
    layout_.parts.push_back({0, top, width_, layout_.height - top});
  }

 private:
  static constexpr float kLeft = kEdge + kPad;

  void put(CardPiece::Kind kind, float width, const std::string& text, float gap) {
    layout_.pieces.push_back({kind, {x_, y_, width, kLine}, text, nullptr});
    x_ += width + gap;
  }

  Canvas& canvas_;
  CardLayout& layout_;
  float width_, right_;
  float x_ = kLeft, y_;
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

void put_stances(Flow& flow, const Card& card) {
  for (const StanceStrip& stance : card.stances) {
    flow.new_line();
    flow.strip(stance);
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
}

void put_first(Canvas& canvas, Flow& flow, const Card& card) {
  // A long name leaves room for the beginning of what stands beside it.
  const float beside = flow.room() - canvas.measure(card.name, styles::kSmallStrong).width - 6;
  const std::string aside = fitting(canvas, card.aside, std::max(beside, flow.room() * 0.3F));
  const float kept = std::min(canvas.measure(aside, styles::kSmall).width + 6, flow.room() * 0.3F);
  flow.words(CardPiece::Kind::name, card.name, styles::kSmallStrong, aside.empty() ? 0 : kept);
  flow.words(CardPiece::Kind::muted, aside, styles::kSmall);
  flow.new_line();
  put_stances(flow, card);
}

void put_further(Canvas& canvas, Flow& flow, const Card& card) {
  flow.words(CardPiece::Kind::muted, fitting(canvas, card.aside, flow.room()), styles::kSmall);
  put_stances(flow, card);
}

void draw_ground(Canvas& canvas, const CardRun& run, const CardLayout& layout, const Rect& place) {
  const Theme& theme = canvas.theme();
  canvas.fill_rounded(place, sizes::kRadius, colours_of(theme, run.front()->speaker).line);
  const bool is_active = run.size() == 1 && run.front()->active;
  {
    const ClipScope clip(canvas, {place.x + kEdge, place.y, place.width, place.height});
    canvas.fill_rounded(place, sizes::kRadius, theme.card);
    if (!is_active) canvas.outline(place, sizes::kRadius, theme.card_edge);
  }
  for (std::size_t i = 0; i < run.size(); ++i) {
    const Rect part = layout.parts[i].moved(place.x, place.y);
    if (i > 0) canvas.line({part.x + kEdge + kPad, part.y}, {part.right() - kPad, part.y}, theme.card_edge);
  }
  // Over the lines between its parts.
  for (std::size_t i = 0; i < run.size(); ++i) {
    const Rect part = layout.parts[i].moved(place.x, place.y);
    if (run[i]->active) canvas.outline(part.grown(sizes::kOutline), sizes::kRadius + 2, theme.outline, sizes::kOutline);
  }
}

}  // namespace

CardLayout card_layout(Canvas& canvas, const CardRun& run, float width) {
  CardLayout layout;
  for (const Card* card : run) add_part(canvas, layout, *card, width);
  return layout;
}

void add_part(Canvas& canvas, CardLayout& layout, const Card& card, float width) {
  Flow flow(canvas, layout, width);
  if (layout.parts.empty()) {
    put_first(canvas, flow, card);
  } else {
    put_further(canvas, flow, card);
  }
  flow.done();
}

bool joins_run(const CardRun& run, float at, float height, const Card& next, float next_at, float gap) {
  const Card& last = *run.back();
  if (run.size() >= kMostInRun || last.speaker == kNoSpeaker || next.speaker != last.speaker || next.name != last.name) return false;
  return next_at < at + height + gap - kPushedFar;
}

void draw_card(Canvas& canvas, const CardRun& run, const CardLayout& layout, const Rect& place) {
  const Theme& theme = canvas.theme();
  draw_ground(canvas, run, layout, place);
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
        draw_stance_strip(canvas, {at.x, at.y + (at.height - 9) / 2}, *piece.stance);
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
    const CardRun run{&card, &card};  // as the first and as another one
    const CardLayout layout = card_layout(canvas, run, width);
    const Rect place{0, 0, width, layout.height};
    const ClipScope clip(canvas, place);
    draw_card(canvas, run, layout, place);
  }
}

}  // namespace sayso::ui
