#include "core/process/process_tree.h"

#include <dirent.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>

namespace sayso {

namespace {

struct CloseFile {
  void operator()(FILE* file) const { std::fclose(file); }
};
struct CloseFolder {
  void operator()(DIR* folder) const { closedir(folder); }
};

// /proc is the kernel speaking, not a file: it does not go through core/files.
std::string proc_text(pid_t process, const char* name) {
  const std::string path = "/proc/" + std::to_string(process) + "/" + name;
  const std::unique_ptr<FILE, CloseFile> file(std::fopen(path.c_str(), "re"));
  char text[1024] = {};
  if (!file || std::fread(text, 1, sizeof text - 1, file.get()) == 0) return {};
  return text;
}

struct Stat {
  char state = 'Z';
  int parent = 0;
  unsigned long user_ticks = 0, system_ticks = 0;
  long children_user_ticks = 0, children_system_ticks = 0;  // of those that have ended
};

std::optional<Stat> stat_of(pid_t process) {
  const std::string text = proc_text(process, "stat");
  // The second field is the program's name in brackets and may hold anything.
  const auto name_end = text.rfind(')');
  if (name_end == std::string::npos) return std::nullopt;
  Stat stat;
  const int fields =
      std::sscanf(text.c_str() + name_end + 1, " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld",
                  &stat.state, &stat.parent, &stat.user_ticks, &stat.system_ticks, &stat.children_user_ticks,
                  &stat.children_system_ticks);
  if (fields != 6) return std::nullopt;
  return stat;
}

}  // namespace

std::optional<Usage> usage_of(pid_t process) {
  const auto stat = stat_of(process);
  if (!stat || stat->state == 'Z' || stat->state == 'X') return std::nullopt;
  unsigned long pages = 0;
  if (std::sscanf(proc_text(process, "statm").c_str(), "%*u %lu", &pages) != 1) return std::nullopt;
  const auto ticks_a_second = static_cast<unsigned long>(sysconf(_SC_CLK_TCK));
  const auto page_size = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  const auto ticks = stat->user_ticks + stat->system_ticks +
                     static_cast<unsigned long>(std::max(0L, stat->children_user_ticks) + std::max(0L, stat->children_system_ticks));
  return Usage{std::chrono::milliseconds{ticks * 1000 / ticks_a_second},
               pages * page_size};
}

std::vector<pid_t> descendants_of(pid_t process) {
  struct Link {
    pid_t process, parent;
  };
  std::vector<Link> links;
  const std::unique_ptr<DIR, CloseFolder> folder(opendir("/proc"));
  while (const dirent* entry = folder ? readdir(folder.get()) : nullptr) {
    char* end = nullptr;
    const long number = std::strtol(entry->d_name, &end, 10);
    if (number <= 0 || *end != '\0') continue;
    const auto id = static_cast<pid_t>(number);
    if (const auto stat = stat_of(id)) links.push_back({id, stat->parent});
  }
  std::vector<pid_t> found{process};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const auto& link : links) {
      if (link.parent == found[i]) found.push_back(link.process);
    }
  }
  found.erase(found.begin());
  return found;
}

void kill_tree(pid_t process) {
  std::vector<pid_t> stopped;
  kill(-process, SIGSTOP);
  kill(process, SIGSTOP);
  for (bool more = true; more;) {
    more = false;
    for (const pid_t one : descendants_of(process)) {
      if (std::find(stopped.begin(), stopped.end(), one) != stopped.end()) continue;
      more = true;
      stopped.push_back(one);
      kill(one, SIGSTOP);
    }
  }
  for (const pid_t one : stopped) kill(one, SIGKILL);
  kill(-process, SIGKILL);
  kill(process, SIGKILL);
}

}  // namespace sayso
