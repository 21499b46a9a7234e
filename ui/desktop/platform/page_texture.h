// How a draw command names a page of the glyph atlas: a number no OpenGL texture has, which the renderer
// replaces when it draws. So whoever fills draw lists needs no graphics context.
#pragma once

#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sayso::ui {

inline constexpr std::uintptr_t kFirstPageTexture = std::uintptr_t{1} << 30U;

inline ImTextureID page_texture(std::size_t page) {
  return reinterpret_cast<ImTextureID>(kFirstPageTexture + page);
}

// The page a texture stands for, nullopt for any other.
inline std::optional<std::size_t> page_of(ImTextureID texture) {
  const auto value = reinterpret_cast<std::uintptr_t>(texture);
  if (value < kFirstPageTexture) return std::nullopt;
  return value - kFirstPageTexture;
}

}  // namespace sayso::ui
