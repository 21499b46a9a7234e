#include "tests/support/simulated_files.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "tests/support/power_cut.h"
#include "core/files/hash.h"

namespace sayso::tests {
namespace {

constexpr Inode kRoot = 1;

void walk(const Disk& disk, Inode at, const std::string& path,
          const std::function<void(const std::string&, const Disk::Node&)>& use) {
  const Disk::Node& node = disk.nodes.at(at);
  use(path, node);
  for (const auto& [name, inode] : node.entries) walk(disk, inode, path + "/" + name, use);
}

}  // namespace

Disk::Disk() {
  Node& root = nodes[kRoot];
  root.folder = true;
  root.mode = 0755;
}

std::uint64_t Disk::content_hash() const {
  std::string all;
  walk(*this, kRoot, "", [&](const std::string& path, const Node& node) {
    all += path;
    all += node.folder ? '/' : '\0';
    if (!node.folder) all += std::to_string(node.bytes->size()) + ":" + *node.bytes;
  });
  return xxh3(all);
}

std::map<std::string, std::string> Disk::files() const {
  std::map<std::string, std::string> found;
  walk(*this, kRoot, "", [&](const std::string& path, const Node& node) {
    if (!node.folder) found[path] = *node.bytes;
  });
  return found;
}

SimulatedFiles::SimulatedFiles(Disk disk)
    : first_(disk), now_(std::move(disk)), next_inode_(now_.nodes.rbegin()->first + 1) {
  static std::atomic<std::uint64_t> count{0};
  device_ = ++count;
}

Disk SimulatedFiles::disk() const {
  const std::lock_guard lock(mutex_);
  return now_;
}

std::size_t SimulatedFiles::changes() const {
  const std::lock_guard lock(mutex_);
  return changes_.size();
}

void SimulatedFiles::power_cuts(std::size_t from, const std::function<void(std::size_t, const Disk&)>& use) const {
  const std::lock_guard lock(mutex_);
  PowerCut cut(first_);
  for (std::size_t made = 0;; ++made) {
    if (made >= from) cut.each([&](const Disk& disk) { use(made, disk); });
    if (made == changes_.size()) return;
    cut.add(changes_[made]);
  }
}

Outcome<SimulatedFiles::Place> SimulatedFiles::find(const Path& path) const {
  Place place{kRoot, "", kRoot};
  if (path.empty()) return Outcome<Place>::failed(ENOENT);
  for (const Path& part : path.relative_path()) {
    const std::string name = part.string();
    if (name == "." || (name.empty() && place.node != 0 && now_.nodes.at(place.node).folder)) continue;
    if (place.node == 0) return Outcome<Place>::failed(ENOENT);
    const Disk::Node& folder = now_.nodes.at(place.node);
    if (!folder.folder) return Outcome<Place>::failed(ENOTDIR);
    if (name.size() > 255) return Outcome<Place>::failed(ENAMETOOLONG);
    const auto found = folder.entries.find(name);
    place = {place.node, name, found == folder.entries.end() ? 0 : found->second};
  }
  return place;
}

bool SimulatedFiles::is_below(Inode folder, Inode node) const {
  if (folder == node) return true;
  return std::ranges::any_of(now_.nodes.at(folder).entries,
                             [&](const auto& entry) { return is_below(entry.second, node); });
}

Errno SimulatedFiles::change(Change change) {
  changes_.push_back(std::move(change));
  apply(now_, changes_.back());
  return 0;
}

const SimulatedFiles::Open* SimulatedFiles::opened(FileHandle file) const {
  const auto found = open_.find(static_cast<int>(file));
  return found == open_.end() ? nullptr : &found->second;
}

Outcome<FileInfo> SimulatedFiles::info_of(Inode inode) const {
  const Disk::Node& node = now_.nodes.at(inode);
  FileInfo info;
  info.type = node.folder ? FileType::folder : FileType::regular;
  info.size = node.folder ? 0 : node.bytes->size();
  info.mode = node.mode;
  info.device = device_;
  info.inode = inode;
  info.modified_ns = static_cast<std::int64_t>(changes_.size());
  return info;
}

Outcome<FileHandle> SimulatedFiles::open(const Path& path, OpenFor use) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return Outcome<FileHandle>::failed(place.error());
  if (place->node == 0) return Outcome<FileHandle>::failed(ENOENT);
  if (now_.nodes.at(place->node).folder && use != OpenFor::read) return Outcome<FileHandle>::failed(EISDIR);
  open_[next_handle_] = {place->node, use != OpenFor::read};
  return static_cast<FileHandle>(next_handle_++);
}

Outcome<FileHandle> SimulatedFiles::create_new(const Path& path, std::uint32_t mode) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return Outcome<FileHandle>::failed(place.error());
  if (place->node != 0) return Outcome<FileHandle>::failed(EEXIST);
  change({.kind = Change::Kind::make, .node = next_inode_, .folder = place->folder, .name = place->name,
          .mode = mode & ~022u});
  open_[next_handle_] = {next_inode_++, true};
  return static_cast<FileHandle>(next_handle_++);
}

Errno SimulatedFiles::close(FileHandle file) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at) return EBADF;
  const auto held = locks_.find(at->node);
  if (held != locks_.end() && held->second == static_cast<int>(file)) locks_.erase(held);
  open_.erase(static_cast<int>(file));
  return 0;
}

Outcome<std::size_t> SimulatedFiles::read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at) return Outcome<std::size_t>::failed(EBADF);
  const Disk::Node& node = now_.nodes.at(at->node);
  if (node.folder) return Outcome<std::size_t>::failed(EISDIR);
  if (offset >= node.bytes->size()) return std::size_t{0};
  const std::size_t got = std::min(size, node.bytes->size() - static_cast<std::size_t>(offset));
  std::memcpy(into, node.bytes->data() + offset, got);
  return got;
}

Outcome<std::size_t> SimulatedFiles::write(FileHandle file, std::string_view bytes) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at || !at->writes) return Outcome<std::size_t>::failed(EBADF);
  if (!bytes.empty()) change({.kind = Change::Kind::write, .node = at->node, .bytes = std::string(bytes)});
  return bytes.size();
}

Errno SimulatedFiles::truncate(FileHandle file, std::uint64_t size) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at) return EBADF;
  if (!at->writes) return EINVAL;
  return change({.kind = Change::Kind::truncate, .node = at->node, .size = size});
}

Errno SimulatedFiles::fsync(FileHandle file) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at) return EBADF;
  const bool folder = now_.nodes.at(at->node).folder;
  return change({.kind = folder ? Change::Kind::sync_folder : Change::Kind::sync_file, .node = at->node});
}

Outcome<FileInfo> SimulatedFiles::stat(FileHandle file) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  return at ? info_of(at->node) : Outcome<FileInfo>::failed(EBADF);
}

Errno SimulatedFiles::set_mode(FileHandle file, std::uint32_t mode) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at) return EBADF;
  now_.nodes.at(at->node).mode = mode;
  return 0;
}

Errno SimulatedFiles::lock(FileHandle file) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at || !at->writes) return EBADF;
  const auto held = locks_.try_emplace(at->node, static_cast<int>(file)).first;
  return held->second == static_cast<int>(file) ? 0 : EAGAIN;
}

Errno SimulatedFiles::unlock(FileHandle file) {
  const std::lock_guard lock(mutex_);
  const Open* at = opened(file);
  if (!at) return EBADF;
  const auto held = locks_.find(at->node);
  if (held != locks_.end() && held->second == static_cast<int>(file)) locks_.erase(held);
  return 0;
}

Outcome<FileInfo> SimulatedFiles::stat(const Path& path) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return Outcome<FileInfo>::failed(place.error());
  return place->node != 0 ? info_of(place->node) : Outcome<FileInfo>::failed(ENOENT);
}

Outcome<Path> SimulatedFiles::resolve(const Path& path) {
  const auto found = stat(path);
  if (!found.ok()) return Outcome<Path>::failed(found.error());
  Path plain = ("/" / path).lexically_normal();
  return plain.has_filename() || plain == "/" ? plain : plain.parent_path();
}

Outcome<Path> SimulatedFiles::read_link(const Path& path) {
  const auto found = stat(path);
  return Outcome<Path>::failed(found.ok() ? EINVAL : found.error());
}

Errno SimulatedFiles::rename(const Path& from, const Path& to) { return move(from, to, true); }
Errno SimulatedFiles::rename_no_replace(const Path& from, const Path& to) { return move(from, to, false); }

Errno SimulatedFiles::move(const Path& from, const Path& to, bool replace) {
  const std::lock_guard lock(mutex_);
  const auto source = find(from), target = find(to);
  if (!source.ok()) return source.error();
  if (!target.ok()) return target.error();
  if (source->node == 0) return ENOENT;
  if (target->node != 0 && !replace) return EEXIST;
  // A folder into itself; real_files() then tries link(), which says EPERM of a folder.
  if (is_below(source->node, target->folder)) return replace ? EINVAL : EPERM;
  if (target->node != 0 && is_below(target->node, source->folder)) return ENOTEMPTY;
  if (target->node == source->node) return 0;
  const bool folder = now_.nodes.at(source->node).folder;
  if (target->node != 0) {
    const Disk::Node& there = now_.nodes.at(target->node);
    if (folder && !there.folder) return ENOTDIR;
    if (!folder && there.folder) return EISDIR;
    if (!there.entries.empty()) return ENOTEMPTY;
  }
  return change({.kind = Change::Kind::rename, .node = source->node, .folder = source->folder,
                 .to_folder = target->folder, .name = source->name, .to_name = target->name, .of_folder = folder});
}

Errno SimulatedFiles::remove(const Path& path) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return place.error();
  if (place->node == 0) return ENOENT;
  if (now_.nodes.at(place->node).folder) return EISDIR;
  return change({.kind = Change::Kind::remove, .node = place->node, .folder = place->folder, .name = place->name});
}

Errno SimulatedFiles::make_folder(const Path& path, std::uint32_t mode) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return place.error();
  if (place->node != 0) return EEXIST;
  return change({.kind = Change::Kind::make, .node = next_inode_++, .folder = place->folder, .name = place->name,
                 .of_folder = true, .mode = mode & ~022u});
}

Errno SimulatedFiles::remove_folder(const Path& path) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return place.error();
  if (place->node == 0) return ENOENT;
  if (!now_.nodes.at(place->node).folder) return ENOTDIR;
  if (!now_.nodes.at(place->node).entries.empty()) return ENOTEMPTY;
  return change({.kind = Change::Kind::remove, .node = place->node, .folder = place->folder, .name = place->name,
                 .of_folder = true});
}

Errno SimulatedFiles::fsync_folder(const Path& path) {
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return place.error();
  if (place->node == 0) return ENOENT;
  if (!now_.nodes.at(place->node).folder) return ENOTDIR;
  return change({.kind = Change::Kind::sync_folder, .node = place->node});
}

Outcome<std::vector<FolderEntry>> SimulatedFiles::list_folder(const Path& path) {
  using Entries = std::vector<FolderEntry>;
  const std::lock_guard lock(mutex_);
  const auto place = find(path);
  if (!place.ok()) return Outcome<Entries>::failed(place.error());
  if (place->node == 0) return Outcome<Entries>::failed(ENOENT);
  const Disk::Node& folder = now_.nodes.at(place->node);
  if (!folder.folder) return Outcome<Entries>::failed(ENOTDIR);
  Entries entries;
  for (const auto& [name, inode] : folder.entries) {
    entries.push_back({name, now_.nodes.at(inode).folder ? FileType::folder : FileType::regular});
  }
  return entries;
}

}  // namespace sayso::tests
