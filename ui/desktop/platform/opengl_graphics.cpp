#include <backends/imgui_impl_opengl3.h>
#include <glad/gl.h>
#include <imgui.h>

#include <algorithm>

#include "ui/desktop/platform/graphics.h"
#include "ui/desktop/platform/page_texture.h"

namespace sayso::ui {
namespace {

class OpenGlGraphics final : public Graphics {
 public:
  ~OpenGlGraphics() override {
    for (const Texture& texture : textures_) glDeleteTextures(1, &texture.id);
    ImGui_ImplOpenGL3_Shutdown();
  }

  void begin_frame() override { ImGui_ImplOpenGL3_NewFrame(); }

  void upload(GlyphAtlas& atlas) override {
    if (atlas.generation() != generation_) {
      for (const Texture& texture : textures_) glDeleteTextures(1, &texture.id);
      textures_.clear();
      generation_ = atlas.generation();
    }
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    for (std::size_t i = 0; i < atlas.pages().size(); ++i) {
      const AtlasPage& page = atlas.pages()[i];
      if (i == textures_.size()) textures_.push_back(make_texture(page));
      if (!page.dirty.empty()) upload_part(page, textures_[i]);
      atlas.clear_dirty(i);
    }
  }

  void draw(ImDrawData& frame) override {
    clear(frame);
    name_textures(frame);
    ImGui_ImplOpenGL3_RenderDrawData(&frame);
  }

  Result<Picture> picture(ImDrawData& frame) override {
    Picture picture;
    picture.width = static_cast<int>(frame.DisplaySize.x);
    picture.height = static_cast<int>(frame.DisplaySize.y);
    GLuint texture = 0;
    GLuint target = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width, picture.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glGenFramebuffers(1, &target);
    glBindFramebuffer(GL_FRAMEBUFFER, target);
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture, 0);
    const bool complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    if (complete) {
      draw(frame);
      read(picture);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDeleteFramebuffers(1, &target);
    glDeleteTextures(1, &texture);
    if (!complete)
      return machine_error("the display cannot draw a picture of this size off screen", "display",
                           "ask for a smaller one");
    return picture;
  }

 private:
  struct Texture {
    GLuint id = 0;
    GLenum format = GL_RED;
  };

  static Texture make_texture(const AtlasPage& page) {
    Texture texture;
    const bool coverage = page.kind == PageKind::coverage;
    texture.format = coverage ? GL_RED : GL_RGBA;
    glGenTextures(1, &texture.id);
    glBindTexture(GL_TEXTURE_2D, texture.id);
    glTexImage2D(GL_TEXTURE_2D, 0, coverage ? GL_R8 : GL_RGBA8, page.width, page.height, 0, texture.format,
                 GL_UNSIGNED_BYTE, page.pixels.data());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    if (coverage) {
      // White with the coverage as alpha, so that ImGui's own shader tints it.
      constexpr GLint kSwizzle[] = {GL_ONE, GL_ONE, GL_ONE, GL_RED};
      glTexParameteriv(GL_TEXTURE_2D, GL_TEXTURE_SWIZZLE_RGBA, kSwizzle);
    }
    return texture;
  }

  static void upload_part(const AtlasPage& page, const Texture& texture) {
    const PixelRect& part = page.dirty;
    const std::size_t bytes = page.kind == PageKind::coverage ? 1 : 4;
    const auto first = (static_cast<std::size_t>(part.top) * static_cast<std::size_t>(page.width) +
                        static_cast<std::size_t>(part.left)) *
                       bytes;
    glBindTexture(GL_TEXTURE_2D, texture.id);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, page.width);
    glTexSubImage2D(GL_TEXTURE_2D, 0, part.left, part.top, part.right - part.left, part.bottom - part.top,
                    texture.format, GL_UNSIGNED_BYTE, page.pixels.data() + first);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  }

  void name_textures(ImDrawData& frame) const {
    for (int l = 0; l < frame.CmdListsCount; ++l)
      for (ImDrawCmd& command : frame.CmdLists[l]->CmdBuffer)
        if (const auto page = page_of(command.TextureId); page && *page < textures_.size())
          command.TextureId = reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(textures_[*page].id));
  }

  static void clear(const ImDrawData& frame) {
    glDisable(GL_SCISSOR_TEST);
    glViewport(0, 0, static_cast<GLsizei>(frame.DisplaySize.x), static_cast<GLsizei>(frame.DisplaySize.y));
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
  }

  static void read(Picture& picture) {
    const auto row = static_cast<std::size_t>(picture.width) * 4;
    picture.pixels.resize(row * static_cast<std::size_t>(picture.height));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, picture.width, picture.height, GL_RGBA, GL_UNSIGNED_BYTE, picture.pixels.data());
    // OpenGL's rows begin at the bottom.
    for (int top = 0, bottom = picture.height - 1; top < bottom; ++top, --bottom)
      std::swap_ranges(picture.pixels.begin() + static_cast<std::ptrdiff_t>(row) * top,
                       picture.pixels.begin() + static_cast<std::ptrdiff_t>(row) * (top + 1),
                       picture.pixels.begin() + static_cast<std::ptrdiff_t>(row) * bottom);
    for (std::size_t i = 3; i < picture.pixels.size(); i += 4) picture.pixels[i] = 255;
  }

  std::vector<Texture> textures_;
  std::uint32_t generation_ = 0;
};

}  // namespace

Result<std::unique_ptr<Graphics>> opengl_graphics() {
  if (!ImGui_ImplOpenGL3_Init("#version 330 core"))
    return machine_error("drawing with OpenGL does not start", "display",
                         "every command of sayso works without a window");
  return std::unique_ptr<Graphics>(new OpenGlGraphics);
}

}  // namespace sayso::ui
