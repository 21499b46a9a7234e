// Words of a language that rules look for. The data of each language is one file, language_XX.cpp: lists of words, folded and
// separated by spaces (an expression of several words has _ between them). Read-only after the first call; any thread.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace reading {

// The data as it is written down.
struct LanguageData {
  std::string_view code;       // "en"
  bool capital_nouns;          // all nouns begin with a capital
  std::string_view stop_words;  // frequent ones, by which an unnamed language is told
  std::string_view articles;    // and other words that begin a description: the, a, this
  std::string_view titles;      // that stand before a name: mr, president
  std::string_view auxiliaries;  // that belong to a cue: has, did, will
  std::string_view negations;    // and adverbs that stand between an auxiliary and its verb
  std::string_view speech;       // forms of verbs that report: said, sagte
  std::string_view that;         // what begins reported words: that, dass
  std::string_view according;    // according_to, laut
  std::string_view may_double;   // words that rightly stand twice: had, that
  std::string_view name_parts;   // small words inside names: von, de
  // Pronouns "word:number:gender", number s p or e (either), gender m f n (a person: m, f; a thing: n) or - (says nothing).
  std::string_view pronouns;
};

class WordSet {
 public:
  explicit WordSet(std::string_view list);
  bool has(std::u32string_view folded) const { return words_.count(std::u32string(folded)) > 0; }

 private:
  std::unordered_set<std::u32string> words_;
};

struct Pronoun {
  std::u32string word;
  char number, gender;
};

struct Language {
  explicit Language(const LanguageData& data);

  std::string code;
  bool capital_nouns;
  WordSet stop_words, articles, titles, auxiliaries, negations, speech, that, may_double, name_parts;
  std::vector<std::vector<std::u32string>> according;  // each the words of an expression
  std::vector<Pronoun> pronouns;

  const Pronoun* pronoun(std::u32string_view folded) const;
};

struct Text;
// The language of that tag ("de-AT"), or the one whose frequent words the text has; for another, one without words.
const Language& language_of(std::string_view tag, const Text& text);

// In any of the languages: names cross them.
bool is_title_or_small_word(std::u32string_view folded);

}  // namespace reading
