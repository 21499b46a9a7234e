// The registry as this checker looks things up in it, made once. Borrows the project.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/sdk/sayso_plugin.hpp"

namespace speakers {

bool is_reserved(const sayso_entity& entity);
std::vector<std::string> names_of(const sayso_entity& entity);

// The words of a name that tell it from others: in small Latin letters, without titles, articles and the small words of names.
std::vector<std::u32string> telling_words(std::string_view name);

// An order that does not depend on where entities lie in memory.
struct ById {
  bool operator()(const sayso_entity* a, const sayso_entity* b) const { return sayso_sdk::view(a->id) < sayso_sdk::view(b->id); }
};

class Entities {
 public:
  explicit Entities(const sayso_project& project);

  const sayso_project& project() const { return *project_; }
  const sayso_entity* find(std::string_view id) const;  // nullptr: none
  // The first entity, in the registry's order, with that word in a name; reserved ones are left out.
  const sayso_entity* with_word(const std::u32string& word) const;
  // The one entity (joins followed) with exactly that name; nullptr when there are none or several. Unnamed sources are never
  // found by their description.
  const sayso_entity* only_one_called(std::string_view name) const;
  // The one entity (joins followed) whose names have all these telling words; nullptr likewise.
  const sayso_entity* only_one_with(const std::vector<std::u32string>& words) const;
  // Its telling words, of all its names and of those joined to it.
  const std::vector<std::u32string>& words_of(const sayso_entity& entity) const;

 private:
  const sayso_project* project_;
  std::unordered_map<std::string_view, const sayso_entity*> by_id_;
  std::unordered_map<std::u32string, const sayso_entity*> by_word_;
  std::unordered_map<std::string, std::vector<const sayso_entity*>> by_name_;
  std::unordered_map<std::u32string, std::vector<const sayso_entity*>> by_telling_word_;
  std::unordered_map<const sayso_entity*, std::vector<std::u32string>> words_;
};

}  // namespace speakers
