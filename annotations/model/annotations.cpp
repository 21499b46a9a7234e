#include "annotations/model/annotations.h"

#include <algorithm>
#include <tuple>

namespace sayso {

std::string to_text(Status status) {
  switch (status) {
    case Status::open: return "open";
    case Status::done: return "done";
    case Status::skipped: return "skipped";
    case Status::reopened: return "reopened";
  }
  return "open";
}

std::vector<const Span*> in_text_order(const Shelf<Span>& spans) {
  std::vector<const Span*> ordered;
  ordered.reserve(spans.size());
  for (const Span& span : spans) ordered.push_back(&span);
  std::ranges::sort(ordered, [](const Span* a, const Span* b) {
    const CodePointRange left = hull(a->at);
    const CodePointRange right = hull(b->at);
    return std::tie(left.begin, right.end, a->id) < std::tie(right.begin, left.end, b->id);
  });
  return ordered;
}

bool place_of(const Frame& frame, const Shelf<Span>& spans, CodePointRange& place) {
  bool found = false;
  for (const auto& [role, list] : frame.roles) {
    for (const Filler& filler : list) {
      const auto* record = std::get_if<RecordId>(&filler.to);
      const Span* span = record ? spans.find(record->value) : nullptr;
      if (!span || span->at.empty()) continue;
      const CodePointRange at = hull(span->at);
      place = found ? CodePointRange{std::min(place.begin, at.begin), std::max(place.end, at.end)} : at;
      found = true;
    }
  }
  if (!found) place = {};
  return found;
}

std::vector<const Frame*> in_text_order(const Shelf<Frame>& frames, const Shelf<Span>& spans) {
  struct Placed {
    bool nowhere;
    CodePoint begin;
    const Frame* frame;
  };
  std::vector<Placed> placed;
  placed.reserve(frames.size());
  for (const Frame& frame : frames) {
    CodePointRange at;
    const bool somewhere = place_of(frame, spans, at);
    placed.push_back({!somewhere, at.begin, &frame});
  }
  std::ranges::sort(placed, [](const Placed& a, const Placed& b) {
    return std::tie(a.nowhere, a.begin, a.frame->id) < std::tie(b.nowhere, b.begin, b.frame->id);
  });
  std::vector<const Frame*> ordered;
  ordered.reserve(placed.size());
  for (const Placed& each : placed) ordered.push_back(each.frame);
  return ordered;
}

}  // namespace sayso
