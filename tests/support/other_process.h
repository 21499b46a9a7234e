// Work in a forked process, so that dropping root, a limit or a changed mount touches nobody else.
#pragma once

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace sayso::tests {

// What a forked process found, as text through a pipe.
template <class Work>
std::string in_another_process(Work work) {
  int told[2];
  REQUIRE(pipe(told) == 0);
  const pid_t child = fork();
  if (child == 0) {
    const std::string text = work();
    (void)!write(told[1], text.data(), text.size());
    _exit(0);
  }
  close(told[1]);
  std::string text;
  char some[4096];
  for (ssize_t got; (got = read(told[0], some, sizeof some)) > 0;)
    text.append(some, static_cast<std::size_t>(got));
  close(told[0]);
  waitpid(child, nullptr, 0);
  return text;
}

inline bool write_text(const char* file, const std::string& text) {
  const int opened = open(file, O_WRONLY | O_CLOEXEC);
  const bool done =
      opened >= 0 && write(opened, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  close(opened);
  return done;
}

// A small tmpfs on the folder, seen by this process alone; false where the system does not allow it.
inline bool mount_small_disk(const std::string& folder, const char* size = "size=64k") {
  const auto user = std::to_string(geteuid()), group = std::to_string(getegid());
  if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  write_text("/proc/self/setgroups", "deny");
  if (!write_text("/proc/self/uid_map", "0 " + user + " 1") ||
      !write_text("/proc/self/gid_map", "0 " + group + " 1")) {
    return false;
  }
  return mount("tmpfs", folder.c_str(), "tmpfs", 0, size) == 0;
}

// The folder read-only, seen by this process alone; false where the system does not allow it.
inline bool mount_read_only(const std::string& folder) {
  if (unshare(CLONE_NEWNS) != 0) return false;
  if (mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return false;
  if (mount(folder.c_str(), folder.c_str(), nullptr, MS_BIND, nullptr) != 0) return false;
  return mount(nullptr, folder.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0;
}

// Gives up root for good, so that permissions count.
inline void drop_root() {
  if (geteuid() != 0) return;
  if (setgid(65534) != 0 || setuid(65534) != 0) _exit(99);
}

}  // namespace sayso::tests
