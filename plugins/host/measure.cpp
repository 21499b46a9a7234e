#include "plugins/host/measure.h"

#include "plugins/host/tell_items.h"

namespace sayso {

Result<std::vector<GivenFigure>> measure(const InstalledPlugins& plugins, const MeasureRequest& request, const Scheme& scheme,
                                         const Registry& registry, const ExportItems& next, const CancelToken& cancel) {
  const PluginInfo* plugin = plugins.find(PluginKind::measure, request.name);
  if (plugin == nullptr) return no_plugin_of(plugins, PluginKind::measure, request.name);
  const auto settings = settings_json(*plugin, request.settings);
  if (!settings) return settings.error();
  auto run = PluginRun::start(*plugin, plugins.host_program, request.limits, request.trace);
  if (!run) return run.error();
  std::vector<GivenFigure> figures;
  const PluginRun::Receive receive = [&](FromPlugin got) -> Result<void> {
    if (auto* figure = std::get_if<GivenFigure>(&got)) figures.push_back(std::move(*figure));
    return {};
  };
  const ExportItems of_two = [&]() -> Result<std::optional<ExportItem>> {
    for (;;) {
      auto item = next();
      if (!item || !*item || (*item)->annotations.size() >= 2) return item;
    }
  };
  if (const auto told = tell_items(*run, *settings, {scheme, registry, "comparing", receive, cancel}, of_two); !told) return told.error();
  return figures;
}

}  // namespace sayso
