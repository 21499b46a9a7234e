// Work that is worth several threads, for large articles: its parts are made apart from each other.
#pragma once

#include <cstddef>
#include <deque>
#include <future>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace sayso {

// What `make` makes of each part, in the parts' order, on as many threads as the machine has processors; where there is
// one part or one processor, no thread is begun. `next` gives the next part or nullopt and is called by one thread at a
// time; `make` is called by several, the calling one among them, and must not change what they share. What one of them
// throws is thrown on after all threads have ended; the rest is then not made.
template <class Next, class Make>
auto make_in_parts(const Next& next, const Make& make) {
  using Part = typename std::invoke_result_t<const Next&>::value_type;
  using Made = std::invoke_result_t<const Make&, Part&>;
  std::mutex mutex;
  std::deque<std::optional<Made>> made;  // a place of its own for each, which stays where it is
  std::optional<Part> first = next(), second = first ? next() : std::nullopt;
  const bool are_several = second.has_value();
  bool ended = false;
  const auto take = [&](std::optional<Part>& part) -> std::optional<Made>* {
    const std::scoped_lock lock(mutex);
    if (ended) return nullptr;
    part = first ? std::exchange(first, std::nullopt) : second ? std::exchange(second, std::nullopt) : next();
    ended = !part;
    return ended ? nullptr : &made.emplace_back();
  };
  const auto make_some = [&] {
    try {
      std::optional<Part> part;
      while (std::optional<Made>* const to = take(part)) to->emplace(make(*part));
    } catch (...) {
      const std::scoped_lock lock(mutex);
      ended = true;
      throw;
    }
  };
  {
    std::vector<std::future<void>> others;  // each is waited for when it goes
    while (are_several && others.size() + 1 < std::thread::hardware_concurrency()) {
      others.push_back(std::async(std::launch::async, make_some));
    }
    make_some();
    for (std::future<void>& other : others) other.get();
  }
  std::vector<Made> parts;
  parts.reserve(made.size());
  for (std::optional<Made>& each : made) parts.push_back(std::move(*each));
  return parts;
}

// Work on fewer things than this, of about a microsecond each, is not worth the beginning of a thread.
inline constexpr std::size_t kWorthAThread = 1000;

// `work` on so many `things` is done on another thread while the calling one goes on, if it is worth that; else when its
// result is asked for. It must not change what the calling thread uses meanwhile. The future's destructor waits for it.
template <class Work>
auto meanwhile(std::size_t things, Work&& work) {
  return std::async(things < kWorthAThread ? std::launch::deferred : std::launch::async, std::forward<Work>(work));
}

}  // namespace sayso
