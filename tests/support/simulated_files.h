// A disk in memory that remembers what was synced, so that a test can cut its power after any call and look at every
// state that may be left. A second full implementation of the seam: what a call gives and with which errno it fails
// is what Linux does (files_simulated_test.cpp holds it to that). Links cannot be made through the seam, so there are
// none. Any thread; the order of calls is the order in which they took the lock.
//
// What a power cut may leave, after ALICE (OSDI'14) and CrashMonkey (OSDI'18):
// - Names. Making, renaming and removing a name, also a folder's, is sure once the folder has been synced since; a
//   rename between two folders, once both have. Each of those that are not sure is there or not, on its own and
//   wholly (a rename is atomic). The sync of a file does not make its name sure, and a name that is there says
//   nothing of the bytes behind it.
// - Bytes. What was written to a file and cut off it is sure once the file has been synced since. Of the calls since,
//   the first k have taken effect, for every k, and
//     - of the next write the first byte, the first half, or all but the last byte, or
//     - its whole length in size, with zeros for all, for the first half or for the second half of its bytes: what a
//       file system leaves that writes sizes before blocks.
//   Of several writes, the later ones may be there and each earlier one be zeros. Bytes of other files never appear,
//   and sure bytes never change.
// - Modes and locks: a mode is there at once, a lock never.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "core/files/file_system.h"

namespace sayso::tests {

using Inode = std::uint64_t;

// Files and folders by inode; 1 is the root. A value: what lies on a disk.
struct Disk {
  struct Node {
    bool folder = false;
    std::uint32_t mode = 0;
    std::shared_ptr<const std::string> bytes;  // of a file
    std::map<std::string, Inode> entries;      // of a folder
  };
  std::map<Inode, Node> nodes;

  Disk();  // an empty root
  // Two disks on which the same names lead to the same bytes have the same.
  std::uint64_t content_hash() const;
  // Every file by its path.
  std::map<std::string, std::string> files() const;
};

class SimulatedFiles final : public FileSystem {
 public:
  // All of `disk` is sure.
  explicit SimulatedFiles(Disk disk = Disk());

  // What is on the disk when it is not cut: what kill -9 leaves.
  Disk disk() const;
  // Calls that changed or synced something so far.
  std::size_t changes() const;
  // Each state that a power cut may leave after the `from`-th of these calls or a later one, with how many calls had
  // been made. The same state may come several times.
  void power_cuts(std::size_t from, const std::function<void(std::size_t, const Disk&)>& use) const;

  Outcome<FileHandle> open(const Path& path, OpenFor use) override;
  Outcome<FileHandle> create_new(const Path& path, std::uint32_t mode) override;
  Errno close(FileHandle file) override;
  Outcome<std::size_t> read(FileHandle file, char* into, std::size_t size, std::uint64_t offset) override;
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override;
  Errno truncate(FileHandle file, std::uint64_t size) override;
  Errno fsync(FileHandle file) override;
  Errno fdatasync(FileHandle file) override { return fsync(file); }
  Outcome<FileInfo> stat(FileHandle file) override;
  Errno set_mode(FileHandle file, std::uint32_t mode) override;
  Errno lock(FileHandle file) override;
  Errno unlock(FileHandle file) override;
  Outcome<FileInfo> stat(const Path& path) override;
  Outcome<FileInfo> lstat(const Path& path) override { return stat(path); }
  Outcome<Path> resolve(const Path& path) override;
  Outcome<Path> read_link(const Path& path) override;
  Errno rename(const Path& from, const Path& to) override;
  Errno rename_no_replace(const Path& from, const Path& to) override;
  Errno remove(const Path& path) override;
  Errno make_folder(const Path& path, std::uint32_t mode) override;
  Errno remove_folder(const Path& path) override;
  Errno fsync_folder(const Path& path) override;
  Outcome<std::vector<FolderEntry>> list_folder(const Path& path) override;

  // A call that changed or synced something.
  struct Change {
    enum class Kind { make, rename, remove, write, truncate, sync_file, sync_folder };
    Kind kind;
    Inode node = 0;                  // whose bytes, or what the name leads to
    Inode folder = 0, to_folder = 0;
    std::string name = {}, to_name = {};
    std::uint64_t size = 0;          // a truncation's
    std::string bytes = {};          // a write's
    bool of_folder = false;          // is `node` a folder?
    std::uint32_t mode = 0;
  };

 private:
  struct Open {
    Inode node = 0;
    bool writes = false;
  };
  // Where a path leads: its folder and last name, and what is there (0: nothing).
  struct Place {
    Inode folder = 0;
    std::string name;
    Inode node = 0;
  };
  Outcome<Place> find(const Path& path) const;
  bool is_below(Inode folder, Inode node) const;  // or the same
  Errno change(Change change);
  Errno move(const Path& from, const Path& to, bool replace);
  Outcome<FileInfo> info_of(Inode node) const;
  const Open* opened(FileHandle file) const;

  mutable std::mutex mutex_;
  Disk first_, now_;
  std::vector<Change> changes_;
  std::map<int, Open> open_;
  std::map<Inode, int> locks_;
  int next_handle_ = 3;
  Inode next_inode_;
  std::uint64_t device_;  // no two disks of a process have the same
};

}  // namespace sayso::tests
