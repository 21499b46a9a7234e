// The capitalised names of a text, and which of them look like misspellings of others. Pure; code points.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace speakers {

// One form of a name: a capitalised word, without a possessive ending.
struct Form {
  std::u32string word;
  std::vector<std::size_t> at;      // where it begins, in order
  std::set<std::u32string> before;  // names and titles that stand before it: "Mr", "Antony"
};

// Words of at least five letters that begin with a capital inside a sentence, and never occur in small
// letters.
std::vector<Form> find_forms(std::u32string_view text);

struct Variant {
  Form rare, usual;
};

// Pairs of forms one letter apart (one changed, added, left out, or two neighbours exchanged) of which the
// rarer is probably the same name: they follow the same title or first name, or the usual one is at least
// three times as frequent. Inflected forms (American, Americans) are no pair. Where the language writes all
// nouns with capitals, only those with the same name or title before them count.
std::vector<Variant> find_variants(std::u32string_view text, std::string_view language);

}  // namespace speakers
