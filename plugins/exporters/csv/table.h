// Rows of a CSV file as RFC 4180 has them: CRLF, quotation marks where needed, the same number of cells in
// each row. With `excel` also what spreadsheets need: a byte order mark, and ' before what they would take
// for a formula.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace csv {

class Table {
 public:
  Table(std::string name, std::vector<std::string> columns, bool excel);

  const std::string& name() const { return name_; }
  void add(const std::vector<std::string>& cells);  // precondition: one a column
  // The bytes since the last call; the first time with the header.
  std::string take();
  // Cells over 32,767 characters since the last call, which Excel cuts. Always 0 without `excel`.
  std::size_t take_too_long();

 private:
  std::string name_;
  std::vector<std::string> columns_;
  bool excel_;
  std::string bytes_;
  std::size_t too_long_ = 0;
};

// A list in one cell: items between ';', a ';' or '\' inside an item preceded by '\'.
std::string joined(const std::vector<std::string>& items);

// Would a spreadsheet run a cell that begins so? Whole numbers are safe.
bool is_formula(std::string_view cell);

}  // namespace csv
