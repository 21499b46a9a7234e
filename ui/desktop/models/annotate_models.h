// From a scene to what the Annotate view shows, one function a part. Pure.
#pragma once

#include <optional>
#include <vector>

#include "ui/desktop/models/scene.h"
#include "ui/desktop/models/window_model.h"

namespace sayso::ui {

// The rows beside the scroll bar: where each begins and, last, the end of the text (none for no overview); and in which
// of them an annotation begins.
struct OverviewPlaces {
  std::vector<CodePoint> rows;
  std::vector<bool> annotated;
};
OverviewPlaces overview_places(const ArticleIndex& index, std::vector<CodePoint> rows);

// With the marks that meet `seen`: what is in sight, or more. Costs what is there, whatever the text's length.
TextModel text_model(const Scene& scene, ByteRange seen, const OverviewPlaces& overview = {});
// The bar for finding; nothing when it is closed.
std::optional<FindModel> find_model(const Scene& scene);
// The cards of the frames that stand in `near`, in text order.
std::vector<Card> card_models(const Scene& scene, ByteRange near);
LeftModel left_model(const Scene& scene);
InspectorModel inspector_model(const Scene& scene);
BottomModel bottom_model(const Scene& scene);
// What is to decide: those near the scroll position, and the answers to the chosen one.
void put_decisions(const Scene& scene, BottomModel& model);
StatusModel status_model(const Scene& scene);
TopModel top_model(const Scene& scene);
PaletteModel palette_model(const Scene& scene, const OpenPalette& palette);
// `folders`: what a folder that is being typed may become.
PromptModel prompt_model(const OpenPrompt& prompt, const std::vector<std::string>& folders);

// Who or what may be chosen, best first: those whose name fits the words, then the nearest in the text,
// then the registry by name; then new entities of each kind, and the reserved ones. `value` of each
// intent ("choose-entity") is "entity:ID", "new:KIND" or "unnamed".
std::vector<PaletteRow> palette_rows(const Scene& scene, const OpenPalette& palette);

// What a group did, in a few words: "tone: warm", "stance ++ → US–China ties".
std::string words_of(const Scene& scene, const Group& group);

// "direct", "US–China ties", "++": a value as its rule shows it.
std::string words_of(const Scene& scene, const RecordId& of, const AttributeRule& rule, const Value& value);

}  // namespace sayso::ui
