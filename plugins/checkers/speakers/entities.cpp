#include "entities.h"

#include <algorithm>

#include "plugins/checkers/reading/language.h"
#include "plugins/checkers/reading/letters.h"
#include "plugins/checkers/reading/names.h"
#include "plugins/checkers/reading/text.h"

namespace speakers {
namespace {

using sayso_sdk::view;

template <class T>
void add_once(std::vector<T>& list, const T& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::vector<std::u32string> words_in(std::u32string_view text) {
  std::vector<std::u32string> words;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!reading::is_word(text[i])) continue;
    std::size_t end = i;
    while (end < text.size() && reading::is_word(text[end])) ++end;
    words.emplace_back(text.substr(i, end - i));
    i = end;
  }
  return words;
}

}  // namespace

bool is_reserved(const sayso_entity& entity) { return view(entity.id).substr(0, 1) == "@"; }

std::vector<std::string> names_of(const sayso_entity& entity) {
  std::vector<std::string> names{std::string(view(entity.name))};
  for (std::size_t i = 0; i < entity.alias_count; ++i) names.emplace_back(view(entity.aliases[i]));
  return names;
}

std::vector<std::u32string> telling_words(std::string_view name) {
  std::vector<std::u32string> telling;
  for (const std::u32string& word : words_in(reading::fold(sayso_sdk::code_points(name)))) {
    if (!reading::is_title_or_small_word(word)) telling.push_back(reading::in_latin(word));
  }
  return telling;
}

Entities::Entities(const sayso_project& project) : project_(&project) {
  for (std::size_t i = 0; i < project.entity_count; ++i) {
    const sayso_entity& entity = *project.entities[i];
    by_id_.emplace(view(entity.id), &entity);
    if (is_reserved(entity)) continue;
    std::vector<std::u32string>& telling = words_[entity.stands_for];
    for (const std::string& name : names_of(entity)) {
      for (const std::u32string& word : words_in(sayso_sdk::code_points(name))) by_word_.emplace(word, entity.stands_for);
      if (view(entity.kind) != "unnamed") add_once(by_name_[name], entity.stands_for);
      for (const std::u32string& word : telling_words(name)) {
        add_once(telling, word);
        if (entity.article.size == 0) add_once(by_telling_word_[word], entity.stands_for);
      }
    }
  }
}

const sayso_entity* Entities::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : found->second;
}

const sayso_entity* Entities::with_word(const std::u32string& word) const {
  const auto found = by_word_.find(word);
  return found == by_word_.end() ? nullptr : found->second;
}

const sayso_entity* Entities::only_one_called(std::string_view name) const {
  const auto found = by_name_.find(std::string(name));
  return found == by_name_.end() || found->second.size() != 1 ? nullptr : found->second.front();
}

const sayso_entity* Entities::only_one_with(const std::vector<std::u32string>& words) const {
  const sayso_entity* only = nullptr;
  if (words.empty()) return only;
  const auto found = by_telling_word_.find(words.front());
  if (found == by_telling_word_.end()) return only;
  for (const sayso_entity* entity : found->second) {
    const auto& its = words_of(*entity);
    if (!std::all_of(words.begin(), words.end(), [&](const auto& word) { return std::find(its.begin(), its.end(), word) != its.end(); })) continue;
    if (only != nullptr) return nullptr;
    only = entity;
  }
  return only;
}

const std::vector<std::u32string>& Entities::words_of(const sayso_entity& entity) const {
  static const std::vector<std::u32string> none;
  const auto found = words_.find(entity.stands_for);
  return found == words_.end() ? none : found->second;
}

}  // namespace speakers
