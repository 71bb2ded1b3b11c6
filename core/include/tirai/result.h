// What can fail returns Result<T>: a value, or an Error that says where, what, and what would be right.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace tirai {

/// For programs. The name on the wire is to_string(code).
enum class ErrorCode : std::uint8_t {
  kBadSyntax,        ///< not JSON, not UTF-8, not a signed note
  kUnknownKey,       ///< a key the format does not have
  kBadValue,         ///< right key, wrong type, range or name
  kMissingKey,       ///< a key the format needs
  kUnknownName,      ///< refers to a role, purpose, class or operator that is not declared
  kTooLarge,         ///< over a bound that the header states
  kSpanOutOfRange,   ///< a mask step leaves the text, or overlaps the one before
  kBadSignature,     ///< signed by another key, or not over these bytes
  kExpired,          ///< past `expires`
  kNotYetValid,      ///< before `not_before`
  kRollback,         ///< older than a version already seen
  kDigestMismatch,   ///< the bytes are not those the manifest names
  kChainBroken,      ///< a fingerprint, sequence or link of the event chain does not hold
  kInternal,         ///< a fault of ours; the answer is the curtain
};

/// The wire name: "bad_syntax", "unknown_key", ...
[[nodiscard]] std::string_view to_string(ErrorCode code);

/// `message` is one line, lower case, no full stop, and never holds personal data.
/// `at` is a place: "support.json:/rules/3/mask" (RFC 6901 pointer), "line 12", "event 7".
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;
  std::string at;

  /// "<at>: <message>", or the message alone.
  [[nodiscard]] std::string text() const { return at.empty() ? message : at + ": " + message; }
  bool operator==(const Error&) const = default;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  /// INVARIANT: called only when ok().
  [[nodiscard]] const T& value() const& { return *std::get_if<0>(&state_); }
  [[nodiscard]] T& value() & { return *std::get_if<0>(&state_); }
  [[nodiscard]] T&& value() && { return std::move(*std::get_if<0>(&state_)); }
  /// INVARIANT: called only when !ok().
  [[nodiscard]] const Error& error() const { return *std::get_if<1>(&state_); }

 private:
  std::variant<T, Error> state_;
};

}  // namespace tirai
