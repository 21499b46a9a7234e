// libFuzzer's entry: the bytes as a text, which is what every target takes.
#include "tests/fuzz/fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sayso::fuzz::offer({reinterpret_cast<const char*>(data), size});
  return 0;
}
