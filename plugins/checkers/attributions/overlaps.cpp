// Records that say the same twice, and spans that cross.
#include <algorithm>
#include <tuple>

#include "checked.h"

namespace attributions {
namespace {

using sayso_sdk::view;

template <class Record>
std::string answers_of(const Record& record) {
  std::string all;
  for (std::size_t i = 0; i < record.attribute_count; ++i) {
    all += std::string(view(record.attributes[i]->name)) + "=" + std::string(view(record.attributes[i]->json)) + "\n";
  }
  return all;
}

// Where a span lies, as a key.
std::string place_key(const sayso_span& span) {
  std::string key(view(span.layer));
  for (const sayso_range& at : reading::places_of(span)) key += " " + std::to_string(at.begin) + "-" + std::to_string(at.end);
  return key;
}

std::string roles_key(const sayso_frame& frame) {
  std::string key(view(frame.layer));
  for (std::size_t r = 0; r < frame.role_count; ++r) {
    std::vector<std::string> fillers;
    for (std::size_t k = 0; k < frame.roles[r]->filler_count; ++k) {
      const sayso_filler& filler = *frame.roles[r]->fillers[k];
      fillers.push_back((filler.span != nullptr ? place_key(*filler.span) : std::string(view(filler.to))));
    }
    std::sort(fillers.begin(), fillers.end());
    key += "\n" + std::string(view(frame.roles[r]->name));
    for (const std::string& filler : fillers) key += "|" + filler;
  }
  return key;
}

// The twin out of every role that it fills, the first one in, and the twin away; only where no filler has answers of its own.
std::string take_away(const Work& work, const sayso_span& first, const sayso_span& twin) {
  std::string edits;
  const auto uses = work.uses.find(&twin);
  for (std::size_t i = 0; uses != work.uses.end() && i < uses->second.size(); ++i) {
    const auto& [frame, role] = uses->second[i];
    bool has_first = false;
    for (std::size_t k = 0; k < role->filler_count; ++k) {
      const sayso_filler& filler = *role->fillers[k];
      if (filler.attribute_count > 0 && (filler.span == &twin || filler.span == &first)) return {};
      has_first = has_first || filler.span == &first;
    }
    if (!has_first) edits += reading::fill_role(view(frame->id), view(role->name), view(first.id)) + ", ";
    edits += reading::unfill_role(view(frame->id), view(role->name), view(twin.id)) + ", ";
  }
  return "[" + edits + reading::remove_record("remove-span", view(twin.id)) + "]";
}

}  // namespace

void find_duplicates(const Rules&, const Work& work, reading::Findings& findings) {
  std::unordered_map<std::string, const sayso_span*> spans;
  for (std::size_t i = 0; i < work.annotations.span_count; ++i) {
    const sayso_span& span = *work.annotations.spans[i];
    if (span.placed == 0) continue;
    const auto [found, is_new] = spans.emplace(place_key(span), &span);
    if (is_new) continue;
    const sayso_span& first = *found->second;
    const bool same = answers_of(first) == answers_of(span);
    auto finding = reading::about("attributions/duplicate", SAYSO_SEVERITY_WARNING, span);
    finding.message = reading::shown(span) + " is a " + std::string(view(span.layer)) + " twice" + (same ? "" : ", with different answers");
    finding.annotations.emplace_back(view(first.id));
    if (same) {
      const std::string edits = take_away(work, first, span);
      if (!edits.empty()) finding.fixes.push_back({"keep one", edits});
    }
    findings.push_back(std::move(finding));
  }
  std::unordered_map<std::string, const sayso_frame*> frames;
  for (std::size_t i = 0; i < work.annotations.frame_count; ++i) {
    const sayso_frame& frame = *work.annotations.frames[i];
    if (frame.role_count == 0) continue;
    const auto [found, is_new] = frames.emplace(roles_key(frame), &frame);
    if (is_new) continue;
    const bool same = answers_of(*found->second) == answers_of(frame);
    auto finding = reading::about("attributions/duplicate", SAYSO_SEVERITY_WARNING, frame);
    finding.message = reading::shown(frame) + " has the same " + std::string(view(frame.layer)) + " twice" + (same ? "" : ", with different answers");
    finding.annotations.emplace_back(view(found->second->id));
    findings.push_back(std::move(finding));
  }
}

void find_crossings(const Rules& rules, const Work& work, reading::Findings& findings) {
  struct Piece {
    std::uint64_t begin, end;
    const sayso_span* span;
  };
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < work.annotations.span_count; ++i) {
    const sayso_span& span = *work.annotations.spans[i];
    if (rules.asked.layer(view(span.layer)) == nullptr) continue;
    for (const sayso_range& at : reading::places_of(span)) pieces.push_back({at.begin, at.end, &span});
  }
  std::sort(pieces.begin(), pieces.end(), [](const Piece& a, const Piece& b) { return std::tie(a.begin, b.end) < std::tie(b.begin, a.end); });
  std::vector<Piece> open;
  std::set<std::pair<std::string_view, std::string_view>> told;
  for (const Piece& piece : pieces) {
    open.erase(std::remove_if(open.begin(), open.end(), [&](const Piece& one) { return one.end <= piece.begin; }), open.end());
    for (const Piece& one : open) {
      if (one.span == piece.span) continue;
      const reading::AskedLayer* layer = rules.asked.layer(view(piece.span->layer));
      const bool crosses = one.begin < piece.begin && piece.end > one.end;
      const bool nests = !crosses && view(one.span->layer) == layer->name && (one.begin != piece.begin || one.end != piece.end);
      const bool refused = nests && (!layer->nest || !layer->overlap);
      if ((!crosses && !refused) || !told.insert({view(one.span->id), view(piece.span->id)}).second) continue;
      auto finding = reading::about("attributions/crossing", SAYSO_SEVERITY_WARNING, *piece.span);
      finding.message = std::string(view(piece.span->layer)) + " " + reading::shown(*piece.span) + (crosses ? " crosses " : " lies in ") + std::string(view(one.span->layer)) + " " +
                        reading::shown(*one.span) + (crosses ? "" : ", which the scheme does not allow");
      finding.annotations.emplace_back(view(one.span->id));
      findings.push_back(std::move(finding));
    }
    open.push_back(piece);
  }
}

}  // namespace attributions
