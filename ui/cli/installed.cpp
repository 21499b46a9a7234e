#include "ui/cli/installed.h"

#include "core/files/read_file.h"

namespace sayso::cli {

std::optional<Path> installed_path(FileSystem& files, const std::string& name) {
  const auto self = files.read_link("/proc/self/exe");
  if (!self.ok()) return std::nullopt;
  const Path path = self->parent_path().parent_path() / "share" / "sayso" / name;
  if (!is_there(files, path)) return std::nullopt;
  return path;
}

std::optional<Path> sample_project(FileSystem& files) { return installed_path(files, "examples/city-hall"); }

}  // namespace sayso::cli
