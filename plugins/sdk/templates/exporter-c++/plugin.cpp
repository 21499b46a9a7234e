// A text file an annotator and article: one line a span, with its layer and words.
#include <string>

#include "sayso_plugin.hpp"

namespace {

int32_t annotations(const sayso_host* host, void*, const sayso_article* article, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&]() -> std::int32_t {
    const std::string id(sayso_sdk::view(article->id));
    std::string lines;
    for (std::size_t i = 0; i < annotations->span_count; ++i) {
      const sayso_span& span = *annotations->spans[i];
      lines += std::string(sayso_sdk::view(span.layer)) + "\t" + sayso_sdk::words_of(span) + "\n";
    }
    const std::string name = std::string(sayso_sdk::view(annotations->annotator)) + "/" + id + ".txt";
    if (const auto failed = sayso_sdk::write(host, name, lines)) return failed;
    return annotations->frame_count == 0 ? 0 : sayso_sdk::lose(host, "attributions", id, annotations->frame_count);
  });
}

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "exporter"})",
                              nullptr,
                              nullptr,
                              annotations,
                              nullptr,
                              nullptr};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
