#include "plugins/host/export_project.h"

#include <algorithm>
#include <memory>

#include "annotations/model/mention.h"
#include "plugins/host/output_folder.h"

namespace sayso {
namespace {

constexpr std::size_t kPlaces = 5;

void add(std::vector<Loss>& losses, const LossLine& line) {
  auto loss = std::ranges::find(losses, line.what, &Loss::what);
  if (loss == losses.end()) loss = losses.insert(losses.end(), Loss{line.what, 0, {}});
  loss->count += line.count;
  if (!line.place.empty() && loss->places.size() < kPlaces) loss->places.push_back(line.place);
}

std::string names(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& name : list) out += (out.empty() ? "" : ", ") + name;
  return out.empty() ? "no exporter is installed" : "there are " + out;
}

}  // namespace

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
  if (plugin == nullptr)
    return usage_error("there is no export format '" + request.format + "'", names(plugins.formats()));
  const auto settings = settings_json(*plugin, request.settings);
  if (!settings) return settings.error();
  auto run = PluginRun::start(*plugin, plugins.host_program, request.limits, request.trace);
  if (!run) return run.error();
  auto folder = OutputFolder::open(files, request.out);
  if (!folder) return folder.error();
  ExportReport report;
  const auto receive = [&](FromPlugin message) -> Result<void> {
    if (const auto* output = std::get_if<Output>(&message))
      return folder->append(output->name, output->bytes);
    if (const auto* loss = std::get_if<LossLine>(&message)) add(report.losses, *loss);
    return {};
  };
  if (const auto told =
          run->tell(open_message(*settings, scheme, registry), "it was being opened", receive, cancel);
      !told) {
    return told.error();
  }
  std::uint64_t done = 0;
  for (;;) {
    const auto item = next();
    if (!item) return item.error();
    if (!*item) break;
    const std::string doing = "exporting " + (*item)->article.id.value;
    if (const auto told = run->tell(article_message((*item)->article), doing, receive, cancel); !told)
      return told.error();
    for (const Annotations& annotations : (*item)->annotations) {
      const auto told = run->tell(annotations_message(as_meant(scheme, registry, annotations)),
                                  doing + " by " + annotations.annotator.value, receive, cancel);
      if (!told) return told.error();
    }
    if (progress != nullptr) progress->set(++done, progress->total());
  }
  if (const auto told = run->tell(finish_message(), "it was finishing the export", receive, cancel); !told)
    return told.error();
  auto written = folder->commit();
  if (!written) return written.error();
  report.files = std::move(*written);
  return report;
}

}  // namespace sayso
