#include "annotations/store/outside_watch.h"

#include <algorithm>
#include <utility>

#include "annotations/store/project.h"

namespace sayso {
namespace {

// A difference that was seen once is looked at again after this long.
constexpr std::chrono::milliseconds kSoon{300};
// When nobody was active for so long, it is looked so many times more seldom.
constexpr std::chrono::seconds kLeftAlone{10};
constexpr int kSeldomer = 5;

std::optional<FileInfo> info_of(FileSystem& files, const Path& path) {
  const auto info = files.stat(path);
  return info.ok() ? std::optional<FileInfo>(*info) : std::nullopt;
}

}  // namespace

OutsideWatch::OutsideWatch(FileSystem& files, Path project, Settings settings)
    : files_(files), project_(std::move(project)), settings_(std::move(settings)), thread_([this] { run(); }) {}

OutsideWatch::~OutsideWatch() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  due_.notify_one();
  thread_.join();
}

OutsideWatch::Before OutsideWatch::before(FileSystem& files, const std::vector<Path>& paths) {
  Before before;
  for (const Path& path : paths) before.emplace(path, info_of(files, path));
  return before;
}

void OutsideWatch::watch(Concern concern, const Before& files, std::optional<Names> names) {
  forget(concern);
  for (const auto& [path, info] : files) watched_.insert_or_assign(path, File{concern, info, {}, {}});
  if (names) folders_.insert_or_assign(concern, Folder{*std::move(names), {}, {}});
  publish();
}

void OutsideWatch::forget(Concern concern) {
  std::erase_if(watched_, [&](const auto& each) { return each.second.concern == concern; });
  folders_.erase(concern);
  changed_.erase(concern);
  publish();
}

// What is found from now on is of these; what was found before is left out.
void OutsideWatch::publish() {
  auto subjects = std::make_shared<Subjects>();
  for (const auto& [path, file] : watched_) subjects->files.push_back(path);
  for (const auto& [concern, folder] : folders_) subjects->folders.emplace(concern, folder.names);
  const std::lock_guard lock(mutex_);
  subjects_ = std::move(subjects);
  ++generation_;
}

void OutsideWatch::discard() {
  const std::lock_guard lock(mutex_);
  ++generation_;
}

void OutsideWatch::look() {
  {
    const std::lock_guard lock(mutex_);
    if (looking_ || asked_) return;
    asked_ = true;
  }
  due_.notify_one();
}

bool OutsideWatch::looking() const {
  const std::lock_guard lock(mutex_);
  return looking_ || asked_;
}

void OutsideWatch::wait() {
  std::unique_lock lock(mutex_);
  done_.wait(lock, [&] { return !looking_ && !asked_; });
}

void OutsideWatch::note_activity() {
  const Time now = std::chrono::steady_clock::now();
  {
    const std::lock_guard lock(mutex_);
    const bool was_left_alone = now - std::exchange(active_, now) > kLeftAlone;
    if (!was_left_alone || settings_.every.count() == 0 || looking_) return;
    asked_ = true;
  }
  due_.notify_one();
}

// ---- the looking thread ----------------------------------------------------------------------------

void OutsideWatch::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    // Asked anew each time something changes: a look may be due sooner then.
    const auto begun = std::chrono::steady_clock::now();
    while (!closing_ && !asked_) {
      const auto now = std::chrono::steady_clock::now();
      const auto next = begun + pause();
      if (settings_.every.count() > 0 && now >= next) break;
      settings_.every.count() > 0 ? void(due_.wait_until(lock, next)) : due_.wait(lock);
    }
    if (closing_) return;
    asked_ = soon_ = false;
    looking_ = true;
    const bool tells = std::exchange(tells_, false);
    const auto subjects = subjects_;
    const auto generation = generation_;
    const std::size_t asked = settings_.asked ? settings_.asked->load(std::memory_order_acquire) : 0;
    lock.unlock();

    Found found = look_at_all(generation, *subjects);
    const bool news = tells || last_ != found;
    last_ = found;

    lock.lock();
    found_ = Look{std::move(found), asked};
    looking_ = false;
    done_.notify_all();
    if (!news || !settings_.wake) continue;
    lock.unlock();
    settings_.wake();
    lock.lock();
  }
}

// Until the next look. Precondition: the lock is held.
std::chrono::milliseconds OutsideWatch::pause() const {
  if (soon_) return std::min(kSoon, settings_.every);
  const bool left_alone = std::chrono::steady_clock::now() - active_ > kLeftAlone;
  return settings_.every * (left_alone ? kSeldomer : 1);
}

OutsideWatch::Found OutsideWatch::look_at_all(std::uint64_t generation, const Subjects& subjects) {
  Found found{generation, {}, {}, {}};
  for (const Path& path : subjects.files) look_at_file(path, found);
  std::erase_if(known_, [&](const auto& each) { return !std::ranges::binary_search(subjects.files, each.first); });
  look_at_articles(found);
  for (const auto& [concern, names] : subjects.folders) look_at_folder(concern, names, subjects.files, found);
  return found;
}

void OutsideWatch::look_at_file(const Path& path, Found& found) {
  const auto info = look_at(files_, path);
  if (!info) return;
  Known& known = known_[path];
  const bool same_stamp = *info && known.info == *info;
  if (!same_stamp || !known.settled) {
    const auto sum = sum_of_file(files_, path);
    if (!sum) return;
    const auto after = look_at(files_, path);
    if (!after || *after != *info) return;  // it is being changed
    known = {*info, same_stamp, *sum};
  }
  found.files.emplace(path, FoundFile{*info, known.sum});
}

void OutsideWatch::look_at_folder(Concern concern, const Names& names, const std::vector<Path>& files, Found& found) {
  const auto info = info_of(files_, names.folder);
  KnownNames& known = known_names_[concern];
  const bool same_stamp = info && known.info == info && known.of == names;
  if (!same_stamp || !known.settled) {
    std::vector<std::string> listed;
    if (info) {
      const auto entries = files_.list_folder(names.folder);
      if (!entries.ok()) return;
      for (const FolderEntry& entry : *entries) {
        if (!entry.name.starts_with(names.stem) || entry.name.starts_with('.')) continue;
        if (entry.name.ends_with(".history") || entry.name.ends_with(".json")) listed.push_back(entry.name);
      }
      std::ranges::sort(listed);
    }
    known = {names, info, same_stamp, std::move(listed)};
  }
  auto& fitting = found.names[concern];
  for (const std::string& name : known.names) {
    if (std::ranges::binary_search(files, names.folder / name)) continue;
    const ArticleId other(names.below + name.substr(0, name.rfind('.')));
    if (names.of_articles && articles_ && std::ranges::binary_search(*articles_, other)) continue;
    fitting.push_back(name);
  }
}

void OutsideWatch::look_at_articles(Found& found) {
  const bool same_stamps = articles_ && !article_folders_.empty() && std::ranges::all_of(article_folders_, [&](const auto& each) {
    return each.second && info_of(files_, each.first) == each.second;
  });
  if (!same_stamps || !articles_settled_) {
    std::vector<Path> folders;
    const auto listed = list_articles(files_, project_, &folders);
    if (!listed) return;
    article_folders_ = before(files_, folders);
    articles_settled_ = same_stamps;
    articles_ = std::make_shared<const std::vector<ArticleId>>(std::move(listed->articles));
  }
  found.articles = articles_;
}

// ---- the owner's thread ----------------------------------------------------------------------------

// Is it found, for the second time, not to be what it should?
bool OutsideWatch::differs(File& file, const FoundFile& found, const OwnWork& own) const {
  bool same;
  if (own.writes) {
    if (own.holds.empty()) return false;
    same = std::ranges::find(own.holds, found.sum) != own.holds.end();
  } else if (file.read) {
    same = *file.read == found.sum;
  } else {
    same = file.before == found.info;
  }
  if (same) {
    file.read.emplace(found.sum);
    file.differs.reset();
    return false;
  }
  if (!file.differs || *file.differs != found.sum) {
    file.differs.emplace(found.sum);
    return false;
  }
  file.read.emplace(found.sum);
  file.differs.reset();
  return true;
}

bool OutsideWatch::take(const std::function<OwnWork(const Path&, std::size_t asked)>& own, const std::vector<ArticleId>& articles) {
  std::optional<Look> look;
  std::uint64_t generation;
  {
    const std::lock_guard lock(mutex_);
    look = std::exchange(found_, {});
    generation = generation_;
  }
  if (!look) return false;
  unsure_ = false;
  if (look->found.generation == generation) take_in(*look, own, articles);
  {
    const std::lock_guard lock(mutex_);
    soon_ = unsure_;
    tells_ = unsure_ || !changed_.empty();
  }
  if (unsure_) due_.notify_one();
  return true;
}

void OutsideWatch::take_in(Look& look, const std::function<OwnWork(const Path&, std::size_t asked)>& own,
                           const std::vector<ArticleId>& articles) {
  Found* const found = &look.found;
  for (const auto& [path, what] : found->files) {
    File& file = watched_.at(path);
    if (differs(file, what, own(path, look.asked))) changed_.insert(file.concern);
    unsure_ = unsure_ || file.differs;
  }
  for (auto& [concern, names] : found->names) {
    Folder& folder = folders_.at(concern);
    if (!folder.read || *folder.read == names) {
      folder.read = std::move(names);
      folder.differs.reset();
    } else if (folder.differs != names) {
      folder.differs = std::move(names);
      unsure_ = true;
    } else {
      folder.read = std::move(names);
      folder.differs.reset();
      changed_.insert(concern);
    }
  }
  if (!found->articles || (found->articles == agreed_ && agreed_generation_ == found->generation)) return;
  if (*found->articles == articles) {
    other_articles_.reset();
    agreed_ = found->articles;
    agreed_generation_ = found->generation;
  } else if (other_articles_ != *found->articles) {
    other_articles_ = *found->articles;
    unsure_ = true;
  } else {
    changed_.insert(Concern::articles);
  }
}

}  // namespace sayso
