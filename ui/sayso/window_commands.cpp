#include "ui/sayso/window_commands.h"

#include <CLI/CLI.hpp>

#include "ui/sayso/desktop.h"

namespace sayso {
namespace {

#ifdef SAYSO_WINDOW
template <class Arguments>
int with_window(int (*run)(const Arguments&, cli::Output&), const Arguments& arguments, cli::Output& output) {
  return run(arguments, output);
}
#define SAYSO_NEEDS_WINDOW(run, arguments, output) with_window(run, arguments, output)
#else
int without_window(cli::Output& output) {
  return output.failed(machine_error("this program was built without a window", {},
                                     "build with -DSAYSO_WINDOW=ON, or use the commands (`sayso help`)"));
}
#define SAYSO_NEEDS_WINDOW(run, arguments, output) without_window(output)
#endif

void add_size(CLI::App& app, int& width, int& height) {
  app.add_option_function<std::string>(
         "--size",
         [&width, &height](const std::string& size) {
           char rest = 0;
           if (std::sscanf(size.c_str(), "%dx%d%c", &width, &height, &rest) != 2 || width < 200 || height < 200 ||
               width > 16384 || height > 16384) {
             throw CLI::ValidationError("--size", "'" + size + "' is not WxH, in points from 200 to 16384");
           }
         },
         "Size of the window in points")
      ->type_name("WxH");
}

void add_look(CLI::App& app, float& scale, std::string& theme, int& text_size) {
  app.add_option("--scale", scale, "Pixels a point")->type_name("F")->check(CLI::Range(0.5F, 8.0F));
  app.add_option("--theme", theme, "light, dark or contrast")->type_name("T")->check(CLI::IsMember({"light", "dark", "contrast"}));
  app.add_option("--text-size", text_size, "Size of the article's text in points")->type_name("N")->check(CLI::Range(12, 40));
}

cli::Run declare_screenshot(CLI::App& app) {
  auto given = std::make_shared<ScreenshotArguments>();
  app.add_option("DIR", given->folder, "The project's folder")->required();
  app.add_option("--view", given->view, "annotate")
      ->type_name("V")
      ->check(CLI::IsMember({"annotate"}));
  app.add_option("--article", given->article, "The article's id")->type_name("ID");
  app.add_option("--annotator", given->annotator, "Whose annotations")->type_name("NAME");
  app.add_option("--out", given->out, "The picture")->type_name("PNG")->required();
  add_size(app, given->width, given->height);
  add_look(app, given->scale, given->theme, given->text_size);
  return [given](cli::Output& output) { return SAYSO_NEEDS_WINDOW(run_screenshot, *given, output); };
}

cli::Run declare_replay(CLI::App& app) {
  auto given = std::make_shared<ReplayArguments>();
  app.add_option("DIR", given->folder, "The project's folder; the start screen without it");
  app.add_option("--annotator", given->annotator, "Who is at work")->type_name("NAME");
  app.add_option("--article", given->article, "Opened first")->type_name("ID");
  app.add_option("--events", given->events, "What is done: one event a line")->type_name("FILE")->required();
  app.add_option("--screenshot", given->screenshot, "A picture of the end; needs a display")->type_name("PNG");
  add_size(app, given->width, given->height);
  add_look(app, given->scale, given->theme, given->text_size);
  return [given](cli::Output& output) { return SAYSO_NEEDS_WINDOW(run_replay, *given, output); };
}

cli::Run declare_window(CLI::App& app) {
  auto given = std::make_shared<WindowArguments>();
  app.add_option("DIR", given->folder, "The project's folder");
  app.add_option("--annotator", given->annotator, "Who is at work")->type_name("NAME");
  app.add_option("--article", given->article, "Opened first")->type_name("ID");
  app.add_option("--view", given->view, "annotate")
      ->type_name("V")
      ->check(CLI::IsMember({"annotate"}));
  app.add_option("--scale", given->scale, "Pixels a point; else the display's")
      ->type_name("F")
      ->check(CLI::Range(0.5F, 8.0F));
  return [given](cli::Output& output) { return SAYSO_NEEDS_WINDOW(run_window, *given, output); };
}

}  // namespace

std::vector<cli::Command> window_commands() {
  return {
      {"replay", "drive the window from recorded events", declare_replay},
      {"screenshot", "a picture of a view", declare_screenshot},
  };
}

cli::Command open_window_command() {
  return {"", "open the window", declare_window};
}

}  // namespace sayso
