// What a person proves at the dashboard's door: a password, and a code of their authenticator.
//
//   password   Argon2id (RFC 9106), kept as "$argon2id$v=19$m=65536,t=3,p=4$<salt>$<tag>": 64 MiB, 3 passes, 4 lanes, which is the RFC's second
//              recommended option (4.4) and above OWASP's least (19 MiB, 2 passes)
//   code       TOTP (RFC 6238) over HMAC-SHA-1, 6 digits, steps of 30 s from 1970: what every authenticator knows
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tirai/result.h"

namespace tirai {

inline constexpr std::size_t kLeastPassword = 12;  ///< NIST SP 800-63B asks for 8; no rule on which letters, as it advises
inline constexpr std::size_t kMostPassword = 256;

/// `salt16` is random and used once.
[[nodiscard]] Result<std::string> hash_password(std::string_view password, std::string_view salt16);
/// Takes as long whatever the first difference is. False, too, for what is no hash of ours.
[[nodiscard]] bool check_password(std::string_view password, std::string_view hash);

enum class TotpHash : std::uint8_t { kSha1, kSha256, kSha512 };
/// The code of one step, with leading zeros. `digits` is 6 to 8.
[[nodiscard]] std::string totp(std::string_view secret, std::uint64_t step, unsigned digits = 6, TotpHash hash = TotpHash::kSha1);

/// The step whose code was given: now, the one before or the one after (RFC 6238, 5.2), and later than `last_step`, so that a code holds once.
/// All three are computed, whichever fits.
[[nodiscard]] std::optional<std::uint64_t> match_totp(std::string_view secret, std::string_view code, std::int64_t now_ms, std::uint64_t last_step);

/// RFC 4648, 6, without padding: how an authenticator is given its secret.
[[nodiscard]] std::string base32(std::string_view bytes);

}  // namespace tirai
