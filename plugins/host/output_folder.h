// Where an exporter's files go: kept in a staging folder inside the target until all is done, then put into
// place one by one, each whole and on disk. An export that fails leaves nothing behind. One thread.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/files/file_system.h"

namespace sayso {

class OutputFolder {
 public:
  // Makes the folder when it is not there. Error (machine): it cannot be written.
  static Result<OutputFolder> open(FileSystem& files, const Path& folder);

  OutputFolder(OutputFolder&&) noexcept;
  OutputFolder& operator=(OutputFolder&&) noexcept;
  ~OutputFolder();  // takes the staging folder away

  // Appends to a file. Error (damaged): a name that leaves the folder, or that is both a file and a folder.
  Result<void> append(const std::string& name, std::string_view bytes);

  // Syncs all files and moves them into place, replacing files of the same name; gives their names, sorted.
  Result<std::vector<std::string>> commit();

 private:
  struct State;
  explicit OutputFolder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sayso
