// The window: waits for events, hands them to the editor, draws what it shows. An idle window sleeps.
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/sayso/desktop.h"
#include "ui/sayso/desktop_program.h"

namespace sayso {
namespace {

// Frames drawn after a change: the first shows it, the second what only its places made known (hover, tips).
constexpr int kFramesAfterChange = 2;

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
}

}  // namespace

int run_window(const WindowArguments& arguments, cli::Output& output) {
  UserMemory memory(real_files(), real_clock());
  ui::WindowOptions window_options;
  if (arguments.scale > 0) window_options.scale = arguments.scale;
  if (memory.settings().width > 0 && memory.settings().height > 0) {
    window_options.width = memory.settings().width;
    window_options.height = memory.settings().height;
  }
  auto window = ui::Window::open(window_options);
  if (!window) return output.failed(window.error());
  ui::Window& open = **window;
  DesktopProgram::Options options;
  options.annotator = arguments.annotator.empty() ? memory.settings().annotator : arguments.annotator;
  options.dark = memory.dark();
  options.wake = [] { ui::Window::post_wakeup(); };
  options.clipboard = [&open] { return open.clipboard(); };
  options.set_clipboard = [&open](const std::string& text) { return open.set_clipboard(text); };
  options.memory = &memory;
  auto program = DesktopProgram::make(std::move(options));
  if (!program) return output.failed(program.error());
  auto renderer = ui::Renderer::create(ui::Renderer::Target::window, (*program)->atlas());
  if (!renderer) return output.failed(renderer.error());
  if (!arguments.folder.empty()) {
    const auto opened = (*program)->editor().open_project(arguments.folder, ArticleId(arguments.article));
    if (!opened) return output.failed(opened.error());
  }
  if (!memory.problem().empty()) (*program)->editor().tell_notice(memory.problem());
  run(open, **renderer, **program);
  const ui::Size size = open.size();
  memory.remember_size(static_cast<int>(size.width), static_cast<int>(size.height));
  const auto closed = (*program)->editor().close();
  return closed ? cli::kDone : output.failed(closed.error());
}

}  // namespace sayso
