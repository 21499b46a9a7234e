// Packages of plugins: what goes in comes out, and what somebody made up is refused before anything is written.
#include <doctest/doctest.h>

#include <sys/stat.h>

#include <cstdlib>

#include "core/files/read_file.h"
#include "plugins/host/plugin_package.h"
#include "tests/plugins/fixture.h"

using namespace sayso;

namespace {

const std::vector<PluginFile> kPlugin = {
    {"bin/run.sh", "#!/bin/sh\n", true},
    {"plugin.json", R"({"id": "org.test.packed", "name": "packed", "version": "1", "kind": "checker", "contract": "1.0", "licence": "x", "command": ["bin/run.sh"]})", false},
    {"ü 🦊.txt", std::string("a\0b", 3), false}};

const auto kAllowed = [](const PluginInfo&) { return Result<void>(); };

// A zip file that Python makes: `body` is told with `z`, a ZipFile.
std::string zip_of(const std::string& body) {
  const test::Folder folder;
  const std::string file = (folder.path() / "made.zip").string();
  std::ofstream(folder.path() / "make.py") << "import sys, zipfile, stat\nz = zipfile.ZipFile(sys.argv[1], 'w')\n" << body << "\nz.close()\n";
  REQUIRE(std::system(("/usr/bin/python3 -W ignore '" + (folder.path() / "make.py").string() + "' '" + file + "'").c_str()) == 0);
  return read_file(real_files(), file).value();
}

std::string refusal(const std::string& bytes) {
  const auto files = files_of_package(bytes, "x.sayso-plugin");
  REQUIRE(!files.ok());
  CHECK(files.error().kind == ErrorKind::damaged);
  CHECK(files.error().place == "x.sayso-plugin");
  return files.error().what;
}

}  // namespace

TEST_CASE("a package holds what the folder held, byte for byte, and is the same each time") {
  const auto bytes = package_of(kPlugin);
  REQUIRE(bytes.ok());
  CHECK(files_of_package(*bytes, "x").value() == kPlugin);
  CHECK(package_of(kPlugin).value() == *bytes);
  const test::Folder home;
  const auto folder = install_files(real_files(), kPlugin, home.path(), kAllowed);
  REQUIRE_MESSAGE(folder.ok(), to_text(folder.error()));
  CHECK(*folder == home.path() / "checker-packed");
  CHECK(files_of_folder(real_files(), *folder).value() == kPlugin);
  // Beside them, what is no part of a plugin.
  std::filesystem::create_directories(*folder / "__pycache__");
  std::ofstream(*folder / "__pycache__/x.pyc") << "x";
  std::ofstream(*folder / ".hidden") << "x";
  CHECK(files_of_folder(real_files(), *folder).value() == kPlugin);
  std::filesystem::create_symlink("/etc/passwd", *folder / "link");
  CHECK(files_of_folder(real_files(), *folder).error().what.find("no links") != std::string::npos);
}

TEST_CASE("a package that leaves its folder, holds links, lies or is no archive is refused") {
  CHECK(refusal("no archive").find("no plugin's package") != std::string::npos);
  CHECK(refusal("").find("no plugin's package") != std::string::npos);
  CHECK(refusal(zip_of("z.writestr('../out.txt', 'x')")).find("outside its folder: ../out.txt") != std::string::npos);
  CHECK(refusal(zip_of("z.writestr('/etc/out.txt', 'x')")).find("outside its folder") != std::string::npos);
  CHECK(refusal(zip_of("z.writestr('a/../../out.txt', 'x')")).find("outside its folder") != std::string::npos);
  CHECK(refusal(zip_of("i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = (stat.S_IFLNK | 0o777) << 16; z.writestr(i, '/etc/passwd')"))
            .find("holds a link: link") != std::string::npos);
  CHECK(refusal(zip_of("i = zipfile.ZipInfo('pipe'); i.create_system = 3; i.external_attr = (stat.S_IFIFO | 0o644) << 16; z.writestr(i, '')"))
            .find("what is no file: pipe") != std::string::npos);
  CHECK(!refusal(zip_of("z.writestr('a', 'x'); z.writestr('a', 'y')")).empty());
  CHECK(refusal(zip_of("z.compression = zipfile.ZIP_DEFLATED\nz.writestr('bomb', bytes(300 << 20), zipfile.ZIP_DEFLATED)")).find("more than a plugin may hold") !=
        std::string::npos);
  CHECK(refusal(zip_of("[z.writestr('f%d' % i, '') for i in range(1001)]")).find("more than a plugin may hold") != std::string::npos);
  std::string cut = package_of(kPlugin).value();
  for (std::size_t length = 0; length < cut.size(); length += 7) CHECK(!files_of_package(cut.substr(0, length), "x").ok());
  // A byte changed anywhere gives an error or the plugin as it was, never another plugin.
  for (std::size_t at = 0; at < cut.size(); ++at) {
    std::string changed = cut;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    const auto files = files_of_package(changed, "x");
    if (!files.ok()) continue;
    for (const PluginFile& file : *files) {
      const bool is_known = std::ranges::any_of(kPlugin, [&](const PluginFile& each) { return each.bytes == file.bytes; });
      CHECK_MESSAGE(is_known, "byte ", at);
    }
  }
}

TEST_CASE("what cannot be installed leaves nothing behind") {
  const test::Folder home;
  auto without = kPlugin;
  std::erase_if(without, [](const PluginFile& file) { return file.name == "plugin.json"; });
  CHECK(!install_files(real_files(), without, home.path(), kAllowed).ok());
  const auto refused = install_files(real_files(), kPlugin, home.path(), [](const PluginInfo&) -> Result<void> { return usage_error("not that one"); });
  REQUIRE(!refused.ok());
  CHECK(refused.error().what == "not that one");
  CHECK(std::filesystem::is_empty(home.path()));
  std::filesystem::create_directory(home.path() / "checker-packed");
  CHECK(install_files(real_files(), kPlugin, home.path(), kAllowed).error().what.find("is there already") != std::string::npos);
  CHECK(std::distance(std::filesystem::directory_iterator(home.path()), {}) == 1);
}
