#include "ui/desktop/platform/renderer.h"

#include <imgui.h>

#include <cmath>
#include <optional>

#include "ui/desktop/platform/graphics.h"
#include "ui/desktop/text/cpu_time.h"

namespace sayso::ui {

struct Renderer::Impl {
  explicit Impl(GlyphAtlas& a) : atlas(a), context(ImGui::CreateContext()) {}
  ~Impl() {
    graphics.reset();
    ImGui::DestroyContext(context);
  }

  void configure() const;
  void feed(const InputEvent& event, float scale);
  // Everything up to ImGui::Render().
  void build(Size size, float scale, std::span<const InputEvent> events, const std::function<void()>& draw);

  GlyphAtlas& atlas;
  ImGuiContext* context;
  std::unique_ptr<Graphics> graphics;  // none without a display
  std::optional<std::chrono::nanoseconds> began;
  FrameTimes times;
  bool down[3] = {false, false, false};
};

void Renderer::Impl::configure() const {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags = 0;  // no keyboard navigation: keys are the actions' alone
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.WindowRounding = 0;
  style.AntiAliasedLinesUseTex = false;  // thin lines are drawn on whole pixels, not from a picture
  style.CircleTessellationMaxError = 0.15F;
}

void Renderer::Impl::feed(const InputEvent& event, float scale) {
  ImGuiIO& io = ImGui::GetIO();
  const auto place = [&](float x, float y) { io.MousePos = {x * scale, y * scale}; };
  if (const auto* moved = std::get_if<PointerMoved>(&event)) {
    place(moved->x, moved->y);
  } else if (const auto* pressed = std::get_if<PointerPressed>(&event)) {
    place(pressed->x, pressed->y);
    io.MouseDown[static_cast<int>(pressed->button)] = down[static_cast<int>(pressed->button)] = true;
  } else if (const auto* released = std::get_if<PointerReleased>(&event)) {
    place(released->x, released->y);
    down[static_cast<int>(released->button)] =
        false;  // shown from the next frame, so that a short click is seen
  } else if (const auto* wheel = std::get_if<WheelTurned>(&event)) {
    io.MouseWheel += wheel->notches;
  }
}

void Renderer::Impl::build(Size size, float scale, std::span<const InputEvent> events,
                           const std::function<void()>& draw) {
  if (!began) began = thread_cpu_time();
  const std::chrono::nanoseconds glyphs_before = atlas.time_rendering();
  atlas.trim();
  ImGui::SetCurrentContext(context);
  ImGuiIO& io = ImGui::GetIO();
  // Device pixels throughout: one unit of a draw list is one pixel, so that lines can be crisp.
  io.DisplaySize = {std::round(size.width * scale), std::round(size.height * scale)};
  io.DeltaTime = 1.0F / 60.0F;
  for (int i = 0; i < 3; ++i) io.MouseDown[i] = down[i];
  for (const InputEvent& event : events) feed(event, scale);
  if (graphics) graphics->begin_frame();
  ImGui::NewFrame();
  draw();
  ImGui::Render();
  times = {};
  times.glyphs = atlas.time_rendering() - glyphs_before;
  times.building = thread_cpu_time() - *began - times.glyphs;
  began.reset();
}

Renderer::Renderer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Renderer::~Renderer() = default;

Result<std::unique_ptr<Renderer>> Renderer::create(Target target, GlyphAtlas& atlas) {
  auto impl = std::make_unique<Impl>(atlas);
  impl->configure();
  if (target == Target::window) {
    auto graphics = opengl_graphics();
    if (!graphics) return graphics.error();
    impl->graphics = std::move(graphics).value();
  } else {
    // ImGui wants its own font built even where nothing is drawn with it.
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  }
  return std::unique_ptr<Renderer>(new Renderer(std::move(impl)));
}

void Renderer::begin_timing() {
  if (!impl_->began) impl_->began = thread_cpu_time();
}

FrameTimes Renderer::frame(Size size, float scale, std::span<const InputEvent> events,
                           const std::function<void()>& draw) {
  impl_->build(size, scale, events, draw);
  if (impl_->graphics) {
    const auto built = thread_cpu_time();
    impl_->graphics->upload(impl_->atlas);
    const auto uploaded = thread_cpu_time();
    impl_->graphics->draw(*ImGui::GetDrawData());
    impl_->times.uploading = uploaded - built;
    impl_->times.drawing = thread_cpu_time() - uploaded;
  }
  return impl_->times;
}

Result<Picture> Renderer::picture(Size size, float scale, const std::function<void()>& draw) {
  if (!impl_->graphics)
    return machine_error("there is no display to draw a picture with", "display",
                         "run it under a display, such as Xvfb");
  impl_->build(size, scale, {}, draw);
  impl_->graphics->upload(impl_->atlas);
  return impl_->graphics->picture(*ImGui::GetDrawData());
}

const FrameTimes& Renderer::last_times() const { return impl_->times; }

}  // namespace sayso::ui
