#include <doctest/doctest.h>

#include <random>

#include "ui/desktop/models/hits.h"

using namespace sayso;
using namespace sayso::ui;

TEST_CASE("hits that came in pieces are looked up as if they had come at once") {
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    const std::size_t length = 1 + random() % 4;
    Hits hits(length);
    std::vector<CodePointRange> all;
    std::size_t at = random() % 3;
    for (int piece = 0; piece < 8; ++piece) {
      std::vector<CodePoint> begins;
      for (std::size_t i = random() % 6; i > 0; --i) {
        begins.emplace_back(at);
        all.push_back({CodePoint{at}, CodePoint{at + length}});
        at += length + random() % 5;
      }
      hits.add(std::move(begins));
    }
    REQUIRE(hits.size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(hits.at(i) == all[i]);
      CHECK(hits.rank_of(all[i]) == i);
    }
    for (std::size_t begin = 0; begin <= at + 2; ++begin) {
      std::size_t before = 0;
      for (const CodePointRange& hit : all) before += hit.begin.value < begin;
      CHECK(hits.first_from(CodePoint{begin}) == before);
      for (std::size_t end = begin + 1; end <= at + 2; end += 3) {
        const CodePointRange range{CodePoint{begin}, CodePoint{end}};
        std::vector<CodePointRange> met;
        for (const CodePointRange& hit : all) {
          if (hit.overlaps(range)) met.push_back(hit);
        }
        CHECK(hits.meeting(range) == met);
      }
    }
    CHECK(!hits.rank_of({CodePoint{at}, CodePoint{at + length + 1}}));
  }
}

TEST_CASE("no hits meet nothing") {
  const Hits hits;
  CHECK(hits.empty());
  CHECK(hits.first_from(CodePoint{5}) == 0);
  CHECK(hits.meeting({CodePoint{0}, CodePoint{100}}).empty());
  CHECK(!hits.rank_of({CodePoint{0}, CodePoint{1}}));
}
