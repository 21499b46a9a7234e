// The installed faces, found by fontconfig for a role and weight, opened (mapped) when first used and
// kept; for code points a face lacks, another installed one. Owned by the program's main; main thread
// only (FreeType faces and HarfBuzz fonts are not shared between threads).
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "ui/desktop/text/text_style.h"

namespace sayso::ui {

// A face of one FontLibrary.
struct FaceId {
  std::uint16_t value = 0;

  auto operator<=>(const FaceId&) const = default;
};

// In logical pixels for the size asked, all positive: ascent up and descent down from the baseline.
struct FaceMetrics {
  float ascent = 0, descent = 0, x_height = 0;
};

class FontLibrary {
 public:
  // Reads the fontconfig configuration. Fails with ErrorKind::machine when no font is installed at all.
  static Result<FontLibrary> open();

  FontLibrary(FontLibrary&&) noexcept;
  FontLibrary& operator=(FontLibrary&&) noexcept;
  ~FontLibrary();

  // The face that serves a style's role, weight and slant; opened if need be. Never fails: at worst another family's.
  FaceId face(const TextStyle& style);
  // Family and file of a face, for messages and tests: "Noto Serif", "/usr/share/fonts/….ttf".
  std::string family(FaceId face) const;
  std::string file(FaceId face) const;
  // Whether the face has a glyph for this code point.
  bool covers(FaceId face, char32_t code_point);
  // `wanted` if it covers the code point, else an installed face that does, those of the style's language first, else
  // `wanted`. `emoji` asks for a colour emoji face first.
  FaceId face_for(FaceId wanted, const TextStyle& style, char32_t code_point, bool emoji = false);
  FaceMetrics metrics(FaceId face, float size);
  // Faces opened so far.
  std::size_t open_faces() const;

  // For layout and atlas only: the library's own handles.
  struct Impl;
  Impl& impl() { return *impl_; }

 private:
  explicit FontLibrary(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace sayso::ui
