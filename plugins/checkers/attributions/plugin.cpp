// The checker attributions: what the scheme asks of records, and how they hang together. See README.md.
#include <memory>

#include "checked.h"

namespace {

using attributions::Rules;

struct Checker {
  Rules rules;
};

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto checker = std::make_unique<Checker>();
    checker->rules.asked = reading::asked_by(*project->scheme);
    for (std::size_t i = 0; i < project->entity_count; ++i) checker->rules.entities.emplace(sayso_sdk::view(project->entities[i]->id));
    checker->rules.kinds_with_cue = reading::list_setting(*project, "kinds-with-cue");
    checker->rules.mentions = sayso_sdk::flag_setting(*project, "mentions");
    *self = checker.release();
    return 0;
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    const Rules& rules = static_cast<Checker*>(self)->rules;
    const attributions::Work work(*article, *annotations);
    for (const auto find : {attributions::find_empty, attributions::find_missing_roles, attributions::find_missing_cues, attributions::find_unused,
                            attributions::find_dangling, attributions::find_loops, attributions::find_wrong_within, attributions::find_values,
                            attributions::find_duplicates, attributions::find_crossings}) {
      if (host->is_cancelled(host) != 0) return 1;
      reading::Findings findings;
      find(rules, work, findings);
      if (const auto failed = reading::report_all(host, findings)) return failed;
    }
    return 0;
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checker*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.attributions", "version": "0.1.0", "kind": "checker"})",
                              open,
                              nullptr,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
