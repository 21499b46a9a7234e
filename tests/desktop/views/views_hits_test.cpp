// What can be clicked in a frame: everything the model offers, nothing twice, nothing outside.
#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/desktop/views/drawn_frame.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

constexpr Size kLarge{1600, 1000};
constexpr Size kSmall{1280, 800};
constexpr Size kSizes[] = {kLarge, kSmall, {1024, 700}, {2200, 1200}, {1366, 768}};

Point centre(const Rect& rect) { return {rect.x + rect.width / 2, rect.y + rect.height / 2}; }

std::string name_of(const Intent& intent) { return intent.action + ":" + intent.of + ":" + intent.value; }

std::set<std::string> offered_by(const InspectorModel& inspector) {
  std::set<std::string> names;
  const auto add = [&](const Intent& intent) {
    if (!intent.action.empty()) names.insert(name_of(intent));
  };
  for (const InspectorRow& row : inspector.rows) {
    if (const auto* chips = std::get_if<ChipRow>(&row))
      for (const Chip& chip : chips->chips) add(chip.intent);
    if (const auto* scale = std::get_if<ScaleRow>(&row)) {
      for (const Chip& chip : scale->points) add(chip.intent);
      for (const Chip& chip : scale->extras) add(chip.intent);
    }
    if (const auto* filler = std::get_if<FillerRow>(&row)) {
      add(filler->intent);
      add(filler->remove);
    }
    if (const auto* text = std::get_if<TextRow>(&row)) add({"focus-attribute", text->attribute, ""});
  }
  return names;
}

// All that the annotate view offers at its own scroll places.
std::set<std::string> offered_by(const WindowModel& window) {
  const auto& body = std::get<AnnotateModel>(window.body);
  std::set<std::string> names = offered_by(body.inspector);
  for (const ArticleRow& row : body.left.todo.rows) names.insert("open-article:" + row.id + ":");
  for (const ArticleRow& row : body.left.done.rows) names.insert("open-article:" + row.id + ":");
  for (const SpeakerRow& row : body.left.speakers.rows) names.insert("go-to-speaker:" + row.entity + ":");
  for (const Card& card : body.cards) names.insert("go-to-frame:" + card.frame + ":");
  for (const BottomModel::Tab& tab : body.bottom.tabs) names.insert(name_of(tab.intent));
  for (const ProblemRow& row : body.bottom.problems) {
    names.insert(name_of(row.intent));
    if (!row.apply.action.empty()) names.insert(name_of(row.apply));
  }
  for (const DecisionRow& row : body.bottom.decisions) {
    names.insert(name_of(row.intent));
    for (const AnswerRow& answer : row.answers) names.insert(name_of(answer.intent));
  }
  for (const Chip& view : window.top.views) names.insert(name_of(view.intent));
  names.insert({"focus-filter::", "ask-annotator::", "toggle-theme::"});
  return names;
}

// The names of what answers at the centre of its own place.
std::set<std::string> reachable(const HitMap& hits) {
  std::set<std::string> names;
  for (const HitRegion& region : hits.regions()) {
    if (region.kind == HitRegion::Kind::scroll || region.intent.action.empty()) continue;
    if (const HitRegion* found = hits.at(centre(region.rect)); found && found->intent == region.intent)
      names.insert(name_of(region.intent));
  }
  return names;
}

bool answers(HitRegion::Kind kind) {
  return kind == HitRegion::Kind::button || kind == HitRegion::Kind::text_field;
}

// Buttons and fields that lie over one another, as words.
std::vector<std::string> overlaps(const HitMap& hits) {
  std::vector<std::string> found;
  const auto& all = hits.regions();
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = i + 1; j < all.size(); ++j)
      if (answers(all[i].kind) && answers(all[j].kind) && all[i].rect.overlaps(all[j].rect))
        found.push_back(name_of(all[i].intent) + " and " + name_of(all[j].intent));
  return found;
}

std::vector<std::string> outside(const HitMap& hits, Size size) {
  std::vector<std::string> found;
  for (const HitRegion& region : hits.regions()) {
    const Rect& rect = region.rect;
    if (rect.x < 0 || rect.y < 0 || rect.right() > size.width || rect.bottom() > size.height ||
        rect.width < 1 || rect.height < 1)
      found.push_back(name_of(region.intent));
  }
  return found;
}

WindowModel with_palette() {
  WindowModel window = sample_window();
  window.palette = sample_palette();
  return window;
}

WindowModel with_prompt() {
  WindowModel window = sample_window();
  window.prompt = sample_prompt();
  window.notice = Notice{"changed outside: 3 records", false};
  return window;
}

WindowModel starting() {
  WindowModel window;
  window.body = sample_start();
  return window;
}

}  // namespace

TEST_CASE("everything that the model offers can be clicked in the middle of its place") {
  DrawnFrame frame;
  const WindowModel window = sample_window();
  frame.frame(window, kLarge);
  const std::set<std::string> found = reachable(frame.hits);
  for (const std::string& name : offered_by(window)) {
    CAPTURE(name);
    CHECK(found.contains(name));
  }
}

TEST_CASE("what is to decide and its answers lie below one another, those further down are reached by scrolling") {
  for (const Size size : {kLarge, kSmall}) {
    DrawnFrame frame;
    WindowModel window = sample_window();
    BottomModel& bottom = std::get<AnnotateModel>(window.body).bottom;
    bottom = sample_decisions();
    std::set<std::string> found;
    for (int turn = 0; turn < 2; ++turn) {
      frame.frame(window, size);
      found.merge(reachable(frame.hits));
      CHECK(overlaps(frame.hits).empty());
      CHECK(outside(frame.hits, size).empty());
      for (const HitRegion& region : frame.hits.regions()) {
        if (region.intent.action == "scroll-bottom") bottom.scroll = region.content_height - region.rect.height;
      }
    }
    for (const DecisionRow& row : bottom.decisions) {
      CHECK(found.contains(name_of(row.intent)));
      for (const AnswerRow& answer : row.answers) CHECK(found.contains(name_of(answer.intent)));
    }
  }
}

TEST_CASE("the field of a correction lies in the window, wherever its words stand") {
  for (const Size size : kSizes) {
    DrawnFrame frame;
    WindowModel window = sample_window();
    window.correction = sample_correction();
    for (const Byte at : {Byte(0), window.correction->at, Byte(sample_text().size())}) {
      window.correction->at = at;
      frame.frame(window, size);
      CHECK(reachable(frame.hits).contains("focus-correction::"));
      CHECK(outside(frame.hits, size).empty());
    }
  }
}

TEST_CASE("in a small window the rest is reached by scrolling each list to its end") {
  DrawnFrame frame;
  WindowModel window = sample_window();
  frame.frame(window, kSmall);
  std::set<std::string> found = reachable(frame.hits);
  auto& body = std::get<AnnotateModel>(window.body);
  for (const HitRegion& region : frame.hits.regions()) {
    if (region.kind != HitRegion::Kind::scroll) continue;
    const float most = std::max(0.0F, region.content_height - region.rect.height);
    if (region.intent.action == "scroll-left") body.left.scroll = most;
    if (region.intent.action == "scroll-right") body.inspector.scroll = most;
    if (region.intent.action == "scroll-bottom") body.bottom.scroll = most;
  }
  frame.scroll = 250;
  frame.frame(window, kSmall);
  found.merge(reachable(frame.hits));
  for (const std::string& name : offered_by(window)) {
    CAPTURE(name);
    CHECK(found.contains(name));
  }
}

TEST_CASE("no two buttons of the annotate view lie over one another") {
  DrawnFrame frame;
  for (const Size size : kSizes)
    for (const float scroll : {0.0F, 170.0F}) {
      CAPTURE(size.width);
      frame.scroll = scroll;
      frame.frame(sample_window(), size);
      CHECK(overlaps(frame.hits) == std::vector<std::string>{});
    }
}

TEST_CASE("the bar for finding can be clicked, covers no line of the text's view and lies before what is scrolled under it") {
  DrawnFrame frame;
  for (const Size size : kSizes) {
    CAPTURE(size.width);
    for (const float scroll : {0.0F, 90.0F}) {
      frame.scroll = scroll;
      frame.frame(sample_finding(), size);
      const auto names = reachable(frame.hits);
      for (const char* name : {"find::", "next-hit::", "previous-hit::", "close-find::"}) CHECK(names.contains(name));
      const Rect field = frame.hits.named("find")->rect;
      const Rect close = frame.hits.named("close-find")->rect;
      CHECK(field.right() < frame.hits.named("previous-hit")->rect.x);
      CHECK(close.right() <= parts_of(size).middle.right());
      CHECK(field.bottom() < frame.place.view.y);
      // Above the bar's lower edge nothing of a card or the text answers.
      const HitRegion* between = frame.hits.at({field.right() + 4, field.y + 4});
      REQUIRE(between != nullptr);
      CHECK(between->intent.action.empty());
    }
  }
}

TEST_CASE("no two buttons of the start screen lie over one another") {
  DrawnFrame frame;
  for (const Size size : kSizes) {
    CAPTURE(size.width);
    frame.frame(starting(), size);
    CHECK(overlaps(frame.hits) == std::vector<std::string>{});
    CHECK(reachable(frame.hits).contains("open-recent:2:"));
  }
}

TEST_CASE("nothing that can be clicked lies outside of the window") {
  DrawnFrame frame;
  for (const Size size : kSizes)
    for (const WindowModel& window : {sample_window(), with_palette(), with_prompt(), sample_finding(), starting()}) {
      CAPTURE(size.width);
      frame.frame(window, size);
      CHECK(outside(frame.hits, size) == std::vector<std::string>{});
    }
}

TEST_CASE("a window smaller than any use still gives a frame") {
  DrawnFrame frame;
  for (const WindowModel& window : {sample_window(), with_palette(), with_prompt(), sample_finding(), starting()}) {
    frame.frame(window, {320, 200});
    CHECK(frame.hits.named("toggle-theme") != nullptr);
  }
}

TEST_CASE("a prompt lets nothing behind it be clicked") {
  DrawnFrame frame;
  frame.frame(with_prompt(), kLarge);
  CHECK(reachable(frame.hits) == std::set<std::string>{"focus-prompt::", "choose-value:name:ana",
                                                       "choose-value:name:bert",
                                                       "accept-prompt::", "cancel::"});
}

TEST_CASE("the palette covers what is behind it and nothing else") {
  DrawnFrame frame;
  frame.frame(with_palette(), kLarge);
  const HitRegion* row = frame.hits.named("choose-entity:Anton Krall");
  REQUIRE(row != nullptr);
  CHECK(frame.hits.at(centre(row->rect)) == row);
  CHECK(reachable(frame.hits).contains("open-article:harbour-ferry:"));
  const HitRegion* list = frame.hits.named("scroll-palette");
  REQUIRE(list != nullptr);
  CHECK(frame.hits.scroll_at(centre(list->rect)) == list);
  CHECK(list->content_height > list->rect.height);
}

TEST_CASE("the palette stands under its place, above it where there is no room, and always in the window") {
  DrawnFrame frame;
  WindowModel window = with_palette();
  frame.frame(window, kSmall);
  const auto field = [&] { return frame.hits.named("focus-palette")->rect; };
  Rect about =
      frame.document(kSmall, 1).caret(window.palette->at).moved(frame.place.origin.x, frame.place.origin.y);
  CHECK(field().y > about.bottom());
  window.palette->at = Byte{sample_text().find("Whether the line")};
  frame.frame(window, kSmall);
  about =
      frame.document(kSmall, 1).caret(window.palette->at).moved(frame.place.origin.x, frame.place.origin.y);
  CHECK(field().bottom() < about.y);
}

TEST_CASE("points of the text and positions in it agree with the frame") {
  DrawnFrame frame;
  frame.frame(sample_window(), kLarge);
  CHECK(frame.place.origin.y == frame.place.view.y);
  frame.scroll = 100;
  frame.frame(sample_window(), kLarge);
  CHECK(frame.place.origin.y == frame.place.view.y - 100);
  CHECK(frame.place.origin.x == parts_of(kLarge).text.x);
  const HitRegion* text = frame.hits.named("text");
  REQUIRE(text != nullptr);
  CHECK(text->kind == HitRegion::Kind::text);
}

TEST_CASE("the parts of the window tile it and the columns lie inside the middle") {
  for (const Size size : kSizes) {
    CAPTURE(size.width);
    const WindowParts parts = parts_of(size);
    CHECK(parts.left.right() == parts.middle.x);
    CHECK(parts.middle.right() == parts.right.x);
    CHECK(parts.right.right() == size.width);
    CHECK(parts.bottom.bottom() == parts.status.y);
    CHECK(parts.middle.bottom() == parts.bottom.y);
    CHECK(parts.text.x >= parts.middle.x + 20);  // the margin's signs
    CHECK(parts.text.right() < parts.cards.x);
    CHECK(parts.cards.right() < parts.middle.right());
  }
  CHECK(parts_of(kSmall).left.width == 200);
  CHECK(parts_of(kSmall).right.width == 264);
  CHECK(parts_of(kSmall).text.width >= 530);
  CHECK(parts_of(kSmall).cards.width >= 200);
  CHECK(parts_of(kLarge).text.width == 640);
}

TEST_CASE("panels that are hidden leave their room to the text, and those that are dragged keep the text readable") {
  Look look;
  look.left.shown = look.right.shown = look.bottom.shown = false;
  const WindowParts hidden = parts_of(kSmall, look);
  CHECK(hidden.left.width == 0);
  CHECK(hidden.right.width == 0);
  CHECK(hidden.bottom.height == 0);
  CHECK(hidden.middle.width == kSmall.width);
  CHECK(hidden.middle.bottom() == hidden.status.y);
  Look wide;
  wide.left.size = wide.right.size = wide.bottom.size = 5000;
  for (const Size size : kSizes) {
    const WindowParts parts = parts_of(size, wide);
    CHECK(parts.middle.width >= size.width * 0.2F);
    CHECK(parts.middle.height >= size.height * 0.2F);
  }
  Look large;
  large.set_text_size(36);
  CHECK(parts_of({2600, 1400}, large).text.width == 1280);  // as many letters a line
}

TEST_CASE("each panel that is shown has an edge that can be dragged, and buttons in the top bar hide and show it") {
  DrawnFrame frame;
  frame.frame(sample_window(), kLarge);
  const WindowParts parts = parts_of(kLarge);
  for (const char* panel : {"left", "right", "bottom"}) {
    CAPTURE(panel);
    const HitRegion* edge = frame.hits.named(std::string("resize-panel:") + panel);
    REQUIRE(edge != nullptr);
    CHECK(edge->kind == HitRegion::Kind::edge);
    CHECK(frame.hits.at(centre(edge->rect)) == edge);
    CHECK(frame.hits.named(std::string("toggle-") + panel) != nullptr);
  }
  CHECK(frame.hits.named("resize-panel:left")->size == parts.left.width);
  CHECK(frame.hits.named("resize-panel:bottom")->size == parts.bottom.height);
}

TEST_CASE("all that the sheet of plugins offers can be clicked, by scrolling it, and nothing behind it") {
  for (const Size size : {kLarge, kSmall, Size{640, 720}}) {
    for (const PluginsModel& sheet : {sample_plugins(), sample_plugins_trust()}) {
      DrawnFrame frame;
      WindowModel window = sample_window();
      window.plugins = sheet;
      std::set<std::string> found;
      for (int turn = 0; turn < 8; ++turn) {
        frame.frame(window, size);
        found.merge(reachable(frame.hits));
        CHECK(frame.hits.at({2, size.height / 2})->intent.action.empty());
        for (const HitRegion& region : frame.hits.regions()) {
          if (region.kind == HitRegion::Kind::mark) continue;
          CHECK(region.rect.x >= 0);
          CHECK(region.rect.right() <= size.width);
          const float most = std::max(0.0F, region.content_height - region.rect.height);
          if (region.intent.action == "scroll-plugin") window.plugins->scroll = std::min(most, window.plugins->scroll + region.rect.height / 2);
          if (region.intent.action == "scroll-plugins") window.plugins->list_scroll = std::min(most, window.plugins->list_scroll + region.rect.height / 2);
        }
      }
      for (const PluginRow& row : sheet.rows) CHECK(found.contains(name_of(row.intent)));
      for (const PluginPart& part : sheet.parts) {
        if (const auto* choice = std::get_if<PluginChoice>(&part)) {
          for (const Chip& chip : choice->chips) CHECK(found.contains(name_of(chip.intent)));
        }
        if (const auto* field = std::get_if<PluginField>(&part)) CHECK(found.contains(name_of(field->intent)));
        if (const auto* buttons = std::get_if<PluginButtons>(&part)) {
          for (const PluginButton& button : buttons->buttons) CHECK(found.contains(name_of(button.intent)));
        }
      }
      CHECK(found.contains("close-plugins::"));
      CHECK_FALSE(found.contains("toggle-theme::"));
    }
  }
}
