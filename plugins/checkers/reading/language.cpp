#include "language.h"

#include <algorithm>

#include "plugins/sdk/sayso_plugin.hpp"
#include "text.h"

namespace reading {

extern const LanguageData kEnglish, kGerman, kFrench, kSpanish;

namespace {

constexpr LanguageData kNone{};
constexpr std::size_t kWordsLookedAt = 300;

std::vector<std::u32string> split(std::string_view list, char32_t at = U' ') {
  std::vector<std::u32string> items;
  std::u32string item;
  for (const char32_t c : sayso_sdk::code_points(list)) {
    if (c != at && c != U' ' && c != U'\n') {
      item += c;
    } else if (!item.empty()) {
      items.push_back(std::move(item));
      item.clear();
    }
  }
  if (!item.empty()) items.push_back(std::move(item));
  return items;
}

const std::vector<Language>& languages() {
  static const std::vector<Language> all{Language(kEnglish), Language(kGerman), Language(kFrench), Language(kSpanish)};
  return all;
}

}  // namespace

WordSet::WordSet(std::string_view list) {
  for (auto& word : split(list)) words_.insert(std::move(word));
}

Language::Language(const LanguageData& data)
    : code(data.code),
      capital_nouns(data.capital_nouns),
      stop_words(data.stop_words),
      articles(data.articles),
      titles(data.titles),
      auxiliaries(data.auxiliaries),
      negations(data.negations),
      speech(data.speech),
      that(data.that),
      may_double(data.may_double),
      name_parts(data.name_parts) {
  for (const auto& expression : split(data.according)) according.push_back(split(sayso_sdk::utf8(expression), U'_'));
  for (const auto& entry : split(data.pronouns)) {
    const auto colon = entry.find(U':');
    pronouns.push_back({entry.substr(0, colon), static_cast<char>(entry[colon + 1]), static_cast<char>(entry[colon + 3])});
  }
}

const Pronoun* Language::pronoun(std::u32string_view folded) const {
  const auto found = std::find_if(pronouns.begin(), pronouns.end(), [&](const Pronoun& one) { return one.word == folded; });
  return found == pronouns.end() ? nullptr : &*found;
}

bool is_title_or_small_word(std::u32string_view folded) {
  const auto& all = languages();
  return std::any_of(all.begin(), all.end(), [&](const Language& one) { return one.titles.has(folded) || one.articles.has(folded) || one.name_parts.has(folded); });
}

const Language& language_of(std::string_view tag, const Text& text) {
  static const Language none(kNone);
  for (const Language& language : languages()) {
    if (tag.substr(0, tag.find_first_of("-_")) == language.code) return language;
  }
  if (!tag.empty()) return none;
  const Language* best = &none;
  std::size_t most = 3;  // fewer frequent words than this say nothing
  for (const Language& language : languages()) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < std::min(text.words.size(), kWordsLookedAt); ++i) count += language.stop_words.has(text.word(i)) ? 1 : 0;
    if (count > most) {
      most = count;
      best = &language;
    }
  }
  return *best;
}

}  // namespace reading
