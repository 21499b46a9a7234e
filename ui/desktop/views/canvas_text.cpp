#include "ui/desktop/views/canvas_text.h"

namespace sayso::ui {
namespace {

void append_bytes(std::string& key, const auto& value) {
  key.append(reinterpret_cast<const char*>(&value), sizeof value);
}

// In frames.
constexpr std::uint64_t kSweepEvery = 30, kSweepAtLatest = 40;
// Who scrolls through a text sees hundreds of new labels with each page. With so many, more than a view and what was made ready
// around it, they are let go of sooner: kept, they would push each other out of the processor's caches.
constexpr std::size_t kMany = 3000;
constexpr std::uint64_t kSweepManyEvery = 6, kKeptOfMany = 12;

}  // namespace

void CanvasText::next_frame() {
  if (++frame_ - swept_ >= kSweepAtLatest) sweep();
}

bool CanvasText::forget_unused() {
  if (frame_ - swept_ < (entries_.size() > kMany ? kSweepManyEvery : kSweepEvery)) return false;
  sweep();
  return true;
}

void CanvasText::sweep() {
  swept_ = frame_;
  const std::uint64_t kept = entries_.size() > kMany ? kKeptOfMany : kKeptFrames;
  std::erase_if(entries_, [&](const auto& entry) { return entry.second.used + kept < frame_; });
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
