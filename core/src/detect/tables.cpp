#include "detect/tables.h"

#include <algorithm>

namespace tirai::recognition {
namespace {
constexpr std::size_t kLongestHeader = 400;
constexpr std::size_t kLongestLabel = 40;
constexpr std::size_t kLongestValue = 256;
constexpr std::size_t kMostColumns = 40;

// What a character is to the header of a table.
enum class Mark : std::uint8_t { kOther, kLabel, kDelimiter, kEnd };
struct Marks {
  Mark of[256] = {};
  constexpr Marks() {
    for (int c = 'a'; c <= 'z'; ++c) of[c] = of[c - 32] = Mark::kLabel;
    for (int c = 0x80; c < 0x100; ++c) of[c] = Mark::kLabel;
    for (const char c : {' ', '_', '-', '/', '(', ')', '"', '\r', '.'}) of[static_cast<int>(c)] = Mark::kLabel;
    for (const char c : {';', ',', '|', '\t'}) of[static_cast<int>(c)] = Mark::kDelimiter;
    of[0] = of[static_cast<int>('\n')] = Mark::kEnd;
  }
};
constexpr Marks kMarks;
Mark mark_of(char c) { return kMarks.of[static_cast<std::uint8_t>(c)]; }

// In windows, so that many short lines cost no more than one long.
std::size_t line_end(std::string_view text, std::size_t at) {
  constexpr std::size_t kWindow = 256;
  for (;; at += kWindow) {
    const std::string_view window = text.substr(at, kWindow);
    const std::size_t line = std::min(window.find('\n'), window.size());
    const std::size_t end = std::min(window.substr(0, line).find('\0'), line);
    if (end < kWindow) return at + end;
  }
}

ByteSpan trimmed(std::string_view text, ByteSpan span) {
  const auto outer = [](char c) { return c == ' ' || c == '"' || c == '\r' || c == '\''; };
  while (span.begin < span.end && outer(text[span.begin])) ++span.begin;
  while (span.end > span.begin && outer(text[span.end - 1])) --span.end;
  return span;
}

// The fields of the line [begin, end); a delimiter inside quotation marks parts none.
std::vector<ByteSpan> fields_of(std::string_view text, std::size_t begin, std::size_t end, char delimiter) {
  std::vector<ByteSpan> fields;
  bool quoted = false;
  for (std::size_t at = begin; at <= end && fields.size() < kMostColumns; ++at) {
    if (at < end && text[at] == '"') quoted = !quoted;
    if (at < end && (quoted || text[at] != delimiter)) continue;
    fields.push_back(trimmed(text, {begin, at}));
    begin = at + 1;
  }
  return fields;
}

// A header has labels alone: no digits, no sentence signs. Answers its delimiter, or 0; `at` goes from the line's begin to its end, or to where it
// stops being a header.
char header_delimiter(std::string_view text, std::size_t& at) {
  const std::size_t limit = std::min(text.size(), at + kLongestHeader + 1);
  char delimiter = 0;
  std::size_t delimiters = 0;
  for (; at < limit; ++at) {
    const Mark mark = mark_of(text[at]);
    if (mark == Mark::kLabel) continue;
    if (mark == Mark::kEnd) break;
    if (mark == Mark::kOther || (delimiter != 0 && text[at] != delimiter)) return 0;
    delimiter = text[at];
    ++delimiters;
  }
  if (at == limit && limit < text.size()) return 0;
  return delimiters >= (delimiter == ',' ? 2 : 1) ? delimiter : '\0';
}

bool are_labels(const std::vector<ByteSpan>& fields) {
  return std::all_of(fields.begin(), fields.end(), [](const ByteSpan& field) { return field.size() <= kLongestLabel; });
}

// "|---|:--:|" below the header of a Markdown table.
bool is_rule(std::string_view line) { return line.find('-') != std::string_view::npos && line.find_first_not_of("-|: \r+") == std::string_view::npos; }

class TableReader {
 public:
  explicit TableReader(std::string_view text) : text_(text) {}
  std::vector<Cell> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      const char delimiter = header_delimiter(text_, at);
      at = delimiter != 0 ? rows(begin, at, delimiter) : line_end(text_, at) + 1;
    }
    return std::move(cells_);
  }

 private:
  // Reads the rows under the header; answers where the first line begins that is none.
  std::size_t rows(std::size_t begin, std::size_t end, char delimiter) {
    const std::vector<ByteSpan> labels = fields_of(text_, begin, end, delimiter);
    std::size_t at = end + 1;
    if (!are_labels(labels)) return at;
    while (at < text_.size() && text_[at - 1] == '\n') {
      const std::size_t row_end = line_end(text_, at);
      if (!is_rule(text_.substr(at, row_end - at))) {
        const std::vector<ByteSpan> values = fields_of(text_, at, row_end, delimiter);
        if (values.size() != labels.size()) return at;
        for (std::size_t i = 0; i < labels.size(); ++i) {
          if (labels[i].size() > 1 && values[i].size() > 1 && values[i].size() <= kLongestValue) cells_.push_back({labels[i], values[i]});
        }
      }
      at = row_end + 1;
    }
    return at;
  }

  std::string_view text_;
  std::vector<Cell> cells_;
};
}  // namespace

std::vector<Cell> table_cells(std::string_view text) { return TableReader(text).read(); }

LabelledCells::LabelledCells(std::string_view text, const std::vector<Cell>& cells) {
  for (const Cell& cell : cells) {
    if (text_.size() + cell.label.size() + cell.value.size() + 3 > 2 * text.size()) return;
    text_.append(text, cell.label.begin, cell.label.size()).append(": ");
    pieces_.push_back({text_.size(), cell.value.size(), cell.value.begin});
    text_.append(text, cell.value.begin, cell.value.size()).push_back('\0');
  }
}

ByteSpan LabelledCells::original(ByteSpan span) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), span.begin, [](std::size_t at, const Piece& piece) { return at < piece.begin; });
  if (after == pieces_.begin()) return {};
  const Piece& piece = *std::prev(after);
  if (span.end > piece.begin + piece.size) return {};
  return {piece.original + (span.begin - piece.begin), piece.original + (span.end - piece.begin)};
}

}  // namespace tirai::recognition
