// A list of records in order of their key, for states that are copied at every edit. Records are
// immutable and shared; a shelf holds them in bins of at most 256, and copies of a shelf share bins: a copy
// costs n/256 pointers, a change copies one bin of pointers if another shelf has it too. A value with ==; like any value it belongs to
// one thread at a time, but shelves that share bins may be used on different threads.
//
// T needs `const std::string& key_of(const T&)` beside it, and ==.
#pragma once

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso {

template <class T>
class Shelf {
  using Bin = std::vector<std::shared_ptr<const T>>;
  using Bins = std::vector<std::shared_ptr<Bin>>;  // changed in place only where no other shelf has the bin

 public:
  using value_type = T;
  static constexpr std::size_t kBin = 256;

  class const_iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    const T& operator*() const { return *(*(*bins_)[bin_])[at_]; }
    const T* operator->() const { return &**this; }
    const_iterator& operator++() {
      if (++at_ == (*bins_)[bin_]->size()) ++bin_, at_ = 0;
      return *this;
    }
    const_iterator operator++(int) {
      auto before = *this;
      ++*this;
      return before;
    }
    bool operator==(const const_iterator&) const = default;

   private:
    friend class Shelf;
    const_iterator(const Bins& bins, std::size_t bin, std::size_t at) : bins_(&bins), bin_(bin), at_(at) {}
    const Bins* bins_ = nullptr;
    std::size_t bin_ = 0, at_ = 0;
  };
  using iterator = const_iterator;

  Shelf() = default;
  Shelf(std::initializer_list<T> records) : Shelf(std::vector<T>(records)) {}
  // From records in any order; of several with one key the last counts.
  explicit Shelf(std::vector<T> records) {
    std::vector<std::shared_ptr<const T>> shared;
    shared.reserve(records.size());
    for (T& record : records) shared.push_back(std::make_shared<const T>(std::move(record)));
    *this = Shelf(std::move(shared));
  }
  // The same; none of them is null.
  explicit Shelf(std::vector<std::shared_ptr<const T>> records) {
    std::ranges::stable_sort(records, {}, [](const auto& record) -> const std::string& { return key_of(*record); });
    Bin bin;
    const auto shelve = [&] {
      size_ += bin.size();
      bins_.push_back(std::make_shared<Bin>(std::exchange(bin, {})));
    };
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (i + 1 < records.size() && key_of(*records[i]) == key_of(*records[i + 1])) continue;
      bin.push_back(std::move(records[i]));
      if (bin.size() == kBin) shelve();
    }
    if (!bin.empty()) shelve();
  }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const_iterator begin() const { return {bins_, 0, 0}; }
  const_iterator end() const { return {bins_, bins_.size(), 0}; }
  // The first record whose key is not smaller. O(log n).
  const_iterator from(std::string_view key) const {
    const std::size_t bin = bin_of(key);
    if (bin == bins_.size()) return end();
    return {bins_, bin, static_cast<std::size_t>(place_in(*bins_[bin], key) - bins_[bin]->begin())};
  }

  // The record of that key, or nullptr; valid as long as any shelf holds it. O(log n).
  const T* find(std::string_view key) const {
    const auto found = share(key);
    return found.get();
  }
  bool contains(std::string_view key) const { return find(key) != nullptr; }
  // The same as an owner of its own.
  std::shared_ptr<const T> share(std::string_view key) const {
    const std::size_t bin = bin_of(key);
    if (bin == bins_.size()) return nullptr;
    const auto at = place_in(*bins_[bin], key);
    return at != bins_[bin]->end() && key_of(**at) == key ? *at : nullptr;
  }

  // In place; other shelves that share the bin keep what they had. True when there was one of that key.
  bool put(T record) { return put(std::make_shared<const T>(std::move(record))); }
  // The same for one that others hold too. Precondition: not null.
  bool put(std::shared_ptr<const T> shared) {
    const std::string_view key = key_of(*shared);
    std::size_t at_bin = bin_of(key);
    const bool greatest = at_bin == bins_.size();  // goes to the end of the last bin
    if (greatest) {
      if (bins_.empty()) {
        bins_.push_back(std::make_shared<Bin>(Bin{std::move(shared)}));
        size_ = 1;
        return false;
      }
      --at_bin;
    }
    Bin& bin = own(at_bin);
    const auto at = greatest ? bin.cend() : place_in(bin, key);
    const bool replaces = at != bin.end() && key_of(**at) == key;
    if (replaces) {
      bin[static_cast<std::size_t>(at - bin.begin())] = std::move(shared);
    } else {
      const bool at_the_end = at == bin.end();
      bin.insert(at, std::move(shared));
      ++size_;
      if (bin.size() > kBin) split(at_bin, bin, at_the_end);
    }
    return replaces;
  }

  // In place. False when there was none of that key.
  bool remove(std::string_view key) {
    const std::size_t at_bin = bin_of(key);
    if (at_bin == bins_.size()) return false;
    const auto at = place_in(*bins_[at_bin], key);
    if (at == bins_[at_bin]->end() || key_of(**at) != key) return false;
    const auto place = at - bins_[at_bin]->begin();
    Bin& bin = own(at_bin);
    bin.erase(bin.begin() + place);
    --size_;
    const auto here = bins_.begin() + static_cast<std::ptrdiff_t>(at_bin);
    if (bin.empty()) {
      bins_.erase(here);
    } else if (at_bin + 1 < bins_.size() && bin.size() + bins_[at_bin + 1]->size() <= kBin / 2) {
      bin.insert(bin.end(), bins_[at_bin + 1]->begin(), bins_[at_bin + 1]->end());
      bins_.erase(here + 1);
    }
    return true;
  }

  // The same as values.
  [[nodiscard]] Shelf with(T record) const& {
    Shelf next = *this;
    next.put(std::move(record));
    return next;
  }
  [[nodiscard]] Shelf with(T record) && {
    put(std::move(record));
    return std::move(*this);
  }
  [[nodiscard]] Shelf without(std::string_view key) const& {
    Shelf next = *this;
    next.remove(key);
    return next;
  }
  [[nodiscard]] Shelf without(std::string_view key) && {
    remove(key);
    return std::move(*this);
  }

  bool operator==(const Shelf& other) const {
    if (size_ != other.size_) return false;
    if (bins_ == other.bins_) return true;
    auto mine = begin();
    auto theirs = other.begin();
    while (mine != end()) {
      if (mine.at_ == 0 && theirs.at_ == 0 && bins_[mine.bin_] == other.bins_[theirs.bin_]) {
        ++mine.bin_, ++theirs.bin_;
        continue;
      }
      const auto& a = (*bins_[mine.bin_])[mine.at_];
      const auto& b = (*other.bins_[theirs.bin_])[theirs.at_];
      if (a != b && !(*a == *b)) return false;
      ++mine, ++theirs;
    }
    return true;
  }

  // Is it a copy of the other, or the other of it, with nothing done since? n/256 comparisons of pointers.
  bool same_bins(const Shelf& other) const { return bins_ == other.bins_; }

  // What differs, in order of key: `gone(record)` for each record that only `before` holds, `come(record)` for
  // each that only `after` does; a record that was replaced is both, gone first. The same record is the same
  // shared object, not an equal one. Bins that the two share are not looked into, so one edit's difference costs
  // n/256 comparisons of pointers and one bin.
  template <class Gone, class Come>
  static void difference(const Shelf& before, const Shelf& after, Gone&& gone, Come&& come) {
    if (before.bins_ == after.bins_) return;
    auto was = before.begin();
    auto is = after.begin();
    while (was != before.end() || is != after.end()) {
      if (was != before.end() && is != after.end()) {
        if (was.at_ == 0 && is.at_ == 0 && before.bins_[was.bin_] == after.bins_[is.bin_]) {
          ++was.bin_, ++is.bin_;
          continue;
        }
        if (&*was == &*is) {
          ++was, ++is;
          continue;
        }
      }
      const bool first_gone =
          was != before.end() && (is == after.end() || !(key_of(*is) < key_of(*was)));
      const bool first_come =
          is != after.end() && (was == before.end() || !(key_of(*was) < key_of(*is)));
      if (first_gone) gone(*was);
      if (first_come) come(*is);
      if (first_gone) ++was;
      if (first_come) ++is;
    }
  }

 private:
  // The bin whose last key is not smaller, or bins_.size(): new ids are mostly greater than all others.
  std::size_t bin_of(std::string_view key) const {
    if (bins_.empty() || key_of(*bins_.back()->back()) < key) return bins_.size();
    const auto at = std::partition_point(bins_.begin(), bins_.end(),
                                         [&](const auto& bin) { return key_of(*bin->back()) < key; });
    return static_cast<std::size_t>(at - bins_.begin());
  }
  // The bin to be changed in place: a copy unless no other shelf has it. Who had it on another thread has let go of it
  // before it is written.
  Bin& own(std::size_t at) {
    std::shared_ptr<Bin>& bin = bins_[at];
    if (bin.use_count() > 1) {
      bin = std::make_shared<Bin>(*bin);
    } else {
      std::atomic_thread_fence(std::memory_order_acquire);
    }
    return *bin;
  }
  static typename Bin::const_iterator place_in(const Bin& bin, std::string_view key) {
    return std::partition_point(bin.begin(), bin.end(),
                                [&](const auto& record) { return key_of(*record) < key; });
  }
  // Moves the upper part of a bin that is too full into a new one behind it. New ids are mostly greater than
  // all others, so a bin that grew at its end stays full.
  void split(std::size_t at_bin, Bin& bin, bool grew_at_the_end) {
    const auto keep = static_cast<std::ptrdiff_t>(grew_at_the_end ? kBin : kBin / 2);
    auto rest = std::make_shared<Bin>(std::make_move_iterator(bin.begin() + keep),
                                            std::make_move_iterator(bin.end()));
    bin.resize(static_cast<std::size_t>(keep));
    bins_.insert(bins_.begin() + static_cast<std::ptrdiff_t>(at_bin) + 1, std::move(rest));
  }

  Bins bins_;
  std::size_t size_ = 0;
};

}  // namespace sayso
