// What a window costs at least: the same kind of window and context that sayso opens, one clear and one swap.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <glad/gl.h>

#include <cstdio>

int main() {
  if (glfwInit() == GLFW_FALSE) {
    std::fprintf(stderr, "bare_window: no display\n");
    return 1;
  }
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
  glfwWindowHint(GLFW_DEPTH_BITS, 0);
  glfwWindowHint(GLFW_STENCIL_BITS, 0);
  GLFWwindow* window = glfwCreateWindow(1600, 1000, "bare", nullptr, nullptr);
  if (window == nullptr) {
    std::fprintf(stderr, "bare_window: no OpenGL 3.3\n");
    return 1;
  }
  glfwMakeContextCurrent(window);
  if (gladLoadGL(glfwGetProcAddress) == 0) {
    std::fprintf(stderr, "bare_window: OpenGL could not be loaded\n");
    return 1;
  }
  glfwSwapInterval(0);
  glClearColor(1, 1, 1, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  glfwSwapBuffers(window);
  while (glfwWindowShouldClose(window) == GLFW_FALSE) glfwWaitEvents();
  glfwDestroyWindow(window);
  glfwTerminate();
}
