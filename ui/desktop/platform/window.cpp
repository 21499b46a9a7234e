#include "ui/desktop/platform/window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "core/text/utf8.h"
#include "ui/desktop/platform/key_mapping.h"

namespace sayso::ui {
namespace {

struct GlfwError {
  int code = 0;
  std::string words;
};

// GLFW tells errors by a callback without a user pointer; main thread only.
GlfwError& last_error() {
  static GlfwError error;
  return error;
}

void note_error(int code, const char* words) { last_error() = {code, words != nullptr ? words : ""}; }

constexpr const char* kNoDisplayRemedy =
    "start it from a desktop session, or set DISPLAY; every command of sayso works without a window";
constexpr const char* kNoOpenGlRemedy =
    "install the graphics drivers (apt install libgl1-mesa-dri); every command of sayso works without a "
    "window";

std::string carried_by(int key) {
  const char* name = glfwGetKeyName(key, 0);
  return name != nullptr ? name : "";
}

Mods mods_of(int mods) {
  return {(mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_ALT) != 0};
}

}  // namespace

struct Window::Impl {
  GLFWwindow* window = nullptr;
  std::optional<float> wanted_scale;
  std::vector<InputEvent> events;
  std::array<GLFWcursor*, 5> cursors{};
  CursorShape cursor = CursorShape::arrow;
  bool has_display = false;

  ~Impl() {
    if (window != nullptr) glfwDestroyWindow(window);
    glfwTerminate();
  }

  static Impl& of(GLFWwindow* window) { return *static_cast<Impl*>(glfwGetWindowUserPointer(window)); }

  float scale() const {
    if (wanted_scale) return *wanted_scale;
    float x = 1;
    float y = 1;
    glfwGetWindowContentScale(window, &x, &y);
    return std::clamp(x, 0.5F, 8.0F);
  }

  // From GLFW's screen coordinates to logical pixels.
  Point logical(double x, double y) const {
    int window_width = 1;
    int pixel_width = 1;
    int height = 0;
    glfwGetWindowSize(window, &window_width, &height);
    glfwGetFramebufferSize(window, &pixel_width, &height);
    const double factor = window_width > 0 ? static_cast<double>(pixel_width) / window_width : 1.0;
    const double by = factor / static_cast<double>(scale());
    return {static_cast<float>(x * by), static_cast<float>(y * by)};
  }

  Point pointer() const {
    double x = 0;
    double y = 0;
    glfwGetCursorPos(window, &x, &y);
    return logical(x, y);
  }

  Result<void> create(const WindowOptions& options);
  void listen();
  void add_key(int key, int action, int mods);
  void add_button(int button, int action, int mods);
  void add_size();
};

Result<void> Window::Impl::create(const WindowOptions& options) {
  glfwSetErrorCallback(note_error);
  if (glfwInit() == GLFW_FALSE)
    return machine_error("there is no display to open a window on", "display", kNoDisplayRemedy);
  has_display = true;
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "sayso");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "sayso");

  wanted_scale = options.scale;
  float scale = 1;
  if (options.scale) {
    scale = *options.scale;
  } else if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    float unused = 1;
    glfwGetMonitorContentScale(monitor, &scale, &unused);
  }
  const auto pixels = [&](int logical_size) {
    return std::max(1, static_cast<int>(std::lround(static_cast<float>(logical_size) * scale)));
  };
  int width = pixels(options.width);
  int height = pixels(options.height);
  if (GLFWmonitor* monitor = options.visible ? glfwGetPrimaryMonitor() : nullptr) {
    // No part of it is out of reach.
    int x = 0, y = 0, most_width = 0, most_height = 0;
    glfwGetMonitorWorkarea(monitor, &x, &y, &most_width, &most_height);
    if (most_width > 0 && most_height > 0) {
      width = std::min(width, most_width);
      height = std::min(height, most_height);
    }
  }
  window = glfwCreateWindow(width, height, options.title.c_str(), nullptr, nullptr);
  if (window == nullptr)
    return machine_error("the display cannot draw with OpenGL 3.3 (" + last_error().words + ")", "display",
                         kNoOpenGlRemedy);
  glfwMakeContextCurrent(window);
  if (gladLoadGL(glfwGetProcAddress) == 0)
    return machine_error("the OpenGL library lacks functions of version 3.3", "display", kNoOpenGlRemedy);
  // The caller sleeps in wait_events(); a swap that waits would make each key press wait too.
  glfwSwapInterval(0);
  listen();
  return {};
}

void Window::Impl::listen() {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(
      window, [](GLFWwindow* w, int key, int, int action, int mods) { of(w).add_key(key, action, mods); });
  glfwSetCharCallback(window, [](GLFWwindow* w, unsigned code_point) {
    TextTyped typed;
    append_utf8(typed.text, code_point);
    of(w).events.emplace_back(std::move(typed));
  });
  glfwSetCursorPosCallback(window, [](GLFWwindow* w, double x, double y) {
    Impl& self = of(w);
    const Point at = self.logical(x, y);
    const PointerMoved moved{at.x, at.y};
    if (!self.events.empty() && std::holds_alternative<PointerMoved>(self.events.back()))
      self.events.back() = moved;
    else
      self.events.emplace_back(moved);
  });
  glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int button, int action, int mods) {
    of(w).add_button(button, action, mods);
  });
  glfwSetScrollCallback(window, [](GLFWwindow* w, double, double y) {
    if (y != 0) of(w).events.emplace_back(WheelTurned{static_cast<float>(y)});
  });
  glfwSetDropCallback(window, [](GLFWwindow* w, int count, const char** paths) {
    FilesDropped dropped;
    for (int i = 0; i < count; ++i) dropped.paths.emplace_back(paths[i]);
    of(w).events.emplace_back(std::move(dropped));
  });
  glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { of(w).add_size(); });
  glfwSetWindowContentScaleCallback(window, [](GLFWwindow* w, float, float) { of(w).add_size(); });
  // An uncovered window must be drawn again: its size as an event makes a frame.
  glfwSetWindowRefreshCallback(window, [](GLFWwindow* w) { of(w).add_size(); });
  glfwSetWindowFocusCallback(
      window, [](GLFWwindow* w, int focused) { of(w).events.emplace_back(FocusChanged{focused != 0}); });
  glfwSetWindowCloseCallback(window, [](GLFWwindow* w) {
    glfwSetWindowShouldClose(w, GLFW_FALSE);
    of(w).events.emplace_back(CloseAsked{});
  });
}

void Window::Impl::add_key(int key, int action, int mods) {
  if (action == GLFW_RELEASE) return;
  const KeyPress press = key_press(key, mods, action == GLFW_REPEAT, carried_by);
  if (press.key != Key::none) events.emplace_back(press);
}

void Window::Impl::add_button(int button, int action, int mods) {
  if (button > GLFW_MOUSE_BUTTON_MIDDLE) return;
  const Button which = button == GLFW_MOUSE_BUTTON_LEFT    ? Button::left
                       : button == GLFW_MOUSE_BUTTON_RIGHT ? Button::right
                                                           : Button::middle;
  const Point at = pointer();
  if (action == GLFW_PRESS)
    events.emplace_back(PointerPressed{at.x, at.y, which, mods_of(mods)});
  else
    events.emplace_back(PointerReleased{at.x, at.y, which, mods_of(mods)});
}

void Window::Impl::add_size() {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window, &width, &height);
  const auto logical_size = [&](int pixels) {
    return static_cast<int>(std::lround(static_cast<float>(pixels) / scale()));
  };
  const WindowResized resized{logical_size(width), logical_size(height)};
  if (!events.empty() && std::holds_alternative<WindowResized>(events.back()))
    events.back() = resized;
  else
    events.emplace_back(resized);
}

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::~Window() = default;

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
  auto impl = std::make_unique<Impl>();
  Result<void> made = impl->create(options);
  const bool software_already = std::getenv("LIBGL_ALWAYS_SOFTWARE") != nullptr;
  if (!made && impl->has_display && !software_already) {
    impl.reset();
    setenv("LIBGL_ALWAYS_SOFTWARE", "1", 0);  // Mesa reads it when the new connection is made
    impl = std::make_unique<Impl>();
    made = impl->create(options);
  }
  if (!made) return made.error();
  return std::unique_ptr<Window>(new Window(std::move(impl)));
}

void Window::wait_events(double timeout) {
  if (!impl_->events.empty() || timeout == 0)
    glfwPollEvents();
  else if (timeout < 0)
    glfwWaitEvents();
  else
    glfwWaitEventsTimeout(timeout);
}

void Window::poll_events() { glfwPollEvents(); }
void Window::post_wakeup() { glfwPostEmptyEvent(); }

std::vector<InputEvent> Window::take_events() { return std::exchange(impl_->events, {}); }

Size Window::size() const {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(impl_->window, &width, &height);
  const float scale = impl_->scale();
  return {static_cast<float>(width) / scale, static_cast<float>(height) / scale};
}

float Window::scale() const { return impl_->scale(); }

void Window::set_scale(std::optional<float> scale) {
  impl_->wanted_scale = scale;
  impl_->add_size();
}

bool Window::visible() const { return glfwGetWindowAttrib(impl_->window, GLFW_VISIBLE) != 0; }

std::string Window::clipboard() const {
  const char* text = glfwGetClipboardString(impl_->window);
  return text != nullptr ? text : "";
}

Result<void> Window::set_clipboard(std::string_view text) {
  if (text.size() > kClipboardLimit)
    return machine_error("the text is too large for the clipboard (" + std::to_string(text.size()) +
                             " bytes, at most " + std::to_string(kClipboardLimit) + ")",
                         "clipboard", "export it to a file instead");
  glfwSetClipboardString(impl_->window, std::string(text).c_str());
  return {};
}

void Window::set_title(std::string_view title) {
  glfwSetWindowTitle(impl_->window, std::string(title).c_str());
}

void Window::set_cursor(CursorShape shape) {
  if (shape == impl_->cursor) return;
  constexpr std::array kShapes{GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HAND_CURSOR, GLFW_HRESIZE_CURSOR,
                               GLFW_VRESIZE_CURSOR};
  const auto index = static_cast<std::size_t>(shape);
  if (impl_->cursors[index] == nullptr) impl_->cursors[index] = glfwCreateStandardCursor(kShapes[index]);
  glfwSetCursor(impl_->window, impl_->cursors[index]);
  impl_->cursor = shape;
}

void Window::swap() { glfwSwapBuffers(impl_->window); }

}  // namespace sayso::ui
