// Tables pasted into a ticket: a line of labels, and lines of values under it. The label of a column says what its values are.
//
//   order_id;tgl_lahir;no_rekening           | Nama | No HP |
//   405501;05-01-1972;5270123456             |------|-------|
//                                            | Siti | 0812… |
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tirai/text.h"

namespace tirai::recognition {

struct Cell {
  ByteSpan label;
  ByteSpan value;  ///< without quotation marks and blanks around it
};

/// The cells of all tables of `text`, whose columns ";", ",", "|" or a tab parts, in order. Linear; nothing crosses a U+0000. `separators`: where
/// each of those, each line break and each U+0000 stands.
[[nodiscard]] std::vector<Cell> table_cells(std::string_view text, std::span<const std::size_t> separators);

/// "label: value" of each cell, U+0000 between, and how to find the way back. At most twice as long as the text that holds the table.
class LabelledCells {
 public:
  LabelledCells(std::string_view text, const std::vector<Cell>& cells);
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Where `span` of text() stands in the original text; an empty span if it is not inside one value.
  [[nodiscard]] ByteSpan original(ByteSpan span) const;

 private:
  struct Piece {
    std::size_t begin;     // of the value, in text_
    std::size_t size;
    std::size_t original;
  };
  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace tirai::recognition
