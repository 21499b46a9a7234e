// Cards lie beside the text like margin comments.
#include <doctest/doctest.h>

#include <cmath>
#include <random>

#include "ui/desktop/views/place_cards.h"

using namespace sayso::ui;

namespace {

constexpr float kGap = 8;

bool none_overlap(const std::vector<CardWish>& wishes, const std::vector<float>& places) {
  for (std::size_t i = 1; i < places.size(); ++i)
    if (places[i] < places[i - 1] + wishes[i - 1].height + kGap - 0.01F) return false;
  return true;
}

double cost(const std::vector<CardWish>& wishes, const std::vector<float>& places) {
  double sum = 0;
  for (std::size_t i = 0; i < places.size(); ++i)
    sum += std::pow(static_cast<double>(places[i]) - static_cast<double>(wishes[i].at), 2);
  return sum;
}

}  // namespace

TEST_CASE("cards that have room stand where they want to") {
  const std::vector<CardWish> wishes{{0, 50}, {100, 50}, {300, 50}};
  CHECK(place_cards(wishes, kGap, 0) == std::vector<float>{0, 100, 300});
}

TEST_CASE("cards of one line lie around it in their order") {
  const std::vector<CardWish> wishes{{200, 50}, {200, 50}, {200, 50}};
  CHECK(place_cards(wishes, kGap, 0) == std::vector<float>{142, 200, 258});
}

TEST_CASE("the active card gets its place and the others make room") {
  const std::vector<CardWish> wishes{{200, 50}, {200, 50}, {200, 50, true}, {210, 50}};
  CHECK(place_cards(wishes, kGap, 0) == std::vector<float>{84, 142, 200, 258});
}

TEST_CASE("no card lies above the top, even when the active one is below it") {
  const std::vector<CardWish> wishes{{0, 50}, {10, 50, true}};
  CHECK(place_cards(wishes, kGap, -10) == std::vector<float>{-10, 48});
}

TEST_CASE("nothing is placed when there are no cards") { CHECK(place_cards({}, kGap, 0).empty()); }

TEST_CASE(
    "random cards never overlap, keep their order and lie no further away than pushing down would put them") {
  std::mt19937 random(7);
  std::uniform_real_distribution<float> step(0, 60);
  std::uniform_real_distribution<float> height(40, 120);
  for (int run = 0; run < 200; ++run) {
    std::vector<CardWish> wishes;
    float at = 400;
    for (int i = 0; i < 12; ++i)
      wishes.push_back({at += step(random), height(random), run % 3 == 0 && i == 6});
    const std::vector<float> places = place_cards(wishes, kGap, -1000);
    REQUIRE(places.size() == wishes.size());
    CHECK(none_overlap(wishes, places));
    if (run % 3 == 0) {
      CHECK(places[6] == doctest::Approx(wishes[6].at));
    } else {
      std::vector<float> pushed;
      float free = 0;
      for (const CardWish& wish : wishes) {
        pushed.push_back(std::max(wish.at, free));
        free = pushed.back() + wish.height + kGap;
      }
      CHECK(cost(wishes, places) <= cost(wishes, pushed) + 0.1);
    }
  }
}
