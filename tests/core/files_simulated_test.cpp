// The simulated disk gives what the machine's gives, and a power cut leaves what its header says.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "core/files/append_log.h"
#include "core/files/read_file.h"
#include "core/files/write_file.h"
#include "tests/support/random_choices.h"
#include "tests/support/simulated_files.h"
#include "tests/support/temporary_folder.h"

using namespace sayso;
using namespace sayso::tests;

namespace {

// A call with names and sizes of its own, and what it gave, in words.
class RandomCalls {
 public:
  RandomCalls(FileSystem& files, Path folder, unsigned seed) : files_(files), folder_(std::move(folder)), choices_(seed) {}

  std::string next() {
    const Path path = name(), other = name();
    switch (choices_.pick(0, 17)) {
      case 0: case 1: return "create " + told(hold(files_.create_new(path, 0644)));
      case 2: return "open to read " + told(hold(files_.open(path, OpenFor::read)));
      case 3: case 4: return "open to append " + told(hold(files_.open(path, OpenFor::append)));
      case 5: case 6: case 7: return "write " + with_file([&](FileHandle file) {
        const auto put = files_.write(file, std::string(static_cast<std::size_t>(choices_.pick(1, 9)), 'x'));
        return put.ok() ? std::to_string(*put) : told(put.error());
      });
      case 8: return "truncate " + with_file([&](FileHandle file) {
        return told(files_.truncate(file, static_cast<std::uint64_t>(choices_.pick(0, 12))));
      });
      case 9: return "close " + with_file([&](FileHandle file) {
        std::erase(held_, file);
        return told(files_.close(file));
      });
      case 10: return "rename " + told(files_.rename(path, other));
      case 11: return "move " + told(files_.rename_no_replace(path, other));
      case 12: return "remove " + told(files_.remove(path));
      case 13: case 14: return "make folder " + told(files_.make_folder(path, 0755));
      case 15: return "remove folder " + told(files_.remove_folder(path));
      case 16: return "lock " + with_file([&](FileHandle file) { return told(files_.lock(file)); });
      default: return "sync folder " + told(files_.fsync_folder(path));
    }
  }

  // All that is there, by the calls that look.
  std::string found() {
    std::string text;
    const auto names = list_tree(files_, folder_);
    for (const std::string& name : *names) text += name + "=" + *read_file(files_, folder_ / name) + "\n";
    for (const char* each : {"a", "b", "c", "d", "a/b", "a/c", "d/a"}) {
      const auto info = files_.stat(folder_ / each);
      text += std::string(each) + " " + told(info.ok() ? 0 : info.error());
      if (info.ok()) text += info->type == FileType::folder ? " folder" : " of " + std::to_string(info->size);
      text += "\n";
    }
    return text;
  }
  void close_all() {
    for (const FileHandle file : held_) files_.close(file);
    held_.clear();
  }

 private:
  static std::string told(Errno error) { return std::to_string(error); }
  Path name() {
    static const std::vector<std::string> names = {"a", "b", "c", "d", "a/b", "a/c", "d/a"};
    return folder_ / choices_.one_of(names);
  }
  Errno hold(const Outcome<FileHandle>& file) {
    if (!file.ok()) return file.error();
    held_.push_back(*file);
    return 0;
  }
  template <class Use>
  std::string with_file(Use use) {
    return held_.empty() ? "nothing" : use(choices_.one_of(held_));
  }

  FileSystem& files_;
  Path folder_;
  RandomChoices choices_;
  std::vector<FileHandle> held_;
};

// The different states that may be left of "/a" and what it holds, after the `from`-th call that changed something.
std::set<std::string> left_of(const SimulatedFiles& files, const std::string& path, std::size_t from) {
  std::set<std::string> left;
  files.power_cuts(from, [&](std::size_t, const Disk& disk) {
    const auto found = disk.files();
    const auto at = found.find(path);
    left.insert(at == found.end() ? "nothing" : at->second);
  });
  return left;
}

void put(FileSystem& files, const Path& path, std::string_view bytes, bool synced) {
  auto file = files.open(path, OpenFor::append);
  if (!file.ok()) file = files.create_new(path, 0644);
  REQUIRE(file.ok());
  REQUIRE(files.write(*file, bytes).ok());
  if (synced) REQUIRE(files.fsync(*file) == 0);
  files.close(*file);
}

using Left = std::set<std::string>;

}  // namespace

TEST_CASE("the simulated disk gives the same as the machine's, call by call") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    CAPTURE(seed);
    const TemporaryFolder folder;
    SimulatedFiles simulated;
    REQUIRE(simulated.make_folder("/t", 0755) == 0);
    RandomCalls real(real_files(), folder.path(), seed), in_memory(simulated, "/t", seed);
    for (int i = 0; i < 60; ++i) {
      CAPTURE(i);
      REQUIRE(real.next() == in_memory.next());
      REQUIRE(real.found() == in_memory.found());
    }
    real.close_all();
  }
}

TEST_CASE("what was synced, name and bytes, is there after every power cut") {
  SimulatedFiles files;
  REQUIRE(create_file(files, "/a", "abcdef").ok());
  const std::size_t sure = files.changes();
  put(files, "/b", "other", false);
  CHECK(left_of(files, "/a", sure) == Left{"abcdef"});
}

TEST_CASE("bytes that were not synced are there wholly, in part, as zeros, or not at all") {
  SimulatedFiles files;
  REQUIRE(create_file(files, "/a", "old").ok());
  const std::size_t before = files.changes();
  put(files, "/a", "1234", false);
  const std::string zero(1, '\0');
  CHECK(left_of(files, "/a", before) ==
        Left{"old", "old1", "old12", "old123", "old1234", "old" + std::string(4, '\0'), "old12" + zero + zero,
             "old" + zero + zero + "34"});
}

TEST_CASE("of two writes the later may be there alone, the earlier being zeros") {
  SimulatedFiles files;
  REQUIRE(create_file(files, "/a", "").ok());
  const std::size_t before = files.changes();
  put(files, "/a", "1", false);
  put(files, "/a", "2", false);
  const std::string zero(1, '\0');
  CHECK(left_of(files, "/a", before) == Left{"", "1", "12", zero, zero + zero, zero + "2", "1" + zero});
}

TEST_CASE("a sync of the file does not make its name sure, but one of its folder and of that the folder's own") {
  SimulatedFiles files;
  put(files, "/a", "abc", true);
  CHECK(left_of(files, "/a", files.changes()) == Left{"nothing", "abc"});
  REQUIRE(files.fsync_folder("/") == 0);
  CHECK(left_of(files, "/a", files.changes()) == Left{"abc"});
  REQUIRE(files.make_folder("/d", 0755) == 0);
  put(files, "/d/a", "abc", true);
  REQUIRE(files.fsync_folder("/d") == 0);
  CHECK(left_of(files, "/d/a", files.changes()) == Left{"nothing", "abc"});
  REQUIRE(files.fsync_folder("/") == 0);
  CHECK(left_of(files, "/d/a", files.changes()) == Left{"abc"});
}

TEST_CASE("a rename is there or not, and gives the new name the bytes that are there") {
  SimulatedFiles files;
  REQUIRE(create_file(files, "/a", "old").ok());
  put(files, "/new", "12", false);
  const std::size_t before = files.changes();
  REQUIRE(files.rename("/new", "/a") == 0);
  CHECK(left_of(files, "/a", before) ==
        Left{"old", "", "1", "12", std::string(2, '\0'), std::string(1, '\0') + "2", std::string("1") + '\0'});
  std::set<bool> both, neither;
  files.power_cuts(before, [&](std::size_t, const Disk& disk) {
    const auto found = disk.files();
    both.insert(found.contains("/new") && found.at("/a") == "12");
    neither.insert(!found.contains("/a"));
  });
  CHECK(both == std::set<bool>{false});
  CHECK(neither == std::set<bool>{false});
}

TEST_CASE("removed and made names are there or not, each on its own") {
  SimulatedFiles files;
  for (const char* path : {"/a", "/b"}) REQUIRE(create_file(files, path, "x").ok());
  const std::size_t before = files.changes();
  REQUIRE(files.remove("/a") == 0);
  REQUIRE(files.remove("/b") == 0);
  std::set<std::size_t> names;
  std::set<std::string> which;
  files.power_cuts(before, [&](std::size_t, const Disk& disk) {
    std::string all;
    for (const auto& [path, bytes] : disk.files()) all += path;
    which.insert(all);
  });
  CHECK(which == Left{"", "/a", "/b", "/a/b"});
}

TEST_CASE("a move between two folders is sure once both are synced, and whole before") {
  SimulatedFiles files;
  for (const char* path : {"/one", "/two"}) REQUIRE(make_folders(files, path).ok());
  REQUIRE(create_file(files, "/one/a", "x").ok());
  const auto left = [&] {
    std::set<std::string> which;
    files.power_cuts(files.changes(), [&](std::size_t, const Disk& disk) {
      std::string all;
      for (const auto& [path, bytes] : disk.files()) all += path;
      which.insert(all);
    });
    return which;
  };
  REQUIRE(files.rename("/one/a", "/two/a") == 0);
  CHECK(left() == Left{"/one/a", "/two/a"});
  REQUIRE(files.fsync_folder("/two") == 0);
  CHECK(left() == Left{"/one/a", "/two/a"});
  REQUIRE(files.fsync_folder("/one") == 0);
  CHECK(left() == Left{"/two/a"});
}

TEST_CASE("a disk that was cut is mounted again without locks, and all on it is sure") {
  SimulatedFiles files;
  put(files, "/a", "abc", false);
  const auto held = files.open("/a", OpenFor::append);
  REQUIRE(files.lock(*held) == 0);
  CHECK(files.lock(*files.open("/a", OpenFor::append)) == EAGAIN);
  SimulatedFiles again(files.disk());
  CHECK(again.lock(*again.open("/a", OpenFor::append)) == 0);
  CHECK(left_of(again, "/a", 0) == Left{"abc"});
}

TEST_CASE("a save leaves the old bytes or the new ones at every power cut, and the new ones once it is done") {
  SimulatedFiles files;
  REQUIRE(create_file(files, "/a", "old bytes").ok());
  const std::size_t before = files.changes();
  REQUIRE(write_file_atomically(files, "/a", "new bytes").ok());
  CHECK(left_of(files, "/a", before) == Left{"old bytes", "new bytes"});
  CHECK(left_of(files, "/a", files.changes()) == Left{"new bytes"});
}

TEST_CASE("an append leaves a torn tail at most, and once it is done nothing of it is lost") {
  SimulatedFiles files;
  auto log = AppendLog::open(files, "/a.history");
  REQUIRE(log.ok());
  REQUIRE(log->append("first\n").ok());
  const std::size_t before = files.changes();
  REQUIRE(log->append("second\n").ok());
  for (const std::string& bytes : left_of(files, "/a.history", before)) CHECK(bytes.starts_with("first\n"));
  CHECK(left_of(files, "/a.history", files.changes()) == Left{"first\nsecond\n"});
}
