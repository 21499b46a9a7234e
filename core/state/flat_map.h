// A map of few keys: pairs in order of key, one behind the other, so that it takes little memory. What
// std::flat_map of C++23 does, as far as it is needed here; once the compilers have that, this can go. Finding costs
// O(log n), adding and erasing O(n); both move the pairs behind, so that references to them do not last.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <initializer_list>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

namespace sayso {

template <class Key, class Mapped>
class FlatMap {
  using Pairs = std::vector<std::pair<Key, Mapped>>;

 public:
  using key_type = Key;
  using mapped_type = Mapped;
  using value_type = typename Pairs::value_type;
  using iterator = typename Pairs::iterator;
  using const_iterator = typename Pairs::const_iterator;

  FlatMap() = default;
  // From pairs in any order, O(n log n); of several with one key the first counts.
  explicit FlatMap(std::vector<value_type> pairs) : pairs_(std::move(pairs)) {
    if (!std::ranges::is_sorted(pairs_, {}, &value_type::first)) std::ranges::stable_sort(pairs_, {}, &value_type::first);
    const auto twice = std::ranges::unique(pairs_, {}, &value_type::first);
    pairs_.erase(twice.begin(), twice.end());
  }
  FlatMap(std::initializer_list<value_type> pairs) : FlatMap(std::vector<value_type>(pairs)) {}

  bool empty() const { return pairs_.empty(); }
  std::size_t size() const { return pairs_.size(); }
  void clear() { pairs_.clear(); }

  // Keys must not be changed through an iterator.
  iterator begin() { return pairs_.begin(); }
  iterator end() { return pairs_.end(); }
  const_iterator begin() const { return pairs_.begin(); }
  const_iterator end() const { return pairs_.end(); }

  template <class Like>
  const_iterator find(const Like& key) const {
    const auto at = place_of(pairs_, key);
    return at != pairs_.end() && at->first == key ? at : pairs_.end();
  }
  template <class Like>
  iterator find(const Like& key) {
    const auto at = place_of(pairs_, key);
    return at != pairs_.end() && at->first == key ? at : pairs_.end();
  }
  template <class Like>
  bool contains(const Like& key) const {
    return find(key) != end();
  }
  // Error: std::out_of_range.
  template <class Like>
  const Mapped& at(const Like& key) const {
    const auto found = find(key);
    if (found == end()) throw std::out_of_range("FlatMap::at");
    return found->second;
  }

  Mapped& operator[](const Key& key) {
    auto at = place_of(pairs_, key);
    if (at == pairs_.end() || !(at->first == key)) at = pairs_.emplace(at, key, Mapped());
    return at->second;
  }

  // Does nothing when the key is there.
  std::pair<iterator, bool> insert(value_type pair) {
    const auto at = place_of(pairs_, pair.first);
    if (at != pairs_.end() && at->first == pair.first) return {at, false};
    return {pairs_.insert(at, std::move(pair)), true};
  }
  template <class Iterator>
  void insert(Iterator first, Iterator last) {
    for (; first != last; ++first) insert(*first);
  }
  std::pair<iterator, bool> emplace(Key key, Mapped mapped) { return insert(value_type(std::move(key), std::move(mapped))); }

  template <class Like>
    requires(!std::is_convertible_v<const Like&, const_iterator>)
  std::size_t erase(const Like& key) {
    const auto found = find(key);
    if (found == end()) return 0;
    pairs_.erase(found);
    return 1;
  }
  iterator erase(const_iterator at) { return pairs_.erase(at); }

  bool operator==(const FlatMap&) const = default;

 private:
  template <class Of, class Like>
  static auto place_of(Of& pairs, const Like& key) {
    return std::ranges::lower_bound(pairs, key, std::ranges::less(), &value_type::first);
  }

  Pairs pairs_;
};

}  // namespace sayso
