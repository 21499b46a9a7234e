#include "ui/desktop/text/text_field.h"

#include <algorithm>

#include "core/text/segment.h"
#include "core/text/utf8.h"
#include "ui/desktop/text/direction.h"

namespace sayso::ui {
namespace {

std::string cleaned(std::string_view text, TextField::Lines lines) {
  std::string clean;
  clean.reserve(text.size());
  bool after_cr = false;
  for (const auto [code_point, at] : code_points(text)) {
    const bool line_end =
        code_point == '\n' || code_point == '\r' || code_point == 0x2028 || code_point == 0x2029;
    if (line_end) {
      if (!(code_point == '\n' && after_cr)) clean += lines == TextField::Lines::multi ? '\n' : ' ';
    } else if (code_point == '\t') {
      clean += ' ';
    } else if (code_point >= 0x20 && (code_point < 0x7F || code_point >= 0xA0)) {
      append_utf8(clean, code_point);
    }
    after_cr = code_point == '\r';
  }
  return clean;
}

}  // namespace

ByteRange TextField::selection() const { return {std::min(caret_, anchor_), std::max(caret_, anchor_)}; }

std::string TextField::selected_text() const {
  return text_.substr(selection().begin.value, selection().length());
}

void TextField::set_text(std::string_view text) {
  text_ = cleaned(text, lines_);
  caret_ = anchor_ = Byte{text_.size()};
}

bool TextField::insert(std::string_view text) {
  const std::string clean = cleaned(text, lines_);
  if (clean.empty()) return false;
  const ByteRange old = selection();
  if (text_.size() - old.length() + clean.size() > kMostBytes) return false;
  text_.replace(old.begin.value, old.length(), clean);
  caret_ = anchor_ = Byte{old.begin.value + clean.size()};
  // What was typed may join the grapheme before or after it.
  Segmenter segments(text_);
  if (!segments.is_grapheme_boundary(caret_)) caret_ = anchor_ = segments.next_grapheme(caret_);
  return true;
}

bool TextField::erase(ByteRange range) {
  if (range.empty()) return false;
  text_.erase(range.begin.value, range.length());
  caret_ = anchor_ = Segmenter(text_).grapheme_start(range.begin);
  return true;
}

bool TextField::erase_left() {
  if (!selection().empty()) return erase(selection());
  return erase({Segmenter(text_).previous_grapheme(caret_), caret_});
}

bool TextField::erase_right() {
  if (!selection().empty()) return erase(selection());
  return erase({caret_, Segmenter(text_).next_grapheme(caret_)});
}

bool TextField::erase_word_left() {
  if (!selection().empty()) return erase(selection());
  return erase({Segmenter(text_).previous_word_start(caret_), caret_});
}

bool TextField::erase_word_right() {
  if (!selection().empty()) return erase(selection());
  return erase({caret_, Segmenter(text_).next_word_end(caret_)});
}

Byte TextField::target(Motion motion) const {
  Segmenter segments(text_);
  switch (motion) {
    case Motion::back:
      return segments.previous_grapheme(caret_);
    case Motion::forth:
      return segments.next_grapheme(caret_);
    case Motion::word_back:
      return segments.previous_word_start(caret_);
    case Motion::word_forth:
      return segments.next_word_end(caret_);
    case Motion::line_start: {
      const std::size_t line_end =
          caret_.value == 0 ? std::string::npos : text_.rfind('\n', caret_.value - 1);
      return Byte{line_end == std::string::npos ? 0 : line_end + 1};
    }
    case Motion::line_end:
      return Byte{std::min(text_.find('\n', caret_.value), text_.size())};
    case Motion::start:
      return Byte{0};
    case Motion::end:
      return Byte{text_.size()};
  }
  return caret_;
}

bool TextField::move(Motion motion, bool selecting) {
  const TextField before = *this;
  const bool collapses = !selecting && !selection().empty();
  if (collapses && motion == Motion::back)
    caret_ = selection().begin;
  else if (collapses && motion == Motion::forth)
    caret_ = selection().end;
  else
    caret_ = target(motion);
  if (!selecting) anchor_ = caret_;
  return *this != before;
}

void TextField::place_caret(Byte at, bool selecting) {
  caret_ = Segmenter(text_).grapheme_start(std::min(at, Byte{text_.size()}));
  if (!selecting) anchor_ = caret_;
}

void TextField::select(ByteRange range) {
  place_caret(range.begin, false);
  place_caret(range.end, true);
}

void TextField::select_word_at(Byte at) {
  const ByteRange word = Segmenter(text_).word_at(std::min(at, Byte{text_.size()}));
  select(word);
}

void TextField::select_all() { select({Byte{0}, Byte{text_.size()}}); }

bool TextField::press(const KeyPress& key) {
  const bool ctrl = key.mods.ctrl;
  const bool shift = key.mods.shift;
  if (key.mods.alt) return false;
  const auto moved = [&](Motion motion) {
    move(motion, shift);
    return true;
  };
  const Motion back = ctrl ? Motion::word_back : Motion::back;
  const Motion forth = ctrl ? Motion::word_forth : Motion::forth;
  switch (key.key) {
    case Key::left:
      return moved(runs_right_to_left(text_) ? forth : back);
    case Key::right:
      return moved(runs_right_to_left(text_) ? back : forth);
    case Key::home:
      return moved(ctrl ? Motion::start : Motion::line_start);
    case Key::end:
      return moved(ctrl ? Motion::end : Motion::line_end);
    case Key::backspace:
      ctrl ? erase_word_left() : erase_left();
      return true;
    case Key::del:
      ctrl ? erase_word_right() : erase_right();
      return true;
    case Key::enter:
      return lines_ == Lines::multi && !ctrl && insert("\n");
    case Key::letter:
      if (!ctrl || shift || key.character != 'A') return false;
      select_all();
      return true;
    default:
      return false;
  }
}

}  // namespace sayso::ui
