// Owns the contract's structs that are shown to a plugin, so that they live as long as one article, one
// file of annotations or one project. Addresses never move. One thread.
#pragma once

#include <deque>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "plugins/sdk/sayso_plugin.h"

namespace sayso::child {

class Arena {
 public:
  Arena() = default;
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  // A copy that lives as long as the arena, followed by a NUL.
  sayso_text text(std::string value) {
    texts_.push_back(std::move(value));
    return {texts_.back().data(), texts_.back().size()};
  }

  // A zeroed struct with its size filled in.
  template <class T>
  T* make() {
    auto& items = std::get<Pool<T>>(pools_).items;
    T& made = items.emplace_back();
    made.struct_size = static_cast<std::uint32_t>(sizeof(T));
    return &made;
  }

  // A list of such structs as the contract has them: pointers and a count.
  template <class T>
  void list(std::vector<const T*> of, const T* const*& first, std::size_t& count) {
    auto& kept = std::get<Pool<T>>(pools_).lists.emplace_back(std::move(of));
    first = kept.data();
    count = kept.size();
  }

  // A list of texts, or of fragments.
  void list(std::vector<sayso_text> of, const sayso_text*& first, std::size_t& count) {
    auto& kept = text_lists_.emplace_back(std::move(of));
    first = kept.data();
    count = kept.size();
  }
  void list(std::vector<sayso_fragment> of, const sayso_fragment*& first, std::size_t& count) {
    auto& kept = fragment_lists_.emplace_back(std::move(of));
    first = kept.data();
    count = kept.size();
  }

 private:
  template <class T>
  struct Pool {
    std::deque<T> items;
    std::deque<std::vector<const T*>> lists;
  };
  std::deque<std::string> texts_;
  std::deque<std::vector<sayso_text>> text_lists_;
  std::deque<std::vector<sayso_fragment>> fragment_lists_;
  std::tuple<Pool<sayso_attribute>, Pool<sayso_span>, Pool<sayso_entity>, Pool<sayso_filler>,
             Pool<sayso_role>, Pool<sayso_frame>, Pool<sayso_zone>, Pool<sayso_attribute_rule>,
             Pool<sayso_role_rule>, Pool<sayso_layer>, Pool<sayso_scheme>>
      pools_;
};

}  // namespace sayso::child
