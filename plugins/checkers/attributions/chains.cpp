// Attributions that are part of each other: loops, and parts that lie elsewhere than they say.
#include <algorithm>

#include "checked.h"

namespace attributions {
namespace {

using sayso_sdk::view;

std::vector<sayso_range> content_of(const sayso_frame& frame) {
  std::vector<sayso_range> all;
  const sayso_role* role = sayso_sdk::role(frame, "content");
  for (std::size_t k = 0; role != nullptr && k < role->filler_count; ++k) {
    if (role->fillers[k]->span == nullptr) continue;
    for (const sayso_range& at : reading::places_of(*role->fillers[k]->span)) all.push_back(at);
  }
  return all;
}

bool lies_in(const std::vector<sayso_range>& inner, const std::vector<sayso_range>& outer) {
  return std::all_of(inner.begin(), inner.end(), [&](const sayso_range& one) {
    return std::any_of(outer.begin(), outer.end(), [&](const sayso_range& other) { return other.begin <= one.begin && one.end <= other.end; });
  });
}

// A frame that fills a role of another.
struct Edge {
  const sayso_frame* to;
  const sayso_role* role;
  const sayso_filler* filler;
};

std::vector<Edge> edges_of(const sayso_frame& frame) {
  std::vector<Edge> edges;
  for (std::size_t r = 0; r < frame.role_count; ++r) {
    for (std::size_t k = 0; k < frame.roles[r]->filler_count; ++k) {
      const sayso_filler& filler = *frame.roles[r]->fillers[k];
      if (filler.frame != nullptr) edges.push_back({filler.frame, frame.roles[r], &filler});
    }
  }
  return edges;
}

void add_loop(const std::vector<const sayso_frame*>& path, std::size_t from, reading::Findings& findings) {
  // An edge whose part does not lie in its whole is the wrong one; when it is the only one, taking it out is safe.
  std::vector<std::string> wrong;
  for (std::size_t i = from; i < path.size(); ++i) {
    const sayso_frame* next = i + 1 < path.size() ? path[i + 1] : path[from];
    for (const Edge& edge : edges_of(*path[i])) {
      if (edge.to != next) continue;
      const auto inner = content_of(*path[i]), outer = content_of(*next);
      if (path[i] == next || inner.empty() || outer.empty() || !lies_in(inner, outer) || lies_in(outer, inner)) {
        wrong.push_back(reading::unfill_role(view(path[i]->id), view(edge.role->name), view(edge.filler->to)));
      }
      break;
    }
  }
  auto finding = reading::about("attributions/loop", SAYSO_SEVERITY_ERROR, *path[from]);
  finding.message = reading::shown(*path[from]) + (path.size() - from == 1 ? " is a part of itself" : " is, through " + std::to_string(path.size() - from - 1) + " others, a part of itself");
  for (std::size_t i = from + 1; i < path.size(); ++i) finding.annotations.emplace_back(view(path[i]->id));
  if (wrong.size() == 1) finding.fixes.push_back({"part them", reading::edit_list({wrong.front()})});
  findings.push_back(std::move(finding));
}

}  // namespace

void find_loops(const Rules&, const Work& work, reading::Findings& findings) {
  enum class Seen { on_path, done };
  std::unordered_map<const sayso_frame*, Seen> seen;
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    if (seen.count(work.annotations.frames[i]) > 0) continue;
    std::vector<const sayso_frame*> path{work.annotations.frames[i]};
    std::vector<std::vector<Edge>> open{edges_of(*path.front())};
    seen[path.front()] = Seen::on_path;
    while (!path.empty()) {
      if (open.back().empty()) {
        seen[path.back()] = Seen::done;
        path.pop_back();
        open.pop_back();
        continue;
      }
      const Edge edge = open.back().back();
      open.back().pop_back();
      const auto found = seen.find(edge.to);
      if (found == seen.end()) {
        seen[edge.to] = Seen::on_path;
        path.push_back(edge.to);
        open.push_back(edges_of(*edge.to));
      } else if (found->second == Seen::on_path) {
        add_loop(path, static_cast<std::size_t>(std::find(path.begin(), path.end(), edge.to) - path.begin()), findings);
      }
    }
  }
}

void find_wrong_within(const Rules& rules, const Work& work, reading::Findings& findings) {
  struct Placed {
    sayso_range hull;
    const sayso_frame* frame;
  };
  std::vector<Placed> placed;
  std::unordered_map<const sayso_frame*, std::vector<sayso_range>> contents;
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    auto at = content_of(frame);
    if (at.empty()) continue;
    sayso_range hull = at.front();
    for (const auto& one : at) hull = {std::min(hull.begin, one.begin), std::max(hull.end, one.end)};
    placed.push_back({hull, &frame});
    contents.emplace(&frame, std::move(at));
  }
  std::sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.hull.begin != b.hull.begin ? a.hull.begin < b.hull.begin : a.hull.end > b.hull.end;
  });
  std::vector<Placed> around;  // those that have not ended before the one at hand
  for (const Placed& one : placed) {
    around.erase(std::remove_if(around.begin(), around.end(), [&](const Placed& other) { return other.hull.end <= one.hull.begin; }), around.end());
    const reading::AskedLayer* layer = rules.asked.layer(view(one.frame->layer));
    const reading::AskedRole* part_of = layer != nullptr ? layer->part_of() : nullptr;
    const auto& inner = contents.at(one.frame);
    const sayso_role* role = part_of != nullptr ? sayso_sdk::role(*one.frame, part_of->name) : nullptr;
    if (part_of != nullptr && role == nullptr) {
      const sayso_frame* smallest = nullptr;
      std::uint64_t size = UINT64_MAX;
      for (const Placed& other : around) {
        const auto& outer = contents.at(other.frame);
        if (view(other.frame->layer) != view(one.frame->layer) || !lies_in(inner, outer) || lies_in(outer, inner) || other.hull.end - other.hull.begin >= size) continue;
        smallest = other.frame;
        size = other.hull.end - other.hull.begin;
      }
      if (smallest != nullptr) {
        auto finding = reading::about("attributions/within", SAYSO_SEVERITY_WARNING, *one.frame);
        finding.message = reading::shown(*one.frame) + " lies in " + reading::shown(*smallest) + ", and does not say so";
        finding.annotations.emplace_back(view(smallest->id));
        finding.fixes.push_back({"say so", reading::edit_list({reading::fill_role(view(one.frame->id), part_of->name, view(smallest->id))})});
        findings.push_back(std::move(finding));
      }
    }
    for (std::size_t k = 0; role != nullptr && k < role->filler_count; ++k) {
      const sayso_frame* whole = role->fillers[k]->frame;
      const auto outer = whole != nullptr ? contents.find(whole) : contents.end();
      if (outer == contents.end() || whole == one.frame || lies_in(inner, outer->second)) continue;
      auto finding = reading::about("attributions/within", SAYSO_SEVERITY_WARNING, *one.frame);
      finding.message = reading::shown(*one.frame) + " is said to be within " + reading::shown(*whole) + ", and lies outside it";
      finding.annotations.emplace_back(view(whole->id));
      finding.fixes.push_back({"part them", reading::edit_list({reading::unfill_role(view(one.frame->id), part_of->name, view(role->fillers[k]->to))})});
      findings.push_back(std::move(finding));
    }
    around.push_back(one);
  }
}

}  // namespace attributions
