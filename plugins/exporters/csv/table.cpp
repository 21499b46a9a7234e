#include "table.h"

#include <algorithm>
#include <utility>

namespace csv {
namespace {

constexpr std::size_t kExcelCell = 32767;  // UTF-16 units

void append_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == cell.npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_row(std::string& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_cell(out, cells[i]);
  }
  out += "\r\n";
}

std::size_t utf16_units(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) == 0x80 ? 0u : byte >= 0xF0 ? 2u : 1u;
  }
  return units;
}

}  // namespace

bool is_formula(std::string_view cell) {
  if (cell.empty()) return false;
  const std::string_view digits = cell.substr(cell.front() == '-' ? 1 : 0);
  if (!digits.empty() &&
      std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return false;
  if (std::string_view("=+-@\t\r\n").find(cell.front()) != std::string_view::npos || cell.front() == '\0')
    return true;
  for (const std::string_view wide : {"＝", "＋", "－", "＠"}) {
    if (cell.substr(0, wide.size()) == wide) return true;
  }
  return false;
}

std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += ';';
    for (const char c : items[i]) {
      if (c == ';' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

Table::Table(std::string name, std::vector<std::string> columns, bool excel)
    : name_(std::move(name)), columns_(std::move(columns)), excel_(excel) {
  std::vector<std::string> header = columns_;
  if (excel_) {
    bytes_ = "\xEF\xBB\xBF";
    header.push_back("escaped");
  }
  append_row(bytes_, header);
}

void Table::add(const std::vector<std::string>& cells) {
  if (!excel_) return append_row(bytes_, cells);
  std::vector<std::string> guarded = cells, escaped;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (is_formula(cells[i])) {
      guarded[i] = "'" + cells[i];
      escaped.push_back(columns_[i]);
    }
    if (utf16_units(guarded[i]) > kExcelCell) ++too_long_;
  }
  guarded.push_back(joined(escaped));
  append_row(bytes_, guarded);
}

std::string Table::take() { return std::exchange(bytes_, {}); }
std::size_t Table::take_too_long() { return std::exchange(too_long_, 0); }

}  // namespace csv
