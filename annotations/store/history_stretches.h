// A history cut into stretches of whole lines, which are read apart from each other. One thread at a time asks for the next.
// Private to store/.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "annotations/store/history_codec.h"

namespace sayso {

struct HistoryStretch {
  std::string_view borrowed;  // where the history is in memory
  std::string own;            // where it is not
  std::size_t begin = 0;      // of the history's bytes
  std::size_t lines_before = 0;
  bool is_last = false;  // the history ends with it

  // Up to and with a line feed, or to the history's end.
  std::string_view bytes() const { return own.empty() ? borrowed : own; }
};

// Of a history that is in memory.
class StretchesOfBytes {
 public:
  explicit StretchesOfBytes(std::string_view bytes) : bytes_(bytes) {}

  std::optional<HistoryStretch> next();

 private:
  std::string_view bytes_;
  std::size_t begin_ = 0, lines_ = 0;
};

// Of a history that comes in pieces. The last line that is known is held back, for it may be the last of all.
class StretchesOfPieces {
 public:
  explicit StretchesOfPieces(const PiecesOfHistory& pieces) : pieces_(pieces) {}

  std::optional<HistoryStretch> next();
  // What the pieces ended with, if they could not all be had.
  const std::optional<Error>& error() const { return error_; }

 private:
  std::size_t room() const;
  void note_line_feeds(std::size_t from);
  HistoryStretch give(std::string rest);

  const PiecesOfHistory& pieces_;
  std::string held_;
  std::size_t last_ = 0, before_last_ = 0;  // places in it behind the last two line feeds; 0: there is none
  std::size_t begin_ = 0, lines_ = 0;
  bool is_at_end_ = false;
  std::optional<Error> error_;
};

}  // namespace sayso
