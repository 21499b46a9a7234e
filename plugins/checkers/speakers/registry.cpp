// The registry alone: entities that are probably one.
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
constexpr std::size_t kMostAlike = 50;  // entities with one surname that are compared with each other

bool counts(const sayso_entity& entity) {
  return !is_reserved(entity) && entity.stands_for == &entity && view(entity.kind) != "unnamed" && entity.article.size == 0;
}

sayso_sdk::Finding about_two(const char* rule, const sayso_entity& first, const sayso_entity& second) {
  sayso_sdk::Finding finding;
  finding.rule = rule;
  finding.quoted = std::string(view(first.id)) + " " + std::string(view(second.id));
  finding.fixes.push_back({"join", reading::edit_list({"{\"edit\": \"join-entity\", \"of\": " + quoted_json(view(second.id)) + ", \"same-as\": " + quoted_json(view(first.id)) + "}"})});
  return finding;
}

std::string in_small_letters(std::string name) {
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return name;
}

// One name of an entity, as its telling words.
struct Name {
  const sayso_entity* entity;
  std::vector<std::u32string> words;
  bool person;
};

bool is_near(const std::u32string& a, const std::u32string& b) { return a.size() >= kShortest && b.size() >= kShortest && reading::one_letter_apart(a, b); }
bool is_initial(const std::u32string& a, const std::u32string& b) { return a.size() == 1 && b.size() > 1 && a[0] == b[0]; }

// Why two names of persons are probably those of one; "" when they are not. `alone`: is this surname that of two persons only?
std::string why_one_person(const Name& a, const Name& b, bool alone) {
  if (a.words == b.words) return "differ in title, script or accents alone";
  const std::u32string &last_a = a.words.back(), &last_b = b.words.back();
  if (a.words.size() == 1 || b.words.size() == 1) return last_a == last_b && alone ? "have one surname, and one of them no more than that" : "";
  const std::u32string &first_a = a.words.front(), &first_b = b.words.front();
  if (last_a == last_b && (is_initial(first_a, first_b) || is_initial(first_b, first_a))) return "differ in an initial";
  if (last_a == last_b && is_near(first_a, first_b)) return "differ by one letter";
  if (first_a == first_b && is_near(last_a, last_b) && a.words.size() == b.words.size()) return "differ by one letter";
  return "";
}

std::string why_one(const Name& a, const Name& b, bool alone) {
  if (a.person != b.person) return "";
  if (a.person) return why_one_person(a, b, alone);
  if (a.words == b.words) return "differ in small words, script or accents alone";
  if (a.words.size() != b.words.size()) return "";
  std::size_t near = 0, other = 0;
  for (std::size_t i = 0; i < a.words.size(); ++i) {
    if (a.words[i] == b.words[i]) continue;
    ++(is_near(a.words[i], b.words[i]) ? near : other);
  }
  return near == 1 && other == 0 ? "differ by one letter" : "";
}

bool has_digit(const Name& name) {
  return std::any_of(name.words.begin(), name.words.end(), [](const auto& word) { return std::any_of(word.begin(), word.end(), reading::is_digit); });
}

}  // namespace

void find_same_names(const Entities& entities, reading::Findings& findings) {
  std::map<std::string, const sayso_entity*> first;
  const sayso_project& project = entities.project();
  for (std::size_t i = 0; i < project.entity_count; ++i) {
    const sayso_entity& entity = *project.entities[i];
    if (!counts(entity)) continue;
    for (const std::string& own : names_of(entity)) {
      const std::string name = in_small_letters(own);
      const auto [found, is_new] = first.emplace(name, &entity);
      if (is_new || found->second == &entity) continue;
      const sayso_entity& other = *found->second;
      auto finding = about_two("speakers/same-name", other, entity);
      finding.message = "“" + std::string(view(other.name)) + "” and “" + std::string(view(entity.name)) + "” are both called “" + name + "”. One and the same?";
      findings.push_back(std::move(finding));
      break;
    }
  }
}

void find_similar_entities(const Entities& entities, reading::Findings& findings) {
  const sayso_project& project = entities.project();
  std::vector<Name> names;
  std::map<std::string, std::set<const sayso_entity*>> called;  // told as speakers/same-name
  std::map<std::u32string, std::set<const sayso_entity*>> surnames;
  for (std::size_t i = 0; i < project.entity_count; ++i) {
    const sayso_entity& entity = *project.entities[i];
    if (!counts(entity)) continue;
    for (const std::string& own : names_of(entity)) {
      called[in_small_letters(own)].insert(&entity);
      Name name{&entity, telling_words(own), view(entity.kind) == "person"};
      if (name.words.empty() || has_digit(name)) continue;
      // A description ("the director") is no name.
      const auto points = sayso_sdk::code_points(own);
      const auto last_word = points.find_last_of(U' ');
      if (name.person && !reading::is_upper(points[last_word == points.npos ? 0 : last_word + 1])) continue;
      if (name.person) surnames[name.words.back()].insert(&entity);
      names.push_back(std::move(name));
    }
  }
  std::map<std::u32string, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::u32string& word = names[i].person ? names[i].words.back() : names[i].words.front();
    std::set<std::u32string> keys;
    if (word.size() < kShortest) {
      keys.insert(word);
    } else {
      for (auto& key : reading::without_a_letter(word)) keys.insert(std::move(key));
    }
    for (const auto& key : keys) alike[key].push_back(i);
  }
  std::set<std::pair<const sayso_entity*, const sayso_entity*>> told;
  for (const auto& [name, which] : called) {
    for (const sayso_entity* a : which) {
      for (const sayso_entity* b : which) told.emplace(a, b);
    }
  }
  std::map<std::pair<std::size_t, std::size_t>, sayso_sdk::Finding> found;  // in the registry's order
  for (const auto& [key, which] : alike) {
    if (which.size() > kMostAlike) continue;
    for (std::size_t x = 0; x < which.size(); ++x) {
      for (std::size_t y = x + 1; y < which.size(); ++y) {
        const Name &a = names[which[x]], &b = names[which[y]];
        if (a.entity == b.entity || told.count({a.entity, b.entity}) > 0) continue;
        const std::string why = why_one(a, b, a.person && surnames[a.words.back()].size() == 2);
        if (why.empty()) continue;
        told.emplace(a.entity, b.entity);
        told.emplace(b.entity, a.entity);
        auto finding = about_two("speakers/similar-entities", *a.entity, *b.entity);
        finding.message = "“" + std::string(view(a.entity->name)) + "” and “" + std::string(view(b.entity->name)) + "” " + why + ". One and the same?";
        found.emplace(std::pair(which[x], which[y]), std::move(finding));
      }
    }
  }
  for (auto& [order, finding] : found) findings.push_back(std::move(finding));
}

}  // namespace speakers
