// Mentions and the entities that they stand for.
#include <algorithm>
#include <map>
#include <set>

#include "findings.h"
#include "plugins/checkers/reading/letters.h"
#include "plugins/checkers/reading/names.h"

namespace speakers {
namespace {

using sayso_sdk::quoted_json;
using sayso_sdk::view;

constexpr std::size_t kShortest = 5;  // letters of a word in which one may be wrong

bool is_mention(const sayso_span& span) { return view(span.layer) == "mention"; }

// The same word, or another form of it: Ветрин and Ветрина, Merkel and Merkels.
bool same_word(const std::u32string& a, const std::u32string& b) {
  if (a == b) return true;
  const std::size_t shorter = std::min(a.size(), b.size()), longer = std::max(a.size(), b.size());
  const auto same = static_cast<std::size_t>(std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(shorter), b.begin()).first - a.begin());
  return same >= 3 && same + 1 >= shorter && longer <= same + 3;
}

// EU for "European Union", and the other way round.
bool are_initials(const std::vector<std::u32string>& words, const std::vector<std::u32string>& of) {
  if (words.size() != 1 || of.size() < 2 || words.front().size() < 2) return false;
  const std::u32string& letters = words.front();
  std::size_t at = 0;
  for (const std::u32string& word : of) {
    if (at < letters.size() && word[0] == letters[at]) ++at;
  }
  return at == letters.size();
}

bool is_called(const std::vector<std::u32string>& words, const Entities& entities, const sayso_entity& entity) {
  const auto& its = entities.words_of(entity);
  // A first name alone says little: of a person's full name the surname must be hers.
  const auto from = view(entity.kind) == "person" ? words.end() - 1 : words.begin();
  const bool any = std::any_of(from, words.end(), [&](const auto& word) { return std::any_of(its.begin(), its.end(), [&](const auto& one) { return same_word(word, one); }); });
  if (any) return true;
  for (const std::string& name : names_of(entity)) {
    const auto telling = telling_words(name);
    if (are_initials(words, telling) || are_initials(telling, words)) return true;
  }
  return false;
}

}  // namespace

std::string link_json(const sayso_span& span, const sayso_entity& entity) { return reading::set_attribute(view(span.id), "entity", quoted_json(view(entity.id))); }

std::vector<Mention> mentions_of(const Entities& entities, const sayso_annotations& annotations) {
  std::vector<Mention> mentions;
  for (std::size_t i = 0; i < annotations.span_count; ++i) {
    const sayso_span& span = *annotations.spans[i];
    if (!is_mention(span) || span.fragment_count == 0) continue;
    const auto* given = sayso_sdk::attribute(span, "entity");
    const auto* form = sayso_sdk::attribute(span, "form");
    const sayso_entity* entity = given != nullptr ? entities.find(view(given->text)) : nullptr;
    mentions.push_back({&span, entity != nullptr ? entity->stands_for : nullptr, form != nullptr ? view(form->text) : std::string_view()});
  }
  return mentions;
}

void find_unlinked(const Entities& entities, const sayso_annotations& annotations, reading::Findings& findings) {
  std::set<const sayso_span*> told;
  for (std::size_t i = 0; i < annotations.frame_count; ++i) {
    const sayso_role* source = sayso_sdk::role(*annotations.frames[i], "source");
    for (std::size_t k = 0; source != nullptr && k < source->filler_count; ++k) {
      const sayso_span* span = source->fillers[k]->span;
      if (span == nullptr || !is_mention(*span) || sayso_sdk::attribute(*span, "entity") != nullptr || !told.insert(span).second) continue;
      auto finding = reading::about("speakers/unlinked", SAYSO_SEVERITY_HINT, *span);
      finding.message = "“" + finding.quoted + "” is a source and stands for no entity";
      if (const sayso_entity* only = entities.only_one_called(finding.quoted))
        finding.fixes.push_back({"link to " + std::string(view(only->name)), reading::edit_list({link_json(*span, *only)})});
      findings.push_back(std::move(finding));
    }
  }
}

void find_other_names(const Entities& entities, const std::vector<Mention>& mentions, reading::Findings& findings) {
  for (const Mention& mention : mentions) {
    if (mention.entity == nullptr || mention.form != "name" || is_reserved(*mention.entity)) continue;
    const std::string name = sayso_sdk::words_of(*mention.span, " ");
    const auto words = telling_words(name);
    if (words.empty() || is_called(words, entities, *mention.entity)) continue;
    const sayso_entity* better = entities.only_one_with(words);
    const auto& its = entities.words_of(*mention.entity);
    const bool misspelt = std::any_of(words.begin(), words.end(), [&](const auto& word) {
      return word.size() >= kShortest && std::any_of(its.begin(), its.end(), [&](const auto& one) { return reading::one_letter_apart(word, one); });
    });
    auto finding = reading::about("speakers/other-name", better != nullptr || misspelt ? SAYSO_SEVERITY_WARNING : SAYSO_SEVERITY_HINT, *mention.span);
    finding.message = "“" + name + "” stands for “" + std::string(view(mention.entity->name)) + "”, which has no such name" +
                      (better != nullptr ? "; “" + std::string(view(better->name)) + "” has" : misspelt ? ", but one a letter apart" : "");
    if (better != nullptr) finding.fixes.push_back({"link to " + std::string(view(better->name)), reading::edit_list({link_json(*mention.span, *better)})});
    finding.fixes.push_back({"add alias", reading::edit_list({"{\"edit\": \"add-alias\", \"of\": " + quoted_json(view(mention.entity->id)) + ", \"alias\": " + quoted_json(name) + "}"})});
    findings.push_back(std::move(finding));
  }
}

void find_two_entities(const std::vector<Mention>& mentions, reading::Elsewhere& elsewhere, reading::Findings& findings) {
  std::map<std::u32string, std::map<const sayso_entity*, std::vector<const Mention*>, ById>> by_name;
  for (const Mention& mention : mentions) {
    if (mention.entity == nullptr || mention.form != "name") continue;
    by_name[reading::fold(sayso_sdk::code_points(sayso_sdk::words_of(*mention.span, " ")))][mention.entity].push_back(&mention);
  }
  for (const auto& [name, stands_for] : by_name) {
    const auto usual = std::max_element(stands_for.begin(), stands_for.end(), [](const auto& a, const auto& b) {
      return a.second.size() != b.second.size() ? a.second.size() < b.second.size() : a.second.front()->span->fragments[0].code_point_begin > b.second.front()->span->fragments[0].code_point_begin;
    });
    for (const auto& [entity, which] : stands_for) {
      if (entity == usual->first) continue;
      for (const Mention* mention : which) {
        auto finding = reading::about("speakers/two-entities", SAYSO_SEVERITY_WARNING, *mention->span);
        finding.message = "“" + finding.quoted + "” stands for “" + std::string(view(entity->name)) + "” here and for “" + std::string(view(usual->first->name)) + "” elsewhere in the article";
        if (usual->second.size() > which.size())
          finding.fixes.push_back({"link to " + std::string(view(usual->first->name)), reading::edit_list({link_json(*mention->span, *usual->first)})});
        findings.push_back(std::move(finding));
      }
    }
    // In another article only a full name is surely the same one's.
    if (stands_for.size() > 1 || telling_words(sayso_sdk::utf8(name)).size() < 2 || usual->first->article.size > 0) continue;
    const std::string* other = elsewhere.otherwise(reading::hash_of(name), static_cast<std::uint32_t>(reading::hash_of(view(usual->first->id))));
    if (other == nullptr) continue;
    auto finding = reading::about("speakers/two-entities", SAYSO_SEVERITY_HINT, *usual->second.front()->span);
    finding.message = "“" + finding.quoted + "” stands for “" + std::string(view(usual->first->name)) + "” here and for another entity in " + *other;
    findings.push_back(std::move(finding));
  }
}

}  // namespace speakers
