// Offers each file of the folders that are named to a target, without a fuzzer: what was once found stays mended, and a
// target is compiled whenever everything is.
#include <filesystem>

#include "core/files/read_file.h"
#include "tests/fuzz/fuzz.h"

int main(int count, char** folders) {
  int offered = 0;
  for (int i = 1; i < count; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folders[i])) {
      if (!entry.is_regular_file()) continue;
      std::printf("%s\n", entry.path().c_str());
      const auto bytes = sayso::read_file(sayso::real_files(), entry.path());
      sayso::fuzz::must(bytes.ok(), "a seed can be read");
      sayso::fuzz::offer(*bytes);
      ++offered;
    }
  }
  sayso::fuzz::must(offered > 0, "there are seeds");
  return 0;
}
