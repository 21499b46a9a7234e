// Finds quotes of more words than its setting says. A quote in several fragments is one.
#include <cstdint>
#include <string>

#include "sayso_plugin.hpp"

namespace {

std::uint64_t words_in(std::string_view text) {
  std::uint64_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space && !inside) ++words;
    inside = !space;
  }
  return words;
}

class LongQuotes : public sayso_sdk::Plugin {
  void open() override {
    const auto* setting = sayso_sdk::setting(project(), "words");
    most_ = setting != nullptr && setting->integer > 0 ? static_cast<std::uint64_t>(setting->integer) : 0;
  }

  void annotations(const sayso_article&, const sayso_annotations& annotations) override {
    for (std::size_t i = 0; i < annotations.span_count; ++i) {
      const sayso_span& span = *annotations.spans[i];
      // A place outside the text, as damaged annotations have it, is no place to point at.
      if (sayso_sdk::view(span.layer) != "content" || span.placed == 0) continue;
      const std::uint64_t words = words_in(sayso_sdk::words_of(span, " "));
      if (words <= most_) continue;
      sayso_sdk::Finding finding;
      finding.rule = "long-quotes/long";
      finding.layer = "content";
      finding.annotations = {std::string(sayso_sdk::view(span.id))};
      for (std::size_t k = 0; k < span.fragment_count; ++k) {
        finding.at.push_back({span.fragments[k].code_point_begin, span.fragments[k].code_point_end});
      }
      finding.quoted = sayso_sdk::words_of(span);
      finding.message = "a quote of " + std::to_string(words) + " words";
      find(finding);
    }
  }

  std::uint64_t most_ = 0;
};

}  // namespace

SAYSO_PLUGIN(LongQuotes, R"({"id": "org.sayso.example.long-quotes", "version": "1.0.0", "kind": "checker"})")
