// CSV (RFC 4180): fields by commas, or by the semicolons or tabs that spreadsheets write in their place; quoted fields may hold
// separators, line ends and doubled quotation marks. The first row names the columns.
#include <algorithm>
#include <optional>

#include "document.h"

namespace tirai::cli {
namespace {

// The separator that the first row has most of.
char separator_of(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, bytes.find('\n'));
  char best = ',';
  for (const char c : {',', ';', '\t'}) {
    if (std::count(head.begin(), head.end(), c) > std::count(head.begin(), head.end(), best)) best = c;
  }
  return best;
}

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& name) : bytes_(bytes), name_(name), separator_(separator_of(bytes)) {}

  Result<std::vector<Piece>> read() {
    if (bytes_.substr(0, 3) == "\xEF\xBB\xBF") before_ = bytes_.substr(0, 3), at_ = 3;
    while (at_ < bytes_.size()) {
      if (auto error = field()) return *std::move(error);
      separate();
    }
    pieces_.push_back({std::move(before_), "", "", "", Writing::kPlain});
    return std::move(pieces_);
  }

 private:
  std::optional<Error> field() {
    std::string text;
    if (bytes_[at_] != '"') {
      const std::size_t end = std::min({bytes_.find(separator_, at_), bytes_.find('\n', at_), bytes_.size()});
      text = bytes_.substr(at_, end - at_);
      at_ = end;
      if (!text.empty() && text.back() == '\r' && at_ < bytes_.size() && bytes_[at_] == '\n') text.pop_back(), --at_;
    } else if (!quoted(text)) {
      return Error{ErrorCode::kBadSyntax, "a quoted field does not end", name_ + ":" + place()};
    }
    if (row_ == 1) heads_.push_back(text);
    const std::string label = row_ > 1 && column_ <= heads_.size() ? heads_[column_ - 1] : "";
    pieces_.push_back({std::move(before_), label, std::move(text), place(), Writing::kCsvField});
    before_.clear();
    return std::nullopt;
  }
  bool quoted(std::string& text) {
    for (++at_; at_ < bytes_.size(); ++at_) {
      if (bytes_[at_] != '"') text += bytes_[at_];
      else if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '"') text += bytes_[at_++];
      else return ++at_, true;
    }
    return false;
  }
  // Up to the next field: a separator, or a line's end. What stands behind a closing quotation mark is a field of its own, so that it is read, too.
  void separate() {
    if (at_ >= bytes_.size()) return;
    if (bytes_[at_] == separator_) {
      before_ = separator_;
      ++at_, ++column_;
      if (at_ == bytes_.size() || bytes_[at_] == '\n' || bytes_[at_] == '\r') end_of_line();
      return;
    }
    end_of_line();
  }
  void end_of_line() {
    while (at_ < bytes_.size() && (bytes_[at_] == '\r' || bytes_[at_] == '\n')) {
      if (bytes_[at_] == '\n') ++row_, column_ = 1;
      before_ += bytes_[at_++];
    }
  }
  [[nodiscard]] std::string place() const { return "row " + std::to_string(row_) + ", column " + std::to_string(column_); }

  std::string_view bytes_;
  const std::string& name_;
  char separator_;
  std::size_t at_ = 0, row_ = 1, column_ = 1;
  std::string before_;
  std::vector<std::string> heads_;
  std::vector<Piece> pieces_;
};
}  // namespace

Result<std::vector<Piece>> read_csv(std::string_view bytes, const std::string& name) { return Reader(bytes, name).read(); }

}  // namespace tirai::cli
