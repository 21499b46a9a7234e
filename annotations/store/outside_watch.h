// Whether others change the files that a project is shown from while it is open: told by what the files hold, not by
// when they were touched. The files are read on a thread of its own; all calls come from the owner's thread.
//
// A difference counts once two looks have found the same: a file that is being written is not read halfway.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "annotations/model/ids.h"
#include "core/files/file_system.h"
#include "core/files/read_file.h"
#include "core/tasks/worker.h"

namespace sayso {

// What is read anew together.
enum class Concern {
  project,      // manifest, scheme, guidelines
  articles,     // which articles there are
  text,         // of the open article, and what is known of it
  annotations,  // the annotator's, of the open article
  entities,     // of all annotators
};

// Does this program write a file itself, and what must it hold then?
struct OwnWork {
  bool writes = false;
  std::vector<ContentSum> holds = {};  // one of these; empty: not known at the moment
};

class OutsideWatch {
 public:
  // `wake` is called on the looking thread when a look has found something else than the one before it, or could settle
  // what that one left unsure; may be empty.
  OutsideWatch(FileSystem& files, Path project, std::function<void()> wake);

  // How files are before they are read; none: not there, or it cannot be told.
  using Before = std::map<Path, std::optional<FileInfo>>;
  static Before before(FileSystem& files, const std::vector<Path>& paths);
  // Names of histories and snapshots in a folder that begin so, but for files that are watched themselves and, of
  // articles, those of other articles of the project.
  struct Names {
    Path folder;
    std::string stem;
    bool of_articles = false;
    std::string below = {};  // before a name in an article's id: "news/"

    bool operator==(const Names&) const = default;
  };

  // From now on these are the files of a concern. What the first look finds in them counts as read, unless they are not
  // as they were before; names count as known from the first look on.
  void watch(Concern concern, const Before& files, std::optional<Names> names = {});
  void forget(Concern concern);
  // What is being found now is of before a change that the owner made: it is left out.
  void discard() { ++generation_; }

  // Looks once, in the background. Nothing happens while a look is under way.
  void look();
  bool looking() const;
  // Waits until the look is done; for tests.
  void wait() { worker_.drain(); }

  // Takes in what a look found. True when one was done since the last call. `own` is asked of each file that differs
  // from what was read, `articles` are those that are known, sorted. Files that cannot be read are passed over until
  // they can.
  bool take(const std::function<OwnWork(const Path&)>& own, const std::vector<ArticleId>& articles);
  // What was found to have changed, since it was taken last.
  std::set<Concern> take_changed() { return std::exchange(changed_, {}); }
  const std::set<Concern>& changed() const { return changed_; }
  // The articles that were found where they are not those that are known; nothing when they are.
  const std::optional<std::vector<ArticleId>>& other_articles() const { return other_articles_; }
  // Has a difference been seen once? Then a second look is worth taking soon.
  bool unsure() const { return unsure_; }

 private:
  struct File {
    Concern concern;
    std::optional<FileInfo> before;
    std::optional<ContentSum> read;    // nothing until the first look
    std::optional<ContentSum> differs;  // as the last look found it, if it was not as read
  };
  struct Folder {
    Names names;
    std::optional<std::vector<std::string>> read, differs;
  };
  // What a look found; files and folders that could not be read are not in it.
  struct FoundFile {
    std::optional<FileInfo> info;
    ContentSum sum;

    bool operator==(const FoundFile&) const = default;
  };
  struct Found {
    std::uint64_t generation;
    std::map<Path, FoundFile> files;
    std::map<Concern, std::vector<std::string>> names;
    std::shared_ptr<const std::vector<ArticleId>> articles;  // the same while the folders have the same stamps

    bool operator==(const Found&) const = default;
  };
  // On the looking thread. `tells`: also when nothing is new.
  void look_at_all(Found found, const std::vector<Path>& files, const std::map<Concern, Names>& folders, bool tells);
  void look_at_file(const Path& path, Found& found);
  void look_at_folder(Concern concern, const Names& names, const std::vector<Path>& files, Found& found);
  void look_at_articles(Found& found);
  bool differs(File& file, const FoundFile& found, const OwnWork& own) const;

  FileSystem& files_;
  const Path project_;
  const std::function<void()> wake_;
  std::map<Path, File> watched_;
  std::map<Concern, Folder> folders_;
  std::optional<std::vector<ArticleId>> other_articles_;  // as the last look found them, if they differ
  std::shared_ptr<const std::vector<ArticleId>> agreed_;   // were those that are known, and are unless others were found
  std::uint64_t agreed_generation_ = 0;
  std::set<Concern> changed_;
  bool unsure_ = false;
  std::uint64_t generation_ = 0;

  mutable std::mutex mutex_;  // over the two
  bool looking_ = false;
  std::optional<Found> found_;

  // The looking thread's. A file or folder of which two looks have seen the same stamp is not read again while it
  // has that: what is written within one tick of the disk's clock may keep the stamp as it was.
  struct Known {
    std::optional<FileInfo> info;
    bool settled = false;
    ContentSum sum;
  };
  std::optional<Found> last_;
  struct KnownNames {
    Names of;
    std::optional<FileInfo> info;
    bool settled = false;
    std::vector<std::string> names;
  };
  std::map<Path, Known> known_;
  std::map<Concern, KnownNames> known_names_;
  Before article_folders_;
  bool articles_settled_ = false;
  std::shared_ptr<const std::vector<ArticleId>> articles_;

  Worker worker_{Worker::Ending::cancel};  // last: ends before what it uses
};

}  // namespace sayso
