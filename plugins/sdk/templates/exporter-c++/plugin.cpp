// A text file an annotator and article: one line a span, with its layer and words.
#include <string>

#include "sayso_plugin.hpp"

namespace {

class Lines : public sayso_sdk::Plugin {
  void annotations(const sayso_article& article, const sayso_annotations& annotations) override {
    const std::string id(sayso_sdk::view(article.id));
    std::string lines;
    for (std::size_t i = 0; i < annotations.span_count; ++i) {
      const sayso_span& span = *annotations.spans[i];
      lines += std::string(sayso_sdk::view(span.layer)) + "\t" + sayso_sdk::words_of(span) + "\n";
    }
    output(std::string(sayso_sdk::view(annotations.annotator)) + "/" + id + ".txt", lines);
    if (annotations.frame_count > 0) loss("attributions", id, annotations.frame_count);
  }
};

}  // namespace

SAYSO_PLUGIN(Lines, R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "exporter"})")
