#include "plugins/host/given_edits.h"

#include <algorithm>
#include <set>
#include <string>

#include "annotations/edit/allowed.h"
#include "annotations/edit/update.h"

namespace sayso {

std::vector<Edit> edits_that_add(const std::vector<Span>& spans, const std::vector<Frame>& frames) {
  std::vector<Edit> edits, later;
  std::set<std::string> ids;
  for (const Frame& frame : frames) ids.insert(frame.id.value);
  for (const Span& span : spans) edits.push_back(AddSpan{span});
  for (const Frame& frame : frames) {
    Frame first = frame;
    first.roles = {};
    for (const auto& [role, fillers] : frame.roles) {
      const bool has_frame = std::ranges::any_of(fillers, [&](const Filler& filler) {
        const auto* id = std::get_if<RecordId>(&filler.to);
        return id != nullptr && ids.contains(id->value);
      });
      if (has_frame) {
        later.push_back(SetRole{frame.id, role, fillers});
      } else {
        first.roles[role] = fillers;
      }
    }
    edits.push_back(AddFrame{std::move(first)});
  }
  std::ranges::move(later, std::back_inserter(edits));
  return edits;
}

Result<Annotations> state_after(const Scheme& scheme, const Registry& registry, const TextIndex& text, Annotations state,
                                const std::vector<Edit>& edits) {
  for (const Edit& edit : edits) {
    if (const auto may = allowed(scheme, registry, text, state, edit); !may) return may.error();
    auto next = update(std::move(state), edit);
    if (!next) return next.error();
    state = std::move(next).value();
  }
  return state;
}

}  // namespace sayso
