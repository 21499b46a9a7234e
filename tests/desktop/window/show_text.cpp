// A window of the project's own sample of text: what the window test looks at. With --picture it writes
// one picture and ends; else it runs until it is closed, and prints each event it gets, a line each.
#include <imgui.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <thread>

#include "ui/desktop/platform/renderer.h"
#include "ui/desktop/platform/window.h"
#include "ui/desktop/views/canvas.h"

using namespace sayso;
using namespace sayso::ui;

namespace {

constexpr const char* kSample =
    "The mayor and the ferry\n"
    "“We shall run it until the ice comes,” said the harbour master, Ilse Brandt, on Monday — and “not one "
    "day "
    "less.” The council’s first offer, she added, was “difficult to defend”; its second was efficient, final "
    "and "
    "flat. Αθήνα, Москва, naïve café, e\u0301tude, 3 → 4, 😀 and fjord: office, afflict, Wolff & Söhne, "
    "AVATAR, To.\n"
    "Her deputy disagreed. He called the plan “a promise nobody has paid for”, and asked who would.\n"
    "«Мы не спешим», — ответила она. Η απάντηση ήταν σύντομη.";

int fail(const Error& error) {
  std::cerr << to_text(error) << '\n';
  return 3;
}

struct Options {
  std::string picture, article;
  float scale = 0;
  int wake_after = -1;  // milliseconds
  bool dark = false;
};

Options read(int count, char** words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string word = words[i];
    if (word == "--dark")
      options.dark = true;
    else if (i + 1 < count && word == "--picture")
      options.picture = words[++i];
    else if (i + 1 < count && word == "--article")
      options.article = words[++i];
    else if (i + 1 < count && word == "--wake-after")
      options.wake_after = std::atoi(words[++i]);
    else if (i + 1 < count && word == "--scale")
      options.scale = std::strtof(words[++i], nullptr);
  }
  return options;
}

std::string text_of(const Options& options) {
  if (options.article.empty()) return kSample;
  std::ifstream in(options.article, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void draw_card(Canvas& canvas, const Rect& place, std::size_t rank, const char* name, const char* kind,
               int stance) {
  const Theme& theme = canvas.theme();
  canvas.fill_rounded(place, sizes::kRadius, theme.card);
  canvas.outline(place, sizes::kRadius, theme.card_edge);
  canvas.left_edge(place, sizes::kRadius, theme.speaker(rank).line);
  const Size size = canvas.text({place.x + 14, place.y + 7}, name, styles::kSmallStrong, theme.ink);
  canvas.text({place.x + 14 + size.width + 4, place.y + 7}, kind, styles::kSmall, theme.muted);
  for (int i = 0; i < 5; ++i)
    canvas.fill_rounded({place.x + 14 + 15 * static_cast<float>(i), place.y + 31, 13, 9}, 2,
                        i == stance ? theme.stance_on : theme.stance_off);
  canvas.text_in_row({place.x + 94, place.y + 26, 100, 19}, "United States", styles::kSmall, theme.ink);
}

void draw_quote(Canvas& canvas, DocumentLayout& document, Point origin, const std::string& words,
                std::size_t rank, bool active) {
  const std::size_t at = document.text().find(words);
  if (at == std::string_view::npos) return;
  std::vector<Rect> lines = document.rectangles({Byte{at}, Byte{at + words.size()}}, 0, 10000);
  for (Rect& line : lines) line = {line.x + origin.x, line.y + origin.y + 3, line.width, line.height - 6};
  canvas.fill_stretch(lines, 3, canvas.theme().speaker(rank).fill);
  if (active) {
    for (Rect& line : lines) line = {line.x - 2, line.y - 3, line.width + 4, line.height + 6};
    canvas.outline_stretch(lines, 4, canvas.theme().outline);
  }
}

void draw_all(Canvas& canvas, DocumentLayout& document, Size size) {
  const Theme& theme = canvas.theme();
  canvas.fill({0, 0, size.width, size.height}, theme.paper);
  canvas.fill({0, 0, size.width, sizes::kTop}, theme.chrome);
  canvas.line({0, sizes::kTop}, {size.width, sizes::kTop}, theme.line);
  canvas.text_in_row({14, 0, 100, sizes::kTop}, "sayso", styles::kUiStrong, theme.ink);
  canvas.fill_rounded({80, 8, 77, 24}, 6, theme.chip_chosen);
  canvas.text_in_row({80, 8, 77, 24}, "Annotate", styles::kUi, theme.chip_chosen_ink, Align::centre);
  canvas.text_in_row({170, 0, 300, sizes::kTop}, "Review   Agreement", styles::kUi, theme.ink);
  canvas.text_in_row({480, 0, 300, sizes::kTop}, "19 / 50 articles, annotator ana", styles::kUi, theme.muted);
  canvas.key_cap({700, 12}, "Ctrl P");

  const Point origin{60, 66};
  draw_quote(canvas, document, origin, "We shall run it until the ice comes", 0, false);
  draw_quote(canvas, document, origin, "difficult to defend”; its second was efficient, final and flat", 1,
             true);
  draw_quote(canvas, document, origin,
             "the US government is committed to managing its relationship with China responsibly", 0, false);
  draw_quote(canvas, document, origin,
             "“It’s in America’s interests, China’s interests, and the world’s interests,”", 0, true);
  for (const PlacedParagraph& paragraph : document.visible(0, size.height))
    canvas.draw_layout({origin.x, origin.y + paragraph.top}, *paragraph.layout, theme.ink);

  const float cards = origin.x + sizes::kTextColumn + sizes::kCardInset;
  for (std::size_t i = 0; i < 8; ++i) {
    const float y = 60 + 62 * static_cast<float>(i);
    draw_card(canvas, {cards, y, sizes::kCard, 53}, i, "Antony Blinken", "direct · via “he”",
              static_cast<int>(i % 5));
    canvas.fill({cards + sizes::kCard + 12, y, 60, 24}, theme.speaker(i).fill);
    canvas.text_in_row({cards + sizes::kCard + 12, y, 60, 24}, "Wang", styles::kText, theme.ink);
    canvas.line({cards + sizes::kCard + 12, y + 25}, {cards + sizes::kCard + 72, y + 25},
                theme.speaker(i).line, 2);
    canvas.line({cards + sizes::kCard + 12, y + 34}, {cards + sizes::kCard + 72, y + 34}, theme.cue, 2,
                LineStyle::dotted);
  }
  const float low = 570;
  canvas.hatch({cards, low, 200, 26}, theme.suggestion, theme.suggestion_hatch);
  canvas.outline({cards, low, 200, 26}, 0, theme.suggestion_line, 1, LineStyle::dashed);
  canvas.text_in_row({cards + 6, low, 190, 26}, "error", styles::kUiStrong, theme.error);
  canvas.text_in_row({cards + 56, low, 190, 26}, "warning", styles::kUiStrong, theme.warning);
  canvas.text_in_row({cards + 120, low, 190, 26}, "hint", styles::kUiStrong, theme.hint);
  canvas.text({cards, low + 40},
              "A note that wraps: “Brinken” (4×) differs from “Blinken” (13×) by one letter — same speaker?",
              styles::kUi, theme.ink, {sizes::kCard, sizes::kUiLine, true, Align::left});
  canvas.text({cards, low + 110}, "A label that is cut because it is much too long for its card", styles::kUi,
              theme.ink, {sizes::kCard, 0, false, Align::left});
  canvas.text({cards, low + 130}, "QUOTE · SPEAKER · STANCE",
              {FontRole::interface, FontWeight::semibold, false, 11, 0.66F}, theme.muted);
}

struct Printer {
  void operator()(const KeyPress& e) const {
    std::cout << "key " << static_cast<int>(e.key) << ' ' << (e.character != 0 ? e.character : '-') << ' '
              << e.mods.ctrl << e.mods.shift << e.mods.alt << std::endl;
  }
  void operator()(const TextTyped& e) const { std::cout << "typed " << e.text << std::endl; }
  void operator()(const PointerPressed& e) const {
    std::cout << "pressed " << e.x << ' ' << e.y << std::endl;
  }
  void operator()(const WheelTurned& e) const { std::cout << "wheel " << e.notches << std::endl; }
  void operator()(const WindowResized& e) const {
    std::cout << "resized " << e.width << ' ' << e.height << std::endl;
  }
  void operator()(const CloseAsked&) const { std::cout << "close" << std::endl; }
  void operator()(const auto&) const {}
};

// Ctrl C copies a fixed text, Ctrl X one that is too long; Ctrl V prints what is there.
void copy_or_paste(Window& window, const KeyPress& key) {
  if (!key.mods.ctrl) return;
  const auto copy = [&](const std::string& text) {
    const Result<void> done = window.set_clipboard(text);
    std::cout << (done ? "copied" : "not copied: " + to_text(done.error())) << std::endl;
  };
  if (key.character == 'C') copy("“words” — слова");
  if (key.character == 'X') copy(std::string(kClipboardLimit + 1, 'x'));
  if (key.character == 'V') std::cout << "clipboard " << window.clipboard() << std::endl;
}

}  // namespace

int main(int count, char** words) {
  const Options options = read(count, words);
  WindowOptions wanted;
  wanted.visible = options.picture.empty();
  wanted.width = 1120;
  wanted.height = 760;
  if (options.scale > 0) wanted.scale = options.scale;
  auto window = Window::open(wanted);
  if (!window) return fail(window.error());
  auto fonts = FontLibrary::open();
  if (!fonts) return fail(fonts.error());
  GlyphAtlas atlas(*fonts);
  CanvasText words_of_canvas(*fonts, atlas);
  auto renderer = Renderer::create(Renderer::Target::window, atlas);
  if (!renderer) return fail(renderer.error());

  const std::string text = text_of(options);
  DocumentStyle style;
  style.body.text = styles::kText;
  style.scale = (*window)->scale();
  if (options.article.empty())
    style.zones.push_back({{Byte{0}, Byte{5}}, {styles::kHeadline, sizes::kHeadlineLine, 8}});
  DocumentLayout document(*fonts, text, style);
  const auto draw = [&] {
    Canvas canvas(*ImGui::GetBackgroundDrawList(), words_of_canvas,
                  options.dark ? dark_theme() : light_theme(), (*window)->scale());
    draw_all(canvas, document, (*window)->size());
  };

  if (!options.picture.empty()) {
    const Result<Picture> picture = (*renderer)->picture((*window)->size(), (*window)->scale(), draw);
    if (!picture) return fail(picture.error());
    const auto png = to_png(*picture);
    if (!png) return fail(png.error());
    std::ofstream(options.picture, std::ios::binary)
        .write(reinterpret_cast<const char*>(png->data()), static_cast<std::streamsize>(png->size()));
    return 0;
  }
  int frames = 0;
  std::atomic<bool> woken = false;
  std::thread waker;
  if (options.wake_after >= 0)
    waker = std::thread([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(options.wake_after));
      woken = true;
      Window::post_wakeup();
    });
  std::cout << "ready" << std::endl;
  for (bool open = true; open;) {
    const std::vector<InputEvent> events = (*window)->take_events();
    for (const InputEvent& event : events) {
      std::visit(Printer{}, event);
      if (std::holds_alternative<CloseAsked>(event)) open = false;
      if (const auto* key = std::get_if<KeyPress>(&event)) copy_or_paste(**window, *key);
    }
    words_of_canvas.next_frame();
    const FrameTimes times = (*renderer)->frame((*window)->size(), (*window)->scale(), events, draw);
    (*window)->swap();
    const auto us = [](std::chrono::nanoseconds t) { return t.count() / 1000; };
    std::cerr << "frame " << ++frames << ": building " << us(times.building) << " us, glyphs "
              << us(times.glyphs) << ", uploading " << us(times.uploading) << ", drawing "
              << us(times.drawing) << '\n';
    if (open && frames > 2)
      (*window)->wait_events(-1);
    else
      (*window)->poll_events();
    if (woken.exchange(false)) std::cout << "woken" << std::endl;
  }
  if (waker.joinable()) waker.join();
  return 0;
}
