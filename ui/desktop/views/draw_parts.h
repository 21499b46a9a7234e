// The views of the window, one function each; draw_window.cpp calls them in order. Each draws its model into
// its place and declares what clicks there ask; none changes anything. Main thread; nothing here fails.
#pragma once

#include <string>

#include "ui/desktop/models/window_model.h"
#include "ui/desktop/views/draw_window.h"
#include "ui/desktop/views/sheet.h"

namespace sayso::ui {

void draw_top(const Sheet& sheet, const TopModel& model);
void draw_left(const Sheet& sheet, const LeftModel& model);
// The article and its marks; the cards are drawn apart, at the place that this returns.
TextPlace draw_text(const Sheet& sheet, const TextModel& model, DocumentLayout* document, const Rect& column,
                    float scroll);
// The bar for finding, over the top of the text's part of the window; `column` is that of the text.
void draw_find(const Sheet& sheet, const FindModel& model, const Rect& column);
void draw_cards(const Sheet& sheet, const std::vector<Card>& cards, DocumentLayout& document,
                const TextPlace& text, const Rect& column);
void draw_inspector(const Sheet& sheet, const InspectorModel& model);
void draw_bottom(const Sheet& sheet, const BottomModel& model);
// Within the panel below: what is to decide, in `list`. Returns the height of all of it.
float draw_decisions(const Sheet& sheet, const BottomModel& model, const Rect& list);
void draw_status(const Sheet& sheet, const StatusModel& model);
void draw_start(const Sheet& sheet, const StartModel& model);

// In front; their sheets are the whole window. `about` is the caret's place that the palette is about.
void draw_palette(const Sheet& sheet, const PaletteModel& model, const Rect& about);
void draw_correction(const Sheet& sheet, const CorrectionModel& model, const Rect& about, const Rect& column);
void draw_prompt(const Sheet& sheet, const PromptModel& model);
void draw_plugins(const Sheet& sheet, const PluginsModel& model);
// `floor`: the y above which the notice lies.
void draw_notice(const Sheet& sheet, const Notice& notice, float floor);
void draw_tip(const Sheet& sheet, const std::string& words, Point at);

}  // namespace sayso::ui
