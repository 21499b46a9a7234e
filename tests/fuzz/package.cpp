// Any bytes as a package of a plugin: refused with a place, or its files, packed and read again the same.
#include "plugins/host/plugin_package.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {

void offer(std::string_view bytes) {
  const auto files = files_of_package(bytes, "p.sayso-plugin");
  if (!files) {
    must(files.error().place == "p.sayso-plugin" && !files.error().what.empty(), "a refusal says what and where");
    return;
  }
  for (const PluginFile& file : *files) must(!file.name.empty() && file.name.front() != '/', "a name lies inside the folder");
  const auto packed = package_of(*files);
  must(packed.ok(), "files that were read can be packed");
  const auto again = files_of_package(*packed, "again");
  must(again.ok(), "a package that was made can be read");
  must(*again == *files, "a package that was made holds the same");
}

}  // namespace sayso::fuzz
