#include "plugins/host/child/confine.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "core/process/limits.h"

namespace sayso::child {
namespace {

using std::filesystem::path;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

constexpr int kNice = 10;  // the editor's own work goes first

// Programs and libraries of the system, and what they read at their start.
constexpr const char* kSystem[] = {"/usr",           "/bin",      "/sbin",     "/lib",         "/lib32",       "/lib64", "/opt",
                                   "/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime", "/dev/zero", "/dev/urandom",
                                   "/dev/random",      "/proc/self"};

// What a native plugin may take of addresses: twice what plugin.json asks for of memory, which sayso says here.
std::uint64_t address_space() {
  constexpr std::uint64_t kUsual = 1024;  // MiB
  const char* const asked = std::getenv("SAYSO_PLUGIN_MEMORY_MIB");
  const std::uint64_t memory = asked == nullptr ? 0 : std::strtoull(asked, nullptr, 10);
  return 2 * std::max(memory, kUsual) << 20;
}

Limits limits_of(bool is_program, bool files_are_kept) {
  Limits limits;
  limits.cpu_seconds = 3600;  // of the whole life; the editor watches each message
  // What runs other people's programs (a JVM, say) asks for addresses that it never uses.
  if (!kSanitized && !is_program) limits.address_space = address_space();
  // A plugin hands its bytes over; what it writes lies in its temporary folder, or nowhere.
  limits.file_size = files_are_kept ? std::uint64_t{256} << 20 : 0;
  limits.open_files = is_program ? 256 : 64;
  return limits;
}

}  // namespace

path python_folder() {
  std::error_code error;
  const path self = std::filesystem::read_symlink("/proc/self/exe", error);
  // PREFIX/libexec/sayso/sayso-plugin-host
  const path folder = self.parent_path().parent_path().parent_path() / "share" / "sayso" / "python";
  return !error && std::filesystem::is_directory(folder, error) ? folder : path();
}

Result<Confinement> confine(const path& home, const path& temporary, bool is_program) {
  if (::nice(kNice) == -1) {
    // Already at the lowest: nothing is lost.
  }
  Sandbox sandbox;
  sandbox.readable.assign(std::begin(kSystem), std::end(kSystem));
  sandbox.readable.push_back(home);
  if (const path python = python_folder(); !python.empty()) sandbox.readable.push_back(python);
  sandbox.writable = {temporary, "/dev/null"};
  sandbox.may_start_programs = is_program;
  const auto confined = confine_this_process(sandbox);
  if (!confined) return confined;
  if (const auto limited = apply_to_this_process(limits_of(is_program, confined->landlock > 0)); !limited) return limited.error();
  return confined;
}

}  // namespace sayso::child
