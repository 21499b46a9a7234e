// The functions that a plugin may call, each turned into one message line to the editor. The table lives as
// long as the process; its functions may be called on any thread, though the contract allows most of them
// only one. When the editor has gone the process ends at once.
#pragma once

#include <mutex>
#include <string>
#include <string_view>

#include "plugins/host/child/inbox.h"
#include "plugins/sdk/sayso_plugin.h"

namespace sayso::child {

class HostTable {
 public:
  // `out` is the descriptor of the pipe to the editor; `inbox` must outlive the table.
  HostTable(int out, const Inbox& inbox);
  HostTable(const HostTable&) = delete;
  HostTable& operator=(const HostTable&) = delete;

  const sayso_host* host() const { return &host_; }

  void send(std::string line);
  void log(std::string_view line);

  // What the plugin said of its failure since the last call of this, as members of an error message.
  struct Failure {
    std::string what, remedy;
  };
  Failure take_failure();
  void set_failure(Failure failure);

  bool cancelled() const { return inbox_.cancelled(); }

 private:
  sayso_host host_{};
  int out_;
  const Inbox& inbox_;
  std::mutex mutex_;
  Failure failure_;
};

}  // namespace sayso::child
