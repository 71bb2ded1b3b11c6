#include "base/json_in.h"
#include "base/rows.h"

#include <vector>

namespace tirai::collector {
namespace {
using nlohmann::json;

constexpr std::int64_t kLatest = 4'102'444'800'000;  // the year 2100

// One record of RFC 4180; nothing: a quotation mark that does not close, or one within a field that has none before it.
std::optional<std::vector<std::string>> next_record(std::string_view& text) {
  std::vector<std::string> fields(1);
  bool quoted = false, fresh = true;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"') fields.back() += c;
      else if (at + 1 < text.size() && text[at + 1] == '"') fields.back() += text[++at];
      else quoted = false;
    } else if (c == '"') {
      if (!fresh) return std::nullopt;
      quoted = true;
    } else if (c == ',') {
      fields.emplace_back();
      fresh = true;
      continue;
    } else if (c == '\n') {
      break;
    } else if (c != '\r') {
      fields.back() += c;
    }
    fresh = false;
  }
  if (quoted) return std::nullopt;
  text.remove_prefix(std::min(at + 1, text.size()));
  return fields;
}

// What our own export put before a field that a spreadsheet would take for a formula.
std::string without_apostrophe(const std::string& field) {
  return field.size() > 1 && field[0] == '\'' && std::string_view("=+-@\t\r").find(field[1]) != std::string_view::npos ? field.substr(1) : field;
}

Result<json> rows_of_csv(std::string_view text, std::size_t most) {
  const auto heads = next_record(text);
  if (!heads) return wrong_row(0, "expected a line of column names");
  json rows = json::array();
  while (!text.empty()) {
    const auto fields = next_record(text);
    if (!fields) return wrong_row(rows.size() + 1, "a quotation mark stands alone");
    if (fields->size() == 1 && fields->front().empty()) continue;
    if (fields->size() != heads->size()) return wrong_row(rows.size() + 1, "expected " + std::to_string(heads->size()) + " fields");
    if (rows.size() == most) return wrong_row(rows.size() + 1, "expected at most " + std::to_string(most) + " rows");
    json row = json::object();
    for (std::size_t i = 0; i < fields->size(); ++i) row[(*heads)[i]] = without_apostrophe((*fields)[i]);
    rows.push_back(std::move(row));
  }
  return rows;
}
}  // namespace

Error wrong_row(std::size_t row, const std::string& what) { return {ErrorCode::kBadSyntax, what, "row " + std::to_string(row)}; }
Error wrong_cell(std::size_t row, const char* column, const std::string& what) { return {ErrorCode::kBadValue, what, "row " + std::to_string(row) + ":/" + column}; }

std::optional<std::int64_t> cell_moment(const json& row, const char* pointer, OfDay of_day) {
  const json::json_pointer place(pointer);
  if (!row.contains(place)) return 0;
  const json& value = row[place];
  if (value.is_number_integer() && value >= 0 && value <= kLatest) return value.get<std::int64_t>();
  const std::string digits = value.is_string() ? value.get<std::string>() : "x";
  if (digits.size() > 13 || digits.find_first_not_of("0123456789") != digits.npos) {
    const auto written = written_moment(digits, of_day);
    return written && *written >= 0 && *written <= kLatest ? written : std::nullopt;
  }
  return digits.empty() ? 0 : std::stoll(digits);
}

Result<json> read_table(std::string_view text, std::size_t most) {
  if (text.size() > kMostTableBytes) return Error{ErrorCode::kTooLarge, "expected at most 1 MiB", "body"};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // a spreadsheet's byte order mark
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool is_json = first != text.npos && (text[first] == '[' || text[first] == '{');
  auto rows = is_json ? Result<json>(json_in(text)) : rows_of_csv(text, most);
  if (!rows) return rows.error();
  if (!rows.value().is_array() || rows.value().size() > most) return Error{ErrorCode::kBadSyntax, "expected CSV with column names, or a JSON list of at most " + std::to_string(most) + " records", "body"};
  return rows;
}

}  // namespace tirai::collector
