// The window: waits for events, hands them to the editor, draws what it shows. An idle window sleeps.
#include <atomic>
#include <future>

#include "core/base/heap.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/sayso/desktop.h"
#include "ui/sayso/desktop_program.h"

namespace sayso {
namespace {

// Frames drawn after a change: the first shows it, the second what only its places made known (hover, tips).
constexpr int kFramesAfterChange = 2;
// How often the window looks whether others changed the project's files: soon enough for who waits for it, and seldom
// enough that an idle window costs nothing.
constexpr std::chrono::seconds kWatchEvery{2};

void run(ui::Window& window, ui::Renderer& renderer, DesktopProgram& program) {
  ui::Editor& editor = program.editor();
  int frames = kFramesAfterChange;
  while (!editor.wants_to_close()) {
    if (frames > 0 || program.look_ahead()) {
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
    window.set_cursor(editor.pointer_shape());
    program.look_ahead();
  }
}

}  // namespace

int run_window(const WindowArguments& arguments, cli::Output& output) {
  share_heaps();
  UserMemory memory(real_files(), real_clock());
  ui::WindowOptions window_options;
  if (arguments.scale > 0) window_options.scale = arguments.scale;
  if (memory.settings().width > 0 && memory.settings().height > 0) {
    window_options.width = memory.settings().width;
    window_options.height = memory.settings().height;
  }
  std::unique_ptr<ui::Window> window;
  std::atomic<bool> window_is_open = false;
  DesktopProgram::Options options;
  options.annotator = arguments.annotator.empty() ? memory.settings().annotator : arguments.annotator;
  options.look = memory.look();
  // What is reported before there is a window to wake is seen by its first frame.
  options.wake = [&window_is_open] {
    if (window_is_open) ui::Window::post_wakeup();
  };
  options.clipboard = [&window] { return window->clipboard(); };
  options.set_clipboard = [&window](const std::string& text) { return window->set_clipboard(text); };
  options.memory = &memory;
  options.watch_every = kWatchEvery;
  options.read_behind = true;
  // Fonts, plugins and the project are read while the display makes the window: neither needs the other.
  auto making = std::async(std::launch::async, [&]() -> Result<std::unique_ptr<DesktopProgram>> {
    auto made = DesktopProgram::make(std::move(options));
    if (!made || arguments.folder.empty()) return made;
    if (auto opened = (*made)->editor().open_project(arguments.folder, ArticleId(arguments.article)); !opened) return opened.error();
    return made;
  });

  auto opened = ui::Window::open(window_options);
  auto program = making.get();
  if (!opened) return output.failed(opened.error());
  if (!program) return output.failed(program.error());
  window = std::move(opened).value();
  window_is_open = true;
  auto renderer = ui::Renderer::create(ui::Renderer::Target::window, (*program)->atlas());
  if (!renderer) return output.failed(renderer.error());
  if (!memory.problem().empty()) (*program)->editor().tell_notice(memory.problem());
  run(*window, **renderer, **program);
  const ui::Size size = window->size();
  // At a scale of its own the window has a size of its own.
  if (arguments.scale <= 0) memory.remember_size(static_cast<int>(size.width), static_cast<int>(size.height));
  const auto closed = (*program)->editor().close();
  window_is_open = false;
  return closed ? cli::kDone : output.failed(closed.error());
}

}  // namespace sayso
