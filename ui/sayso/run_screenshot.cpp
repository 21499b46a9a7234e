// A picture of a view, drawn off screen in a hidden window.
#include <iostream>

#include "core/files/write_file.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/sayso/desktop.h"
#include "ui/sayso/desktop_program.h"

namespace sayso {
namespace {

int failed(const Error& error) {
  std::cerr << "sayso: " << to_text(error) << '\n';
  return static_cast<int>(error.kind) + 2;
}

}  // namespace

int run_screenshot(const ScreenshotArguments& arguments) {
  if (arguments.view != "annotate") return failed(usage_error("there is no view '" + arguments.view + "' yet", "use annotate"));
  ui::WindowOptions options;
  options.visible = false;
  auto window = ui::Window::open(options);
  if (!window) return failed(window.error());
  auto program = DesktopProgram::make({arguments.annotator, arguments.theme == "dark", {}, {}, {}});
  if (!program) return failed(program.error());
  auto renderer = ui::Renderer::create(ui::Renderer::Target::window, (*program)->atlas());
  if (!renderer) return failed(renderer.error());
  ui::Editor& editor = (*program)->editor();
  const auto opened = editor.open_project(arguments.folder, ArticleId(arguments.article));
  if (!opened) return failed(opened.error());
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
  if (!picture) return failed(picture.error());
  auto png = ui::to_png(*picture);
  if (!png) return failed(png.error());
  const std::string_view bytes(reinterpret_cast<const char*>(png->data()), png->size());
  const auto written = write_file_atomically(real_files(), arguments.out, bytes);
  editor.close();
  return written ? 0 : failed(written.error());
}

}  // namespace sayso
