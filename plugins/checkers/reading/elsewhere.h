// What was said in other articles, as small hashes: of each thing (some words, a name) how it was answered, and in which article.
// Sixteen bytes an answer and few answers a thing, so that a project of many articles fits. One owner, one thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace reading {

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed = 0);
std::uint64_t hash_of(std::u32string_view words, std::uint64_t seed = 0);

class Elsewhere {
 public:
  // Begins on an article; when it comes again what was said of it before is forgotten. `whose` keeps apart what is not to be
  // compared, as the work of several annotators.
  void begin(std::string_view whose, std::string_view article);
  // The article in which this was answered otherwise, nullptr when there is none; and remembers this answer.
  const std::string* otherwise(std::uint64_t what, std::uint32_t answer);

 private:
  struct Slot {
    std::uint64_t what = 0;  // 0: empty
    std::uint32_t answer = 0, article = 0;
  };
  void put(const Slot& slot);

  std::vector<Slot> slots_ = std::vector<Slot>(1024);  // a power of two, at most three quarters full
  std::size_t used_ = 0;
  std::vector<std::string> articles_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  // of annotators' articles
  std::uint64_t whose_ = 0;
  std::uint32_t article_ = 0;
};

}  // namespace reading
