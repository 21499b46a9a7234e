// A loaded plugin and what it works on: takes the editor's messages one by one, shows the plugin the matching
// structs and answers each message with exactly one 'done' or 'error'. Main thread.
#pragma once

#include <memory>
#include <string>

#include "plugins/host/child/host_table.h"
#include "plugins/host/child/view.h"

namespace sayso::child {

class PluginSession {
 public:
  // Both must outlive it.
  PluginSession(const sayso_plugin& plugin, HostTable& host) : plugin_(plugin), host_(host) {}
  ~PluginSession();
  PluginSession(const PluginSession&) = delete;
  PluginSession& operator=(const PluginSession&) = delete;

  // Does what a line asks for and answers it.
  void take(const std::string& line);

 private:
  // "" when done, else what went wrong.
  std::string act(wire::Json message);
  std::string take_input(const wire::Json& message);
  std::string called(std::int32_t result, const std::string& function);
  void close();

  const sayso_plugin& plugin_;
  HostTable& host_;
  bool open_ = false;
  void* self_ = nullptr;
  std::unique_ptr<ProjectView> project_;
  std::unique_ptr<ArticleView> article_;
};

}  // namespace sayso::child
