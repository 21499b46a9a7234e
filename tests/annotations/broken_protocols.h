// Ways of saving that lose or tear something, each as a layer that makes the right one wrong: what a test of power
// cuts must find.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/files/read_file.h"
#include "tests/annotations/power_cut_campaign.h"
#include "tests/support/forwarding_files.h"

namespace sayso::tests {

// A file that is there is overwritten, not replaced.
class OverwritesInPlace final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Errno rename(const Path& from, const Path& to) override {
    const auto bytes = read_file(files_, from);
    const auto file = files_.open(to, OpenFor::append);
    if (!bytes || !file.ok()) return ForwardingFiles::rename(from, to);
    files_.truncate(*file, 0);
    (void)files_.write(*file, *bytes);
    files_.fsync(*file);
    files_.close(*file);
    return files_.remove(from);
  }
};

// A new file gets its name before its bytes are synced.
class RenamesUnsynced final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Errno fsync(FileHandle) override { return 0; }
};

class ForgetsFolders final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Errno fsync_folder(const Path&) override { return 0; }
};

class AppendsUnsynced final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Errno fdatasync(FileHandle) override { return 0; }
};

// An append is synced, but only when the next thing is done: it has been reported saved by then.
class SaysSavedFirst final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Errno fdatasync(FileHandle file) override {
    catch_up();
    late_ = file;
    return 0;
  }
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override {
    catch_up();
    return ForwardingFiles::write(file, bytes);
  }
  Errno close(FileHandle file) override {
    catch_up();
    return ForwardingFiles::close(file);
  }

 private:
  void catch_up() {
    if (late_) files_.fdatasync(*late_);
    late_.reset();
  }
  std::optional<FileHandle> late_;
};

// The disk takes half of the third write, and nobody looks at how much it took.
class IgnoresShortWrites final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Outcome<std::size_t> write(FileHandle file, std::string_view bytes) override {
    const bool is_short = ++writes_ == 3;
    (void)files_.write(file, is_short ? bytes.substr(0, bytes.size() / 2) : bytes);
    return bytes.size();
  }

 private:
  int writes_ = 0;
};

// A gesture over two histories is not noted first.
class MakesNoNote final : public ForwardingFiles {
 public:
  using ForwardingFiles::ForwardingFiles;
  Errno rename(const Path& from, const Path& to) override {
    if (to.parent_path().filename() == "pending") return files_.remove(from);
    return ForwardingFiles::rename(from, to);
  }
};

struct BrokenProtocol {
  std::string name;
  PowerCutCampaign::Between between;
};

template <class Files>
std::unique_ptr<FileSystem> put_between(SimulatedFiles& files) {
  return std::make_unique<Files>(files);
}

inline const std::vector<BrokenProtocol>& broken_protocols() {
  static const std::vector<BrokenProtocol> all = {
      {"files are overwritten in place", put_between<OverwritesInPlace>},
      {"a rename without a sync of the file", put_between<RenamesUnsynced>},
      {"no sync of the folder", put_between<ForgetsFolders>},
      {"an append without a sync", put_between<AppendsUnsynced>},
      {"reported saved before the sync", put_between<SaysSavedFirst>},
      {"a short write that is ignored", put_between<IgnoresShortWrites>},
      {"a gesture over two histories without a note", put_between<MakesNoNote>},
  };
  return all;
}

}  // namespace sayso::tests
