#include "log_trust.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "export_file.h"
#include "io.h"

namespace tirai::cli {
namespace {
constexpr std::size_t kLongestNote = 1 << 16, kLargestKit = std::size_t{64} << 20;
}  // namespace

Result<std::string> read_vkey(const std::string& text_or_path) {
  const std::size_t plus = text_or_path.find('+');
  if (plus != text_or_path.npos && text_or_path.find('+', plus + 1) == plus + 9) return text_or_path;
  auto text = read_all(text_or_path, 4096);
  if (!text) return text.error();
  std::string key = std::move(text).value();
  key.erase(key.find_last_not_of(" \r\n") + 1);
  return key;
}

Result<LogTrust> read_trust(const std::string& log_vkey, const std::vector<std::string>& witnesses, std::size_t quorum) {
  LogTrust trust;
  if (!log_vkey.empty()) {
    const auto vkey = read_vkey(log_vkey);
    if (!vkey) return vkey.error();
    trust.log_vkey = vkey.value();
  }
  for (const std::string& given : witnesses) {
    const auto vkey = read_vkey(given);
    if (!vkey) return vkey.error();
    trust.witness_vkeys.push_back(vkey.value());
  }
  trust.quorum = quorum == 0 ? trust.witness_vkeys.size() : quorum;
  return trust;
}

namespace {
// Of an export's last line; of an audit kit's JSON, which says what the log was when the kit was made.
std::optional<std::string> note_in(const nlohmann::json& json) {
  if (!json.is_object()) return std::nullopt;
  const nlohmann::json note = json.contains("checkpoint") ? json["checkpoint"] : json.value(nlohmann::json::json_pointer("/log/checkpoint"), nlohmann::json());
  return note.is_string() ? std::optional(note.get<std::string>()) : std::nullopt;
}
}  // namespace

Result<Checkpoint> read_kept_checkpoint(const std::string& path) {
  const auto file = ExportFile::open(path);
  if (!file) return file.error();
  std::string_view text = file.value().text();
  std::string note(text.substr(0, kLongestNote));
  if (text.starts_with('{')) {
    text = text.substr(0, text.find_last_not_of('\n') + 1);
    const bool is_kit = text.ends_with("\n}") && text.size() <= kLargestKit;
    const auto found = note_in(nlohmann::json::parse(is_kit ? text : text.substr(text.rfind('\n') + 1), nullptr, false));
    if (!found) return Error{ErrorCode::kBadSyntax, "it holds no checkpoint; expected a checkpoint that was kept, an audit kit's JSON, or an export that ends in one", name_of(path)};
    note = *found;
  }
  auto checkpoint = read_checkpoint(note);
  if (!checkpoint) return Error{checkpoint.error().code, checkpoint.error().message, name_of(path)};
  return checkpoint;
}

}  // namespace tirai::cli
