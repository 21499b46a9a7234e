// One frame of the views without a display: the models in, the places to click out.
#pragma once

#include <imgui.h>

#include <memory>

#include "tests/desktop/views/sample_window.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/views/draw_window.h"

namespace sayso::ui {

class DrawnFrame {
 public:
  explicit DrawnFrame(Renderer::Target target = Renderer::Target::none)
      : fonts_(std::move(FontLibrary::open()).value()), atlas_(fonts_), words_(fonts_, atlas_) {
    renderer_ = std::move(Renderer::create(target, atlas_)).value();
  }

  HitMap hits;
  TextPlace place;
  float scroll = 0;

  Renderer& renderer() { return *renderer_; }
  DocumentLayout& document(Size size, float scale) {
    DocumentStyle style;
    style.body.text = styles::kText;
    style.width = parts_of(size).text.width;
    style.scale = scale;
    if (!document_)
      document_ = std::make_unique<DocumentLayout>(fonts_, sample_text(), style);
    else
      document_->set_style(style);
    return *document_;
  }

  // What the renderer calls.
  void draw(const WindowModel& model, Size size, float scale, const Theme& theme) {
    Canvas canvas(*ImGui::GetBackgroundDrawList(), words_, theme, scale);
    place = draw_window(canvas, model, {size, &document(size, scale), scroll}, hits);
  }

  FrameTimes frame(const WindowModel& model, Size size, float scale = 1) {
    words_.next_frame();
    return renderer_->frame(size, scale, {}, [&] { draw(model, size, scale, light_theme()); });
  }

 private:
  FontLibrary fonts_;
  GlyphAtlas atlas_;
  CanvasText words_;
  std::unique_ptr<Renderer> renderer_;
  std::unique_ptr<DocumentLayout> document_;
};

}  // namespace sayso::ui
