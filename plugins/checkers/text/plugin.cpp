// The checker text: defects of the text, and what annotations leave out or answer otherwise elsewhere. See README.md.
#include <memory>

#include "checked.h"
#include "plugins/checkers/reading/asked.h"

namespace {

using sayso_sdk::view;
using text_checks::Checked;

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    auto checked = std::make_unique<Checked>();
    checked->alike_words = static_cast<std::size_t>(std::max<std::int64_t>(1, reading::whole_setting(*project, "alike-words", 5)));
    for (const std::string& word : reading::list_setting(*project, "may-double")) checked->may_double.insert(reading::fold(sayso_sdk::code_points(word)));
    *self = checked.release();
    return 0;
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    Checked& checked = *static_cast<Checked*>(self);
    checked.text = reading::read_text(view(article->text));
    checked.lines = text_checks::lines_of(checked.text, *article);
    checked.language = &reading::language_of(view(article->language), checked.text);
    reading::Findings findings;
    text_checks::find_torn_sentences(checked, findings);
    text_checks::find_orphans(checked, findings);
    text_checks::find_doubled_words(checked, findings);
    text_checks::find_wrong_encoding(checked, findings);
    text_checks::find_repeated_paragraphs(checked, findings);
    text_checks::find_same_article(checked, *article, findings);
    return reading::report_all(host, findings);
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article* article, const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    Checked& checked = *static_cast<Checked*>(self);
    reading::Findings findings;
    text_checks::find_missed_indirect(checked, *article, *annotations, findings);
    text_checks::find_annotated_otherwise(checked, *article, *annotations, findings);
    return reading::report_all(host, findings);
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checked*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.text", "version": "0.1.0", "kind": "checker"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
