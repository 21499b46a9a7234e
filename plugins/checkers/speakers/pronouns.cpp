// Pronouns: whether they agree with whom they stand for, and whether a reader can tell whom that is.
#include <algorithm>
#include <map>

#include "findings.h"
#include "plugins/checkers/reading/letters.h"

namespace speakers {
namespace {

using sayso_sdk::view;

const reading::Pronoun* pronoun_of(const reading::Language& language, const Mention& mention) {
  if (mention.entity == nullptr || is_reserved(*mention.entity) || mention.span->fragment_count != 1) return nullptr;
  return language.pronoun(reading::fold(sayso_sdk::code_points(view(mention.span->fragments[0].text))));
}

// In English he and she are persons. Where nouns have genders, every thing may be he or she.
std::string why_not(const reading::Language& language, const reading::Pronoun& pronoun, std::string_view kind) {
  const bool many = kind == "group", thing = kind == "organisation" || kind == "place" || kind == "topic";
  const bool genders = language.code != "en";
  if (kind == "person" && pronoun.number == 'p') return "is a plural, and stands for one person";
  if (kind == "person" && pronoun.gender == 'n' && !genders) return "is a thing's, and stands for a person";
  if ((many || thing) && (pronoun.gender == 'm' || pronoun.gender == 'f') && !genders) return "is a person's, and stands for a" + std::string(kind == "organisation" ? "n " : " ") + std::string(kind);
  if (many && pronoun.number == 's' && !genders) return "is a singular, and stands for a group";
  return "";
}

// Of the third person: the others stand for whoever speaks.
bool is_told_by_context(const reading::Language& language, const reading::Pronoun& pronoun) {
  return pronoun.gender != '-' || (language.code == "en" && pronoun.word.substr(0, 2) == U"th");
}

// Words of the names of an entity as they stand in a text.
std::vector<std::u32string> words_in_text(const sayso_entity& entity) {
  std::vector<std::u32string> words;
  for (const std::string& name : names_of(entity)) {
    const auto text = reading::read_text(name);
    for (std::size_t i = 0; i < text.words.size(); ++i) {
      const std::u32string word(text.word(i));
      if (word.size() > 2 && !reading::is_title_or_small_word(word)) words.push_back(word);
    }
  }
  return words;
}

bool is_form_of(std::u32string_view word, std::u32string_view name) {
  const std::size_t shorter = std::min(word.size(), name.size());
  const std::size_t same = static_cast<std::size_t>(std::mismatch(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(shorter), name.begin()).first - word.begin());
  return word == name || (same >= 4 && same + 2 >= shorter && std::max(word.size(), name.size()) <= same + 3);
}

}  // namespace

void find_pronouns(const reading::Language& language, const std::vector<Mention>& mentions, reading::Findings& findings) {
  struct Gendered {
    std::vector<const Mention*> he, she;
  };
  std::map<const sayso_entity*, Gendered, ById> persons;
  for (const Mention& mention : mentions) {
    const reading::Pronoun* pronoun = pronoun_of(language, mention);
    if (pronoun == nullptr) continue;
    const std::string why = why_not(language, *pronoun, view(mention.entity->kind));
    if (!why.empty()) {
      auto finding = reading::about("speakers/pronoun", SAYSO_SEVERITY_WARNING, *mention.span);
      finding.message = "“" + finding.quoted + "” " + why + ", “" + std::string(view(mention.entity->name)) + "”";
      findings.push_back(std::move(finding));
    } else if (view(mention.entity->kind) == "person") {
      if (pronoun->gender == 'm') persons[mention.entity].he.push_back(&mention);
      if (pronoun->gender == 'f') persons[mention.entity].she.push_back(&mention);
    }
  }
  for (const auto& [entity, gendered] : persons) {
    if (gendered.he.empty() || gendered.she.empty()) continue;
    const auto& fewer = gendered.he.size() < gendered.she.size() ? gendered.he : gendered.she;
    const auto& more = &fewer == &gendered.he ? gendered.she : gendered.he;
    for (const Mention* mention : fewer) {
      auto finding = reading::about("speakers/pronoun", SAYSO_SEVERITY_WARNING, *mention->span);
      finding.message = "“" + finding.quoted + "” and “" + reading::shown(*more.front()->span) + "” both stand for “" + std::string(view(entity->name)) + "”";
      findings.push_back(std::move(finding));
    }
  }
}

void find_out_of_reach(const reading::Text& text, const reading::Language& language, std::uint64_t reach, const std::vector<Mention>& mentions,
                       reading::Findings& findings) {
  std::map<const sayso_entity*, std::vector<std::uint64_t>, ById> places;  // where mentions of it begin, in order
  for (const Mention& mention : mentions) {
    if (mention.entity != nullptr && mention.span->placed != 0) places[mention.entity].push_back(mention.span->fragments[0].code_point_begin);
  }
  for (const Mention& mention : mentions) {
    const reading::Pronoun* pronoun = pronoun_of(language, mention);
    if (pronoun == nullptr || mention.span->placed == 0 || !is_told_by_context(language, *pronoun)) continue;
    const std::uint64_t at = mention.span->fragments[0].code_point_begin;
    const std::uint64_t from = at > reach ? at - reach : 0;
    const auto& others = places[mention.entity];
    const auto near = std::lower_bound(others.begin(), others.end(), from);
    const std::size_t sentence = reading::sentence_at(text, at);
    const std::uint64_t sentence_end = sentence < text.sentences.size() ? text.sentences[sentence].end : at;
    bool told = std::any_of(near, others.end(), [&](std::uint64_t other) { return other < at; }) ||
                std::any_of(others.begin(), others.end(), [&](std::uint64_t other) { return other > at && other < sentence_end; });
    const auto names = told ? std::vector<std::u32string>() : words_in_text(*mention.entity);
    for (std::size_t w = reading::word_at(text, from); !told && w < text.words.size() && text.words[w].begin < sentence_end; ++w) {
      if (text.words[w].begin == at) continue;
      told = std::any_of(names.begin(), names.end(), [&](const auto& name) { return is_form_of(text.word(w), name); });
    }
    if (told) continue;
    auto finding = reading::about("speakers/out-of-reach", SAYSO_SEVERITY_HINT, *mention.span);
    finding.message = "“" + finding.quoted + "” stands for “" + std::string(view(mention.entity->name)) + "”, who is not named in the " + std::to_string(reach) + " characters before";
    findings.push_back(std::move(finding));
  }
}

}  // namespace speakers
