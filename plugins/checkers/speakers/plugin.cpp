// The checker speakers: rules about names, mentions and the registry. See README.md.

#include <algorithm>
#include <map>
#include <optional>

#include "names.h"
#include "plugins/sdk/sayso_plugin.hpp"

namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::utf8;
using sayso_sdk::view;

struct Checker {
  const sayso_project* project;
  std::vector<speakers::Variant> variants;  // of the article at hand
};

Checker& of(void* self) { return *static_cast<Checker*>(self); }

std::vector<std::string> names_of(const sayso_entity& entity) {
  std::vector<std::string> names{std::string(view(entity.name))};
  for (std::size_t i = 0; i < entity.alias_count; ++i) names.emplace_back(view(entity.aliases[i]));
  return names;
}

// Does `word` stand in `text` as a whole word?
bool has_word(std::string_view text, std::string_view word) {
  const auto letter = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::string_view after = text.substr(at + word.size());
    const bool apostrophe = after.substr(0, 3) == "’";
    if ((at == 0 || !letter(text[at - 1])) && (after.empty() || apostrophe || !letter(after[0]))) return true;
  }
  return false;
}

const sayso_entity* entity_with_word(const sayso_project& project, const std::string& word) {
  for (std::size_t i = 0; i < project.entity_count; ++i) {
    const sayso_entity& entity = *project.entities[i];
    if (view(entity.id).substr(0, 1) == "@") continue;
    for (const auto& name : names_of(entity)) {
      if (has_word(name, word)) return entity.stands_for;
    }
  }
  return nullptr;
}

// Are two entities one but for the spelling of that word: a name of one is a name of the other with it, or the word
// alone? "Antony Brinken" and "Antony Blinken" are, "Jo Brinken" and "Antony Blinken" are two people.
bool differ_in_spelling_alone(const sayso_entity& with_rare, const std::string& rare, const sayso_entity& with_usual,
                              const std::string& usual) {
  for (std::string name : names_of(with_rare)) {
    const auto at = name.find(rare);
    if (at == name.npos) continue;
    if (name == rare) return true;
    name.replace(at, rare.size(), usual);
    for (const std::string& other : names_of(with_usual)) {
      if (other == name || other == usual) return true;
    }
  }
  return false;
}

std::string link_json(const sayso_span& span, const sayso_entity& entity) {
  return "{\"edit\": \"set-attribute\", \"of\": " + quoted_json(view(span.id)) +
         ", \"name\": \"entity\", \"value\": " + quoted_json(view(entity.id)) + "}";
}

bool is_mention(const sayso_span& span) { return view(span.layer) == "mention"; }

// What there is to say of a variant; nothing when somebody has settled it: both are names of one, or of two whose
// names differ in more. `annotations` is NULL for the text alone.
std::optional<sayso_sdk::Finding> finding_of(const speakers::Variant& variant, const sayso_project& project,
                                             const sayso_annotations* annotations) {
  const std::string rare = utf8(variant.rare.word), usual = utf8(variant.usual.word);
  const sayso_entity* with_rare = entity_with_word(project, rare);
  const sayso_entity* with_usual = entity_with_word(project, usual);
  const bool both = with_rare != nullptr && with_usual != nullptr;
  if (both && (with_rare == with_usual || !differ_in_spelling_alone(*with_rare, rare, *with_usual, usual))) return std::nullopt;
  sayso_sdk::Finding finding;
  finding.rule = "speakers/alias-variant";
  finding.severity = SAYSO_SEVERITY_WARNING;
  for (const std::size_t at : variant.rare.at) finding.at.push_back({at, at + variant.rare.word.size()});
  finding.quoted = rare;
  finding.message = "“" + rare + "” (" + std::to_string(variant.rare.at.size()) + "×) differs from “" +
                    usual + "” (" + std::to_string(variant.usual.at.size()) +
                    "×) by one letter. Same speaker?";
  if (both) {
    finding.message += " “" + std::string(view(with_rare->name)) + "” and “" + std::string(view(with_usual->name)) + "” are two.";
    finding.fixes.push_back({"join them", "[{\"edit\": \"join-entity\", \"of\": " + quoted_json(view(with_rare->id)) +
                                              ", \"same-as\": " + quoted_json(view(with_usual->id)) + "}]"});
    return finding;
  }
  const sayso_entity* entity = with_usual != nullptr ? with_usual : with_rare;
  if (entity == nullptr) return finding;
  const std::string& missing = with_usual != nullptr ? rare : usual;
  std::string edits = "{\"edit\": \"add-alias\", \"of\": " + quoted_json(view(entity->id)) +
                      ", \"alias\": " + quoted_json(missing) + "}";
  for (std::size_t i = 0; annotations != nullptr && i < annotations->span_count; ++i) {
    const sayso_span& span = *annotations->spans[i];
    if (!is_mention(span) || sayso_sdk::attribute(span, "entity") != nullptr ||
        !has_word(sayso_sdk::words_of(span), missing))
      continue;
    edits += ", " + link_json(span, *entity);
    finding.annotations.emplace_back(view(span.id));
  }
  finding.fixes.push_back({"add alias", "[" + edits + "]"});
  return finding;
}

// The text alone is enough to report a variant. Who annotates gets it as a finding of his own when there is a
// fix, which he signs and which links his mentions; the host lets that one stand for the other.
int32_t report_variants(const sayso_host* host, const Checker& checker,
                        const sayso_annotations* annotations) {
  for (const auto& variant : checker.variants) {
    const auto finding = finding_of(variant, *checker.project, annotations);
    if (!finding || (annotations != nullptr && finding->fixes.empty())) continue;
    if (const auto failed = sayso_sdk::report(host, *finding)) return failed;
  }
  return 0;
}

int32_t report_unlinked(const sayso_host* host, const Checker& checker,
                        const sayso_annotations& annotations) {
  std::vector<const sayso_span*> told;
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_role* source = sayso_sdk::role(*annotations.frames[i], "source");
    for (std::size_t k = 0; source != nullptr && k < source->filler_count; ++k) {
      const sayso_span* span = source->fillers[k]->span;
      if (span == nullptr || !is_mention(*span) || sayso_sdk::attribute(*span, "entity") != nullptr) continue;
      if (std::find(told.begin(), told.end(), span) != told.end()) continue;
      told.push_back(span);
      sayso_sdk::Finding finding;
      finding.rule = "speakers/unlinked";
      finding.layer = "mention";
      finding.annotations = {std::string(view(span->id))};
      finding.quoted = sayso_sdk::words_of(*span);
      finding.message = "“" + finding.quoted + "” is a source and stands for no entity";
      for (std::size_t f = 0; span->placed != 0 && f < span->fragment_count; ++f) {
        finding.at.push_back({span->fragments[f].code_point_begin, span->fragments[f].code_point_end});
      }
      const sayso_entity* only = nullptr;
      std::size_t candidates = 0;
      for (std::size_t e = 0; e < checker.project->entity_count; ++e) {
        const sayso_entity& entity = *checker.project->entities[e];
        const auto names = names_of(entity);
        // An unnamed source is never joined by its description alone.
        if (view(entity.id).substr(0, 1) == "@" || view(entity.kind) == "unnamed" ||
            entity.stands_for == only)
          continue;
        if (std::find(names.begin(), names.end(), finding.quoted) == names.end()) continue;
        only = entity.stands_for;
        ++candidates;
      }
      if (candidates == 1)
        finding.fixes.push_back(
            {"link to " + std::string(view(only->name)), "[" + link_json(*span, *only) + "]"});
      if (const auto failed = sayso_sdk::report(host, finding)) return failed;
    }
  }
  return 0;
}

int32_t report_same_names(const sayso_host* host, const sayso_project& project) {
  std::map<std::string, const sayso_entity*> first;
  for (std::size_t i = 0; i < project.entity_count; ++i) {
    const sayso_entity& entity = *project.entities[i];
    if (view(entity.id).substr(0, 1) == "@" || entity.stands_for != &entity ||
        view(entity.kind) == "unnamed" || entity.article.size > 0)
      continue;
    for (std::string name : names_of(entity)) {
      for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
      const auto [found, is_new] = first.emplace(name, &entity);
      if (is_new || found->second == &entity) continue;
      const sayso_entity& other = *found->second;
      sayso_sdk::Finding finding;
      finding.rule = "speakers/same-name";
      finding.quoted = std::string(view(other.id)) + " " + std::string(view(entity.id));
      finding.message = "“" + std::string(view(other.name)) + "” and “" + std::string(view(entity.name)) +
                        "” are both called “" + name + "”. One and the same?";
      finding.fixes.push_back(
          {"join", "[{\"edit\": \"join-entity\", \"of\": " + quoted_json(view(entity.id)) +
                       ", \"same-as\": " + quoted_json(view(other.id)) + "}]"});
      if (const auto failed = sayso_sdk::report(host, finding)) return failed;
      break;
    }
  }
  return 0;
}

int32_t open(const sayso_host* host, const sayso_project* project, void** self) {
  return sayso_sdk::guarded(host, [&] {
    *self = new Checker{project, {}};
    return report_same_names(host, *project);
  });
}

int32_t article(const sayso_host* host, void* self, const sayso_article* article) {
  return sayso_sdk::guarded(host, [&] {
    of(self).variants =
        speakers::find_variants(sayso_sdk::code_points(view(article->text)), view(article->language));
    return report_variants(host, of(self), nullptr);
  });
}

int32_t annotations(const sayso_host* host, void* self, const sayso_article*,
                    const sayso_annotations* annotations) {
  return sayso_sdk::guarded(host, [&] {
    if (const auto failed = report_variants(host, of(self), annotations)) return failed;
    return report_unlinked(host, of(self), *annotations);
  });
}

void close(const sayso_host*, void* self) { delete static_cast<Checker*>(self); }

const sayso_plugin kPlugin = {sizeof(sayso_plugin),
                              SAYSO_PLUGIN_ABI_MAJOR,
                              SAYSO_PLUGIN_ABI_MINOR,
                              0,
                              R"({"id": "org.sayso.speakers", "version": "0.1.0", "kind": "checker"})",
                              open,
                              article,
                              annotations,
                              nullptr,
                              nullptr,
                              close};

}  // namespace

const sayso_plugin* sayso_plugin_entry(uint32_t, uint32_t) { return &kPlugin; }
