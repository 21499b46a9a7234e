// The fonts of the distribution's packages, the same on every machine that has them.
#pragma once

#include <doctest/doctest.h>

#include <cstdlib>

#include "ui/desktop/text/font_library.h"

namespace sayso::tests {

inline ui::FontLibrary packaged_fonts() {
  setenv("FONTCONFIG_FILE", SAYSO_SOURCE_DIR "/tests/support/fonts.conf", 1);
  auto fonts = ui::FontLibrary::open();
  REQUIRE_MESSAGE(fonts.ok(), "apt install fonts-noto-core fonts-inter fonts-dejavu-core");
  return std::move(fonts).value();
}

}  // namespace sayso::tests
