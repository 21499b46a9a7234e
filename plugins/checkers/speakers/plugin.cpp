// The checker speakers: rules about names, mentions and the registry. See README.md.
#include <memory>

#include "findings.h"
#include "plugins/checkers/reading/asked.h"

namespace {

using sayso_sdk::view;

struct Checker {
  explicit Checker(const sayso_project& project)
      : entities(project), reach(static_cast<std::uint64_t>(std::max<std::int64_t>(1, reading::whole_setting(project, "reach", 800)))) {}

  speakers::Entities entities;
  std::uint64_t reach;
  reading::Elsewhere names;  // whom full names stand for in other articles
  // Of the article at hand.
  reading::Text text;
  const reading::Language* language = nullptr;
  std::vector<speakers::Variant> variants;
};

Checker& of(void* self) { return *static_cast<Checker*>(self); }

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto checker = std::make_unique<Checker>(*project);
    reading::Findings findings;
    speakers::find_same_names(checker->entities, findings);
    speakers::find_similar_entities(checker->entities, findings);
    if (const auto failed = reading::report_all(host, findings)) return failed;
    *self = checker.release();
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    Checker& checker = of(self);
    checker.text = reading::read_text(view(article->text));
    checker.language = &reading::language_of(view(article->language), checker.text);
    checker.variants = speakers::find_variants(checker.text.original, view(article->language));
    reading::Findings findings;
    speakers::find_variants_to_tell(checker.entities, checker.variants, nullptr, findings);
    return reading::report_all(host, findings);
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    Checker& checker = of(self);
    reading::Findings findings;
    const auto mentions = speakers::mentions_of(checker.entities, *annotations);
    speakers::find_variants_to_tell(checker.entities, checker.variants, annotations, findings);
    speakers::find_unlinked(checker.entities, *annotations, findings);
    speakers::find_other_names(checker.entities, mentions, findings);
    checker.names.begin(view(annotations->annotator), view(article->id));
    speakers::find_two_entities(mentions, checker.names, findings);
    speakers::find_pronouns(*checker.language, mentions, findings);
    speakers::find_out_of_reach(checker.text, *checker.language, checker.reach, mentions, findings);
    return reading::report_all(host, findings);
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checker*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.speakers", "version": "0.2.0", "kind": "checker"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
