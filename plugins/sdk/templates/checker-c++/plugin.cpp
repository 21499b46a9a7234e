#include <string>

#include "sayso_plugin.hpp"

namespace {

struct Checker {
  std::u32string word;
};

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto* checker = new Checker;
    *self = checker;
    if (const auto* word = sayso_sdk::setting(*project, "word")) checker->word = sayso_sdk::code_points(sayso_sdk::view(word->text));
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    const std::u32string& word = static_cast<Checker*>(self)->word;
    if (word.empty()) return 0;
    // Places are counted in code points.
    const std::u32string text = sayso_sdk::code_points(sayso_sdk::view(article->text));
    for (auto at = text.find(word); at != std::u32string::npos; at = text.find(word, at + word.size())) {
      sayso_sdk::Finding finding;
      finding.rule = "@name@/found";
      finding.at = {{at, at + word.size()}};
      finding.quoted = sayso_sdk::utf8(word);
      finding.message = "“" + finding.quoted + "” is there";
      if (sayso_sdk::report(host, finding) != 0) return 1;
    }
    return 0;
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checker*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.example.@name@", "version": "0.1.0", "kind": "checker"})",
                              open,
                              article,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
