// Where finished draw lists go: OpenGL, or nowhere when there is none. One per Renderer; main thread.
#pragma once

#include <memory>

#include "core/base/result.h"
#include "ui/desktop/platform/renderer.h"

struct ImDrawData;

namespace sayso::ui {

class Graphics {
 public:
  virtual ~Graphics() = default;

  virtual void begin_frame() = 0;
  // Brings the textures up to the atlas's pages.
  virtual void upload(GlyphAtlas& atlas) = 0;
  // Into the window's back buffer.
  virtual void draw(ImDrawData& frame) = 0;
  // Off screen, and back.
  virtual Result<Picture> picture(ImDrawData& frame) = 0;
};

// Needs a current OpenGL 3.3 context whose functions are loaded, and a current ImGui context.
Result<std::unique_ptr<Graphics>> opengl_graphics();

}  // namespace sayso::ui
