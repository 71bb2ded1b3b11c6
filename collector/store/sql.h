// The SQL that both stores speak, for tables that are not the log: accounts, sessions, what the dashboard asks. Values are $1, $2, …;
// types are bigint and text; INSERT … ON CONFLICT; no NULL, no dialect.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tirai::collector {

using SqlValue = std::variant<std::int64_t, std::string>;

struct SqlStatement {
  std::string text;
  std::vector<SqlValue> values = {};
};

class SqlRows {
 public:
  void add(std::vector<SqlValue> row) { rows_.push_back(std::move(row)); }
  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// INVARIANT: the column is of this type. NULL is 0 and "".
  [[nodiscard]] std::int64_t integer(std::size_t row, std::size_t column) const {
    const auto* value = std::get_if<std::int64_t>(&rows_[row][column]);
    return value == nullptr ? 0 : *value;
  }
  [[nodiscard]] const std::string& text(std::size_t row, std::size_t column) const {
    static const std::string kNone;
    const auto* value = std::get_if<std::string>(&rows_[row][column]);
    return value == nullptr ? kNone : *value;
  }

 private:
  std::vector<std::vector<SqlValue>> rows_;
};

}  // namespace tirai::collector
