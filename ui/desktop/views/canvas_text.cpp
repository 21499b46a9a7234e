#include "ui/desktop/views/canvas_text.h"

namespace sayso::ui {
namespace {

void append_bytes(std::string& key, const auto& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// In frames.
constexpr std::uint64_t kSweepEvery = 30, kSweepAtLatest = 40;

}  // namespace

void CanvasText::next_frame() {
  if (++frame_ - swept_ >= kSweepAtLatest) sweep();
}

bool CanvasText::forget_unused() {
  if (frame_ - swept_ < kSweepEvery) return false;
  sweep();
  return true;
}

void CanvasText::sweep() {
  swept_ = frame_;
  std::erase_if(entries_, [this](const auto& entry) { return entry.second.used + kKeptFrames < frame_; });
}

const Layout& CanvasText::layout(std::string_view text, const TextStyle& style, const LayoutOptions& options,
                                 bool wrap) {
  key_.clear();
  append_bytes(key_, style.role);
  append_bytes(key_, style.weight);
  append_bytes(key_, style.italic);
  append_bytes(key_, style.size);
  append_bytes(key_, style.letter_spacing);
  append_bytes(key_, style.language);
  append_bytes(key_, options.width);
  append_bytes(key_, options.line_height);
  append_bytes(key_, options.scale);
  append_bytes(key_, options.base);
  append_bytes(key_, wrap);
  key_ += text;
  const auto [place, is_new] = entries_.try_emplace(key_);
  if (is_new)
    place->second.layout =
        wrap ? layout_paragraph(fonts_, text, style, options) : layout_label(fonts_, text, style, options);
  place->second.used = frame_;
  return place->second.layout;
}

}  // namespace sayso::ui
