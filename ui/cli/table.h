// A table for people: columns as wide as their widest cell. Pure.
#pragma once

#include <string>
#include <vector>

namespace sayso::cli {

class Table {
 public:
  explicit Table(std::vector<std::string> heads);
  // As many cells as heads.
  void add(std::vector<std::string> cells);
  // Columns that stand right: numbers.
  void right(std::size_t column) { right_.at(column) = true; }
  bool empty() const { return rows_.size() == 1; }

  // Lines with LF between them and none at the end; two spaces between columns. Widths are counted in
  // code points.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<bool> right_;
};

}  // namespace sayso::cli
