// tirai unseal: what agents wrote for the data protection officer alone, out of an export and with her key. Nothing leaves this machine.
#include <map>
#include <nlohmann/json.hpp>

#include "commands.h"
#include "export_file.h"
#include "io.h"
#include "tirai/digest.h"
#include "tirai/seal.h"

namespace tirai::cli {
namespace {
using nlohmann::json;
using nlohmann::ordered_json;

struct Opened {
  std::string chain_uid;
  std::uint64_t sequence = 0;
  json text;
};

class Unsealer {
 public:
  explicit Unsealer(const UnsealOptions& options, std::string key) : options_(options), key_(std::move(key)) {}

  // What an event names is remembered until its batch is over.
  Result<bool> take(const json& line) {
    if (line.contains("batch")) {
      chain_uid_ = line.at("batch").at("chain_uid").get<std::string>();
      named_.clear();
    } else if (line.contains("tirai") && line["tirai"].contains("sealed")) {
      named_[line["tirai"].at("sequence").get<std::uint64_t>()] = line["tirai"]["sealed"].at("digest").get<std::string>();
    } else if (line.contains("sealed")) {
      return open(line.at("sequence").get<std::uint64_t>(), line["sealed"].get<std::string>());
    }
    return true;
  }
  std::vector<Opened> opened;

 private:
  Result<bool> open(std::uint64_t sequence, const std::string& sealed) {
    const std::string place = chain_uid_ + ":" + std::to_string(sequence);
    if (!options_.event.empty() && options_.event != place) return true;
    const auto named = named_.find(sequence);
    if (named == named_.end() || named->second != "sha256:" + sha256_hex(sealed)) return Error{ErrorCode::kDigestMismatch, "the sealed text is not the one its event names", place};
    const auto text = open_sealed(sealed, key_, place);
    if (!text) return Error{text.error().code, text.error().message, place};
    opened.push_back({chain_uid_, sequence, json::parse(text.value())});
    return true;
  }

  const UnsealOptions& options_;
  std::string key_;
  std::string chain_uid_;
  std::map<std::uint64_t, std::string> named_;
};

std::string one_text(const Opened& one, const UnsealOptions& options) {
  if (options.json) {
    ordered_json out{{"chain_uid", one.chain_uid}, {"sequence", one.sequence}};
    for (const char* key : {"reason", "subject", "ticket_url"}) {
      if (one.text.contains(key)) out[key] = one.text[key];
    }
    return out.dump() + "\n";
  }
  const bool indonesian = options.language == "id";
  std::string out = (indonesian ? "peristiwa " : "event ") + std::to_string(one.sequence) + (indonesian ? " dari rantai " : " of chain ") + one.chain_uid + "\n";
  const std::pair<const char*, const char*> names[] = {{"reason", indonesian ? "alasan" : "reason"}, {"subject", indonesian ? "subjek data" : "data subject"}, {"ticket_url", indonesian ? "alamat tiket" : "ticket address"}};
  for (const auto& [key, name] : names) {
    if (one.text.contains(key)) out += std::string("  ") + name + ": " + one.text[key].get<std::string>() + "\n";
  }
  return out;
}

Result<std::string> read_key(const std::string& path) {
  auto text = read_all(path, 4096);
  if (!text) return text.error();
  std::string key = std::move(text).value();
  key.erase(key.find_last_not_of(" \r\n") + 1);
  return key;
}

// Lines that are no JSON are `tirai verify`'s to judge; here they open nothing.
Result<bool> unseal(std::string_view text, Unsealer& unsealer) {
  for (std::size_t at = 0, line = 1; at < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    try {
      const json read = json::parse(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(end));
      if (const auto taken = unsealer.take(read); !taken) return taken.error();
    } catch (const json::exception&) {
      return Error{ErrorCode::kBadSyntax, "not a line of an export (tirai verify says more)", "line " + std::to_string(line)};
    }
    at = end + 1;
  }
  return true;
}
}  // namespace

int run(const UnsealOptions& options) {
  const auto key = read_key(options.key);
  if (!key) return fail(kInputInvalid, key.error());
  const auto file = ExportFile::open(options.file);
  if (!file) return fail(kInputInvalid, file.error());
  Unsealer unsealer(options, key.value());
  const auto done = unseal(file.value().text(), unsealer);
  std::string out;
  for (const Opened& one : unsealer.opened) out += one_text(one, options);
  if (!write_out(out)) return fail(kInternal, "cannot write to standard output");
  if (!done) return fail(done.error().code == ErrorCode::kBadSignature || done.error().code == ErrorCode::kDigestMismatch ? kVerificationFailed : kInputInvalid, done.error());
  if (unsealer.opened.empty() && !options.event.empty()) return fail(kInputInvalid, "unseal: no sealed text of event " + options.event + " in the export; expected CHAIN:SEQUENCE, and a text that was not erased");
  return kOk;
}

}  // namespace tirai::cli
