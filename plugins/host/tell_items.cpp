#include "plugins/host/tell_items.h"

#include "annotations/model/mention.h"

namespace sayso {

Result<void> tell_items(PluginRun& run, const std::string& settings_json, const Telling& telling, const ExportItems& next,
                        const std::function<void()>& each) {
  const auto tell = [&](const std::string& message, const std::string& doing) { return run.tell(message, doing, telling.receive, telling.cancel); };
  if (const auto told = tell(open_message(settings_json, telling.scheme, telling.registry), "it was being opened"); !told) return told;
  for (;;) {
    const auto item = next();
    if (!item) return item.error();
    if (!*item) break;
    const std::string doing = telling.doing + " " + (*item)->article.id.value;
    if (const auto told = tell(article_message((*item)->article), doing); !told) return told;
    for (const Annotations& annotations : (*item)->annotations) {
      const auto told = tell(annotations_message(as_meant(telling.scheme, telling.registry, annotations)), doing + " by " + annotations.annotator.value);
      if (!told) return told;
    }
    if (each) each();
  }
  return tell(finish_message(), "it was finishing");
}

}  // namespace sayso
