// The checker quote-marks: rules about quotation marks and what is annotated between them. See README.md.

#include "findings.h"

namespace {

using quote_marks::Checked;

struct Checker {
  Checked checked;
};

Checker& of(void* self) { return *static_cast<Checker*>(self); }

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto* checker = new Checker;
    *self = checker;
    const sayso_scheme& scheme = *project->scheme;
    bool content = false, attribution = false;
    for (std::size_t i = 0; i < scheme.layer_count; ++i) {
      const sayso_layer& layer = *scheme.layers[i];
      const auto name = sayso_sdk::view(layer.name);
      if (name == "content" && layer.is_frame == 0) content = true;
      if (name == "attribution" && layer.is_frame != 0) attribution = true;
      if (name == "not-quote" && layer.is_frame == 0) checker->checked.has_not_quotes = true;
    }
    checker->checked.has_contents = content && attribution;
    for (std::size_t i = 0; i < scheme.policy_count; ++i) {
      if (sayso_sdk::view(scheme.policy[i]->name) == "marks") {
        checker->checked.marks_in = sayso_sdk::view(scheme.policy[i]->text) != "out";
      }
    }
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    Checked& checked = of(self).checked;
    checked.text = sayso_sdk::code_points(sayso_sdk::view(article->text));
    checked.marks = quote_marks::find_marks(checked.text);
    return quote_marks::report_unbalanced(host, checked);
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article*,
                    const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    const Checked& checked = of(self).checked;
    if (const auto failed = quote_marks::report_unannotated(host, checked, *annotations)) return failed;
    if (const auto failed = quote_marks::report_no_speaker(host, *annotations)) return failed;
    return quote_marks::report_boundaries(host, checked, *annotations);
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checker*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.quote-marks", "version": "0.1.0", "kind": "checker"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
