// Comma-separated values (RFC 4180), written for spreadsheets.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

namespace tirai::collector {

/// A field that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
inline std::string csv_field(const nlohmann::json& value) {
  std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  if (!text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos) text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + "\"";
}

inline std::string csv_heads(std::span<const char* const> columns) {
  std::string line;
  for (const char* column : columns) line += (line.empty() ? "" : ",") + std::string(column);
  return line + "\r\n";
}

inline std::string csv_line(const nlohmann::json& row, std::span<const char* const> columns) {
  std::string line;
  for (std::size_t i = 0; i < columns.size(); ++i) line += (i == 0 ? "" : ",") + csv_field(row[columns[i]]);
  return line + "\r\n";
}

}  // namespace tirai::collector
