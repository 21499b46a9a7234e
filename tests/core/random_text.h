// Texts with all that positions trip over: astral characters, combining marks, CRLF, joiners, CJK.
#pragma once

#include <iterator>
#include <random>
#include <string>

namespace sayso {

// About `pieces` of them, always the same for a generator in the same state; valid UTF-8.
inline std::string random_text(std::mt19937& random, std::size_t pieces) {
  static const char* const kPieces[] = {
      "a",       "Word ",  "it’s ", " ",  "\n",   "\r\n", "é",
      "e\u0301", "ß",      "“",     "” ", "日本", "😀",    "👩‍👩‍👧",
      "𝔘",       "\u202E", "ก็",     "हि", ". ",   "! A",  "3.14 ",
      "\u2028",  "\t"};
  std::string text;
  for (auto n = random() % (pieces + 1); n > 0; --n) text += kPieces[random() % std::size(kPieces)];
  return text;
}

}  // namespace sayso
