// The one window: GLFW with an OpenGL 3.3 core context. Callbacks become a queue of InputEvent in
// logical pixels. Owned by main, main thread only, but for post_wakeup(). Failure to open is
// ErrorKind::machine in plain words with a remedy.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "ui/desktop/geometry.h"
#include "ui/desktop/input.h"

namespace sayso::ui {

struct WindowOptions {
  std::string title = "sayso";
  int width = 1600, height = 1000;  // logical pixels
  bool visible = true;              // false: for screenshots
  std::optional<float> scale;       // instead of the display's own
};


class Window {
 public:
  // Tries once more with software OpenGL when the display's own cannot do 3.3.
  static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Sleeps until something happens, post_wakeup() is called or the time is over (seconds; negative:
  // without end). Never spins.
  void wait_events(double timeout);
  void poll_events();
  // What happened since the last call, in order; pointer positions between two other events are one.
  std::vector<InputEvent> take_events();
  // Any thread: wait_events() returns.
  static void post_wakeup();

  Size size() const;  // logical pixels
  float scale() const;
  void set_scale(std::optional<float> scale);
  bool visible() const;

  std::string clipboard() const;
  // Fails above 1 MB: the X server would end the program.
  Result<void> set_clipboard(std::string_view text);
  void set_title(std::string_view title);
  void set_cursor(CursorShape shape);
  // Shows what was drawn; the swap itself does not wait for the display.
  void swap();


 private:
  struct Impl;
  explicit Window(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sayso::ui
