#include "annotations/store/history_stretches.h"

#include <algorithm>
#include <utility>

namespace sayso {
namespace {

constexpr std::size_t kStretch = 512 * 1024;  // bytes: some milliseconds, to which beginning a thread is nothing
constexpr std::size_t kLeastRoom = 4096;      // bytes

std::size_t count_lines(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) ++count;
  return count;
}

}  // namespace

std::optional<HistoryStretch> StretchesOfBytes::next() {
  if (begin_ == bytes_.size()) return std::nullopt;
  const std::size_t line_feed = bytes_.size() - begin_ > kStretch ? bytes_.find('\n', begin_ + kStretch) : std::string_view::npos;
  const std::size_t end = line_feed == std::string_view::npos ? bytes_.size() : line_feed + 1;
  HistoryStretch stretch{bytes_.substr(begin_, end - begin_), {}, begin_, lines_, end == bytes_.size()};
  lines_ += count_lines(stretch.borrowed);
  begin_ = end;
  return stretch;
}

std::optional<HistoryStretch> StretchesOfPieces::next() {
  while (!is_at_end_) {
    const std::size_t have = held_.size(), most = room();
    held_.resize(have + most);
    const auto got = pieces_.more(held_.data() + have, most);
    held_.resize(have + (got ? *got : 0));
    if (!got) {
      error_ = got.error();
      return std::nullopt;
    }
    is_at_end_ = *got == 0;
    note_line_feeds(have);
    if (held_.size() < kStretch || before_last_ == 0) continue;  // a short piece, or a long line
    std::string rest = held_.substr(before_last_);
    held_.resize(before_last_);
    last_ -= before_last_;
    before_last_ = 0;
    return give(std::move(rest));
  }
  if (held_.empty()) return std::nullopt;
  return give({});
}

// No more than is expected and a little, so that a short history costs little; a longer one is read on all the same.
std::size_t StretchesOfPieces::room() const {
  const std::uint64_t had = begin_ + held_.size();
  const std::uint64_t rest = pieces_.expected > had ? pieces_.expected - had : 0;
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(rest, kLeastRoom, kStretch));
}

// Of what was put into `held_` from there on.
void StretchesOfPieces::note_line_feeds(std::size_t from) {
  const std::string_view come = std::string_view(held_).substr(from);
  const std::size_t last = come.rfind('\n');
  if (last == std::string_view::npos) return;
  const std::size_t before = last == 0 ? std::string_view::npos : come.rfind('\n', last - 1);
  before_last_ = before == std::string_view::npos ? last_ : from + before + 1;
  last_ = from + last + 1;
}

HistoryStretch StretchesOfPieces::give(std::string rest) {
  HistoryStretch stretch{{}, std::exchange(held_, std::move(rest)), begin_, lines_, is_at_end_ && held_.empty()};
  begin_ += stretch.own.size();
  lines_ += count_lines(stretch.own);
  return stretch;
}

}  // namespace sayso
