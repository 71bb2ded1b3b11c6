// A file of tickets, taken apart into the texts that people read in it, and what stands between them.
//
//   text    one text                      jsonl   every string and number of every line; its key is its label
//   csv     every field (RFC 4180); the head of its column is its label
//   eml     the headers people read, and every part that is text, decoded (MIME); other parts are named, not shown
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tirai/result.h"

namespace tirai::cli {

/// How a text is written back into its file.
enum class Writing { kPlain, kJsonString, kJsonNumber, kCsvField };

struct Piece {
  std::string before;  ///< written as it is, in front of the text
  std::string label;   ///< what the file calls the text: said before it, so that it is understood as a person would
  std::string text;    ///< UTF-8
  std::string place;   ///< "line 3, /customer/phone", "row 2, column 4", "Subject", "part 2"; empty: the file itself
  Writing writing = Writing::kPlain;
};

/// text, jsonl, csv or eml: `format`, or if it is empty what the end of `name` says.
[[nodiscard]] std::string format_of(std::string_view format, std::string_view name);
/// `format` is text, jsonl, csv or eml, or empty: then the end of `name` says it. The last piece may have no text.
[[nodiscard]] Result<std::vector<Piece>> read_document(std::string_view format, const std::string& name, std::string bytes);
/// A text of the piece as its file writes it.
[[nodiscard]] std::string written(const Piece& piece, const std::string& text);

[[nodiscard]] Result<std::vector<Piece>> read_csv(std::string_view bytes, const std::string& name);
[[nodiscard]] Result<std::vector<Piece>> read_jsonl(std::string_view bytes, const std::string& name, std::size_t first_line = 1);
[[nodiscard]] Result<std::vector<Piece>> read_eml(std::string_view bytes, const std::string& name);

}  // namespace tirai::cli
