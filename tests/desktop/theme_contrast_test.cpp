#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "ui/desktop/theme.h"

using namespace sayso::ui;

namespace {

using Named = std::pair<std::string, Colour>;

const std::vector<const Theme*> kThemes{&light_theme(), &dark_theme(), &contrast_theme()};

std::vector<Named> plain_grounds(const Theme& t) {
  return {{"paper", t.paper},
          {"panel", t.panel},
          {"chrome", t.chrome},
          {"status bar", t.status_bar},
          {"card", t.card},
          {"chosen row", t.row_chosen},
          {"hovered row", t.row_hover},
          {"selection", t.selection},
          {"chip", t.chip},
          {"key cap", t.key_cap},
          {"suggestion", t.suggestion},
          {"hatch", t.suggestion_hatch},
          {"hit", t.hit},
          {"empty stance", t.stance_off}};
}

std::vector<Named> grounds_with_speakers(const Theme& t) {
  std::vector<Named> grounds = plain_grounds(t);
  for (std::size_t i = 0; i < t.speakers.size(); ++i)
    grounds.emplace_back("speaker " + std::to_string(i), t.speakers[i].fill);
  return grounds;
}

void check(double least, const Named& ink, const std::vector<Named>& grounds) {
  for (const Named& ground : grounds) {
    const double ratio = contrast(ink.second, ground.second);
    CAPTURE(ink.first);
    CAPTURE(ground.first);
    CHECK(ratio >= least);
  }
}

}  // namespace

TEST_CASE("contrast follows WCAG's own figures") {
  CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == doctest::Approx(21.0));
  CHECK(contrast(rgb(0x777777), rgb(0xFFFFFF)) == doctest::Approx(4.48).epsilon(0.002));
  CHECK(contrast(rgb(0xFFFFFF), rgb(0x777777)) == contrast(rgb(0x777777), rgb(0xFFFFFF)));
}

TEST_CASE("every ink is at least 4.5 to 1 on every ground it may lie on, in high contrast 7") {
  for (const Theme* theme : kThemes) {
    CAPTURE(theme->name);
    const double least = theme->name == ThemeName::contrast ? 7 : 4.5;
    check(least, {"ink", theme->ink}, grounds_with_speakers(*theme));
    check(least, {"muted", theme->muted}, grounds_with_speakers(*theme));
    for (const Named& ink :
         {Named{"error", theme->error}, Named{"warning", theme->warning}, Named{"hint", theme->hint},
          Named{"good", theme->good}, Named{"accent", theme->accent}})
      check(least, ink, plain_grounds(*theme));
    check(least, {"chosen chip's ink", theme->chip_chosen_ink}, {{"chosen chip", theme->chip_chosen}});
  }
}

TEST_CASE("every line that means something is at least 3 to 1 on its grounds, in high contrast 4.5") {
  for (const Theme* theme : kThemes) {
    CAPTURE(theme->name);
    const double least = theme->name == ThemeName::contrast ? 4.5 : 3;
    const std::vector<Named> text_grounds{
        {"paper", theme->paper}, {"card", theme->card}, {"panel", theme->panel}};
    check(least, {"edge", theme->edge}, text_grounds);
    check(least, {"thumb", theme->thumb}, text_grounds);
    check(least, {"suggestion line", theme->suggestion_line},
          {{"paper", theme->paper},
           {"suggestion", theme->suggestion},
           {"hatch", theme->suggestion_hatch},
           {"card", theme->card}});
    check(least, {"hit line", theme->hit_line},
          {{"paper", theme->paper}, {"hit", theme->hit}, {"suggestion", theme->suggestion}, {"hatch", theme->suggestion_hatch}});
    for (const SpeakerColours& speaker : theme->speakers) check(least, {"hit line", theme->hit_line}, {{"a fill", speaker.fill}});
    check(least, {"outline", theme->outline}, grounds_with_speakers(*theme));
    check(least, {"cue", theme->cue}, grounds_with_speakers(*theme));
    check(least, {"taken stance", theme->stance_on},
          {{"empty stance", theme->stance_off}, {"card", theme->card}});
  }
}

TEST_CASE(
    "a speaker's line is at least 3 to 1, in high contrast 4.5, on paper, cards, panels and every speaker's fill it may cross") {
  for (const Theme* theme : kThemes)
    for (std::size_t i = 0; i < theme->speakers.size(); ++i) {
      CAPTURE(theme->name);
      const double least = theme->name == ThemeName::contrast ? 4.5 : 3;
      const Named line{"line of speaker " + std::to_string(i), theme->speakers[i].line};
      check(least, line,
            {{"paper", theme->paper},
             {"card", theme->card},
             {"panel", theme->panel},
             {"chosen row", theme->row_chosen}});
      for (const SpeakerColours& other : theme->speakers) check(least, line, {{"a fill", other.fill}});
    }
}

TEST_CASE("a hit's ground is told from the paper, the selection, a suggestion and every speaker's fill") {
  for (const Theme* theme : kThemes) {
    CAPTURE(theme->name);
    const auto apart = [&](Colour other) {
      const auto by = [](int a, int b) { return a < b ? b - a : a - b; };
      CHECK(by(theme->hit.red, other.red) + by(theme->hit.green, other.green) + by(theme->hit.blue, other.blue) >= 24);
    };
    apart(theme->paper);
    apart(theme->selection);
    apart(theme->suggestion);
    apart(theme->suggestion_hatch);
    for (const SpeakerColours& speaker : theme->speakers) apart(speaker.fill);
  }
}

TEST_CASE("the seven hues differ, and the eighth speaker and all later ones are grey") {
  for (const Theme* theme : kThemes) {
    for (std::size_t i = 0; i < kSpeakerHues; ++i)
      for (std::size_t j = i + 1; j < kSpeakerHues; ++j) {
        CHECK_FALSE(theme->speaker(i).fill == theme->speaker(j).fill);
        CHECK_FALSE(theme->speaker(i).line == theme->speaker(j).line);
      }
    CHECK(theme->speaker(7) == theme->speaker(70));
    const Colour grey = theme->speaker(7).line;
    CHECK(grey.red - grey.blue < 8);
    CHECK(grey.blue - grey.red < 8);
  }
}
