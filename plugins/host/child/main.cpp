// sayso-plugin-host PLUGIN.so: the process in which one native plugin runs. It limits itself, loads the
// plugin and answers the editor's messages on standard input, one JSON object a line, until the input ends.

#include <cstdio>
#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

#include "core/process/limits.h"
#include "plugins/host/child/inbox.h"
#include "plugins/host/child/plugin_session.h"

namespace sayso::child {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

Limits host_limits() {
  Limits limits;
  limits.cpu_seconds = 3600;  // of the whole life; the editor watches each message
  if (!kSanitized) limits.address_space = std::uint64_t{2} << 30;
  limits.file_size = 0;  // a plugin hands its bytes over; it writes no file
  limits.open_files = 64;
  return limits;
}

// A plugin whose messages are all answered with why it could not be loaded.
int refuse(HostTable& host, Inbox& inbox, const std::string& why) {
  while (const auto line = inbox.next()) {
    const auto message = wire::parse_json(*line);
    const std::string number = message && (*message)["n"].is(wire::Json::Type::integer)
                                   ? std::to_string((*message)["n"].integer)
                                   : "0";
    host.send("{\"type\": \"error\", \"of\": " + number + ", \"what\": " + wire::quoted(why) +
              ", \"remedy\": \"\"}");
  }
  return 0;
}

std::string why_not_loadable(const sayso_plugin* plugin) {
  if (plugin == nullptr) return "it does not work with this version of sayso (contract 0.1)";
  if (plugin->struct_size < sizeof(sayso_plugin)) return "its table is shorter than contract 0.1 says";
  if (plugin->abi_major != SAYSO_PLUGIN_ABI_MAJOR || plugin->abi_minor != SAYSO_PLUGIN_ABI_MINOR) {
    return "it was built for contract " + std::to_string(plugin->abi_major) + "." +
           std::to_string(plugin->abi_minor) + ", this is 0.1";
  }
  if ((plugin->open == nullptr) != (plugin->close == nullptr)) return "it has only one of open and close";
  return {};
}

int run(const char* path) {
  // What the plugin prints must not end up among the messages.
  const int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  if (out < 0 || ::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) return 3;
  if (const auto limited = apply_to_this_process(host_limits()); !limited) {
    std::fprintf(stderr, "%s\n", to_text(limited.error()).c_str());
    return 3;
  }
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
    PluginSession session(*plugin, host);
    while (const auto line = inbox.next()) session.take(*line);
  }
  std::fflush(nullptr);
  // No destructors of the plugin's globals: they run in an order that nobody knows.
  ::_exit(0);
}

}  // namespace
}  // namespace sayso::child

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "sayso-plugin-host is started by sayso with the path of one plugin\n");
    return 2;
  }
  return sayso::child::run(argv[1]);
}
