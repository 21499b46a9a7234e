// Builds frames with Dear ImGui's draw lists and draws them with OpenGL, or builds and throws them away
// where there is no display (replay, tests). Owns the ImGui context: one a program. Main thread.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "ui/desktop/geometry.h"
#include "ui/desktop/input.h"
#include "ui/desktop/text/glyph_atlas.h"

namespace sayso::ui {

// The pixels of a frame, rows from the top, RGBA.
struct Picture {
  int width = 0, height = 0;
  std::vector<std::uint8_t> pixels;
};

// What one frame cost, in CPU time of the calling thread.
struct FrameTimes {
  std::chrono::nanoseconds building{};   // begin_timing() (first event) to ImGui::Render(), without glyphs
  std::chrono::nanoseconds glyphs{};     // rendering glyphs not seen before
  std::chrono::nanoseconds uploading{};  // atlas to textures
  std::chrono::nanoseconds drawing{};    // OpenGL
};

class Renderer {
 public:
  enum class Target { window, none };

  // Target::window needs a current Window (open it first); Target::none never fails.
  static Result<std::unique_ptr<Renderer>> create(Target target, GlyphAtlas& atlas);
  ~Renderer();
  Renderer(const Renderer&) = delete;
  Renderer& operator=(const Renderer&) = delete;

  // The frame's time starts now; call before the first event of a frame is handled. Without it the time
  // starts in frame().
  void begin_timing();
  // Hands pointer and wheel to ImGui (scrolling regions), builds one frame by `draw`, which may use
  // ImGui and Canvas, and draws it to the window's back buffer if there is one.
  FrameTimes frame(Size size, float scale, std::span<const InputEvent> events,
                   const std::function<void()>& draw);
  // The same frame off screen. Fails with ErrorKind::machine without a display.
  Result<Picture> picture(Size size, float scale, const std::function<void()>& draw);
  const FrameTimes& last_times() const;

 private:
  struct Impl;
  explicit Renderer(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// A PNG file's bytes; the caller writes them through core/files.
Result<std::vector<std::uint8_t>> to_png(const Picture& picture);

}  // namespace sayso::ui
