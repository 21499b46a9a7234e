// What the window, replay and screenshot share: fonts, glyphs, the editor and how a frame is built from it.
// Owned by one of them, main thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "core/base/uuid.h"
#include "ui/desktop/editor.h"
#include "ui/desktop/text/glyph_atlas.h"
#include "ui/desktop/views/canvas_text.h"
#include "ui/sayso/user_memory.h"

namespace sayso {

class DesktopProgram {
 public:
  struct Options {
    std::string annotator = {};  // "" is asked with the first edit
    ui::Look look = {};
    const Clock* clock = &real_clock();
    std::function<void()> wake = {};
    std::function<std::string()> clipboard = {};
    std::function<Result<void>(const std::string&)> set_clipboard = {};
    // Kept up to date with what the user chooses; borrowed. Without it nothing is remembered.
    UserMemory* memory = nullptr;
    std::chrono::milliseconds watch_every{0};  // this and the next as Editor::World
    bool read_behind = false;
  };

  // Error (machine): no fonts, or no place for the user's state.
  static Result<std::unique_ptr<DesktopProgram>> make(Options options);

  ui::Editor& editor() { return *editor_; }
  ui::GlyphAtlas& atlas() { return atlas_; }
  // Builds the current frame on ImGui's background list and tells the editor where things are. Inside a
  // renderer's frame only.
  void draw(ui::Size window, float scale);
  // Between two frames, when nobody waits: a little of what the next ones may need. True when there was something to do.
  bool look_ahead();

 private:
  explicit DesktopProgram(ui::FontLibrary fonts);

  std::unique_ptr<IdSource> ids_;
  ui::FontLibrary fonts_;
  ui::GlyphAtlas atlas_;
  ui::CanvasText text_;
  std::unique_ptr<ui::Editor> editor_;
  float cards_width_ = 0, scale_ = 1;  // of the last frame
  bool cards_anew_ = false;            // those that were made ready must be made so again
};

// Of the command line: "light", "dark" or "contrast"; 0 is the usual size of the text.
ui::Look look_of(const std::string& theme, int text_size);

// The user's own copy of the sample project, made where it is not there yet.
Result<Path> sample_copy();

}  // namespace sayso
