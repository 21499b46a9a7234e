// sayso-plugin-host native HOME TEMPORARY PLUGIN.so: the process in which one native plugin runs. It shuts itself in, loads
// the plugin and answers the editor's messages on standard input, one JSON object a line, until the input ends.
// sayso-plugin-host command HOME TEMPORARY ARGV...: it shuts itself in and becomes that program, which answers them.

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <utility>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "plugins/host/child/as_known.h"
#include "plugins/host/child/confine.h"
#include "plugins/host/child/inbox.h"
#include "plugins/host/child/plugin_session.h"

namespace sayso::child {
namespace {

// A plugin whose messages are all answered with why it could not be loaded.
int refuse(HostTable& host, Inbox& inbox, const std::string& why) {
  while (const auto line = inbox.next()) {
    const auto message = wire::parse_json(*line, wire::KeysTwice::kept);
    const std::string number = message && (*message)["n"].is(wire::Json::Type::integer)
                                   ? std::to_string((*message)["n"].integer)
                                   : "0";
    host.send("{\"type\": \"error\", \"of\": " + number + ", \"what\": " + wire::quoted(why) +
              ", \"remedy\": \"\"}");
  }
  return 0;
}

// A table that ends before this is none: what contract 1.0 has.
constexpr std::size_t kLeastTable = offsetof(sayso_plugin, close) + sizeof(sayso_plugin::close);

std::string why_not_loadable(const sayso_plugin* plugin) {
  if (plugin == nullptr) return "it does not work with this version of sayso (contract 1.0)";
  if (plugin->struct_size < kLeastTable) return "its table is shorter than contract 1.0 says";
  if (plugin->abi_major != SAYSO_PLUGIN_ABI_MAJOR || plugin->abi_minor > SAYSO_PLUGIN_ABI_MINOR) {
    return "it was built for contract " + std::to_string(plugin->abi_major) + "." +
           std::to_string(plugin->abi_minor) + ", this is 1.0";
  }
  if ((plugin->open == nullptr) != (plugin->close == nullptr)) return "it has only one of open and close";
  return {};
}

// Nothing can be told to the editor any more but by words on standard error.
int give_up(const Error& error) {
  std::fprintf(stderr, "%s\n", to_text(error).c_str());
  return 3;
}

// Says what is in force, first of all that is said.
void say_confined(int out, const Confinement& confined) {
  const std::string line = "{\"type\": \"confined\", \"landlock\": " + std::to_string(confined.landlock) +
                           ", \"seccomp\": " + (confined.seccomp ? "true" : "false") + "}\n";
  if (::write(out, line.data(), line.size()) < 0) ::_exit(3);
}

// Any program over standard input and output. This process becomes it.
int run_program(const char* home, const char* temporary, char** argv) {
  const auto confined = confine(home, temporary, true);
  if (!confined) return give_up(confined.error());
  say_confined(STDOUT_FILENO, *confined);
  // What its children leave behind stays its own, to be counted and ended with it.
  ::prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);
  for (const auto& [name, value] : {std::pair<const char*, std::string>{"HOME", temporary},
                                    {"TMPDIR", temporary},
                                    {"PYTHONPATH", python_folder().string()},
                                    {"PYTHONDONTWRITEBYTECODE", "1"}}) {
    ::setenv(name, value.c_str(), 1);
  }
  ::execvp(argv[0], argv);
  return give_up(machine_error(std::string("cannot start ") + argv[0] + ": " + std::strerror(errno), home,
                               "install it, or correct \"command\" in plugin.json"));
}

int run_native(const char* home, const char* temporary, const char* path) {
  // What the plugin prints must not end up among the messages.
  const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (out < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return 3;
  const auto confined = confine(home, temporary, false);
  if (!confined) return give_up(confined.error());
  say_confined(out, *confined);
  ::setenv("TMPDIR", temporary, 1);
  // Constructors of the plugin run inside dlopen; until then this process has one thread.
  void* const library = ::dlopen(path, RTLD_NOW | RTLD_LOCAL);
  const char* const load_error = library == nullptr ? ::dlerror() : nullptr;
  void* const symbol = library == nullptr ? nullptr : ::dlsym(library, "sayso_plugin_entry");
  static Inbox inbox;  // its thread runs until the process ends
  inbox.start();
  static HostTable host(out, inbox);
  if (library == nullptr) return refuse(host, inbox, std::string("it cannot be loaded: ") + load_error);
  if (symbol == nullptr) return refuse(host, inbox, "it does not export sayso_plugin_entry");
  const auto entry = reinterpret_cast<decltype(&sayso_plugin_entry)>(symbol);
  const sayso_plugin* const plugin = entry(SAYSO_PLUGIN_ABI_MAJOR, SAYSO_PLUGIN_ABI_MINOR);
  if (const auto why = why_not_loadable(plugin); !why.empty()) return refuse(host, inbox, why);
  {
    const sayso_plugin known = as_known(plugin);
    PluginSession session(known, host);
    while (const auto line = inbox.next()) session.take(*line);
  }
  std::fflush(nullptr);
  // No destructors of the plugin's globals: they run in an order that nobody knows.
  ::_exit(0);
}

}  // namespace
}  // namespace sayso::child

int main(int argc, char** argv) {
  const std::string_view how = argc > 4 ? argv[1] : "";
  if (how == "native" && argc == 5) return sayso::child::run_native(argv[2], argv[3], argv[4]);
  if (how == "command") return sayso::child::run_program(argv[2], argv[3], argv + 4);
  std::fprintf(stderr, "sayso-plugin-host is started by sayso: (native|command) HOME TEMPORARY WHAT...\n");
  return 2;
}
