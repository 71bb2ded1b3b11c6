// What the ledger's tests share: a device, its key, and chains made by the writer.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "crypto/base64.h"
#include "crypto/ed25519.h"
#include "source_dir.h"
#include "tirai/audit.h"
#include "tirai/seal.h"

namespace tirai::test {

inline const std::string kChainA = "0190a0f0-0000-7000-8000-00000000000a";
inline const std::string kChainB = "0190a0f0-0000-7000-8000-00000000000b";
inline const std::string kPolicyDigest = "sha256:" + std::string(64, 'c');

inline std::string hex_to_bytes(const std::string& hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) bytes += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return bytes;
}

inline std::string read_file(const std::string& path) {
  std::ifstream file(source_dir() + "/" + path, std::ios::binary);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A UUID that ends in `number`.
inline std::string uuid(unsigned number) {
  const std::string digits = std::to_string(number);
  return "0190a0f0-1111-7111-8111-" + std::string(12 - digits.size(), '0') + digits;
}

inline std::string start_description(unsigned event, const std::string& device, const std::string& previous_head = "") {
  return R"({"kind":"session_start","time":1760000000000,"event_id":")" + uuid(event) + R"(","device_id":")" + device +
         R"(","enforcement_level":"A1","product_version":"0.1.0","policy":{"id":"support","version":3,"digest":")" + kPolicyDigest +
         R"("},"previous_head":")" + previous_head + R"("})";
}

inline std::string reveal_description(unsigned event, const std::string& device) {
  return R"({"kind":"reveal","time":1760000001000,"event_id":")" + uuid(event) + R"(","device_id":")" + device +
         R"(","helpdesk":"request-tracker","ticket":"12","enforcement_level":"A1","product_version":"0.1.0","policy":{"id":"support","version":3,"digest":")" +
         kPolicyDigest + R"("},"request":{"subject":{"type":"agent","id":"sari","properties":{"role":"agent","teams":["Billing team"]}},"action":{"name":"reveal"},)"
         R"("resource":{"type":"class","id":"identity.nik"},"context":{"relationship":"assigned","purpose":"identity_verification"}},)"
         R"("decision":{"decision":true,"context":{"level":"plain","obligations":{"ask_purpose":true,"time_to_live_s":30,"write_ahead":true},"rules":["reveal-nik"],)"
         R"("reason":{"id":"Ada alasan","en":"There is a reason"},"policy":{"id":"support","version":3,"digest":")" +
         kPolicyDigest + R"("}}},"entity_type":"id_nik","count":1,"level_before":"partial",)"
         R"("purpose":{"id":"identity_verification","dpv":"https://w3id.org/dpv#IdentityVerification","legal_basis":"https://w3id.org/dpv#ContractPerformance"}})";
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

inline std::string refusal_description(unsigned event, const std::string& device) {
  std::string text = reveal_description(event, device);
  text = replaced(text, R"("kind":"reveal")", R"("kind":"refusal","why":"no_permit")");
  return replaced(replaced(text, R"("decision":true)", R"("decision":false)"), R"("level":"plain")", R"("level":"full")");
}

/// A device with a key, which makes chains and signs batches as the client does.
struct Device {
  std::string id;
  std::string seed;
  [[nodiscard]] std::string public_key() const { return crypto::ed25519_public_key(seed).value_or(""); }
  [[nodiscard]] std::string line() const {
    return R"({"device":{"device_id":")" + id + R"(","public_key":")" + crypto::base64_encode(public_key()) + "\"}}\n";
  }
  [[nodiscard]] std::string batch(const std::vector<std::string>& lines, const std::vector<SealedText>& sealed = {}) const {
    const auto to_sign = batch_to_sign(id, lines);
    EXPECT_TRUE(to_sign.ok()) << (to_sign.ok() ? "" : to_sign.error().text());
    if (!to_sign.ok()) return {};
    return batch_body(to_sign.value(), crypto::base64_encode(crypto::ed25519_sign(seed, to_sign.value().statement).value_or("")), lines, sealed);
  }
};

/// The chain so far, and its lines.
struct Session {
  Device device;
  ChainHead head;
  std::vector<std::string> lines;
  std::vector<SealedText> sealed;
  void append(const std::string& description) {
    auto event = append_event(head, description);
    ASSERT_TRUE(event.ok()) << event.error().text();
    if (!event.value().sealed.empty()) sealed.push_back({head.next_sequence, event.value().sealed});
    head = event.value().head;
    lines.push_back(event.value().line);
  }
  /// Lines [begin, end).
  [[nodiscard]] std::vector<std::string> part(std::size_t begin, std::size_t end) const {
    return {lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.begin() + static_cast<std::ptrdiff_t>(end)};
  }
};

/// The officer's keys of these tests.
inline SealKeys dpo() { return seal_keys(std::string(32, 1)).value(); }
/// A reveal with a reason for the officer's eyes.
inline std::string sealed_description(unsigned event, const std::string& device, const std::string& reason) {
  return replaced(reveal_description(event, device), R"("entity_type")", R"("seal":{"key":")" + dpo().public_key + R"(","random":")" +
                  crypto::base64_encode(std::string(31, 'r') + static_cast<char>(event)) + R"(","text":{"reason":")" + reason + R"("}},"entity_type")");
}

inline const Device kDeviceOne{"device-1", std::string(32, 'a')};
inline const Device kDeviceTwo{"device-2", std::string(32, 'b')};
inline const std::string kExportLine = "{\"export\":{\"format\":\"tirai.export/v1\"}}\n";

/// A start, then reveals and one refusal: `count` events.
inline Session session(const Device& device, const std::string& chain_uid, unsigned count, const std::string& previous_head = "") {
  Session out{device, {chain_uid, 0, ""}, {}, {}};
  out.append(start_description(0, device.id, previous_head));
  for (unsigned i = 1; i < count; ++i) out.append(i == 2 ? refusal_description(i, device.id) : reveal_description(i, device.id));
  return out;
}

}  // namespace tirai::test
