// What is done about plugins while the window goes on: finding which there are, looking at one, saying yes or no to one, and
// changing what sayso.json says of them. Owned by the editor, called on the main thread; the work is done on threads of its
// own, in the order in which it was asked for, and what came of it is taken when the editor has time.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "annotations/store/manifest_edit.h"
#include "core/files/file_system.h"
#include "core/process/sandbox.h"
#include "core/tasks/worker.h"
#include "plugins/host/installed_plugins.h"
#include "plugins/host/plugin_consent.h"

namespace sayso::ui {

// What was found by looking at a plugin: of one that runs, what its process is kept from; of one that a project brings and
// that nobody said yes to, what would run.
struct PluginSeen {
  Path folder;
  std::variant<Confinement, PluginInside, Error> found;
};

// What came of one thing that was asked for.
struct PluginsFound { InstalledPlugins plugins; };
struct PluginChoiceMade { Result<void> made; };
struct SettingsChanged { Path project; Result<ChangedManifest> changed; };
using PluginNews = std::variant<PluginsFound, PluginSeen, PluginChoiceMade, SettingsChanged>;

class PluginWork {
 public:
  // `plugins_of` as Editor::World has it; `choices`: the file of what the user says of plugins, "" for none, in which case she
  // cannot say anything. `wake` is called on other threads when there are news.
  PluginWork(FileSystem& files, std::function<InstalledPlugins(const Path& project)> plugins_of, Path choices, std::function<void()> wake);
  // What was asked to be written is; the rest is called off.
  ~PluginWork();

  // Which plugins there are in this project. What was found for another is not told any more.
  void find(const Path& project);
  // One look at a time: a new one calls the one before off.
  void look_at(const PluginInfo& plugin, bool runs, const Path& host_program);
  void stop_looking();
  void trust(const PluginInfo& plugin, const std::string& shown_sum);
  void enable(const std::string& id, bool enabled);
  void change_settings(const Path& project, const ManifestEdit& edit);
  // Lets go of something that may take long to end.
  void end(std::shared_ptr<void> what);

  // What came, the oldest first, once.
  std::vector<PluginNews> take();
  bool finding() const;
  // Waits until all that was asked for is done, but for what is being ended; for replay and tests.
  void wait();

 private:
  void tell(PluginNews news);
  void choose(std::function<Result<void>(const Path& choices)> change);

  FileSystem& files_;
  const std::function<InstalledPlugins(const Path& project)> plugins_of_;
  const Path choices_;
  const std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::vector<PluginNews> news_;
  std::size_t found_for_ = 0;  // which request to find is the newest
  std::size_t finding_ = 0;    // how many are not done
  // Last: they end before what they use.
  Worker worker_{Worker::Ending::finish}, looker_{Worker::Ending::cancel}, ender_{Worker::Ending::finish};
};

}  // namespace sayso::ui
