#include "ui/cli/plugin_new.h"

#include <algorithm>
#include <vector>

#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "ui/cli/installed.h"

namespace sayso::cli {
namespace {

bool is_name(const std::string& name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= 60 && name.front() >= 'a' && name.front() <= 'z' && std::ranges::all_of(name, fits);
}

std::string filled_in(std::string text, const std::string& name) {
  constexpr std::string_view kName = "@name@";
  for (auto at = text.find(kName); at != std::string::npos; at = text.find(kName, at + name.size())) {
    text.replace(at, kName.size(), name);
  }
  return text;
}

struct NewFile {
  std::string name, bytes;
};

// Read before anything is made.
Result<std::vector<NewFile>> files_of(FileSystem& files, const NewPlugin& wanted) {
  const auto sdk = installed_path(files, "sdk");
  if (!sdk) return machine_error("the templates of plugins were not found beside the program", "", "install sayso completely");
  const Path from = *sdk / "templates" / (wanted.kind + "-" + wanted.language);
  std::vector<NewFile> all;
  const auto entries = list_folder(files, from);
  if (!entries) return entries.error();
  for (const FolderEntry& entry : *entries) {
    auto bytes = read_file(files, from / entry.name);
    if (!bytes) return bytes.error();
    all.push_back({entry.name, filled_in(std::move(bytes).value(), wanted.name)});
  }
  std::vector<std::string> headers;
  if (wanted.language != "python") headers.push_back("sayso_plugin.h");
  if (wanted.language == "c++") headers.push_back("sayso_plugin.hpp");
  for (const std::string& header : headers) {
    auto bytes = read_file(files, *sdk / header);
    if (!bytes) return bytes.error();
    all.push_back({header, std::move(bytes).value()});
  }
  return all;
}

}  // namespace

Result<Path> new_plugin(FileSystem& files, const NewPlugin& wanted) {
  if (!is_name(wanted.name)) {
    return usage_error("'" + wanted.name + "' cannot be a plugin's name", "use small letters, digits and '-', a letter first: my-" + wanted.kind);
  }
  const Path folder = wanted.name;
  if (is_there(files, folder)) return usage_error("'" + wanted.name + "' is there already", "nothing is overwritten: use another name");
  const auto all = files_of(files, wanted);
  if (!all) return all.error();
  const auto write = [&]() -> Result<void> {
    if (auto made = make_folders(files, folder); !made) return made;
    for (const NewFile& file : *all) {
      if (auto written = create_file(files, folder / file.name, file.bytes); !written) return written;
    }
    return {};
  };
  if (const auto written = write(); !written) {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
    return written.error();
  }
  return folder;
}

}  // namespace sayso::cli
