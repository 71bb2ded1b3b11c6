#include "kept_checkpoint.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace tirai::cli {
namespace {
using nlohmann::json;
constexpr std::size_t kLongestNote = 1 << 16, kLargestKit = std::size_t{64} << 20;

std::optional<std::string> note_in(const json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto note = object.find("checkpoint");
  return note != object.end() && note->is_string() ? std::optional(note->get<std::string>()) : std::nullopt;
}

// Of an export the last line; of a kit, which says what the log was when it was made, "log".
std::optional<std::string> note_of(std::string_view text) {
  text = text.substr(0, text.find_last_not_of('\n') + 1);
  const bool is_kit = text.ends_with("\n}") && text.size() <= kLargestKit;
  const json read = json::parse(is_kit ? text : text.substr(text.rfind('\n') + 1), nullptr, false);
  if (auto note = note_in(read)) return note;
  return read.is_object() && read.contains("log") ? note_in(read["log"]) : std::nullopt;
}
}  // namespace

Result<Checkpoint> kept_checkpoint(std::string_view text) {
  if (!text.starts_with('{')) return read_checkpoint(text.substr(0, kLongestNote));
  const auto note = note_of(text);
  if (!note) return Error{ErrorCode::kBadSyntax, "it holds no checkpoint; expected a checkpoint that was kept, an audit kit's JSON, or an export that ends in one", ""};
  return read_checkpoint(*note);
}

}  // namespace tirai::cli
