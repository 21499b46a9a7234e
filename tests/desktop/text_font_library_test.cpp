#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/packaged_fonts.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

FaceId reading(FontLibrary& fonts) { return fonts.face({FontRole::reading}); }

}  // namespace

TEST_CASE("each role has its family") {
  FontLibrary fonts = tests::packaged_fonts();
  CHECK(fonts.family(reading(fonts)) == "Noto Serif");
  CHECK(fonts.family(fonts.face({FontRole::interface})) == "Inter");
  CHECK(fonts.family(fonts.face({FontRole::mono})) == "DejaVu Sans Mono");
}

TEST_CASE("a weight and a slant are faces of their own") {
  FontLibrary fonts = tests::packaged_fonts();
  const FaceId regular = fonts.face({FontRole::interface});
  const FaceId semibold = fonts.face({FontRole::interface, FontWeight::semibold});
  const FaceId italic = fonts.face({FontRole::interface, FontWeight::regular, true});
  CHECK(regular != semibold);
  CHECK(regular != italic);
  CHECK(fonts.file(semibold).find("SemiBold") != std::string::npos);
}

TEST_CASE("faces are opened only when they are asked for") {
  FontLibrary fonts = tests::packaged_fonts();
  CHECK(fonts.open_faces() == 0);
  reading(fonts);
  reading(fonts);
  CHECK(fonts.open_faces() == 1);
}

TEST_CASE("a character that the face lacks is taken from another installed face") {
  FontLibrary fonts = tests::packaged_fonts();
  const FaceId face = reading(fonts);
  for (const char32_t code_point : {U'\u2192', U'\u2603', U'\u2713'}) {
    CAPTURE(static_cast<unsigned>(code_point));
    const FaceId other = fonts.face_for(face, {}, code_point);
    CHECK(fonts.covers(other, code_point));
  }
  CHECK(fonts.face_for(face, {}, U'\u042F') == face);  // Cyrillic
  CHECK(fonts.face_for(face, {}, U'\u03A9') == face);  // Greek
}

TEST_CASE("an emoji is taken from a colour face where one is installed") {
  FontLibrary fonts = tests::packaged_fonts();
  if (!std::filesystem::exists("/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf")) {
    MESSAGE("skipped: fonts-noto-color-emoji is not installed");
    return;
  }
  CHECK(fonts.family(fonts.face_for(reading(fonts), {}, U'\U0001F600', true)) == "Noto Color Emoji");
}

TEST_CASE("without any font there is an error that names the package to install") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("sayso-no-fonts-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder / "empty");
  std::ofstream(folder / "fonts.conf")
      << "<?xml version=\"1.0\"?><fontconfig><dir>" << (folder / "empty").string() << "</dir><cachedir>"
      << (folder / "cache").string() << "</cachedir></fontconfig>";
  setenv("FONTCONFIG_FILE", (folder / "fonts.conf").c_str(), 1);
  const auto fonts = FontLibrary::open();
  std::filesystem::remove_all(folder);
  REQUIRE_FALSE(fonts.ok());
  CHECK(fonts.error().kind == ErrorKind::machine);
  CHECK(fonts.error().remedy.find("apt install fonts-noto-core") != std::string::npos);
}

TEST_CASE("a face's ascent and descent grow with the size") {
  FontLibrary fonts = tests::packaged_fonts();
  const FaceMetrics at18 = fonts.metrics(reading(fonts), 18);
  const FaceMetrics at36 = fonts.metrics(reading(fonts), 36);
  CHECK(at18.ascent > at18.x_height);
  CHECK(at18.descent > 0);
  CHECK(at36.ascent == doctest::Approx(2 * at18.ascent).epsilon(0.01));
}
