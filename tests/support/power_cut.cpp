#include "tests/support/power_cut.h"

#include <algorithm>
#include <stdexcept>

namespace sayso::tests {
namespace {

using Change = SimulatedFiles::Change;
using Bytes = std::shared_ptr<const std::string>;

constexpr std::size_t kMostUnsureNames = 14;
constexpr std::size_t kMostUnsyncedWrites = 6;

std::string after(std::string bytes, const Change& change) {
  if (change.kind == Change::Kind::write) return bytes + change.bytes;
  bytes.resize(static_cast<std::size_t>(change.size), '\0');
  return bytes;
}

// The bytes that a file may have when `calls` were made since its last sync.
std::vector<Bytes> possible_bytes(const Bytes& sure, const std::vector<const Change*>& calls) {
  if (calls.size() > kMostUnsyncedWrites) throw std::length_error("too many writes without a sync");
  std::vector<Bytes> possible{sure};
  const auto add = [&](std::string bytes) {
    const auto same = [&](const Bytes& each) { return *each == bytes; };
    if (std::ranges::none_of(possible, same)) possible.push_back(std::make_shared<const std::string>(std::move(bytes)));
  };
  // Where each write lies in the file, as long as nothing was cut off since.
  std::vector<std::pair<std::size_t, std::size_t>> written;
  std::string done = *sure;
  for (const Change* call : calls) {
    if (call->kind == Change::Kind::write) {
      const std::size_t size = call->bytes.size(), half = size / 2;
      for (const std::size_t part : {std::size_t{1}, half, size - 1}) add(done + call->bytes.substr(0, part));
      add(done + std::string(size, '\0'));
      add(done + std::string(half, '\0') + call->bytes.substr(half));
      add(done + call->bytes.substr(0, half) + std::string(size - half, '\0'));
      written.emplace_back(done.size(), size);
    } else {
      written.clear();
    }
    done = after(std::move(done), *call);
    for (std::size_t lost = 0; lost < std::size_t{1} << written.size(); ++lost) {
      std::string bytes = done;
      for (std::size_t i = 0; i < written.size(); ++i) {
        if (lost >> i & 1) bytes.replace(written[i].first, written[i].second, written[i].second, '\0');
      }
      add(std::move(bytes));
    }
  }
  return possible;
}

bool shares_folder(const Change& one, const Change& other) {
  const auto in = [&](Inode folder) { return folder != 0 && (folder == other.folder || folder == other.to_folder); };
  return in(one.folder) || in(one.to_folder);
}

void find_reachable(const Disk& disk, Inode at, std::set<Inode>& found) {
  found.insert(at);
  for (const auto& [name, inode] : disk.nodes.at(at).entries) find_reachable(disk, inode, found);
}

}  // namespace

void apply(Disk& disk, const Change& change) {
  const auto take_away = [&] {
    auto& entries = disk.nodes.at(change.folder).entries;
    const auto found = entries.find(change.name);
    if (found != entries.end() && found->second == change.node) entries.erase(found);
  };
  switch (change.kind) {
    case Change::Kind::make: {
      Disk::Node& node = disk.nodes[change.node];  // may be known already, its name alone was not sure
      node.folder = change.of_folder;
      node.mode = change.mode;
      if (!node.folder && !node.bytes) node.bytes = std::make_shared<const std::string>();
      disk.nodes.at(change.folder).entries[change.name] = change.node;
      return;
    }
    case Change::Kind::rename:
      take_away();
      disk.nodes.at(change.to_folder).entries[change.to_name] = change.node;
      return;
    case Change::Kind::remove: return take_away();
    case Change::Kind::write:
    case Change::Kind::truncate: {
      Bytes& bytes = disk.nodes.at(change.node).bytes;
      bytes = std::make_shared<const std::string>(after(*bytes, change));
      return;
    }
    case Change::Kind::sync_file:
    case Change::Kind::sync_folder: return;
  }
}

bool PowerCut::Names::is_sure() const {
  return from_synced && (to_synced || change->to_folder == 0 || change->to_folder == change->folder);
}

void PowerCut::add(const Change& change) {
  switch (change.kind) {
    case Change::Kind::make: {
      Disk::Node& node = sure_.nodes[change.node];  // without a name
      node.folder = change.of_folder;
      node.mode = change.mode;
      if (!node.folder) node.bytes = std::make_shared<const std::string>();
      names_.push_back({&change});
      return;
    }
    case Change::Kind::rename:
    case Change::Kind::remove: names_.push_back({&change}); return;
    case Change::Kind::write:
    case Change::Kind::truncate: bytes_[change.node].push_back(&change); return;
    case Change::Kind::sync_file: {
      const auto unsynced = bytes_.find(change.node);
      if (unsynced == bytes_.end()) return;
      for (const Change* each : unsynced->second) apply(sure_, *each);
      bytes_.erase(unsynced);
      return;
    }
    case Change::Kind::sync_folder:
      for (Names& each : names_) {
        if (each.change->folder == change.node) each.from_synced = true;
        if (each.change->to_folder == change.node) each.to_synced = true;
      }
      settle_names();
      return;
  }
}

void PowerCut::settle_names() {
  std::vector<Names> left;
  for (const Names& each : names_) {
    const bool waits =
        std::ranges::any_of(left, [&](const Names& earlier) { return shares_folder(*earlier.change, *each.change); });
    if (each.is_sure() && !waits) {
      apply(sure_, *each.change);
    } else {
      left.push_back(each);
    }
  }
  names_ = std::move(left);
}

void PowerCut::each(const std::function<void(const Disk&)>& use) const {
  const auto unsure = static_cast<std::size_t>(
      std::ranges::count_if(names_, [](const Names& each) { return !each.is_sure(); }));
  if (unsure > kMostUnsureNames) throw std::length_error("too many names without a sync");
  std::map<Inode, std::vector<Bytes>> possible;
  for (const auto& [inode, calls] : bytes_) possible[inode] = possible_bytes(sure_.nodes.at(inode).bytes, calls);
  for (std::size_t chosen = 0; chosen < std::size_t{1} << unsure; ++chosen) {
    Disk disk = sure_;
    std::size_t bit = 0;
    for (const Names& each : names_) {
      if (each.is_sure() || (chosen >> bit++ & 1)) apply(disk, *each.change);
    }
    std::set<Inode> reachable;
    if (!possible.empty()) find_reachable(disk, 1, reachable);
    // All combinations of what the files that can be reached may hold.
    std::vector<std::pair<Inode, const std::vector<Bytes>*>> files;
    for (const auto& [inode, bytes] : possible) {
      if (reachable.contains(inode)) files.emplace_back(inode, &bytes);
    }
    std::vector<std::size_t> at(files.size(), 0);
    for (bool more = true; more;) {
      for (std::size_t i = 0; i < files.size(); ++i) disk.nodes.at(files[i].first).bytes = (*files[i].second)[at[i]];
      use(disk);
      more = false;
      for (std::size_t i = 0; i < files.size() && !more; ++i) {
        at[i] = (at[i] + 1) % files[i].second->size();
        more = at[i] != 0;
      }
    }
  }
}

}  // namespace sayso::tests
