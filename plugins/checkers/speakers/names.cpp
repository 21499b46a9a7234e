#include "names.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "plugins/checkers/reading/names.h"

namespace speakers {
namespace {

constexpr std::size_t kShortest = 5;

bool is_upper(char32_t c) {
  return (c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) ||
         (c >= 0x410 && c <= 0x42F) || (c >= 0x100 && c <= 0x17F && c % 2 == 0);
}
bool is_letter(char32_t c) {
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') ||
         (c >= 0xC0 && c != 0xD7 && c != 0xF7 && c < 0x2000);
}
char32_t lower(char32_t c) {
  if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x391 && c <= 0x3A9) ||
      (c >= 0x410 && c <= 0x42F))
    return c + 32;
  return c >= 0x100 && c <= 0x17F && c % 2 == 0 ? c + 1 : c;
}

struct Word {
  std::size_t begin, end;
  bool begins_sentence;
  bool touches_previous;  // only a space or ". " lies between it and the word before
};

std::vector<Word> words_of(std::u32string_view text) {
  std::vector<Word> words;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_letter(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && is_letter(text[end])) ++end;
    // A hyphen makes one word: a part of it is no name of its own.
    const bool hyphen = (end + 1 < text.size() && text[end] == U'-' && is_letter(text[end + 1])) ||
                        (i > 0 && text[i - 1] == U'-');
    const std::size_t last = words.empty() ? 0 : words.back().end;
    const auto between = text.substr(last, i - last);
    const bool abbreviated =
        !words.empty() && words.back().end - words.back().begin <= 3 && is_upper(text[words.back().begin]);
    const bool ended =
        between.find_first_of(U".!?:;“”„«»\"\n…") != between.npos && !(between == U". " && abbreviated);
    if (!hyphen) words.push_back({i, end, words.empty() || ended, between == U" " || between == U". "});
    i = end;
  }
  return words;
}

bool all_nouns_have_capitals(std::u32string_view text, std::string_view language) {
  const auto main = language.substr(0, 2);
  if (!language.empty()) return main == "de" || main == "lb";
  std::size_t german = 0;
  for (const std::u32string_view word : {U" der ", U" und ", U" das ", U" nicht ", U" ist "})
    german += text.find(word) != text.npos ? 1 : 0;
  return german >= 3;
}

// American and Americans, Merkel and Merkels: one is the other and an ending.
bool is_inflection(std::u32string_view a, std::u32string_view b) {
  const auto& longer = a.size() > b.size() ? a : b;
  const auto& shorter = a.size() > b.size() ? b : a;
  if (longer.size() == shorter.size()) {
    // Chinesen and Chineser, Austrian and Austria's plural: another last letter is an ending as well.
    return longer.substr(0, longer.size() - 1) == shorter.substr(0, shorter.size() - 1);
  }
  return longer.substr(0, shorter.size()) == shorter;
}

}  // namespace

std::vector<Form> find_forms(std::u32string_view text) {
  const auto words = words_of(text);
  std::map<std::u32string, Form> forms;
  std::set<std::u32string> small, inside;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::u32string word(text.substr(words[i].begin, words[i].end - words[i].begin));
    if (!is_upper(word[0])) {
      small.insert(word);
      continue;
    }
    if (word.size() < kShortest || std::all_of(word.begin(), word.end(), is_upper)) continue;
    Form& form = forms[word];
    form.word = word;
    form.at.push_back(words[i].begin);
    if (!words[i].begins_sentence) inside.insert(word);
    if (i > 0 && words[i].touches_previous && !words[i].begins_sentence) {
      const std::u32string before(text.substr(words[i - 1].begin, words[i - 1].end - words[i - 1].begin));
      if (is_upper(before[0]) && (!words[i - 1].begins_sentence || before.size() <= 3))
        form.before.insert(before);
    }
  }
  std::vector<Form> found;
  for (auto& [word, form] : forms) {
    std::u32string in_small = word;
    in_small[0] = lower(in_small[0]);
    if (inside.count(word) > 0 && small.count(in_small) == 0) found.push_back(std::move(form));
  }
  return found;
}

std::vector<Variant> find_variants(std::u32string_view text, std::string_view language) {
  const auto forms = find_forms(text);
  const bool strict = all_nouns_have_capitals(text, language);
  std::unordered_map<std::u32string, std::vector<std::size_t>> alike;
  for (std::size_t i = 0; i < forms.size(); ++i) {
    for (auto& key : reading::without_a_letter(forms[i].word)) alike[std::move(key)].push_back(i);
  }
  std::set<std::pair<std::size_t, std::size_t>> pairs;  // rarer and more frequent
  for (const auto& [key, which] : alike) {
    for (const std::size_t a : which) {
      for (const std::size_t b : which) {
        if (forms[a].at.size() < forms[b].at.size() && reading::one_letter_apart(forms[a].word, forms[b].word)) pairs.emplace(a, b);
      }
    }
  }
  std::vector<Variant> variants;
  for (const auto& [a, b] : pairs) {
    const Form &rare = forms[a], &usual = forms[b];
    if (is_inflection(rare.word, usual.word)) continue;
    const bool context = std::any_of(rare.before.begin(), rare.before.end(), [&](const auto& name) { return usual.before.count(name) > 0; });
    const bool lopsided = usual.at.size() >= 3 * rare.at.size() && rare.word[0] == usual.word[0];
    if (context || (lopsided && !strict)) variants.push_back({rare, usual});
  }
  std::stable_sort(variants.begin(), variants.end(), [](const Variant& a, const Variant& b) { return a.rare.at[0] < b.rare.at[0]; });
  return variants;
}

}  // namespace speakers
