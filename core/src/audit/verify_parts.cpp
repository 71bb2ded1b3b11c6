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
// Without a way out before the end and without words wider than a byte, so that the compiler takes sixteen at a time: a log holds nine such texts an event.
std::uint8_t is_hex_digit(char c) { return static_cast<std::uint8_t>((static_cast<std::uint8_t>(c - '0') < 10) | (static_cast<std::uint8_t>(c - 'a') < 6)); }
bool is_lower_hex(std::string_view text) {
  std::uint8_t all = 1;
  for (const char c : text) all &= is_hex_digit(c);
  return all != 0;
}
bool is_fingerprint_or_none(std::string_view text) { return text.empty() || is_fingerprint(text); }
bool is_uuid(std::string_view text) {
  static constexpr std::string_view kShape = "00000000-0000-0000-0000-000000000000";
  if (text.size() != kShape.size()) return false;
  std::uint8_t all = 1;
  for (std::size_t i = 0; i < kShape.size(); ++i) all &= kShape[i] == '-' ? std::uint8_t{text[i] == '-'} : is_hex_digit(text[i]);
  return all != 0;
}
bool is_digest(std::string_view text) { return text.starts_with("sha256:") && is_fingerprint(text.substr(7)); }
bool is_base64(std::string_view text) { return crypto::base64_decode(text).has_value(); }
bool is_device_id(std::string_view text) { return !text.empty() && text.size() <= 128; }

// Takes values out of one object of a line; the first that is missing or misshapen is what is said to be `missing`.
class Taker {
 public:
  /// `name`: of the object, as it is told; empty: the line itself.
  Taker(const CanonicalText& line, const CanonicalText::Node* object, std::string_view name, std::string& missing) : line_(line), object_(object), name_(name), missing_(missing) {}

  [[nodiscard]] const CanonicalText::Node* member(std::string_view name) const { return line_.member(object_, name); }
  [[nodiscard]] std::string_view text(std::string_view name, bool (*fits)(std::string_view)) const {
    const auto found = line_.text(member(name));
    if (found && fits(*found)) return *found;
    return fail(name), std::string_view();
  }
  [[nodiscard]] std::uint64_t count(std::string_view name) const {
    const auto found = line_.count(member(name));
    if (!found) fail(name);
    return found.value_or(0);
  }
  // Base64 of so many bytes.
  [[nodiscard]] std::string bytes(std::string_view name, std::size_t size) const {
    auto bytes = crypto::base64_decode(line_.text(member(name)).value_or(""));
    if (bytes && bytes->size() == size) return *std::move(bytes);
    return fail(name), std::string();
  }

 private:
  void fail(std::string_view name) const {
    if (!missing_.empty()) return;
    missing_.append(name_).append(name_.empty() ? "" : ".").append(name).append(" is missing or misshapen");
  }

  const CanonicalText& line_;
  const CanonicalText::Node* object_;
  std::string_view name_;
  std::string& missing_;
};

Error syntax(std::string why) { return Error{ErrorCode::kBadSyntax, std::move(why), ""}; }
}  // namespace

bool is_fingerprint(std::string_view text) { return text.size() == 64 && is_lower_hex(text); }

Result<EventLine> read_event(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  std::string missing;
  const auto object = [&](std::string_view name) { return Taker(*json, json->find({name}), name, missing); };
  const Taker tirai = object("tirai");
  EventLine event{.chain_uid = tirai.text("chain_uid", is_uuid),
                  .sequence = tirai.count("sequence"),
                  .prev_event = tirai.text("prev_event", is_fingerprint_or_none),
                  .fingerprint = tirai.text("fingerprint", is_fingerprint),
                  .event_id = object("metadata").text("uid", is_uuid),
                  .device_id = object("device").text("uid", is_device_id)};
  event.previous_head = json->text(tirai.member("previous_head")).value_or("");
  if (const auto* sealed = tirai.member("sealed")) event.sealed_digest = Taker(*json, sealed, "tirai.sealed", missing).text("digest", is_digest);
  if (!missing.empty()) return syntax(missing);
  const auto [before, behind] = json->without(*tirai.member("fingerprint"));
  const std::string_view pieces[] = {"tirai-event-v1\n", before, behind};
  event.computed = crypto::to_hex(crypto::ledger::sha256(pieces));
  return event;
}

Result<HeaderLine> read_header(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  std::string missing;
  const Taker whole(*json, json->find({}), "", missing), batch(*json, whole.member("batch"), "batch", missing);
  HeaderLine header{.chain_uid = std::string(batch.text("chain_uid", is_uuid)),
                    .device_id = std::string(batch.text("device_id", is_device_id)),
                    .first_sequence = batch.count("first_sequence"),
                    .count = batch.count("count"),
                    .prev_event = std::string(batch.text("prev_event", is_fingerprint_or_none)),
                    .head = std::string(batch.text("head", is_fingerprint))};
  (void)batch.text("format", [](std::string_view text) { return text == "tirai.batch/v1"; });
  header.signature = whole.bytes("signature", crypto::kSignatureSize);
  if (!missing.empty()) return syntax(missing);
  if (json->members({}) != 2 || json->members({"batch"}) != 7) return syntax("a key that the header does not have");
  if (header.count == 0 || header.count > 1000) return Error{ErrorCode::kTooLarge, "a batch holds 1 to 1000 events", ""};
  header.statement = "tirai-batch-v1\n" + std::string(json->raw(*whole.member("batch")));
  return header;
}

Result<SealedLine> read_sealed(std::string_view line) {
  std::string why;
  const auto json = CanonicalText::read(line, why);
  if (!json) return syntax(why);
  std::string missing;
  const Taker whole(*json, json->find({}), "", missing);
  SealedLine sealed{.text = whole.text("sealed", is_base64), .sequence = whole.count("sequence")};
  if (!missing.empty()) return syntax(missing);
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
  std::string missing;
  const Taker taker(*json, json->find({"device"}), "device", missing);
  DeviceLine device{std::string(taker.text("device_id", is_device_id)), taker.bytes("public_key", crypto::kPublicKeySize)};
  if (!missing.empty()) return syntax(missing);
  if (json->members({}) != 1 || json->members({"device"}) != 2) return syntax("a key that a device line does not have");
  return device;
}

}  // namespace tirai::verify
