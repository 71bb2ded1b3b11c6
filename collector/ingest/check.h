// What comes in from outside, read and judged before anything else sees it. Each reader is a fuzz target.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "store/store.h"
#include "tirai/result.h"

namespace tirai::collector {

inline constexpr std::size_t kMostBatchBytes = 1 << 20;
inline constexpr std::size_t kMostEnrolmentBytes = 4096;
inline constexpr std::size_t kMostLoginBytes = 24576;  // a credential of a security key

/// The token of "Bearer <token>" (RFC 6750: the scheme in any case, one space); empty if it is none of ours.
[[nodiscard]] std::string_view bearer_token(std::string_view authorization);

/// The value of a cookie (RFC 6265, 4.2.1) that is a token of ours; empty if there is none, or twice.
[[nodiscard]] std::string_view cookie_value(std::string_view header, std::string_view name);

struct LoginRequest {
  std::string name, password;
  std::string code;                ///< or, empty:
  std::string ticket, credential;  ///< of POST /v1/login/begin; JSON
};
/// {"name","password","code"}, or {"name","password","ticket","credential"}: texts of bounded length, and an object. The error repeats none of them.
[[nodiscard]] Result<LoginRequest> read_login(std::string_view body);

/// Whether an If-None-Match value (RFC 9110 §13.1.2, weak comparison) names `etag`, which is quoted and strong.
[[nodiscard]] bool etag_matches(std::string_view if_none_match, std::string_view etag);

/// The 32 bytes of {"public_key":"<base64>"}. Another key, or another length, is an error.
[[nodiscard]] Result<std::string> read_enrolment(std::string_view body);

/// A verified batch of this device. kUnknownName at "header": the header names another device. Other errors are verify_batch's.
[[nodiscard]] Result<SignedBatch> read_batch(std::string body, const Device& device, std::int64_t received_at);

}  // namespace tirai::collector
