// The checker quote-marks: rules about quotation marks and what is annotated between them. See README.md.

#include <memory>

#include "findings.h"

namespace {

using quote_marks::Checked;

Checked& of(void* self) { return *static_cast<Checked*>(self); }

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto checked = std::make_unique<Checked>();
    checked->asked = reading::asked_by(*project->scheme);
    const auto has = [&](const char* name, bool frame) {
      const reading::AskedLayer* layer = checked->asked.layer(name);
      return layer != nullptr && layer->is_frame == frame;
    };
    checked->has_contents = has("content", false) && has("attribution", true);
    checked->has_not_quotes = has("not-quote", false);
    checked->marks_in = reading::policy(*project->scheme, "marks") != "out";
    checked->scare_words = static_cast<std::size_t>(reading::whole_setting(*project, "scare-words", 3));
    for (const std::string& words : reading::list_setting(*project, "settled-words")) {
      checked->settled.insert(reading::fold(sayso_sdk::code_points(words)));
    }
    *self = checked.release();
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    Checked& checked = of(self);
    checked.text = reading::read_text(sayso_sdk::view(article->text));
    checked.language = &reading::language_of(sayso_sdk::view(article->language), checked.text);
    checked.marks = quote_marks::find_marks(checked.text.original);
    reading::Findings findings;
    quote_marks::find_unbalanced(checked, findings);
    quote_marks::find_odd_conventions(checked, findings);
    return reading::report_all(host, findings);
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article*, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    const Checked& checked = of(self);
    reading::Findings findings;
    quote_marks::find_unannotated(checked, *annotations, findings);
    quote_marks::find_no_speaker(checked, *annotations, findings);
    quote_marks::find_boundaries(checked, *annotations, findings);
    quote_marks::find_wrong_kinds(checked, *annotations, findings);
    return reading::report_all(host, findings);
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checked*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.quote-marks", "version": "0.2.0", "kind": "checker"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
