// The window driven from recorded events. Nothing is shown and no display is needed, but for a picture.
#include <algorithm>
#include <cstdio>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "ui/cli/json.h"
#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/sayso/desktop.h"
#include "ui/sayso/desktop_program.h"
#include "ui/sayso/events_file.h"
#include "ui/sayso/replay_player.h"

namespace sayso {
namespace {

double milliseconds(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

// Of sorted times; part 0.5 is the median.
double at_part(const std::vector<std::chrono::nanoseconds>& times, double part) {
  if (times.empty()) return 0;
  return milliseconds(times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))]);
}

std::string fixed(double number, int digits) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", digits, number);
  return text;
}

void tell(const ReplayReport& report, cli::Output& output) {
  auto times = report.frames;
  std::ranges::sort(times);
  cli::Json json;
  json["events"] = report.events;
  json["attributions"] = {{"made", report.made}, {"complete", report.complete}};
  json["frames"] = {{"count", times.size()},
                    {"median_ms", at_part(times, 0.5)},
                    {"p99_ms", at_part(times, 0.99)},
                    {"most_ms", at_part(times, 1)}};
  json["failed"] = cli::Json::array();
  for (const Error& error : report.failed) json["failed"].push_back(cli::to_json(error));
  output.document(cli::to_document(json));

  std::string words = std::to_string(report.events) + " events; " + std::to_string(report.made) + " annotations made, " +
                      std::to_string(report.complete) + " complete";
  if (report.complete > 0) {
    words += ": " + fixed(static_cast<double>(report.events) / static_cast<double>(report.complete), 1) + " events each";
  }
  output.line(words);
  output.line(std::to_string(times.size()) + " frames: median " + fixed(at_part(times, 0.5), 2) + " ms, 99 % under " +
              fixed(at_part(times, 0.99), 2) + " ms, most " + fixed(at_part(times, 1), 2) + " ms");
}

Result<void> write_picture(const std::string& file, ui::Renderer& renderer, DesktopProgram& program, ui::Size size, float scale) {
  auto picture = renderer.picture(size, scale, [&] { program.draw(size, scale); });
  if (!picture) return picture.error();
  auto png = ui::to_png(*picture);
  if (!png) return png.error();
  return write_file_atomically(real_files(), file, {reinterpret_cast<const char*>(png->data()), png->size()});
}

}  // namespace

int run_replay(const ReplayArguments& arguments, cli::Output& output) {
  auto bytes = read_file(real_files(), arguments.events);
  if (!bytes) return output.failed(bytes.error());
  auto steps = read_events(*bytes, arguments.events);
  if (!steps) return output.failed(steps.error());

  std::unique_ptr<ui::Window> window;  // a picture is drawn in one that is not shown
  if (!arguments.screenshot.empty()) {
    ui::WindowOptions options;
    options.visible = false;
    auto opened = ui::Window::open(options);
    if (!opened) return output.failed(opened.error());
    window = std::move(opened).value();
  }
  ReplayClock clock;
  std::string clipboard;
  DesktopProgram::Options options;
  options.clock = &clock;
  options.annotator = arguments.annotator;
  options.look = look_of(arguments.theme, arguments.text_size);
  options.clipboard = [&clipboard] { return clipboard; };
  options.set_clipboard = [&clipboard](const std::string& text) -> Result<void> {
    clipboard = text;
    return {};
  };
  auto program = DesktopProgram::make(std::move(options));
  if (!program) return output.failed(program.error());
  auto renderer = ui::Renderer::create(window ? ui::Renderer::Target::window : ui::Renderer::Target::none, (*program)->atlas());
  if (!renderer) return output.failed(renderer.error());
  ui::Editor& editor = (*program)->editor();
  if (!arguments.folder.empty()) {
    if (const auto opened = editor.open_project(arguments.folder, ArticleId(arguments.article)); !opened) {
      return output.failed(opened.error());
    }
  }
  const ui::Size size{static_cast<float>(arguments.width), static_cast<float>(arguments.height)};
  ReplayPlayer player(**program, **renderer, clock, {size, arguments.scale, arguments.events});
  player.play(*steps);
  const ReplayReport& report = player.report();
  if (!arguments.screenshot.empty()) {
    if (const auto written = write_picture(arguments.screenshot, **renderer, **program, size, arguments.scale); !written) {
      return output.failed(written.error());
    }
  }
  const auto closed = editor.close();
  tell(report, output);
  for (const Error& error : report.failed) output.complain(error);
  if (!closed) return output.failed(closed.error());
  return report.failed.empty() ? cli::kDone : cli::kFound;
}

}  // namespace sayso
