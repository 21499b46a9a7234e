// Any three pieces of bytes as a file's common beginning and its two sides, and histories of lines with the sums that
// belong to them: merging is refused or gives the same from both sides, can be read, and is done once.
#include <algorithm>

#include "annotations/store/history_codec.h"
#include "annotations/store/join.h"
#include "annotations/store/json_line.h"
#include "annotations/store/merge_files.h"
#include "annotations/store/merged_state.h"
#include "annotations/store/replay.h"
#include "annotations/store/snapshot_codec.h"
#include "tests/fuzz/fuzz.h"

namespace sayso::fuzz {
namespace {

// Three pieces with lines "---" between them.
ThreeVersions pieces(std::string_view bytes) {
  const std::string_view between = "\n---\n";
  const auto cut = [&] {
    const auto at = bytes.find(between);
    const auto piece = bytes.substr(0, at);
    bytes = at == std::string_view::npos ? std::string_view() : bytes.substr(at + between.size());
    return piece;
  };
  const auto base = cut(), ours = cut();
  return {base, ours, bytes};
}

std::string with_sums(std::string_view bytes) {
  std::string lines;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    std::string line(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    if (line.size() > 2 && line.ends_with('}') && line.find("\"sum\"") == std::string::npos) line = with_sum(std::move(line));
    lines += line + "\n";
  }
  return lines;
}

void check(const ThreeVersions& versions) {
  const auto one = merge_files(versions, "a"), other = merge_files({versions.base, versions.theirs, versions.ours}, "a");
  must(one.ok() == other.ok(), "merging is refused from both sides or from none");
  if (!one || versions.ours == versions.base || versions.theirs == versions.base) return;
  must_equal(one->bytes, other->bytes, "both sides merge to the same");
  const auto again = merge_files({versions.base, one->bytes, versions.theirs}, "a");
  if (read_history(one->bytes, "a").problems.empty() && !read_history(one->bytes, "a").groups.empty()) {
    must(again.ok(), "what was merged can be merged");
    must_equal(again->bytes, one->bytes, "what was merged is not merged again");
  }
}

template <class GroupType>
void check_join(const ThreeVersions& versions, HistoryRead<GroupType> (*read)(std::string_view, const std::string&)) {
  const auto ours = read(versions.ours, "a").groups, theirs = read(versions.theirs, "a").groups;
  const auto joined = join(ours, theirs);
  must(joined == join(theirs, ours), "both sides join to the same");
  for (const auto* side : {&ours, &theirs}) {
    for (const GroupType& group : *side) {
      must(std::ranges::any_of(joined, [&](const GroupType& each) { return each.id == group.id; }), "no group is lost");
    }
  }
  (void)replay(joined);
}

}  // namespace

void offer(std::string_view bytes) {
  const ThreeVersions versions = pieces(bytes);
  check(versions);
  const std::string base = with_sums(versions.base), ours = with_sums(versions.ours), theirs = with_sums(versions.theirs);
  const ThreeVersions summed{base, ours, theirs};
  check(summed);
  check_join<Group>(summed, read_history);
  check_join<EntityGroup>(summed, read_entity_history);
}

}  // namespace sayso::fuzz
