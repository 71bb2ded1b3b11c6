// The lines of an export, each read on its own: an event, a batch header, a device.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai::verify {

/// Whether it is a SHA-256 as it is written everywhere in the log: 64 digits of lower-case hex.
[[nodiscard]] bool is_fingerprint(std::string_view text);

/// An event line, in its own words: views into it. `fingerprint` is what it claims, `computed` is what its bytes give.
struct EventLine {
  std::string_view chain_uid;
  std::uint64_t sequence = 0;
  std::string_view prev_event;
  std::string_view fingerprint;
  std::string computed;
  std::string_view event_id;
  std::string_view device_id;
  std::string_view previous_head;  ///< of a session_start
  std::string_view sealed_digest;  ///< of what travels beside it; empty: nothing does
  [[nodiscard]] bool holds() const { return fingerprint == computed; }
};
/// Fails where the line is not canonical JSON or lacks what links it; a wrong fingerprint is not a failure here.
[[nodiscard]] Result<EventLine> read_event(std::string_view line);

struct HeaderLine {
  std::string chain_uid;
  std::string device_id;
  std::uint64_t first_sequence = 0;
  std::uint64_t count = 0;
  std::string prev_event;
  std::string head;
  std::string statement;  ///< what the device signed
  std::string signature;  ///< 64 bytes
};
[[nodiscard]] Result<HeaderLine> read_header(std::string_view line);

struct SealedLine {
  std::string_view text;  ///< base64
  std::uint64_t sequence = 0;
  std::string digest;
};
[[nodiscard]] Result<SealedLine> read_sealed(std::string_view line);

/// A policy that decided: {"policy":{"digest":"sha256:<hex>","text":"<file>"}}. Fails where the digest is not the text's.
struct PolicyLine {
  std::string digest;
  std::string text;
};
[[nodiscard]] Result<PolicyLine> read_policy_line(std::string_view line);

struct DeviceLine {
  std::string device_id;
  std::string public_key;  ///< 32 bytes
};
[[nodiscard]] Result<DeviceLine> read_device(std::string_view line);

}  // namespace tirai::verify
