// Whether others change the files that a project is shown from while it is open: told by what the files hold, not by
// when they were touched. A thread of its own looks again and again and wakes the owner only when it finds something new;
// all calls come from the owner's thread.
//
// A difference counts once two looks have found the same: a file that is being written is not read halfway. So a second
// look follows soon where the first one leaves the owner unsure.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "annotations/model/ids.h"
#include "core/files/file_system.h"
#include "core/files/read_file.h"

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
  struct Settings {
    // Between two looks; 0: looks only when asked. Where nobody is active for a while, five times as long.
    std::chrono::milliseconds every{0};
    // Called on the looking thread when a look has found something else than the one before it, or could settle what
    // that one left unsure; may be empty.
    std::function<void()> wake = {};
    // How much the owner asked to be written so far: read when a look begins.
    std::shared_ptr<const std::atomic<std::size_t>> asked = {};
  };
  OutsideWatch(FileSystem& files, Path project, Settings settings);
  ~OutsideWatch();
  OutsideWatch(const OutsideWatch&) = delete;
  OutsideWatch& operator=(const OutsideWatch&) = delete;

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
  void discard();

  // Looks at once, in the background. Nothing happens while a look is under way.
  void look();
  bool looking() const;
  // Waits until the look is done; for tests.
  void wait();
  // Somebody is there: it is looked as often as asked for, and at once where it was not for a while.
  void note_activity();

  // Takes in what a look found. True when one was done since the last call. `own` is asked of each file that differs
  // from what was read, with what had been asked to be written when the look began; `articles` are those that are known,
  // sorted. Files that cannot be read are passed over until
  // they can.
  bool take(const std::function<OwnWork(const Path&, std::size_t asked)>& own, const std::vector<ArticleId>& articles);
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
  // What is to be looked at.
  struct Subjects {
    std::vector<Path> files;  // sorted
    std::map<Concern, Names> folders;
  };
  // What a look found; files and folders that could not be read are not in it.
  struct FoundFile {
    std::optional<FileInfo> info;
    ContentSum sum;

    bool operator==(const FoundFile&) const = default;
  };
  struct Found {
    std::uint64_t generation = 0;
    std::map<Path, FoundFile> files;
    std::map<Concern, std::vector<std::string>> names;
    std::shared_ptr<const std::vector<ArticleId>> articles;  // the same while the folders have the same stamps

    bool operator==(const Found&) const = default;
  };
  struct Look {
    Found found;
    std::size_t asked = 0;
  };
  using Time = std::chrono::steady_clock::time_point;

  void publish();
  // On the looking thread.
  void run();
  std::chrono::milliseconds pause() const;
  Found look_at_all(std::uint64_t generation, const Subjects& subjects);
  void look_at_file(const Path& path, Found& found);
  void look_at_folder(Concern concern, const Names& names, const std::vector<Path>& files, Found& found);
  void look_at_articles(Found& found);
  // On the owner's.
  void take_in(Look& look, const std::function<OwnWork(const Path&, std::size_t asked)>& own, const std::vector<ArticleId>& articles);
  bool differs(File& file, const FoundFile& found, const OwnWork& own) const;

  FileSystem& files_;
  const Path project_;
  const Settings settings_;
  std::map<Path, File> watched_;
  std::map<Concern, Folder> folders_;
  std::optional<std::vector<ArticleId>> other_articles_;  // as the last look found them, if they differ
  std::shared_ptr<const std::vector<ArticleId>> agreed_;   // were those that are known, and are unless others were found
  std::uint64_t agreed_generation_ = 0;
  std::set<Concern> changed_;
  bool unsure_ = false;

  mutable std::mutex mutex_;  // over what follows
  std::condition_variable due_, done_;
  std::shared_ptr<const Subjects> subjects_ = std::make_shared<Subjects>();
  std::uint64_t generation_ = 0;
  bool asked_ = false, looking_ = false, closing_ = false;
  bool soon_ = false;        // the owner is unsure
  bool tells_ = false;       // it is to be woken by the next look in any case
  Time active_ = std::chrono::steady_clock::now();  // somebody was, last
  std::optional<Look> found_;

  // The looking thread's. A file or folder of which two looks have seen the same stamp is not read again while it
  // has that: what is written within one tick of the disk's clock may keep the stamp as it was.
  struct Known {
    std::optional<FileInfo> info;
    bool settled = false;
    ContentSum sum;
  };
  struct KnownNames {
    Names of;
    std::optional<FileInfo> info;
    bool settled = false;
    std::vector<std::string> names;
  };
  std::optional<Found> last_;
  std::map<Path, Known> known_;
  std::map<Concern, KnownNames> known_names_;
  Before article_folders_;
  bool articles_settled_ = false;
  std::shared_ptr<const std::vector<ArticleId>> articles_;

  std::thread thread_;  // last: starts when all else is there
};

}  // namespace sayso
