#include "elsewhere.h"

namespace reading {
namespace {

constexpr std::size_t kMostAnswers = 8;  // that are kept of one thing: enough to find another, and few for what stands everywhere

// FNV-1a, its bits mixed once more (the finish of MurmurHash3).
class Hash {
 public:
  explicit Hash(std::uint64_t seed) : value_(0xCBF29CE484222325u ^ seed) {}
  void add(std::uint32_t unit) { value_ = (value_ ^ unit) * 0x100000001B3u; }
  std::uint64_t done() const {
    std::uint64_t h = value_;
    h = (h ^ h >> 33) * 0xFF51AFD7ED558CCDu;
    h = (h ^ h >> 33) * 0xC4CEB9FE1A85EC53u;
    h ^= h >> 33;
    return h == 0 ? 1 : h;
  }

 private:
  std::uint64_t value_;
};

}  // namespace

std::uint64_t hash_of(std::string_view bytes, std::uint64_t seed) {
  Hash hash(seed);
  for (const char c : bytes) hash.add(static_cast<unsigned char>(c));
  return hash.done();
}

std::uint64_t hash_of(std::u32string_view words, std::uint64_t seed) {
  Hash hash(seed);
  for (const char32_t c : words) hash.add(c);
  return hash.done();
}

void Elsewhere::begin(std::string_view whose, std::string_view article) {
  whose_ = hash_of(whose);
  const auto [found, is_new] = numbers_.emplace(hash_of(article, whose_), static_cast<std::uint32_t>(articles_.size()));
  article_ = found->second;
  if (is_new) {
    articles_.emplace_back(article);
    return;
  }
  std::vector<Slot> before(slots_.size());
  before.swap(slots_);
  used_ = 0;
  for (const Slot& slot : before) {
    if (slot.what != 0 && slot.article != article_) put(slot);
  }
}

void Elsewhere::put(const Slot& slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = static_cast<std::size_t>(slot.what) & mask;
  while (slots_[at].what != 0) at = (at + 1) & mask;
  slots_[at] = slot;
  ++used_;
}

const std::string* Elsewhere::otherwise(std::uint64_t what, std::uint32_t answer) {
  if ((used_ + 1) * 4 > slots_.size() * 3) {
    std::vector<Slot> before(slots_.size() * 2);
    before.swap(slots_);
    used_ = 0;
    for (const Slot& slot : before) {
      if (slot.what != 0) put(slot);
    }
  }
  what ^= whose_;
  if (what == 0) what = 1;
  const std::size_t mask = slots_.size() - 1;
  const std::string* other = nullptr;
  bool known = false;
  std::size_t answers = 0;
  for (std::size_t at = static_cast<std::size_t>(what) & mask; slots_[at].what != 0; at = (at + 1) & mask) {
    if (slots_[at].what != what) continue;
    ++answers;
    if (slots_[at].answer == answer) {
      known = known || slots_[at].article == article_;
    } else if (slots_[at].article != article_ && other == nullptr) {
      other = &articles_[slots_[at].article];
    }
  }
  if (!known && answers < kMostAnswers) put({what, answer, article_});
  return other;
}

}  // namespace reading
