// Correcting a text in few places, and what that does to positions in it. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotations/model/span.h"

namespace sayso {

// Puts `text` in the place of `at` (code points of the text before, end exclusive; empty: only inserts).
struct Splice {
  CodePointRange at;
  std::string text;

  bool operator==(const Splice&) const = default;
};

// What turns one text into the other, in text order and apart: as few and as short as finding lines that stayed, and
// words in those that did not, makes them.
std::vector<Splice> splices_between(std::string_view before, std::string_view after);

// A splice as those of its words that differ, none of which reaches beyond it: what stands outside is not compared.
std::vector<Splice> words_changed(std::string_view text, const Splice& splice);

// The splices of the text after them that bring back the text before.
std::vector<Splice> inverse(std::string_view before, const std::vector<Splice>& splices);

// The text after the splices. Precondition: valid UTF-8; the splices are in text order, apart and inside the text.
std::string spliced(std::string_view text, const std::vector<Splice>& splices);

// Where a stretch lies after the splices: its ends move with the text; what was put in at its very ends stays outside,
// what was put in inside belongs to it. Empty when all of it was taken away.
CodePointRange carried(CodePointRange at, const std::vector<Splice>& splices);
// The same for fragments; those that are empty then are left out, those that touch are one.
Fragments carried(const Fragments& at, const std::vector<Splice>& splices);

}  // namespace sayso
