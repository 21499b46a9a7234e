// The checker stance: how speakers stand to whom, and how they sound. See README.md.
#include <memory>

#include "stances.h"

namespace {

using stance::Rules;

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto rules = std::make_unique<Rules>();
    rules->asked = reading::asked_by(*project->scheme);
    rules->warm = reading::list_setting(*project, "warm-tones");
    rules->cold = reading::list_setting(*project, "cold-tones");
    *self = rules.release();
    return 0;
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article*, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    const Rules& rules = *static_cast<Rules*>(self);
    const auto stances = stance::stances_of(rules, *annotations);
    reading::Findings findings;
    stance::find_incomplete(stances, findings);
    stance::find_unanswered(rules, *annotations, findings);
    stance::find_opposite(stances, findings);
    stance::find_contradicted_tones(rules, stances, findings);
    return reading::report_all(host, findings);
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Rules*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.stance", "version": "0.1.0", "kind": "checker"})",
                              open,
                              nullptr,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
