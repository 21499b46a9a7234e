// Where benchmarks put their projects: SAYSO_BENCH_FOLDER, or where temporary files go. Name a real disk there when the
// disk is measured.
#pragma once

#include <cstdlib>
#include <filesystem>

namespace sayso::bench {

inline std::filesystem::path measured_disk() {
  const char* wanted = std::getenv("SAYSO_BENCH_FOLDER");
  return wanted ? std::filesystem::path(wanted) : std::filesystem::temp_directory_path();
}

}  // namespace sayso::bench
