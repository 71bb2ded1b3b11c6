#include "document.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tirai/nesting.h"
#include "tirai/text.h"

namespace tirai::cli {
namespace {
using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

// Walks a line's values in their order; what is no text is written as it is.
class Line {
 public:
  Line(std::string before, std::string place, std::vector<Piece>& pieces) : before_(std::move(before)), place_(std::move(place)), pieces_(pieces) {}

  std::string walk(const Json& line) {
    value(line, "", "");
    return std::move(before_);
  }

 private:
  void value(const Json& json, const std::string& pointer, const std::string& key) {
    if (json.is_object()) return object(json, pointer);
    if (json.is_array()) return array(json, pointer, key);
    if (json.is_string()) return text(json.get<std::string>(), pointer, key, Writing::kJsonString);
    if (json.is_number()) return text(dumped(json), pointer, key, Writing::kJsonNumber);
    before_ += dumped(json);
  }
  void object(const Json& json, const std::string& pointer) {
    before_ += '{';
    for (auto at = json.begin(); at != json.end(); ++at) {
      if (at != json.begin()) before_ += ',';
      before_ += dumped(at.key()) + ":";
      value(at.value(), pointer + "/" + at.key(), at.key());
    }
    before_ += '}';
  }
  void array(const Json& json, const std::string& pointer, const std::string& key) {
    before_ += '[';
    for (std::size_t i = 0; i < json.size(); ++i) {
      if (i > 0) before_ += ',';
      value(json[i], pointer + "/" + std::to_string(i), key);
    }
    before_ += ']';
  }
  void text(std::string text, const std::string& pointer, const std::string& key, Writing writing) {
    pieces_.push_back({std::move(before_), key, std::move(text), place_ + (pointer.empty() ? "" : ", " + pointer), writing});
    before_.clear();
  }

  std::string before_, place_;
  std::vector<Piece>& pieces_;
};
}  // namespace

std::string format_of(std::string_view format, std::string_view name) {
  if (!format.empty()) return std::string(format);
  const auto ends = [&](std::string_view with) { return name.size() > with.size() && name.substr(name.size() - with.size()) == with; };
  return ends(".jsonl") || ends(".ndjson") ? "jsonl" : ends(".csv") || ends(".tsv") ? "csv" : ends(".eml") ? "eml" : "text";
}

Result<std::vector<Piece>> read_jsonl(std::string_view bytes, const std::string& name, std::size_t first_line) {
  std::vector<Piece> pieces;
  std::string before;
  for (std::size_t number = first_line; !bytes.empty(); ++number) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    const std::string place = "line " + std::to_string(number);
    if (line.find_first_not_of(" \t\r") == line.npos) {
      before += '\n';
      continue;
    }
    if (is_nested_deeper(line)) return Error{ErrorCode::kTooLarge, "nested deeper than 64 levels", name + ":" + place};
    const Json json = Json::parse(line, nullptr, false);
    if (json.is_discarded()) return Error{ErrorCode::kBadSyntax, "not JSON", name + ":" + place};
    before = Line(std::move(before), place, pieces).walk(json) + "\n";
  }
  pieces.push_back({std::move(before), "", "", "", Writing::kPlain});
  return pieces;
}

Result<std::vector<Piece>> read_document(std::string_view format, const std::string& name, std::string bytes) {
  const std::string kind = format_of(format, name);
  if (kind == "eml") return read_eml(bytes, name);
  if (!is_utf8(bytes)) return Error{ErrorCode::kBadSyntax, "not well-formed UTF-8", name};
  if (kind == "jsonl") return read_jsonl(bytes, name);
  if (kind == "csv") return read_csv(bytes, name);
  return std::vector<Piece>{{"", "", std::move(bytes), "", Writing::kPlain}};
}

std::string written(const Piece& piece, const std::string& text) {
  switch (piece.writing) {
    case Writing::kJsonString: return dumped(text);
    case Writing::kJsonNumber: return text == piece.text ? text : dumped(text);
    case Writing::kCsvField: break;
    case Writing::kPlain: return text;
  }
  if (text.find_first_of("\",;\t\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace tirai::cli
