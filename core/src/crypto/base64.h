// Base64 (RFC 4648, section 4) with padding, in its one canonical spelling: no white space, no stray bits before the padding.
// One spelling for one value means that a flipped bit of a signature line can never go unseen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tirai::crypto {

[[nodiscard]] std::string base64_encode(std::string_view bytes);
[[nodiscard]] std::optional<std::string> base64_decode(std::string_view text);

}  // namespace tirai::crypto
