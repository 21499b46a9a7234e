#include "annotations/store/outside_watch.h"

#include <algorithm>
#include <utility>

#include "annotations/store/project.h"

namespace sayso {
namespace {

std::optional<FileInfo> info_of(FileSystem& files, const Path& path) {
  const auto info = files.stat(path);
  return info.ok() ? std::optional<FileInfo>(*info) : std::nullopt;
}

}  // namespace

OutsideWatch::OutsideWatch(FileSystem& files, Path project, std::function<void()> wake)
    : files_(files), project_(std::move(project)), wake_(std::move(wake)) {}

OutsideWatch::Before OutsideWatch::before(FileSystem& files, const std::vector<Path>& paths) {
  Before before;
  for (const Path& path : paths) before.emplace(path, info_of(files, path));
  return before;
}

void OutsideWatch::watch(Concern concern, const Before& files, std::optional<Names> names) {
  forget(concern);
  for (const auto& [path, info] : files) watched_.insert_or_assign(path, File{concern, info, {}, {}});
  if (names) folders_.insert_or_assign(concern, Folder{*std::move(names), {}, {}});
}

void OutsideWatch::forget(Concern concern) {
  std::erase_if(watched_, [&](const auto& each) { return each.second.concern == concern; });
  folders_.erase(concern);
  changed_.erase(concern);
  discard();
}

void OutsideWatch::look() {
  {
    const std::lock_guard lock(mutex_);
    if (looking_) return;
    looking_ = true;
    found_.reset();
  }
  std::vector<Path> files;
  for (const auto& [path, file] : watched_) files.push_back(path);
  std::map<Concern, Names> folders;
  for (const auto& [concern, folder] : folders_) folders.emplace(concern, folder.names);
  const bool tells = unsure_ || !changed_.empty();
  worker_.post([this, generation = generation_, files = std::move(files), folders = std::move(folders), tells] {
    look_at_all({generation, {}, {}, {}}, files, folders, tells);
  });
}

bool OutsideWatch::looking() const {
  const std::lock_guard lock(mutex_);
  return looking_;
}

// ---- the looking thread ----------------------------------------------------------------------------

void OutsideWatch::look_at_all(Found found, const std::vector<Path>& files, const std::map<Concern, Names>& folders, bool tells) {
  for (const Path& path : files) look_at_file(path, found);
  std::erase_if(known_, [&](const auto& each) { return !std::ranges::binary_search(files, each.first); });
  look_at_articles(found);
  for (const auto& [concern, names] : folders) look_at_folder(concern, names, files, found);
  const bool news = tells || last_ != found;
  last_ = found;
  {
    const std::lock_guard lock(mutex_);
    found_ = std::move(found);
    looking_ = false;
  }
  if (news && wake_) wake_();
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

bool OutsideWatch::take(const std::function<OwnWork(const Path&)>& own, const std::vector<ArticleId>& articles) {
  std::optional<Found> found;
  {
    const std::lock_guard lock(mutex_);
    found = std::exchange(found_, {});
  }
  if (!found) return false;
  unsure_ = false;
  if (found->generation != generation_) return true;
  for (const auto& [path, what] : found->files) {
    File& file = watched_.at(path);
    if (differs(file, what, own(path))) changed_.insert(file.concern);
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
  if (!found->articles || (found->articles == agreed_ && agreed_generation_ == generation_)) return true;
  if (*found->articles == articles) {
    other_articles_.reset();
    agreed_ = found->articles;
    agreed_generation_ = generation_;
  } else if (other_articles_ != *found->articles) {
    other_articles_ = *found->articles;
    unsure_ = true;
  } else {
    changed_.insert(Concern::articles);
  }
  return true;
}

}  // namespace sayso
