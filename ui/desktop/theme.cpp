#include "ui/desktop/theme.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sayso::ui {
namespace {

// Okabe and Ito's palette for colour-blind readers, without its black; neighbours in the order differ most.
constexpr std::array<std::uint32_t, kSpeakerHues> kHues{0x0072B2, 0xE69F00, 0x009E73, 0xCC79A7,
                                                        0x56B4E9, 0xD55E00, 0xF0E442};
constexpr std::uint32_t kLaterHue = 0x8C8C8C;

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
  return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

// As much of the hue as lifts it no more than `most` to 1 off the paper: all fills weigh the same, and
// text keeps its contrast on each.
Colour fill_of(Colour hue, Colour paper, float part, double most) {
  Colour fill = mixed(hue, paper, part);
  for (; part > 0.05F && contrast(fill, paper) > most; part -= 0.01F) fill = mixed(hue, paper, part);
  return fill;
}

// `hue` moved towards `ink` only as far as it must to be `least` (and a little) to 1 on every ground.
Colour line_of(Colour hue, Colour ink, const std::vector<Colour>& grounds, double least) {
  const double enough = least + 0.05;
  for (int step = 0; step <= 100; ++step) {
    const Colour tried = mixed(ink, hue, static_cast<float>(step) / 100.0F);
    if (std::all_of(grounds.begin(), grounds.end(),
                    [&](Colour ground) { return contrast(tried, ground) >= enough; }))
      return tried;
  }
  return ink;
}

void add_speakers(Theme& theme, float fill_part, double most, Colour towards, double line_least = 3) {
  std::vector<Colour> grounds{theme.paper, theme.card, theme.panel, theme.row_chosen};
  const auto hue = [](std::size_t i) { return rgb(i < kSpeakerHues ? kHues[i] : kLaterHue); };
  for (std::size_t i = 0; i < theme.speakers.size(); ++i) {
    theme.speakers[i].fill = fill_of(hue(i), theme.paper, fill_part, most);
    grounds.push_back(theme.speakers[i].fill);
  }
  // A mention's underline may run through another speaker's quote.
  for (std::size_t i = 0; i < theme.speakers.size(); ++i)
    theme.speakers[i].line = line_of(hue(i), towards, grounds, line_least);
}

Theme make_light() {
  Theme theme;
  theme.paper = rgb(0xFDFCF9);
  theme.panel = rgb(0xF6F4EE);
  theme.chrome = rgb(0xFBFAF7);
  theme.status_bar = rgb(0xE9E5DA);
  theme.card = rgb(0xFFFFFF);
  theme.row_chosen = rgb(0xE8E3D7);
  theme.row_hover = rgb(0xEFEBE0);
  theme.selection = rgb(0xCFDDEB);
  theme.chip = rgb(0xEBE7DD);
  theme.chip_chosen = rgb(0x22262B);
  theme.key_cap = rgb(0xFFFFFF);
  theme.suggestion = rgb(0xFAF7EA);
  theme.hit = rgb(0xE4DCF7);
  theme.ink = rgb(0x22262B);
  theme.muted = rgb(0x645F55);
  theme.chip_chosen_ink = rgb(0xFFFFFF);
  theme.accent = rgb(0x4F5299);
  theme.error = rgb(0xAC231D);
  theme.warning = rgb(0x7D5300);
  theme.hint = rgb(0x4F5B66);
  theme.good = rgb(0x3F6440);
  theme.line = rgb(0xDEDAD0);
  theme.edge = rgb(0x8A8578);
  theme.key_cap_edge = rgb(0xCFC9BA);
  theme.card_edge = rgb(0xE0DBCF);
  theme.outline = rgb(0x22262B);
  theme.cue = rgb(0x77725F);
  theme.suggestion_hatch = rgb(0xF3EED9);
  theme.suggestion_line = rgb(0x8F7A2E);
  theme.hit_edge = rgb(0xBCA8DE);
  theme.hit_line = rgb(0x7446A6);
  theme.stance_off = rgb(0xEBE7DD);
  theme.stance_on = rgb(0x22262B);
  theme.track = rgb(0xE4DFD3);
  theme.thumb = rgb(0x8A8578);
  theme.shadow = {34, 38, 43, 38};
  add_speakers(theme, 0.30F, 1.32, rgb(0x101214));
  return theme;
}

Theme make_dark() {
  Theme theme;
  theme.name = ThemeName::dark;
  theme.dark = true;
  theme.paper = rgb(0x1D1E20);
  theme.panel = rgb(0x232427);
  theme.chrome = rgb(0x202124);
  theme.status_bar = rgb(0x2B2C2F);
  theme.card = rgb(0x28292D);
  theme.row_chosen = rgb(0x37383D);
  theme.row_hover = rgb(0x2E2F33);
  theme.selection = rgb(0x2B3D52);
  theme.chip = rgb(0x35363B);
  theme.chip_chosen = rgb(0xE4E1D8);
  theme.key_cap = rgb(0x2D2E32);
  theme.suggestion = rgb(0x2B2920);
  theme.hit = rgb(0x3D3357);
  theme.ink = rgb(0xE4E1D8);
  theme.muted = rgb(0xB2ADA1);
  theme.chip_chosen_ink = rgb(0x1D1E20);
  theme.accent = rgb(0xA9ABE6);
  theme.error = rgb(0xF59A90);
  theme.warning = rgb(0xE3B363);
  theme.hint = rgb(0xACB9C6);
  theme.good = rgb(0x9CC79D);
  theme.line = rgb(0x37383C);
  theme.edge = rgb(0x8D897E);
  theme.key_cap_edge = rgb(0x4B4C51);
  theme.card_edge = rgb(0x3C3D42);
  theme.outline = rgb(0xE4E1D8);
  theme.cue = rgb(0xA39E90);
  theme.suggestion_hatch = rgb(0x35321F);
  theme.suggestion_line = rgb(0xB9A24F);
  theme.hit_edge = rgb(0x6B5C92);
  theme.hit_line = rgb(0xBBA2F2);
  theme.stance_off = rgb(0x3C3D42);
  theme.stance_on = rgb(0xE4E1D8);
  theme.track = rgb(0x35363B);
  theme.thumb = rgb(0x8D897E);
  theme.shadow = {0, 0, 0, 110};
  add_speakers(theme, 0.42F, 1.5, rgb(0xFFFFFF));
  return theme;
}

Theme make_contrast() {
  Theme theme;
  theme.name = ThemeName::contrast;
  theme.dark = true;
  theme.paper = rgb(0x000000);
  theme.panel = rgb(0x000000);
  theme.chrome = rgb(0x000000);
  theme.status_bar = rgb(0x1A1A1A);
  theme.card = rgb(0x000000);
  theme.row_chosen = rgb(0x262626);
  theme.row_hover = rgb(0x1C1C1C);
  theme.selection = rgb(0x0A3C66);
  theme.chip = rgb(0x1F1F1F);
  theme.chip_chosen = rgb(0xFFFFFF);
  theme.key_cap = rgb(0x000000);
  theme.suggestion = rgb(0x14140A);
  theme.hit = rgb(0x2E1C52);
  theme.ink = rgb(0xFFFFFF);
  theme.muted = rgb(0xE6E6E6);
  theme.chip_chosen_ink = rgb(0x000000);
  theme.accent = rgb(0xCFD0FF);
  theme.error = rgb(0xFFC2BA);
  theme.warning = rgb(0xFFD98A);
  theme.hint = rgb(0xD3E0EC);
  theme.good = rgb(0xB8F0B9);
  theme.line = rgb(0x8C8C8C);
  theme.edge = rgb(0xD9D9D9);
  theme.key_cap_edge = rgb(0xBFBFBF);
  theme.card_edge = rgb(0xBFBFBF);
  theme.outline = rgb(0xFFFFFF);
  theme.cue = rgb(0xE6E6E6);
  theme.suggestion_hatch = rgb(0x26260F);
  theme.suggestion_line = rgb(0xF2DC7A);
  theme.hit_edge = rgb(0xA88FDB);
  theme.hit_line = rgb(0xD8C4FF);
  theme.stance_off = rgb(0x303030);
  theme.stance_on = rgb(0xFFFFFF);
  theme.track = rgb(0x303030);
  theme.thumb = rgb(0xD9D9D9);
  theme.shadow = {0, 0, 0, 160};
  add_speakers(theme, 0.55F, 2.2, rgb(0xFFFFFF), 4.5);
  return theme;
}

}  // namespace

Colour mixed(Colour a, Colour b, float part) {
  const auto channel = [&](std::uint8_t x, std::uint8_t y) {
    return static_cast<std::uint8_t>(
        std::lround(static_cast<float>(x) * part + static_cast<float>(y) * (1 - part)));
  };
  return {channel(a.red, b.red), channel(a.green, b.green), channel(a.blue, b.blue)};
}

double contrast(Colour a, Colour b) {
  const double lighter = std::max(luminance(a), luminance(b));
  const double darker = std::min(luminance(a), luminance(b));
  return (lighter + 0.05) / (darker + 0.05);
}

const Theme& light_theme() {
  static const Theme kTheme = make_light();
  return kTheme;
}

const Theme& dark_theme() {
  static const Theme kTheme = make_dark();
  return kTheme;
}

const Theme& contrast_theme() {
  static const Theme kTheme = make_contrast();
  return kTheme;
}

const Theme& theme_of(ThemeName name) {
  switch (name) {
    case ThemeName::dark: return dark_theme();
    case ThemeName::contrast: return contrast_theme();
    case ThemeName::light: break;
  }
  return light_theme();
}

}  // namespace sayso::ui
