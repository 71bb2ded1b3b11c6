// What a request tells beside the facts themselves (ticket, consents, times, recent reveals), and the facts that follow from it.
// Retention, consent, compatibility and risk depend on class and purpose: one situation gives a request under each.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tirai/decide.h"

namespace tirai::decision {

struct ConsentRecord {
  std::uint16_t purpose = kMissing;
  std::optional<std::int64_t> given_at, refused_at, withdrawn_at, expires_at;
  bool readable = true;
};

struct PastReveal {
  std::uint16_t class_index = kMissing;  ///< kMissing counts against every limit
  std::int64_t at = 0;
};

struct Situation {
  const Policy* policy = nullptr;
  Request given{};  ///< facts that depend on neither class nor purpose are final here
  std::optional<std::int64_t> now;
  std::optional<std::int64_t> closed_at;
  bool closed_unreadable = false;
  std::optional<std::vector<ConsentRecord>> consents;
  std::optional<std::vector<PastReveal>> reveals;
  bool reveals_unreadable = false;
  std::optional<std::vector<std::uint16_t>> collected_for;  ///< all purposes compatible with those the data was collected for

  [[nodiscard]] Request request_under(std::uint16_t class_index, std::uint16_t purpose) const;
};

/// Fails only when this is no JSON object.
[[nodiscard]] Result<Situation> read_situation(const Policy& policy, std::string_view json);

/// Milliseconds since 1970 of "2026-11-21", "2026-11-21T08:00:00Z" or "2026-11-21T15:00:00.5+07:00" (RFC 3339), or nothing.
[[nodiscard]] std::optional<std::int64_t> read_rfc3339(std::string_view text);

}  // namespace tirai::decision
