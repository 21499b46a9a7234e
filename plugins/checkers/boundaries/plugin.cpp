// The checker boundaries: where annotations begin and end, by the project's policy. See README.md.
#include <memory>

#include "checked.h"

namespace {

using boundaries::Checked;

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto checked = std::make_unique<Checked>();
    checked->final_punctuation = reading::policy(*project->scheme, "final-punctuation");
    checked->auxiliaries = reading::policy(*project->scheme, "auxiliaries-in-cue");
    checked->mention_extent = reading::policy(*project->scheme, "mention-extent");
    checked->interrupted = reading::policy(*project->scheme, "interrupted-quotes");
    checked->gap = static_cast<std::uint64_t>(std::max<std::int64_t>(1, reading::whole_setting(*project, "gap", 150)));
    *self = checked.release();
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    Checked& checked = *static_cast<Checked*>(self);
    checked.text = reading::read_text(sayso_sdk::view(article->text));
    checked.language = &reading::language_of(sayso_sdk::view(article->language), checked.text);
    return 0;
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article*, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    const Checked& checked = *static_cast<Checked*>(self);
    for (const auto find : {boundaries::find_spaces, boundaries::find_cut_words, boundaries::find_punctuation, boundaries::find_auxiliaries,
                            boundaries::find_short_mentions, boundaries::find_interrupted}) {
      if (host->is_cancelled(host) != 0) return 1;
      reading::Findings findings;
      find(checked, *annotations, findings);
      if (const auto failed = reading::report_all(host, findings)) return failed;
    }
    return 0;
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checked*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.boundaries", "version": "0.1.0", "kind": "checker"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
