// The window: waits for events, hands them to the editor, draws what it shows. An idle window sleeps.
#include <iostream>

#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/sayso/desktop.h"
#include "ui/sayso/desktop_program.h"

namespace sayso {
namespace {

// Frames drawn after a change: the first shows it, the second what only its places made known (hover, tips).
constexpr int kFramesAfterChange = 2;

int failed(const Error& error) {
  std::cerr << "sayso: " << to_text(error) << '\n';
  return static_cast<int>(error.kind) + 2;
}

void run(ui::Window& window, ui::Renderer& renderer, DesktopProgram& program) {
  ui::Editor& editor = program.editor();
  int frames = kFramesAfterChange;
  while (!editor.wants_to_close()) {
    if (frames > 0) {
      window.poll_events();
    } else {
      window.wait_events(editor.may_sleep());
    }
    const auto events = window.take_events();
    renderer.begin_timing();
    for (const ui::InputEvent& event : events) editor.handle(event);
    if (editor.tick() || !events.empty()) frames = kFramesAfterChange;
    if (frames == 0) continue;
    --frames;
    const ui::Size size = window.size();
    const float scale = window.scale();
    renderer.frame(size, scale, events, [&] { program.draw(size, scale); });
    window.swap();
    window.set_cursor(editor.pointer_over_text() ? ui::CursorShape::text
                      : editor.pointer_over_button() ? ui::CursorShape::hand
                                                     : ui::CursorShape::arrow);
  }
  editor.close();
}

}  // namespace

int run_window(const WindowArguments& arguments) {
  ui::WindowOptions options;
  if (arguments.scale > 0) options.scale = arguments.scale;
  auto window = ui::Window::open(options);
  if (!window) return failed(window.error());
  ui::Window& open = **window;
  auto program = DesktopProgram::make({arguments.annotator, false, [] { ui::Window::post_wakeup(); },
                                       [&open] { return open.clipboard(); },
                                       [&open](const std::string& text) { return open.set_clipboard(text); }});
  if (!program) return failed(program.error());
  auto renderer = ui::Renderer::create(ui::Renderer::Target::window, (*program)->atlas());
  if (!renderer) return failed(renderer.error());
  if (!arguments.folder.empty()) {
    const auto opened = (*program)->editor().open_project(arguments.folder, ArticleId(arguments.article));
    if (!opened) return failed(opened.error());
  }
  run(open, **renderer, **program);
  return 0;
}

}  // namespace sayso
