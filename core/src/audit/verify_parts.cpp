#include "audit/verify_parts.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "audit/verify_json.h"
#include "crypto/base64.h"
#include "crypto/ed25519.h"
#include "crypto/ledger_hash.h"

namespace tirai::verify {
namespace {
constexpr std::size_t kLongestPolicyLine = std::size_t{16} << 20;
bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
// Without a way out before the end, so that the compiler takes sixteen at a time: a log holds five such texts an event.
bool is_lower_hex(std::string_view text) {
  bool all = true;
  for (const char c : text) all &= is_hex_digit(c);
  return all;
}
bool is_fingerprint(std::string_view text) { return text.size() == 64 && is_lower_hex(text); }
bool is_fingerprint_or_none(std::string_view text) { return text.empty() || is_fingerprint(text); }
bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex_digit(text[i])) return false;
  }
  return true;
}
bool is_digest(std::string_view text) { return text.starts_with("sha256:") && is_fingerprint(text.substr(7)); }
bool is_base64(std::string_view text) { return crypto::base64_decode(text).has_value(); }
bool is_device_id(std::string_view text) { return !text.empty() && text.size() <= 128; }

// Takes texts out of a line; the first that is missing or misshapen is the error.
class Taker {
 public:
  explicit Taker(const CanonicalText& line) : line_(line) {}
  std::string_view text(std::initializer_list<std::string_view> path, bool (*fits)(std::string_view)) {
    const auto found = line_.text(path);
    if (found && fits(*found)) return *found;
    return fail(path), std::string_view();
  }
  std::uint64_t count(std::initializer_list<std::string_view> path) {
    const auto found = line_.count(path);
    if (!found) fail(path);
    return found.value_or(0);
  }
  void fail(std::initializer_list<std::string_view> path) {
    if (!error.empty()) return;
    for (const std::string_view key : path) error.append(error.empty() ? "" : ".").append(key);
    error += " is missing or misshapen";
  }
  std::string error;

 private:
  const CanonicalText& line_;
};

Error syntax(std::string why) { return Error{ErrorCode::kBadSyntax, std::move(why), ""}; }
}  // namespace

Result<EventLine> read_event(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  Taker take(*json);
  EventLine event{.chain_uid = take.text({"tirai", "chain_uid"}, is_uuid),
                  .sequence = take.count({"tirai", "sequence"}),
                  .prev_event = take.text({"tirai", "prev_event"}, is_fingerprint_or_none),
                  .fingerprint = take.text({"tirai", "fingerprint"}, is_fingerprint),
                  .event_id = take.text({"metadata", "uid"}, is_uuid),
                  .device_id = take.text({"device", "uid"}, is_device_id)};
  if (!take.error.empty()) return syntax(take.error);
  event.previous_head = json->text({"tirai", "previous_head"}).value_or("");
  if (json->find({"tirai", "sealed"}) != nullptr) {
    event.sealed_digest = take.text({"tirai", "sealed", "digest"}, is_digest);
    if (!take.error.empty()) return syntax(take.error);
  }
  const auto [before, behind] = json->without(*json->find({"tirai", "fingerprint"}));
  const std::string_view pieces[] = {"tirai-event-v1\n", before, behind};
  event.computed = crypto::to_hex(crypto::ledger::sha256(pieces));
  return event;
}

Result<HeaderLine> read_header(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  Taker take(*json);
  HeaderLine header{.chain_uid = std::string(take.text({"batch", "chain_uid"}, is_uuid)),
                    .device_id = std::string(take.text({"batch", "device_id"}, is_device_id)),
                    .first_sequence = take.count({"batch", "first_sequence"}),
                    .count = take.count({"batch", "count"}),
                    .prev_event = std::string(take.text({"batch", "prev_event"}, is_fingerprint_or_none)),
                    .head = std::string(take.text({"batch", "head"}, is_fingerprint))};
  (void)take.text({"batch", "format"}, [](std::string_view text) { return text == "tirai.batch/v1"; });
  const auto signature = crypto::base64_decode(json->text({"signature"}).value_or(""));
  if (!signature || signature->size() != crypto::kSignatureSize) take.fail({"signature"});
  if (!take.error.empty()) return syntax(take.error);
  if (json->members({}) != 2 || json->members({"batch"}) != 7) return syntax("a key that the header does not have");
  if (header.count == 0 || header.count > 1000) return Error{ErrorCode::kTooLarge, "a batch holds 1 to 1000 events", ""};
  header.statement = "tirai-batch-v1\n" + std::string(json->raw(*json->find({"batch"})));
  header.signature = *signature;
  return header;
}

Result<SealedLine> read_sealed(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  Taker take(*json);
  SealedLine sealed{.text = take.text({"sealed"}, is_base64), .sequence = take.count({"sequence"})};
  if (!take.error.empty()) return syntax(take.error);
  if (json->members({}) != 2) return syntax("a key that a sealed line does not have");
  sealed.digest = crypto::ledger::sha256_name(sealed.text);
  return sealed;
}

// A policy is longer than any event and holds every escape there is: nlohmann reads it, and what it would write again must be what was read.
Result<PolicyLine> read_policy_line(std::string_view line) {
  using nlohmann::json;
  if (line.size() > kLongestPolicyLine) return Error{ErrorCode::kTooLarge, "longer than 16 MiB", ""};
  const json read = json::parse(line, nullptr, false);
  const bool shaped = read.is_object() && read.size() == 1 && read.contains("policy") && read["policy"].is_object() && read["policy"].size() == 2 &&
                      read["policy"].contains("digest") && read["policy"]["digest"].is_string() && read["policy"].contains("text") && read["policy"]["text"].is_string();
  if (!shaped || read.dump(-1, ' ', false, json::error_handler_t::replace) != line) return syntax("expected {\"policy\":{\"digest\",\"text\"}} in canonical JSON");
  PolicyLine policy{read["policy"]["digest"].get<std::string>(), read["policy"]["text"].get<std::string>()};
  if (crypto::ledger::sha256_name(policy.text) != policy.digest) return Error{ErrorCode::kDigestMismatch, "its text is not the one its digest names", ""};
  return policy;
}

Result<DeviceLine> read_device(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  Taker take(*json);
  DeviceLine device{.device_id = std::string(take.text({"device", "device_id"}, is_device_id))};
  const auto key = crypto::base64_decode(json->text({"device", "public_key"}).value_or(""));
  if (!key || key->size() != crypto::kPublicKeySize) take.fail({"device", "public_key"});
  if (!take.error.empty()) return syntax(take.error);
  if (json->members({}) != 1 || json->members({"device"}) != 2) return syntax("a key that a device line does not have");
  device.public_key = *key;
  return device;
}

}  // namespace tirai::verify
