#include <png.h>

#include <cstring>

#include "ui/desktop/platform/renderer.h"

namespace sayso::ui {

Result<std::vector<std::uint8_t>> to_png(const Picture& picture) {
  png_image image;
  std::memset(&image, 0, sizeof image);
  image.version = PNG_IMAGE_VERSION;
  image.width = static_cast<png_uint_32>(picture.width);
  image.height = static_cast<png_uint_32>(picture.height);
  image.format = PNG_FORMAT_RGBA;
  png_alloc_size_t size = 0;
  if (png_image_write_to_memory(&image, nullptr, &size, 0, picture.pixels.data(), 0, nullptr) == 0)
    return machine_error(std::string("the picture cannot be written as PNG: ") + image.message, "");
  std::vector<std::uint8_t> bytes(size);
  if (png_image_write_to_memory(&image, bytes.data(), &size, 0, picture.pixels.data(), 0, nullptr) == 0)
    return machine_error(std::string("the picture cannot be written as PNG: ") + image.message, "");
  bytes.resize(size);
  return bytes;
}

}  // namespace sayso::ui
