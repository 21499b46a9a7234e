#include "plugins/host/export_project.h"

#include <memory>

#include "plugins/host/output_folder.h"
#include "plugins/host/tell_items.h"

namespace sayso {

ExportItems items_of(std::vector<ExportItem> items) {
  auto left = std::make_shared<std::vector<ExportItem>>(std::move(items));
  std::size_t at = 0;
  return [left, at]() mutable -> Result<std::optional<ExportItem>> {
    if (at == left->size()) return std::optional<ExportItem>();
    return std::optional<ExportItem>(std::move((*left)[at++]));
  };
}

Result<ExportReport> export_project(FileSystem& files, const InstalledPlugins& plugins,
                                    const ExportRequest& request, const Scheme& scheme,
                                    const Registry& registry, const ExportItems& next,
                                    const CancelToken& cancel, Progress* progress) {
  const PluginInfo* plugin = plugins.exporter(request.format);
  if (plugin == nullptr) return no_plugin_of(plugins, PluginKind::exporter, request.format);
  const auto settings = settings_json(*plugin, request.settings);
  if (!settings) return settings.error();
  auto run = PluginRun::start(*plugin, plugins.host_program, request.limits, request.trace);
  if (!run) return run.error();
  auto folder = OutputFolder::open(files, request.out);
  if (!folder) return folder.error();
  ExportReport report;
  const PluginRun::Receive receive = [&](FromPlugin message) -> Result<void> {
    if (const auto* output = std::get_if<Output>(&message))
      return folder->append(output->name, output->bytes);
    if (const auto* loss = std::get_if<LossLine>(&message)) add(report.losses, *loss);
    return {};
  };
  std::uint64_t done = 0;
  const auto count = [&] {
    if (progress != nullptr) progress->set(++done, progress->total());
  };
  if (const auto told = tell_items(*run, *settings, {scheme, registry, "exporting", receive, cancel}, next, count); !told) return told.error();
  auto written = folder->commit();
  if (!written) return written.error();
  report.files = std::move(*written);
  return report;
}

}  // namespace sayso
