// A picture of a view, drawn off screen in a hidden window.
#include "core/files/write_file.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/sayso/desktop.h"
#include "ui/sayso/desktop_program.h"

namespace sayso {
int run_screenshot(const ScreenshotArguments& arguments, cli::Output& output) {
  ui::WindowOptions options;
  options.visible = false;
  auto window = ui::Window::open(options);
  if (!window) return output.failed(window.error());
  auto program = DesktopProgram::make({.annotator = arguments.annotator, .look = look_of(arguments.theme, arguments.text_size)});
  if (!program) return output.failed(program.error());
  auto renderer = ui::Renderer::create(ui::Renderer::Target::window, (*program)->atlas());
  if (!renderer) return output.failed(renderer.error());
  ui::Editor& editor = (*program)->editor();
  const auto opened = editor.open_project(arguments.folder, ArticleId(arguments.article));
  if (!opened) return output.failed(opened.error());
  while (editor.may_sleep() == 0) editor.tick();  // the list's counts
  editor.wait_for_checks();
  while (editor.may_sleep() == 0) editor.tick();
  const ui::Size size{static_cast<float>(arguments.width), static_cast<float>(arguments.height)};
  const auto draw = [&] { (*program)->draw(size, arguments.scale); };
  // The first frame tells the editor where things are, the second shows it.
  (*renderer)->frame(size, arguments.scale, {}, draw);
  if (editor.session()->article()) editor.act({"next-annotation", {}, {}});
  (*renderer)->frame(size, arguments.scale, {}, draw);
  auto picture = (*renderer)->picture(size, arguments.scale, draw);
  if (!picture) return output.failed(picture.error());
  auto png = ui::to_png(*picture);
  if (!png) return output.failed(png.error());
  const std::string_view bytes(reinterpret_cast<const char*>(png->data()), png->size());
  const auto written = write_file_atomically(real_files(), arguments.out, bytes);
  if (!written) return output.failed(written.error());
  const auto closed = editor.close();
  return closed ? cli::kDone : output.failed(closed.error());
}

}  // namespace sayso
