#include "plugins/host/child/host_table.h"

#include <cerrno>
#include <unistd.h>

#include "plugins/host/child/giving.h"
#include "plugins/host/wire/json.h"

namespace sayso::child {
namespace {

constexpr std::size_t kLogLimit = 4096;  // bytes a line

}  // namespace

HostTable::HostTable(int out, const Inbox& inbox) : out_(out), inbox_(inbox) {
  host_.struct_size = sizeof host_;
  host_.abi_major = SAYSO_PLUGIN_ABI_MAJOR;
  host_.abi_minor = SAYSO_PLUGIN_ABI_MINOR;
  host_.handle = this;
  put_functions(host_);
}

void HostTable::send(std::string line) {
  line += '\n';
  const std::lock_guard lock(mutex_);
  std::string_view rest = line;
  while (!rest.empty()) {
    const auto count = ::write(out_, rest.data(), rest.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) ::_exit(0);
    rest.remove_prefix(static_cast<std::size_t>(count));
  }
}

void HostTable::log(std::string_view line) {
  send("{\"type\": \"log\", \"line\": " + wire::quoted(line.substr(0, kLogLimit)) + "}");
}

HostTable::Failure HostTable::take_failure() {
  const std::lock_guard lock(mutex_);
  return std::exchange(failure_, {});
}

void HostTable::set_failure(Failure failure) {
  const std::lock_guard lock(mutex_);
  failure_ = std::move(failure);
}

}  // namespace sayso::child
