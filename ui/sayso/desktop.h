// What the window's part of the program gives the command line: the window itself, a window driven from
// recorded events, and a picture of a view. Each returns an exit status; main thread only.
#pragma once

#include <string>

#include "ui/cli/output.h"

namespace sayso {

// `sayso [DIR]`
struct WindowArguments {
  std::string folder;     // "" asks for a project
  std::string annotator;  // "" takes the user's own name from the settings
  std::string article;    // "" opens the first that is not done
  std::string view = "annotate";  // the only one
  float scale = 0;        // pixels a point; 0 asks the display
};

// `sayso screenshot`
struct ScreenshotArguments {
  std::string folder, annotator, article;
  std::string view = "annotate";
  std::string out;  // PNG
  int width = 1600, height = 1000;  // points
  float scale = 1;
  std::string theme = "light";  // or dark or contrast
  int text_size = 0;            // of the article, logical pixels; 0: as designed
};

// `sayso replay`
struct ReplayArguments {
  std::string folder;  // "" begins at the start screen
  std::string annotator, article;
  std::string events;      // the file
  std::string screenshot;  // PNG of the last frame; "" for none, and then no display is needed
  int width = 1600, height = 1000;  // points
  float scale = 1;
  std::string theme = "light";
  int text_size = 0;
};

int run_window(const WindowArguments& arguments, cli::Output& output);
int run_screenshot(const ScreenshotArguments& arguments, cli::Output& output);
int run_replay(const ReplayArguments& arguments, cli::Output& output);

}  // namespace sayso
