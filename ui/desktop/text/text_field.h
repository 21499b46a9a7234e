// The model of an own text field: text, caret and selection, and what keys do to them. No drawing, no
// undo (half-typed text is not history). A value. Offsets are bytes of its text, always at grapheme
// boundaries; the text is always valid UTF-8. Cannot fail: what changes nothing returns false.
#pragma once

#include <string>
#include <string_view>

#include "core/text/offset.h"
#include "ui/desktop/input.h"

namespace sayso::ui {

class TextField {
 public:
  enum class Lines { single, multi };
  // More is not taken in: a field is for lines, not for articles.
  static constexpr std::size_t kMostBytes = 100'000;

  enum class Motion { back, forth, word_back, word_forth, line_start, line_end, start, end };  // in order of the text

  explicit TextField(Lines lines = Lines::single) : lines_(lines) {}

  const std::string& text() const { return text_; }
  bool empty() const { return text_.empty(); }
  Byte caret() const { return caret_; }
  // The other end of the selection; equal to the caret when there is none.
  Byte selection_anchor() const { return anchor_; }
  ByteRange selection() const;
  std::string selected_text() const;
  Lines lines() const { return lines_; }

  // Replaces all; the caret goes to the end.
  void set_text(std::string_view text);
  void clear() { set_text({}); }
  // In place of the selection. Invalid UTF-8 becomes U+FFFD; line ends become a space in a single line
  // and LF in many; other control characters are left out.
  bool insert(std::string_view text);
  bool erase_left();   // the selection, or the grapheme before the caret
  bool erase_right();  // the selection, or the grapheme after it
  bool erase_word_left();
  bool erase_word_right();
  bool move(Motion motion, bool selecting);
  // Puts the caret (snapped to a grapheme boundary), keeping the selection's other end if selecting.
  void place_caret(Byte at, bool selecting);
  void select(ByteRange range);
  void select_word_at(Byte at);
  void select_all();

  // What a key does in every field: arrows, Ctrl words, Home, End, Shift, Backspace, Del, Ctrl A, and
  // Enter in many lines. False when the key means nothing here (Enter in a single line, up, down, Tab,
  // Esc, the clipboard keys): the caller's.
  bool press(const KeyPress& key);

  bool operator==(const TextField&) const = default;

 private:
  bool erase(ByteRange range);
  Byte target(Motion motion) const;

  Lines lines_;
  std::string text_;
  Byte caret_;
  Byte anchor_;
};

}  // namespace sayso::ui
