// A folder that is gone with everything in it at the end. In SAYSO_BENCH_FOLDER, or where temporary files go: name a
// real disk there when the disk is measured.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>

namespace sayso::bench {

class TemporaryFolder {
 public:
  TemporaryFolder() {
    const char* wanted = std::getenv("SAYSO_BENCH_FOLDER");
    const std::filesystem::path parent = wanted ? std::filesystem::path(wanted) : std::filesystem::temp_directory_path();
    std::string name = (parent / "sayso-bench-XXXXXX").string();
    if (!mkdtemp(name.data())) {
      std::perror(name.c_str());
      std::exit(1);
    }
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace sayso::bench
