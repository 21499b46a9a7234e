/* Loaded before GLFW (LD_PRELOAD) to see the swaps of a program that knows nothing of being measured: appends one line
   with the time (CLOCK_MONOTONIC) and the process's CPU time, both in ns, to the file that SAYSO_SWAP_PROBE names each
   time a swap has returned. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

typedef struct GLFWwindow GLFWwindow;

__attribute__((visibility("default"))) void glfwSwapBuffers(GLFWwindow* window);

void glfwSwapBuffers(GLFWwindow* window) {
  static void (*next)(GLFWwindow*);
  static int file = -1;
  struct timespec now, used;
  char line[64];
  int length;
  if (!next) {
    *(void**)&next = dlsym(RTLD_NEXT, "glfwSwapBuffers");
    const char* path = getenv("SAYSO_SWAP_PROBE");
    if (path) file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }
  next(window);
  clock_gettime(CLOCK_MONOTONIC, &now);
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  length = snprintf(line, sizeof line, "%lld %lld\n", (long long)now.tv_sec * 1000000000LL + now.tv_nsec,
                    (long long)used.tv_sec * 1000000000LL + used.tv_nsec);
  if (file >= 0 && write(file, line, (size_t)length) != length) abort();
}
