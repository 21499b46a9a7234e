#include "ui/desktop/plugin_work.h"

#include <algorithm>
#include <utility>

#include "plugins/host/messages.h"
#include "plugins/host/plugin_run.h"

namespace sayso::ui {
namespace {

// What keeps a plugin in, as its own process says.
std::variant<Confinement, PluginInside, Error> confinement_of(const PluginInfo& plugin, const Path& host_program, const CancelToken& cancel) {
  auto run = PluginRun::start(plugin, host_program);
  if (!run) return run.error();
  const auto told = run->tell(describe_message(), "it described itself", [](const FromPlugin&) { return Result<void>(); }, cancel);
  if (run->confinement()) return *run->confinement();
  return told ? machine_error("the plugin " + plugin.name + " does not say what keeps it in", plugin.folder.string()) : told.error();
}

}  // namespace

PluginWork::PluginWork(FileSystem& files, std::function<InstalledPlugins(const Path& project)> plugins_of, Path choices,
                       std::function<void()> wake)
    : files_(files), plugins_of_(std::move(plugins_of)), choices_(std::move(choices)), wake_(std::move(wake)) {}

PluginWork::~PluginWork() = default;

void PluginWork::tell(PluginNews news) {
  {
    const std::lock_guard lock(mutex_);
    news_.push_back(std::move(news));
  }
  if (wake_) wake_();
}

void PluginWork::find(const Path& project) {
  std::size_t number;
  {
    const std::lock_guard lock(mutex_);
    number = ++found_for_;
    ++finding_;
    std::erase_if(news_, [](const PluginNews& each) { return std::holds_alternative<PluginsFound>(each); });
  }
  worker_.post([this, project, number] {
    bool wanted;
    {
      const std::lock_guard lock(mutex_);
      wanted = number == found_for_;
    }
    InstalledPlugins found = wanted && plugins_of_ ? plugins_of_(project) : InstalledPlugins();
    {
      const std::lock_guard lock(mutex_);
      --finding_;
      wanted = number == found_for_;
    }
    if (wanted) tell(PluginsFound{std::move(found)});
  });
}

void PluginWork::look_at(const PluginInfo& plugin, bool runs, const Path& host_program) {
  stop_looking();
  looker_.post([this, plugin, runs, host_program](const CancelToken& cancel, Progress&) {
    PluginSeen seen{plugin.folder, Error()};
    if (runs) {
      seen.found = confinement_of(plugin, host_program, cancel);
    } else if (auto inside = look_inside(files_, plugin)) {
      seen.found = std::move(*inside);
    } else {
      seen.found = inside.error();
    }
    if (!cancel.cancelled()) tell(std::move(seen));
  });
}

void PluginWork::stop_looking() { looker_.cancel_all(); }

void PluginWork::choose(std::function<Result<void>(const Path& choices)> change) {
  worker_.post([this, change = std::move(change)] {
    tell(PluginChoiceMade{choices_.empty() ? Result<void>(machine_error("what you say about plugins is not kept here", "")) : change(choices_)});
  });
}

void PluginWork::trust(const PluginInfo& plugin, const std::string& shown_sum) {
  choose([this, plugin, shown_sum](const Path& choices) { return trust_plugin(files_, choices, plugin, shown_sum); });
}

void PluginWork::enable(const std::string& id, bool enabled) {
  choose([this, id, enabled](const Path& choices) { return enable_plugin(files_, choices, id, enabled); });
}

void PluginWork::change_settings(const Path& project, const ManifestEdit& edit) {
  worker_.post([this, project, edit] { tell(SettingsChanged{project, change_manifest(files_, project, edit)}); });
}

void PluginWork::end(std::shared_ptr<void> what) {
  ender_.post([what = std::move(what)]() mutable { what.reset(); });
}

std::vector<PluginNews> PluginWork::take() {
  const std::lock_guard lock(mutex_);
  return std::exchange(news_, {});
}

bool PluginWork::finding() const {
  const std::lock_guard lock(mutex_);
  return finding_ > 0;
}

void PluginWork::wait() {
  worker_.drain();
  looker_.drain();
}

}  // namespace sayso::ui
