#include "detect/tables.h"

#include <algorithm>

#include "text/ascii.h"

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

// One digit behind a letter: "cvv2", "alamat1".
bool ends_a_label(std::string_view text, std::size_t at) {
  if (!text::is_digit(text[at]) || at == 0 || !text::is_letter(text[at - 1])) return false;
  return at + 1 == text.size() || mark_of(text[at + 1]) == Mark::kDelimiter || mark_of(text[at + 1]) == Mark::kEnd || text[at + 1] == '"' || text[at + 1] == ' ';
}

// A header has labels alone: no numbers, no sentence signs. Answers its delimiter, or 0; `at` goes from the line's begin to its end, or to where it
// stops being a header.
char header_delimiter(std::string_view text, std::size_t& at) {
  const std::size_t limit = std::min(text.size(), at + kLongestHeader + 1);
  char delimiter = 0;
  std::size_t delimiters = 0;
  for (; at < limit; ++at) {
    const Mark mark = mark_of(text[at]);
    if (mark == Mark::kLabel) continue;
    if (mark == Mark::kEnd) break;
    if (ends_a_label(text, at)) continue;
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
  TableReader(std::string_view text, std::span<const std::size_t> separators) : text_(text), separators_(separators) {}
  std::vector<Cell> read() {
    for (std::size_t begin = 0; next_ < separators_.size();) {
      const Line line = next_line();
      std::size_t at = begin;
      begin = line.end + 1;
      if (!line.may_head || !may_be_row(begin, line.delimiter)) continue;
      const std::size_t head = at;
      const char delimiter = header_delimiter(text_, at);
      if (delimiter == 0) continue;
      begin = rows(head, at, delimiter);
      while (next_ < separators_.size() && separators_[next_] < begin) ++next_;
    }
    return std::move(cells_);
  }

 private:
  struct Line {
    std::size_t end;
    char delimiter = 0;
    bool may_head = false;  // its delimiters are all one, and enough
  };
  Line next_line() {
    Line line{text_.size()};
    std::size_t delimiters = 0;
    bool mixed = false;
    while (next_ < separators_.size()) {
      const std::size_t at = separators_[next_++];
      if (mark_of(text_[at]) == Mark::kEnd) {
        line.end = at;
        break;
      }
      mixed = mixed || (delimiters++ > 0 && text_[at] != line.delimiter);
      line.delimiter = text_[at];
    }
    line.may_head = !mixed && delimiters > (line.delimiter == ',' ? 1 : 0);
    return line;
  }
  // Whether the line at `begin` holds the delimiter, or may be the rule below a header: without one of them no table begins above it.
  [[nodiscard]] bool may_be_row(std::size_t begin, char delimiter) const {
    if (begin >= text_.size()) return false;
    if (std::string_view("-|: \r+").find(text_[begin]) != std::string_view::npos) return true;
    for (std::size_t i = next_; i < separators_.size() && mark_of(text_[separators_[i]]) != Mark::kEnd; ++i) {
      if (text_[separators_[i]] == delimiter) return true;
    }
    return false;
  }
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
  std::span<const std::size_t> separators_;
  std::size_t next_ = 0;  // the first separator of the next line
  std::vector<Cell> cells_;
};
}  // namespace

std::vector<Cell> table_cells(std::string_view text, std::span<const std::size_t> separators) { return TableReader(text, separators).read(); }

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
