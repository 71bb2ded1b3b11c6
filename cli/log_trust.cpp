#include "log_trust.h"

#include "export_file.h"
#include "io.h"
#include "kept_checkpoint.h"

namespace tirai::cli {
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

Result<Checkpoint> read_kept_checkpoint(const std::string& path) {
  const auto file = ExportFile::open(path);
  if (!file) return file.error();
  auto checkpoint = kept_checkpoint(file.value().text());
  if (!checkpoint) return Error{checkpoint.error().code, checkpoint.error().message, name_of(path)};
  return checkpoint;
}

}  // namespace tirai::cli
