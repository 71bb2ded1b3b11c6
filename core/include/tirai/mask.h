// Masking: text in, masked text out. Operators work on grapheme clusters and keep separators where the format has them.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "tirai/result.h"
#include "tirai/text.h"

namespace tirai {

enum class OperatorKind : std::uint8_t {
  kRedact,      ///< redact: every letter and digit becomes "•"
  kKeepFirst,   ///< keep_first: the first `count` letters and digits stay
  kKeepLast,    ///< keep_last: the last `count` stay
  kKeepEnds,    ///< keep_ends: the first and the last `count` stay
  kKeepDomain,  ///< keep_domain: an e-mail address keeps "@" and what follows, and the first letter
  kPan,         ///< pan: at most BIN and last four (PCI DSS 4.0.1, 3.4.1); BIN of `count` digits, 0: last four alone
  kInitials,    ///< initials: of each word the first letter
  kYearOnly,    ///< year_only: of a date the year ("•• ••• 1990"); what cannot be read as a date is redacted, here and in the next two
  kMonthOnly,   ///< month_only: of a date the month ("•• Mei ••••")
  kCityOnly,    ///< city_only: of an address the city, and what is wider: "•••• ••••• •, Bandung, Jawa Barat •••••"
  kTokenize,    ///< tokenize: "<prefix>_" and 10 characters of HMAC-SHA-256 under the tenant's key, stable per key
  kHideLength,  ///< hide_length: always "••••••"
};
[[nodiscard]] std::string_view to_string(OperatorKind kind);
/// Of all kinds, in their order.
[[nodiscard]] std::span<const std::string_view> operator_names();
[[nodiscard]] std::optional<OperatorKind> operator_from(std::string_view name);

/// INVARIANT: keep_* never shows more than half of the letters and digits, however large `count` is.
struct Operator {
  OperatorKind kind = OperatorKind::kRedact;
  std::uint8_t count = 0;
  bool operator==(const Operator&) const = default;
};

/// The tenant's pseudonym key for `tokenize`. Empty: tokens are not available, and `tokenize` masks like `redact`.
struct MaskKey {
  std::string secret;
};

struct MaskStep {
  ByteSpan span;
  Operator op;
};

/// One value, masked whole. Never empty for a value that is not; never the value itself, unless it has no letter or digit.
[[nodiscard]] std::string mask_value(std::string_view value, const Operator& op, const MaskKey& key = {});

/// Replaces each span by what its operator makes of it; all other bytes are copied as they are.
/// Steps are sorted and disjoint, as detect() returns them. Fails with kSpanOutOfRange, at the first step that leaves `text`.
[[nodiscard]] Result<std::string> mask(std::string_view text, std::span<const MaskStep> steps, const MaskKey& key = {});

}  // namespace tirai
