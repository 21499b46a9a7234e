#include "plugins/host/plugin_package.h"

#include <algorithm>
#include <cstring>
#include <ctime>
#include <memory>
#include <optional>
#include <set>

#include <zip.h>

#include "core/files/read_file.h"
#include "core/files/relative_path.h"
#include "core/files/write_file.h"

namespace sayso {
namespace {

constexpr std::uint32_t kType = 0170000, kLink = 0120000, kRegular = 0100000, kMayRun = 0111;  // of a Unix mode
constexpr std::time_t kTime = 315'532'800;  // 1980-01-01, the first that an archive can say

bool is_left_out(const std::string& name) { return name.starts_with('.') || name == "__pycache__"; }

Error too_much(const std::string& place) {
  return damaged_error("more than a plugin may hold: " + std::to_string(kPackageFiles) + " files, " + std::to_string(kPackageBytes >> 20) + " MiB", place,
                       "leave out what it does not need to run");
}

struct DiscardArchive {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using Archive = std::unique_ptr<zip_t, DiscardArchive>;

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

// An archive over bytes that outlive it; nullptr when they are none.
Archive open_archive(std::string_view bytes) {
  if (bytes.empty()) return nullptr;  // which the library takes for an archive of nothing
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
  if (source == nullptr) return nullptr;
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr);
  if (archive == nullptr) zip_source_free(source);
  return Archive(archive);
}

// The file at that place of the archive, of which `room` bytes may be read.
Result<std::optional<PluginFile>> file_at(zip_t* archive, zip_uint64_t index, std::uint64_t room, const std::string& place) {
  zip_stat_t stat;
  if (zip_stat_index(archive, index, 0, &stat) != 0 || stat.name == nullptr) return damaged_error("the package is damaged", place);
  PluginFile file;
  file.name = stat.name;
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  zip_file_get_external_attributes(archive, index, 0, &system, &attributes);
  const std::uint32_t mode = system == ZIP_OPSYS_UNIX ? attributes >> 16 : 0;
  if ((mode & kType) != 0 && (mode & kType) != kRegular && !file.name.ends_with('/')) {
    return damaged_error((mode & kType) == kLink ? "the package holds a link: " + file.name : "the package holds what is no file: " + file.name, place);
  }
  if (file.name.ends_with('/')) return std::optional<PluginFile>();  // a folder, made with its files
  if (!check_relative_path(file.name)) return damaged_error("the package holds a file outside its folder: " + file.name, place);
  file.runs = (mode & kMayRun) != 0;
  if ((stat.valid & ZIP_STAT_SIZE) == 0 || stat.size > room) return too_much(place);
  const std::unique_ptr<zip_file_t, CloseFile> opened(zip_fopen_index(archive, index, 0));
  if (!opened) return damaged_error("the package holds a file that cannot be read: " + file.name, place);
  // One more than it says, to see whether it says the truth.
  file.bytes.resize(stat.size + 1);
  const zip_int64_t read = zip_fread(opened.get(), file.bytes.data(), file.bytes.size());
  if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size) return damaged_error("the package holds a file that is not as it says: " + file.name, place);
  file.bytes.resize(stat.size);
  char beyond = 0;
  // Its checksum is looked at when its end is read.
  if (zip_fread(opened.get(), &beyond, 1) != 0) return damaged_error("the package holds a file that does not fit its checksum: " + file.name, place);
  return std::optional(std::move(file));
}

}  // namespace

Result<std::vector<std::string>> names_of_plugin(FileSystem& files, const Path& folder, const std::function<bool(const std::string&)>& leave_out) {
  std::vector<std::string> names, waiting{""};
  while (!waiting.empty()) {
    const std::string below = std::move(waiting.back());
    waiting.pop_back();
    const auto entries = list_folder(files, folder / below);
    if (!entries) return entries.error();
    for (const FolderEntry& entry : *entries) {
      if (leave_out && leave_out(entry.name)) continue;
      const std::string name = below.empty() ? entry.name : below + "/" + entry.name;
      if (entry.type == FileType::folder) {
        waiting.push_back(name);
      } else if (entry.type == FileType::regular) {
        names.push_back(name);
      } else {
        return damaged_error("a plugin may hold files alone, and no links", (folder / name).string(), "put the file itself there");
      }
    }
  }
  return names;
}

Result<std::vector<PluginFile>> files_of_folder(FileSystem& files, const Path& folder) {
  const auto names = names_of_plugin(files, folder, is_left_out);
  if (!names) return names.error();
  if (names->size() > kPackageFiles) return too_much(folder.string());
  std::vector<PluginFile> all;
  std::uint64_t bytes = 0;
  for (const std::string& name : *names) {
    auto read = read_file(files, folder / name, kPackageBytes);
    if (!read) return read.error();
    const auto info = look_at(files, folder / name);
    if (!info) return info.error();
    bytes += read->size();
    if (bytes > kPackageBytes) return too_much(folder.string());
    all.push_back({name, std::move(read).value(), *info && ((*info)->mode & kMayRun) != 0});
  }
  std::ranges::sort(all, {}, &PluginFile::name);
  return all;
}

Result<std::vector<PluginFile>> files_of_package(std::string_view bytes, const std::string& place) {
  const Archive archive = open_archive(bytes);
  if (!archive) return damaged_error("it is no plugin's package", place, "make one with `sayso plugin pack FOLDER`");
  const zip_int64_t count = zip_get_num_entries(archive.get(), 0);
  if (count < 0 || static_cast<std::uint64_t>(count) > 2 * kPackageFiles) return too_much(place);
  std::vector<PluginFile> all;
  std::set<std::string> names;
  std::uint64_t held = 0;
  for (zip_uint64_t index = 0; index < static_cast<zip_uint64_t>(count); ++index) {
    auto file = file_at(archive.get(), index, kPackageBytes - held, place);
    if (!file) return file.error();
    if (!*file) continue;
    if (!names.insert((*file)->name).second) return damaged_error("the package holds " + (*file)->name + " twice", place);
    if (all.size() == kPackageFiles) return too_much(place);
    held += (*file)->bytes.size();
    all.push_back(std::move(**file));
  }
  if (all.empty()) return damaged_error("the package holds no file", place);
  std::ranges::sort(all, {}, &PluginFile::name);
  return all;
}

Result<std::string> package_of(const std::vector<PluginFile>& plugin) {
  const Error failed = machine_error("the package cannot be made", "");
  if (plugin.empty()) return damaged_error("there is no file to pack", "");
  zip_source_t* const target = zip_source_buffer_create(nullptr, 0, 0, nullptr);
  if (target == nullptr) return failed;
  zip_source_keep(target);  // its bytes are read when the archive is closed
  const std::unique_ptr<zip_source_t, decltype(&zip_source_free)> kept(target, &zip_source_free);
  Archive archive(zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, nullptr));
  if (!archive) {
    zip_source_free(target);
    return failed;
  }
  for (const PluginFile& file : plugin) {
    zip_source_t* const source = zip_source_buffer(archive.get(), file.bytes.data(), file.bytes.size(), 0);
    const zip_int64_t index = source == nullptr ? -1 : zip_file_add(archive.get(), file.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      return failed;
    }
    const auto at = static_cast<zip_uint64_t>(index);
    const std::uint32_t mode = kRegular | (file.runs ? 0755 : 0644);
    if (zip_file_set_mtime(archive.get(), at, kTime, 0) != 0 || zip_set_file_compression(archive.get(), at, ZIP_CM_DEFLATE, 9) != 0 ||
        zip_file_set_external_attributes(archive.get(), at, 0, ZIP_OPSYS_UNIX, mode << 16) != 0) {
      return failed;
    }
  }
  if (zip_close(archive.get()) != 0) return failed;
  [[maybe_unused]] const zip_t* closed = archive.release();
  zip_stat_t stat;
  if (zip_source_stat(target, &stat) != 0 || zip_source_open(target) != 0) return failed;
  std::string bytes(stat.size, '\0');
  const zip_int64_t read = zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size) return failed;
  return bytes;
}

Result<Path> install_files(FileSystem& files, const std::vector<PluginFile>& plugin, const Path& home,
                           const std::function<Result<void>(const PluginInfo&)>& may) {
  const Path aside = home / ".new";
  std::error_code ignored;
  std::filesystem::remove_all(aside, ignored);  // of a try that was killed
  const auto put = [&]() -> Result<Path> {
    for (const PluginFile& file : plugin) {
      const Path path = aside / file.name;
      if (const auto made = make_folders(files, path.parent_path()); !made) return made.error();
      if (const auto made = create_file(files, path, file.bytes, file.runs ? 0755u : 0644u); !made) return made.error();
    }
    const auto info = read_plugin(files, aside);
    if (!info) return info.error();
    if (const auto allowed = may(*info); !allowed) return allowed.error();
    // An exporter and an importer of one format have one name.
    const Path folder = home / (to_text(info->kind) + "-" + info->name);
    if (is_there(files, folder)) return usage_error("'" + folder.string() + "' is there already", "take it away first");
    Errno error = files.rename(aside, folder);
    if (error == 0) error = files.fsync_folder(home);
    if (error != 0) return machine_error("the plugin cannot be put into place: " + std::string(std::strerror(error)), folder.string());
    return folder;
  };
  auto done = put();
  if (!done) std::filesystem::remove_all(aside, ignored);
  return done;
}

}  // namespace sayso
